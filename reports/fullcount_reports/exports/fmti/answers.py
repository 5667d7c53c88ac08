"""What a disclosure answers to each indicator."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fullcount.disclosure.figures import central
from fullcount.impacts import Key, Line
from fullcount_reports.card.codes import lowered
from fullcount_reports.exports.duration import device_hours, device_of, elapsed_days
from fullcount_reports.exports.told import Told, exact, figure_told, final_part, impact_told, nothing_told
from fullcount_reports.exports.unsaid import Said, device
from fullcount_reports.exports.work import ENERGY, GHG, GHG_MARKET, Work

__all__ = ["ANSWERS", "Answer", "said_of"]

TO_MEGA = -3
LITRES_TO_MEGALITRES = -6
ON_SITE, OFF_SITE = Key("water", "use", "on-site"), Key("water", "use", "off-site")


class Answer(NamedTuple):
    """The text of an answer, whether it holds a figure, how that is known, and its sources."""

    text: str
    known: bool
    how: str = ""
    sources: tuple[str, ...] = ()


def answer(named: Mapping[str, Told], scope: str, asked: int = 1) -> Answer:
    """The first `asked` figures decide whether the question is answered; the others stand beside them."""
    texts = [f"{name}: {told}" for name, told in named.items()]
    known = {name: told for name, told in named.items() if told.value is not None}
    sources = tuple(source for told in known.values() for source in told.sources)
    how = "; ".join(f"{name}: {told.how}" for name, told in known.items())
    answered = any(name in known for name in list(named)[:asked])
    return Answer(f"{'. '.join(texts)}. Scope: {scope}.", answered, how, sources)


def _final_scope(work: Work) -> str:
    lines = final_part(work).lines
    if not lines:
        return "no work is marked as the final run"
    counts = [central(line.raw.get("runs")) for line in lines]
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        return "the final training alone, number of runs not known; failed runs and experiments are not in it"
    total = sum(known)
    runs = "a single run" if total == 1 else f"{exact(total)} runs"
    return f"the final training alone, {runs}; failed runs and experiments are not in it"


def _compute(work: Work) -> Answer:
    document = work.document
    figure = document["subject"].get("training_compute")
    told = figure_told(document, figure, "FLOP", "arithmetic of the final training")
    return answer({"Training compute": told}, "the final training")


def _development(work: Work) -> Answer:
    """No FLOP of a whole development is in a disclosure: its hours are, and answer the question in their own unit."""
    lines = _built(work)
    flop = nothing_told("FLOP", "a disclosure counts the whole development in hours")
    hours = {f"Hours {index}": told for index, told in enumerate(device_hours(work, lines), 1)}
    named = {"Compute": flop, **hours}
    scope = (
        "all work that is disclosed, failed runs and experiments included, serving and idle hours left out"
    )
    return answer(named, scope, asked=len(named))


def _duration(work: Work) -> Answer:
    lines = final_part(work).lines
    hours = {f"Hardware hours {index}": told for index, told in enumerate(device_hours(work, lines), 1)}
    named = {"Duration": elapsed_days(lines), **hours}
    return answer(named, _final_scope(work), asked=len(named))


def _hardware(work: Work) -> Answer:
    lines = final_part(work).lines
    if not lines:
        return answer({"Hardware": nothing_told("", "no compute line of the final work")}, _final_scope(work))
    found = dict.fromkeys((device_of(line), _at_once(work, line)) for line in lines)
    named = {f"Hardware {index}": told for index, (_, told) in enumerate(found, 1)}
    return answer(named, _final_scope(work), asked=len(named))


def _at_once(work: Work, line: Line) -> Told:
    device = device_of(line)
    return figure_told(
        work.document, line.raw.get("accelerators"), f"x {device} at once", f"number of {device}"
    )


def _provider(work: Work) -> Answer:
    lines = final_part(work).lines
    places = {line.facility["id"]: line.facility for line in lines if line.facility}
    told = [f"{place.get('operator', 'operator not stated')} ({place['name']})" for place in places.values()]
    known = any("operator" in place for place in places.values())
    text = "; ".join(told) or "not disclosed: no facility of the final work"
    return Answer(f"Operator: {text}. Scope: {_final_scope(work)}.", known, "stated" if known else "")


def _energy(work: Work) -> Answer:
    return answer({"Energy": impact_told(work, final_part(work), ENERGY, "MWh", TO_MEGA)}, _final_scope(work))


def _carbon(work: Work) -> Answer:
    part = final_part(work)
    named = {
        "Location-based": impact_told(work, part, GHG, "tCO2e", TO_MEGA),
        "Market-based": impact_told(work, part, GHG_MARKET, "tCO2e", TO_MEGA),
    }
    return answer(named, f"{_final_scope(work)}; electricity only, manufacture of hardware left out", asked=2)


def _water(work: Work) -> Answer:
    part = final_part(work)
    named = {
        "Water of the facility": impact_told(work, part, ON_SITE, "ML", LITRES_TO_MEGALITRES),
        "Water of its electricity": impact_told(work, part, OFF_SITE, "ML", LITRES_TO_MEGALITRES),
    }
    return answer(named, f"{_final_scope(work)}; manufacture of hardware left out", asked=2)


def _allocation(work: Work) -> Answer:
    lines = [line for line in _built(work) if not line.on_cores]
    total = work.hours(lines)
    if not total:
        lacking = nothing_told("%", "the accelerator-hours of every line")
        return answer({"Shares": lacking}, "all work that is disclosed")
    named = {
        part.name: _share(work, part.lines, total) for part in work.parts(_kind) if _among(part.lines, lines)
    }
    return answer(
        named, "accelerator-hours of all work that is disclosed, serving and idle hours left out", len(named)
    )


def _share(work: Work, lines: Sequence[Line], total: float) -> Told:
    hours = work.hours([line for line in lines if not (line.on_cores or line.is_idle)])
    return nothing_told("%", "hours") if hours is None else Told(100.0 * hours / total, "%", "from the hours")


def _kind(line: Line) -> str:
    stage, run_type = (lowered(name.replace("_", "-"), line.raw[name]) for name in ("stage", "run_type"))
    return f"{stage}, {run_type}"


def _among(some: Sequence[Line], lines: Sequence[Line]) -> bool:
    indices = {line.index for line in lines}
    return any(line.index in indices for line in some)


def said_of(work: Work) -> Iterator[Said]:
    """What the answers say of hardware and places."""
    yield from device(_built(work))
    for line in final_part(work).lines:
        if line.facility:
            yield from ((line.facility, "operator"), (line.facility, "name"))


def _built(work: Work) -> tuple[Line, ...]:
    return tuple(line for line in work.lines if line.raw["stage"] != "serve" and not line.is_idle)


def _inference(work: Work) -> Answer:  # noqa: ARG001 - as every answer is asked
    lacking = nothing_told(
        "FLOP/s", "a disclosure holds no benchmark of inference; state it beside this table"
    )
    return answer({"Benchmark": lacking}, "none")


ANSWERS: Mapping[str, Callable[[Work], Answer]] = {
    "Compute usage for final training run": _compute,
    "Compute usage including R&D": _development,
    "Development duration for final training run": _duration,
    "Compute hardware for final training run": _hardware,
    "Compute provider": _provider,
    "Energy usage for final training run": _energy,
    "Carbon emissions for final training run": _carbon,
    "Water usage for final training run": _water,
    "Internal compute allocation": _allocation,
    "Benchmarked inference": _inference,
}
