"""Savings in the work itself: less of what failed, of what was tried, of what was reserved and not used."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.impacts.energy import facility_energy
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.scenario.candidate import Assumed, Candidate, candidate
from fullcount.impacts.scenario.kinds_of_work import KINDS, Kind
from fullcount.impacts.scenario.mixer import Mixer, follows_mixer
from fullcount.impacts.scenario.parse import parse_changes
from fullcount.impacts.scenario.without import IDLE, has_code
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["savings_of_mixer", "savings_of_work"]


def savings_of_work(document: "Disclosure", assumed: Assumed) -> Iterator[Candidate]:
    """One saving for each kind of work that the lines have."""
    lines = lines_of(document)
    percent = as_number(assumed.share * 100)
    for kind in KINDS:
        chosen = [line for line in lines if has_code(line, kind.axis, kind.code)]
        if any(_hours(line) for line in chosen) and _can_be_weighed(chosen, lines):
            yield candidate(
                kind.name,
                f"{kind.title}: {percent} % avoided",
                _share_of_work(chosen, lines, kind),
                [f"without={kind.axis}/{kind.code}:{assumed.share!r}"],
                practice=kind.practice,
                not_considered=kind.not_considered,
                explain=partial(_removed, kind, assumed.share),
            )


def savings_of_mixer(document: "Disclosure", assumed: Assumed) -> Iterator[Candidate]:
    """A linear mixer, where the shape of the model is given and it would cost less at that length."""
    at = f"@{assumed.component}" if assumed.component else ""
    text = f"mixer{at}=linear:{assumed.shape}"
    mixer = parse_changes([text])[0] if assumed.shape else None
    lines = _mixed(document, mixer) if isinstance(mixer, Mixer) else []
    can_be = lines and _can_be_weighed(lines, lines_of(document))
    if isinstance(mixer, Mixer) and mixer.ratio < 1.0 and can_be:
        yield candidate(
            "linear-mixer",
            "A linear mixer in the place of attention",
            f"At width {as_number(mixer.width)} it costs less above {as_number(mixer.break_even)} tokens, "
            f"and a sequence has {as_number(mixer.to)}.",
            [text],
            practice="efficient-architecture",
            not_considered="Whether a model with another mixer learns as much from as many tokens, and what is not a "
            "transformer block: embeddings, codecs, work whose shape is another.",
            explain=partial(_mixing, mixer),
        )


def _mixed(document: "Disclosure", mixer: Mixer) -> list[Line]:
    lines = (line for line in lines_of(document) if follows_mixer(line))
    return [line for line in lines if mixer.at in ("", line.raw["component"])]


def _can_be_weighed(chosen: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether each of the chosen lines has an id of its own: weights go by id."""
    uses = Counter(line.id for line in lines)
    return all(uses[line.id] == 1 for line in chosen)


def _mixing(mixer: Mixer, document: "Disclosure") -> str:
    kwh = _energy_kwh(_mixed(document, mixer))
    saved = "" if kwh is None else f" = {as_number(kwh * (1.0 - mixer.ratio))} kWh"
    energy = "energy that is not known" if kwh is None else f"{as_number(kwh)} kWh of training and inference"
    return f"{energy} × (1 − {as_number(mixer.ratio)}){saved}"


def _share_of_work(chosen: Sequence[Line], lines: Sequence[Line], kind: Kind) -> str:
    """How much of the hours of work a kind of it was; idle hours are no work, and stand beside it."""
    work = [line for line in lines if not line.is_idle]
    sums = []
    for unit in ("accelerator-h", "core-h"):
        part, whole = _sum(chosen, unit), _sum(work, unit)
        if part and kind.code == IDLE:
            sums.append(f"{as_number(part)} {unit}, beside {as_number(whole)} of work,")
        elif part:
            percent = as_number(100 * part / whole, 3)
            sums.append(f"{as_number(part)} of {as_number(whole)} {unit} ({percent} %)")
    return f"{' and '.join(sums)} are {kind.work}."


def _removed(kind: Kind, share: float, document: "Disclosure") -> str:
    chosen = [line for line in lines_of(document) if has_code(line, kind.axis, kind.code)]
    units = [unit for unit in ("accelerator-h", "core-h") if _sum(chosen, unit)]
    parts = [_product([line for line in chosen if _unit(line) == unit], kind.work, share) for unit in units]
    return "; ".join(parts)


def _product(lines: list[Line], work: str, share: float) -> str:
    unit = _unit(lines[0])
    hours, kwh = _sum(lines, unit), _energy_kwh(lines)
    start = f"{as_number(hours)} {unit} of {work} × {as_number(share * 100)} %"
    if kwh is None:
        return f"{start} = {as_number(hours * share)} {unit}, whose energy is not known of every line"
    return f"{start} × {as_number(kwh / hours)} kWh per {unit} = {as_number(kwh * share)} kWh"


def _energy_kwh(lines: Sequence[Line]) -> float | None:
    """Facility energy of the lines, where that of each is known."""
    found = [facility_energy(line, central) for line in lines]
    known = [kwh for kwh in found if not isinstance(kwh, Missing)]
    return sum(known) if len(known) == len(found) else None


def _hours(line: Line) -> float:
    return central(line.hours) or 0.0


def _unit(line: Line) -> str:
    return "core-h" if line.on_cores else "accelerator-h"


def _sum(lines: Sequence[Line], unit: str) -> float:
    return sum(_hours(line) for line in lines if _unit(line) == unit)
