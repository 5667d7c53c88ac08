"""The share of the final run where nobody states it: figures of the lines of stage final over those of everything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount, fits
from fullcount_reports.card.shown import Shown, of_amount
from fullcount_reports.comparison.narrow import lines_only
from fullcount_reports.comparison.reading import Reading

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry

__all__ = ["share_of_final"]

MEASURES = ("accelerator-hours", "core-hours", "energy", "ghg")
"""What the share is taken of, the best first."""
ABSENT = "the final run and the whole are not both disclosed, in hours, energy or greenhouse gases"
Readers = Mapping[str, Callable[["Entry", str], Iterator[Reading]]]


def share_of_final(entry: "Entry", readers: Readers, metric: str) -> Reading:
    """The share in per cent, by the first measure in which both are known in full and alike."""
    part = lines_only(entry, "training")
    for measure in MEASURES if part is not None and _is_less(part, entry) else ():
        wholes = list(readers[measure](entry, measure))
        for final in readers[measure](part, measure) if part else ():
            whole = _alike(wholes, final)
            if whole is not None and (shown := _ratio(final.shown, whole.shown)):
                figures = (*final.figures, *whole.figures)
                return Reading(
                    metric, shown, recomputed=True, missing_share=0.0, measure=measure, figures=figures
                )
    return Reading(metric, Shown("%", absent=ABSENT))


def _is_less(part: "Entry", entry: "Entry") -> bool:
    return len(part.sheet.lines) < len(entry.sheet.lines)


def _alike(wholes: Sequence[Reading], final: Reading) -> Reading | None:
    """The figure of the whole with the same phase, basis and energy boundary."""

    def kind(reading: Reading) -> tuple[str, ...]:
        return reading.phase, reading.ghg_basis, reading.energy_boundary

    return next((whole for whole in wholes if kind(whole) == kind(final)), None)


def _ratio(final: Shown, whole: Shown) -> Shown | None:
    if final.value is None or not whole.value or final.partial or whole.partial or final.value > whole.value:
        return None
    share = _amount(final) / _amount(whole) * 100.0
    capped = Amount(share.value, share.low, min(share.high, 100.0))
    return of_amount(capped, "%") if fits(capped) else None


def _amount(shown: Shown) -> Amount:
    value = shown.value or 0.0
    return Amount(
        value, value if shown.low is None else shown.low, value if shown.high is None else shown.high
    )
