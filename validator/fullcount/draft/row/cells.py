"""What is wrong with the cells of a row, held against the columns of the package of published figures."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from fullcount.rooms import dataset_room

__all__ = ["NEEDED", "Wrong", "columns", "wrong_cells"]

NEEDED = (
    *("model", "organisation", "year", "stage", "boundary"),
    *("source_title", "source_url", "source_locator", "evidence"),
)
"""Columns without which there is no disclosure; any other may be left out, which says nothing."""
FREE = ("row_id",)
"""A table of one's own may name its rows as it likes."""
NUMBER = re.compile(r"\d+\.?\d*([eE][+-]?\d+)?", re.ASCII)
LARGEST, SMALLEST = 1e15, 1e-15
"""Beyond these a number of any column is a slip, and products with it lose digits."""
LONGEST = 2000
SHOWN = 40

Column = dict[str, Any]


class Wrong(NamedTuple):
    """A cell that cannot be used: its column, what was found, what was expected, what to do."""

    column: str
    found: str
    expected: str
    remedy: str


@cache
def columns() -> dict[str, Column]:
    """Every column of `published.csv` by name, as its data package describes it."""
    package = json.loads((dataset_room("published") / "datapackage.json").read_bytes())
    fields = next(item["schema"]["fields"] for item in package["resources"] if item["name"] == "published")
    return {field["name"]: field for field in fields}


def wrong_cells(row: Mapping[str, str]) -> Iterator[Wrong]:
    """Everything that is wrong with one row; nothing when it is good."""
    for name, cell in row.items():
        if not cell and name in NEEDED:
            yield Wrong(name, "a blank cell", _meaning(name), "write what the source says")
        elif len(cell) > LONGEST:
            yield Wrong(name, f"{len(cell):,} characters", f"at most {LONGEST:,}", "say it in fewer words")
        elif cell and name not in FREE:
            yield from _of_type(name, cell)


def _of_type(name: str, cell: str) -> Iterator[Wrong]:
    column = columns()[name]
    found = f"{cell[:SHOWN]!r}" + ("…" if len(cell) > SHOWN else "")
    if column["type"] in ("number", "integer"):
        yield from _number(column, cell, found)
        return
    limits = column.get("constraints", {})
    if "enum" in limits and cell not in limits["enum"]:
        yield Wrong(name, found, f"one of {', '.join(limits['enum'])}", "choose the nearest")
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        yield Wrong(name, found, _meaning(name), f"write it as {limits['pattern']}")


def _number(column: Column, cell: str, found: str) -> Iterator[Wrong]:
    limits, whole = column.get("constraints", {}), column["type"] == "integer"
    low, high = limits.get("minimum", -math.inf), limits.get("maximum", LARGEST)
    unit = f" of {column['unit']}" if column.get("unit", "1") != "1" else ""
    expected = f"a {'whole ' if whole else ''}number{unit}"
    if not (cell.isascii() and cell.isdigit() if whole else NUMBER.fullmatch(cell)):
        remedy = (
            "write digits with a point, no unit and no thousands separator; leave blank what is not stated"
        )
        yield Wrong(column["name"], found, expected, remedy)
    elif not low <= float(cell) <= high or (0 < float(cell) < SMALLEST) or _vanishes(cell):
        yield Wrong(column["name"], found, f"{expected} from {low:g} to {high:g}", "check digits and unit")


def _vanishes(cell: str) -> bool:
    """Whether a number is so small that it would become a zero that nobody printed."""
    return float(cell) == 0 and bool(re.search(r"[1-9]", re.split("[eE]", cell)[0]))


def _meaning(name: str) -> str:
    said: str = columns()[name]["description"].partition(". ")[0].rstrip(".")
    return f"{said[0].lower()}{said[1:]}"
