"""What a disclosure answers to each item, for each recipient."""

from collections.abc import Callable
from typing import NamedTuple

from fullcount_reports.exports.duration import HOURS_PER_DAY, device_hours, elapsed_days
from fullcount_reports.exports.eu_gpai.rounding import (
    months_range,
    order_of_magnitude,
    parameters_band,
    significant,
)
from fullcount_reports.exports.told import Told, figure_told, final_part, impact_told, withheld
from fullcount_reports.exports.work import ENERGY, Work

__all__ = ["AUTHORITY", "DOWNSTREAM", "ITEMS", "OFFICE", "Answered", "Item"]

OFFICE, AUTHORITY, DOWNSTREAM = "AIO", "NCA", "DP"
KWH_TO_MWH = -3
NOT_APPLICABLE = "N/A"
NOT_ANSWERED = "not answered"
SCOPE = "the final training: work of stage final that completed or was resumed"


class Answered(NamedTuple):
    """An answer in the words of the form, the rounding that it took, and how it is known or what is lacking."""

    text: str
    rounding: str = ""
    known: str = ""
    lacking: str = ""
    sources: tuple[str, ...] = ()


class Item(NamedTuple):
    """An item of the form: what it asks in our own words, who receives it, and the answer for a recipient.

    `decides` marks those without any of which there is nothing to file; `pointer` is where its figure would stand.
    """

    name: str
    asked: str
    recipients: tuple[str, ...]
    answer: Callable[[Work, str], Answered]
    decides: bool = False
    pointer: str = "/compute"


def _rounded(told: Told, digits: int) -> Answered:
    if told.value is None:
        return Answered(NOT_ANSWERED, lacking=told.lacking)
    text, rounding = significant(told, digits)
    return Answered(text, rounding, told.how, sources=told.sources)


def _size(work: Work, _: str) -> Answered:
    return _rounded(_parameters(work), 2)


def _band(work: Work, _: str) -> Answered:
    told = _parameters(work)
    if told.value is None:
        return Answered(NOT_ANSWERED, lacking=told.lacking)
    return Answered(parameters_band(told.value), "given as the band of the form", told.how)


def _parameters(work: Work) -> Told:
    figure = work.document["subject"].get("parameters")
    return figure_told(work.document, figure, "parameters", "number of parameters")


def _time(work: Work, recipient: str) -> Answered:
    lines = final_part(work).lines
    days = elapsed_days(lines)
    if recipient == AUTHORITY:
        if days.value is None:
            return Answered(NOT_ANSWERED, lacking=days.lacking)
        return Answered(
            months_range(days.value), "given as the range of the form", "from the times of its lines"
        )
    told = [days, *map(_in_days, device_hours(work, lines))]
    answers = [_rounded(each, 1) for each in told]
    known = [answer for answer in answers if not answer.lacking]
    return Answered(
        " and ".join(answer.text for answer in known) or NOT_ANSWERED,
        "; ".join(answer.rounding for answer in known),
        "; ".join(dict.fromkeys(answer.known for answer in known)),
        "; ".join(answer.lacking for answer in answers if answer.lacking),
    )


def _in_days(told: Told) -> Told:
    """Device-hours as device-days."""
    value = None if told.value is None else told.value / HOURS_PER_DAY
    return told._replace(value=value, unit=told.unit.replace("-hours", "-days", 1))


def _computation(work: Work, recipient: str) -> Answered:
    told = _arithmetic(work)
    if told.value is None or recipient == OFFICE:
        return _rounded(told, 2)
    text, rounding = order_of_magnitude(told)
    return Answered(text, rounding, told.how, sources=told.sources)


def _computation_method(work: Work, _: str) -> Answered:
    return _method(_arithmetic(work), "the arithmetic of the final training as the disclosure states it")


def _arithmetic(work: Work) -> Told:
    figure = work.document["subject"].get("training_compute")
    return figure_told(work.document, figure, "FLOP", "arithmetic of the final training")


def _energy(work: Work, _: str) -> Answered:
    """N/A is for what a provider withholds alone; anything else that is lacking is not answered."""
    part = final_part(work)
    told = impact_told(work, part, ENERGY, "MWh", KWH_TO_MWH)
    kept_back = withheld(part.lines)
    if told.value is None and kept_back:
        return Answered(
            NOT_APPLICABLE, lacking=f"a provider withholds: {', '.join(kept_back)}; {told.lacking}"
        )
    return _rounded(told, 2)


def _energy_method(work: Work, _: str) -> Answered:
    told = impact_told(work, final_part(work), ENERGY, "MWh", KWH_TO_MWH)
    return _method(told, f"electricity of {SCOPE}")


def _method(told: Told, what: str) -> Answered:
    if told.value is None:
        return Answered(NOT_ANSWERED, lacking=told.lacking)
    cited = f" Sources: {'; '.join(told.sources)}." if told.sources else ""
    return Answered(f"{what[:1].upper()}{what[1:]}; {told.how}.{cited}", sources=told.sources)


def _inference(_: Work, __: str) -> Answered:
    lacking = "a disclosure holds no benchmark of the arithmetic of inference; fill it in by hand"
    return Answered(NOT_ANSWERED, lacking=lacking)


BOTH = (OFFICE, AUTHORITY)
ITEMS = (
    Item("Total model size", "parameters, two significant figures at least", BOTH, _size),
    Item("Model size range", "the band of the number of parameters", (*BOTH, DOWNSTREAM), _band),
    Item(
        "Training time",
        "to the AI Office days by the clock and of hardware; to an authority a range of months",
        BOTH,
        _time,
        decides=True,
    ),
    Item(
        "Amount of computation used for training",
        "operations: to the AI Office two significant figures at least, to an authority the order of magnitude",
        BOTH,
        _computation,
        decides=True,
        pointer="/subject/training_compute",
    ),
    Item(
        "Measurement methodology, computation", "how it was measured or estimated", BOTH, _computation_method
    ),
    Item(
        "Amount of energy used for training",
        "MWh, two significant figures at least; N/A where a provider withholds what is needed, and what that is",
        BOTH,
        _energy,
        decides=True,
    ),
    Item("Measurement methodology, energy", "how it was measured or estimated", BOTH, _energy_method),
    Item(
        "Benchmarked amount of computation used for inference",
        "FLOP of a named task, two significant figures at least; no energy",
        BOTH,
        _inference,
    ),
    Item("Measurement methodology, inference", "the task and the hardware", BOTH, _inference),
)
