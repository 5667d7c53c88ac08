"""Which code of another format stands for the stage and the run type of a line."""

import csv
from functools import cache

from fullcount.impacts import Line
from fullcount.rooms import schema_room

__all__ = ["code_of"]


def code_of(name: str, line: Line) -> str:
    """The code of the first entry of `crosswalks/<name>.codes.csv` that fits; an empty cell fits everything."""
    stage, run_type = line.raw["stage"], line.raw["run_type"]
    return next(
        theirs for wanted, kind, theirs in _codes(name) if wanted in ("", stage) and kind in ("", run_type)
    )


@cache
def _codes(name: str) -> tuple[tuple[str, str, str], ...]:
    with (schema_room() / "crosswalks" / f"{name}.codes.csv").open(encoding="utf-8", newline="") as table:
        return tuple((row["stage"], row["run_type"], row["theirs"]) for row in csv.DictReader(table))
