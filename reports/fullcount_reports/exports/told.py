"""Figures as the forms of others ask for them: a number in their unit, how it is known, or what is missing for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import central
from fullcount.impacts import Key, Line
from fullcount.impacts.line import Missing
from fullcount.powers_of_ten import shifted
from fullcount_reports.card.codes import lowered
from fullcount_reports.exports.work import BY_LINE, ENERGY, Part, Work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Source

__all__ = [
    "Told",
    "exact",
    "figure_told",
    "final_part",
    "impact_told",
    "nothing_told",
    "reason_of",
    "uncited",
    "withheld",
]

WITHHELD = "withheld-by-provider"
RECOMPUTED = "recomputed from the compute lines"


class Told(NamedTuple):
    """A number in `unit` with how it is known, or, where `value` is None, what is `lacking`.

    `digits` are the significant figures that are stated to be known; None where nothing is said.
    """

    value: float | None
    unit: str
    how: str = ""
    sources: tuple[str, ...] = ()
    lacking: str = ""
    digits: int | None = None

    def __str__(self) -> str:
        """The number with all its digits, or that there is none and why."""
        return f"not disclosed: {self.lacking}" if self.value is None else f"{exact(self.value)} {self.unit}"


def exact(value: float) -> str:
    """All digits of a number, in the shortest form that reads back the same."""
    return repr(value).removesuffix(".0")


def nothing_told(unit: str, lacking: str) -> Told:
    """No number, for want of something."""
    return Told(None, unit, lacking=lacking)


def final_part(work: Work) -> Part:
    """The work of the final run: what completed or was resumed in the stage `final`, idle hours left out."""
    found = (line for line in work.lines if line.raw["stage"] == "final")
    return Part("final", tuple(line for line in found if line.is_successful and not line.is_idle))


def impact_told(work: Work, part: Part, key: Key, unit: str, exponent: int = 0) -> Told:
    """An impact of a part in `unit`, ten to the `exponent` of ours apart; in that of its figure where empty."""
    if not part.lines:
        return nothing_told(unit, f"no compute line of the {part.name} work")
    found = work.energy(part) if key == ENERGY else work.impact(part, key)
    if isinstance(found, Missing):
        said = work.undisclosed(part, key)
        why = f"{key} {reason_of(said)}; " if said else f"{key} "
        return nothing_told(unit, f"{why}cannot be computed for want of {found}")
    value = shifted(found.amount.value, exponent)
    bounded = f", boundary {found.boundary}" if key.category == "energy" else ""
    if found.figure is None:
        known = "sum of what the compute lines state" if found.how == BY_LINE else RECOMPUTED
        return Told(value, unit, f"{known}{bounded}")
    figure = found.figure
    how, sources = f"stated, {_basis(figure)}{bounded}", _sources(work.document, figure)
    return Told(value, unit or figure["unit"], how, sources, digits=_digits(figure))


def figure_told(document: "Disclosure", figure: Mapping[str, Any] | None, unit: str, what: str) -> Told:
    """A figure of a disclosure as it stands; `what` names it where there is none."""
    value = central(figure)
    if figure is None or value is None:
        return nothing_told(unit, f"{what} {reason_of(figure)}")
    return Told(value, unit, f"stated, {_basis(figure)}", _sources(document, figure), digits=_digits(figure))


def reason_of(figure: Mapping[str, Any] | None) -> str:
    """Why a figure has no number."""
    if not figure:
        return "is not in the disclosure"
    if "below" in figure:
        return f"is only known to be below {exact(figure['below'])} {figure['unit']}"
    missing = figure.get("not_disclosed", {})
    said = lowered("not-disclosed-reason", missing.get("reason", ""))
    return f"is not disclosed ({said}{': ' + missing['note'] if 'note' in missing else ''})"


def withheld(lines: Sequence[Line]) -> tuple[str, ...]:
    """What a provider withholds of some lines, their facilities and their equipment; each once."""
    return tuple(dict.fromkeys(name for line in lines for name in _withheld_of(line)))


def _withheld_of(line: Line) -> Iterator[str]:
    places: tuple[tuple[str, Mapping[str, Any] | None], ...] = (
        (f"line {line.id}", line.raw),
        (line.facility_name, line.facility),
        (line.equipment_name, line.equipment),
    )
    for name, holder in places:
        for key, figure in (holder or {}).items():
            if isinstance(figure, Mapping) and figure.get("not_disclosed", {}).get("reason") == WITHHELD:
                yield f"{key.replace('_', ' ')} of {name}"


def _basis(figure: Mapping[str, Any]) -> str:
    return str(figure["basis"]) if "basis" in figure else "basis not said"


def _digits(figure: Mapping[str, Any]) -> int | None:
    digits: int | None = figure.get("significant_figures")
    return digits


def _sources(document: "Disclosure", figure: Mapping[str, Any]) -> tuple[str, ...]:
    found = (source for source in document.get("sources", []) if source["id"] == figure.get("source"))
    return tuple(", ".join(filter(None, (_named(each), figure.get("locator")))) for each in found)


def _named(source: "Source") -> str:
    return ", ".join(filter(None, (source["title"], source.get("url"))))


def uncited(document: "Disclosure", cited: Iterable[str]) -> frozenset[str]:
    """Pointers of the titles and links of the sources that no told figure cites; `cited` as `Told` names them."""
    told = tuple(cited)
    there = enumerate(document.get("sources", []))
    absent = [index for index, source in there if not any(text.startswith(_named(source)) for text in told)]
    return frozenset(f"/sources/{index}/{key}" for index in absent for key in ("title", "url"))
