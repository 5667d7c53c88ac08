"""Values that cannot be read: one error for all of them, and the plain number of a tracker."""

from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import BrokenItem
from fullcount.ledger.reading.loose import LARGEST

__all__ = ["Unfit", "number_in"]

_COUNTED = frozenset({"J", "mJ"})


class Unfit(Exception):  # noqa: N818 - it is about the value
    """A value that cannot be read: `reason`, `found` and `expected` for the tally, `line` if known."""

    def __init__(self, reason: str, found: str, expected: str) -> None:
        super().__init__(reason, found)
        self.reason, self.found, self.expected = reason, found, expected
        self.line = 1

    def at(self, line: int) -> BrokenItem:
        """What stands in the place of the record on that line."""
        return BrokenItem(line, self.found, self.expected, self.reason)


def number_in(value: Any, name: str, unit: str = "") -> float:
    """A number of 0 or more in `unit`, also where it is text. Raises `Unfit` for anything else, named `name`."""
    kind = name.lower().replace("_", "-").replace(" ", "-")
    try:
        number = (
            float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
        )
    except (ValueError, OverflowError):
        number = None
    if number is None or not abs(number) <= LARGEST:
        raise Unfit(f"unreadable-{kind}", clip(repr(value)), f"a number of {unit}" if unit else "a number")
    if number < 0:
        hint = "; a counter may have started over" if unit in _COUNTED else ""
        of_unit = f" {unit}" if unit else ""
        raise Unfit(f"negative-{kind}", f"{number:g}{of_unit}", f"0{of_unit} or more{hint}")
    return number
