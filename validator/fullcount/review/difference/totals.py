"""Hours and impacts of both documents, recomputed from their lines."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from fullcount.disclosure.figures import central, fits
from fullcount.impacts import lines_of, recompute
from fullcount.impacts.key import UNITS
from fullcount.review.difference.figure import NO_STEP, Step, step_between

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts import Line
    from fullcount.review.check import Validation

__all__ = ["Total", "TotalChange", "total_changes"]

HOURS = {
    "accelerator_hours": ("accelerator-hours", "accelerator-h"),
    "core_hours": ("core-hours", "core-h"),
    "idle_hours": ("idle hours", "accelerator-h"),
}


class Total(NamedTuple):
    """A sum over the lines of one document. `complete` says whether every line that it is about has its part in it."""

    value: float
    complete: bool


class TotalChange(NamedTuple):
    """One total in both documents; None where nothing of it can be computed."""

    name: str
    unit: str
    before: Total | None
    after: Total | None
    step: Step


Totals = Mapping[tuple[str, str], Total]


def total_changes(before: "Validation", after: "Validation") -> Iterator[TotalChange]:
    """Every total that can be computed of either, changed or not."""
    ours, theirs = _totals(before), _totals(after)
    for name, unit in sorted(ours.keys() | theirs.keys(), key=_order):
        first, second = ours.get((name, unit)), theirs.get((name, unit))
        yield TotalChange(name, unit, first, second, _step(first, second))


def _step(before: Total | None, after: Total | None) -> Step:
    """The change of a total, only where all lines are in both: sums of other lines are no change."""
    if before and after and before.complete and after.complete:
        return step_between(before.value, after.value)
    return NO_STEP


def _order(named: tuple[str, str]) -> tuple[bool, str]:
    """Hours before impacts."""
    return named not in HOURS.values(), named[0]


def _totals(validation: "Validation") -> Totals:
    """A document whose shape is broken has none."""
    if validation.broken:
        return {}
    document = cast("Disclosure", validation.document.data)
    return {**dict(_hours(lines_of(document))), **dict(_impacts(document))}


def _hours(lines: tuple["Line", ...]) -> Iterator[tuple[tuple[str, str], Total]]:
    for key, named in HOURS.items():
        figures = [line.raw[key] for line in lines if key in line.raw]  # type: ignore[literal-required]
        values = [value for figure in figures if (value := central(figure)) is not None]
        if values and fits(sum(values)):
            yield named, Total(sum(values), len(values) == len(figures))


def _impacts(document: "Disclosure") -> Iterator[tuple[tuple[str, str], Total]]:
    for row in recompute(document).rows:
        if row.total is not None:
            yield (str(row.key), UNITS.get(row.key.category, "")), Total(row.total.value, row.complete)
