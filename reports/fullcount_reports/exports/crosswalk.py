"""The crosswalks: where each of our places goes in the format of another, and what is lost on the way.

A crosswalk is a table of the standard, `schema/1.0/crosswalks/<format>.csv`. Its docs page is made of it, and so is the
list of what an export could not express.
"""

import csv
from functools import cache
from typing import NamedTuple

from fullcount.rooms import schema_room

__all__ = ["FACETS", "Crossing", "crosswalk"]

FACETS = {
    "interval": ("low", "high", "interval"),
    "bound": ("below",),
    "digits": ("significant_figures",),
    "basis": ("basis", "power_basis"),
    "boundary": ("boundary",),
    "source": ("source", "locator", "factors"),
    "reason": ("not_disclosed",),
    "note": ("note",),
}
"""What a figure may say besides its number, and the keys under which it does."""


class Crossing(NamedTuple):
    """One line: `ours` is a pattern, `theirs` a path in their notation.

    `way` is `both`, or `export` where a reading does not bring it back. `dropped` are the facets of a figure that have
    no place there; `note` says what else a reader should know.
    """

    ours: str
    theirs: str
    way: str
    unit: str
    dropped: tuple[str, ...]
    note: str

    @property
    def is_lossy(self) -> bool:
        """Whether something of the place is lost."""
        return bool(self.dropped) or self.way != "both"


@cache
def crosswalk(name: str) -> tuple[Crossing, ...]:
    """The crosswalk of one format. Raises `FileNotFoundError` for a format that has none."""
    with (schema_room() / "crosswalks" / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return tuple(_crossing(row) for row in csv.DictReader(table))


def _crossing(row: dict[str, str]) -> Crossing:
    dropped = tuple(row["dropped"].split())
    return Crossing(row["ours"], row["theirs"], row["way"], row["unit"], dropped, row["note"])
