"""Whether impact rows state an impact for given lines, in one row or in several that add up to them."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, is_missing, printed
from fullcount.impacts.key import Key
from fullcount.impacts.line import Missing
from fullcount.rules.coverage import OF_LESS
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.recomputed import sum_over
from fullcount.rules.rule import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

__all__ = ["gap_in", "stated_for"]


def stated_for(view: "View", keys: Collection[Key], lines: "Iterable[Line]") -> str:
    """Pointer of the first of the rows whose amounts stand for all of `lines`; empty text where none do."""
    first, found = "", set[int]()
    for placed in view.impacts:
        pointer, row = placed
        if placed.key not in keys or is_missing(row.get("amount")):
            continue
        if OF_LESS.isdisjoint(row):
            return pointer
        behind = lines_behind(view, pointer, row)
        if behind and not isinstance(behind, NotApplicable):
            first = first or pointer
            found.update(line.index for line in behind)
    return first if found and found.issuperset(line.index for line in lines) else ""


def gap_in(view: "View", lines: "Sequence[Line]", key: Key) -> Missing | None:
    """What is missing for recomputing an impact of `lines`; a figure that is known to lie below a bound is not."""
    if not isinstance(sum_over(view, lines, key, central), Missing):
        return None
    exact = sum_over(view, lines, key, printed)
    return exact if isinstance(exact, Missing) else None
