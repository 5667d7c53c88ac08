"""What is said of intervals of 1 % or less, probably shares, before anything is drawn from them."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from fullcount.rules.figures import PlacedFigure

__all__ = ["say_low_levels"]

MOST_NAMED = 3


def say_low_levels(name: str, document: "Mapping[str, Any]") -> None:
    """One line to standard error that names the figures of the file `name` with such an interval, if there are any."""
    from fullcount.printing import printable
    from fullcount.rules.figures import placed_figures
    from fullcount.rules.interval_not_in_per_cent import is_share

    found = [placed for placed in placed_figures(document) if is_share(placed.figure)]
    if found:
        print(printable(f"{name}: {_told(found)}"), file=sys.stderr)


def _told(found: "Sequence[PlacedFigure]") -> str:
    from fullcount.printing import as_number

    level = found[0].figure["interval"]
    meant = as_number(100 * level)
    first = f"{found[0].pointer}: interval {as_number(level)} is taken for {as_number(level)} %"
    return f"{first}; write {meant} if that is meant{_others([placed.pointer for placed in found[1:]])}"


def _others(pointers: "Sequence[str]") -> str:
    if not pointers:
        return ""
    more = len(pointers) - MOST_NAMED
    named = ", ".join(pointers[:MOST_NAMED])
    return f"; also 1 % or less: {named}{f' and {more} more' if more > 0 else ''}"
