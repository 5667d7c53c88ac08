"""The impacts of a draft with their 90 % intervals."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount
from fullcount.impacts import Footprint, ImpactRow, recompute

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts.uncertainty import Estimates

__all__ = ["with_intervals"]


def with_intervals(document: "Disclosure") -> Footprint:
    """The recomputed impacts, each total with its 5th and 95th percentile, as a disclosure states them.

    Where numpy is not installed there are no intervals: the ends that all inputs reach at once are none of 90 %.
    """
    if find_spec("numpy") is None:
        return Footprint(tuple(_row(row, None) for row in recompute(document).rows))
    from fullcount.impacts.uncertainty import estimate  # noqa: PLC0415 - only where something is drawn

    estimates = estimate(document)
    return Footprint(tuple(_row(row, estimates) for row in recompute(document).rows))


def _row(row: ImpactRow[Amount], estimates: "Estimates | None") -> ImpactRow[Amount]:
    if row.total is None:
        return row
    from fullcount.impacts.uncertainty import Cut  # noqa: PLC0415

    found, value = estimates.get(Cut(row.key)) if estimates else None, row.total.value
    drawn = found.drawn.statistics if found and found.drawn else None
    ends = (min(drawn.p05, value), max(drawn.p95, value)) if drawn else (value, value)
    return row._replace(total=Amount(value, *ends))
