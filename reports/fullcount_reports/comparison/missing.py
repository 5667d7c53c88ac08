"""Which share of the accelerator-hours in scope a figure leaves out."""

from collections.abc import Sequence

from fullcount.impacts import Key
from fullcount_reports.card.sheet import ACCELERATOR_HOURS, Sheet, hours_by_line
from fullcount_reports.card.shown import Shown
from fullcount_reports.card.totals import stated_rows

__all__ = ["hours_missing", "share_missing"]


def hours_missing(sheet: Sheet, measure: str) -> float | None:
    """Share of the hours themselves: 0 where every line states them, else not known."""
    return 0.0 if len(hours_by_line(sheet.lines, measure)) == len(sheet.lines) else None


def share_missing(sheet: Sheet, keys: Sequence[Key], shown: Shown) -> float | None:
    """Share from 0 to 1 of the accelerator-hours whose impact is not in a figure; None where it is not known.

    A figure that is stated for all lines leaves out none.
    """
    if not shown.is_there:
        return 1.0
    if not shown.partial:
        return 0.0
    used = [line for line in sheet.lines if not line.on_cores and not line.is_idle]
    hours = hours_by_line(used, ACCELERATOR_HOURS)
    whole = sum(hours.values())
    if not whole or len(hours) < len(used):
        return None
    covered = frozenset.intersection(*(_behind(sheet, key, shown) for key in keys))
    lacking = [hours[name] for name in hours if name not in covered]
    return sum(lacking) / whole if covered else None


def _behind(sheet: Sheet, key: Key, shown: Shown) -> frozenset[str]:
    """Ids of the lines that a figure counts."""
    row = sheet.footprint.get(key)
    if shown.recomputed and row is not None:
        return frozenset(row.by_line)
    return frozenset(name for row in stated_rows(sheet, key) for name in sheet.covered(row))
