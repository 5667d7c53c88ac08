"""The table of published figures, and the tables of ours that say which rows make which disclosure."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from fullcount.draft.row import Placed, placed

__all__ = ["HERE", "NAMESPACE", "ROOM", "identity", "placements", "published", "rows_of", "subjects", "table"]

HERE = Path(__file__).resolve().parent
ROOM = HERE.parent
NAMESPACE = "fullcount-published"

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def published() -> dict[str, Row]:
    """Every row of published figures by its id."""
    return {row["row_id"]: row for row in table(ROOM / "published.csv")}


@cache
def subjects() -> dict[str, Row]:
    """Every disclosure by its slug: what it is about, how much of the work it counts, and which work."""
    return {row["slug"]: row for row in table(HERE / "subjects.csv")}


@cache
def placements() -> dict[str, list[Placed]]:
    """The rows of each disclosure with their places, by slug."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for entry in table(HERE / "rows.csv"):
        found[entry["slug"]].append(_placed(entry))
    return dict(found)


def rows_of(slug: str) -> list[str]:
    """Ids of the rows of a disclosure, each once."""
    return list(dict.fromkeys(item.row["row_id"] for item in placements()[slug]))


def identity(slug: str) -> str:
    """Id of the disclosure."""
    return f"{NAMESPACE}/{slug}"


def _placed(entry: Row) -> Placed:
    """The place that an entry states; what it leaves blank follows from the row."""
    row = published()[entry["row_id"]] | dict.fromkeys(entry["omit"].split(), "")
    default = placed(row)
    return Placed(
        row,
        role=entry["role"] or default.role,
        line=entry["line"] or default.line,
        component=entry["component"] or default.component,
        component_name=entry["component_name"],
        stage=entry["stage"],
        run_type=entry["run_type"],
        covers=tuple(entry["covers"].split()),
        phase=entry["phase"],
        part=entry["part"],
    )
