"""What one worker makes of a few hundred files: a verdict on each, and the rows of those that are taken."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.corpus.checked import Checked, Refused, check_all
from fullcount.corpus.fields import TABLES
from fullcount.corpus.problem import Problem
from fullcount.corpus.tabulated import FigureRows
from fullcount.corpus.walk import Candidate

__all__ = ["Piece", "Verdict", "piece", "stamp"]


BATCH = 125
"""Files whose rows are held as objects at a time."""


class Verdict(NamedTuple):
    """What is remembered of a file. `rows` says how many it has in each table; all 0 where it is not taken.

    `key` is its id, its revision and the hash of its bytes; None where it is not taken.
    """

    path: str
    size: int
    mtime_ns: int
    named: bool
    rows: tuple[int, int, int]
    key: tuple[str, int, str] | None
    tally: tuple[int, int, int]
    problems: tuple[Problem, ...]
    attached: tuple[tuple[str, int, int], ...]


class Piece(NamedTuple):
    """Verdicts in the order of the files, and their rows: tables of figures, disclosures and findings."""

    verdicts: list[Verdict]
    tables: "dict[str, Any]"


def piece(files: Sequence[Candidate], year: int) -> Piece:
    """Check files and tabulate those that are disclosures."""
    from fullcount.corpus.columns import joined  # noqa: PLC0415 - needs an extra

    verdicts: list[Verdict] = []
    parts: list[dict[str, Any]] = []
    for start in range(0, len(files), BATCH):
        found, tables = _batch(files[start : start + BATCH], year)
        verdicts += found
        parts.append(tables)
    return Piece(verdicts, {table: joined([tables[table] for tables in parts]) for table in TABLES})


def _batch(files: Sequence[Candidate], year: int) -> "tuple[list[Verdict], dict[str, Any]]":
    from fullcount.corpus.columns import figure_table, plain_table  # noqa: PLC0415 - needs an extra

    figures = FigureRows()
    documents: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    verdicts: list[Verdict] = []
    for item, found in zip(files, check_all(files, year), strict=True):
        if isinstance(found, Refused):
            verdicts.append(Verdict(*_head(item), (0, 0, 0), None, (0, 0, 0), found.problems, ()))
            continue
        first = len(figures.figures)
        found.row["figures"] = figures.add(found.data)
        found.row["not_disclosed"] = sum("not_disclosed" in figure for figure in figures.figures[first:])
        documents.append(found.row)
        findings += found.findings
        verdicts.append(_taken(item, found))
    return verdicts, {
        "figures": figure_table(figures, documents),
        "disclosures": plain_table("disclosures", documents),
        "findings": plain_table("findings", findings),
    }


def _taken(item: Candidate, found: Checked) -> Verdict:
    row = found.row
    attached = tuple((path, *stamp(Path(item.path).parent / path)) for path in found.attached)
    return Verdict(
        *_head(item),
        (row["figures"], 1, len(found.findings)),
        (row["disclosure"], row["revision"], row["sha256"]),
        (row["errors"], row["warnings"], row["notes"]),
        (),
        attached,
    )


def _head(item: Candidate) -> tuple[str, int, int, bool]:
    return item.path, item.size, item.mtime_ns, item.named


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change of a file; -1 and -1 where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return -1, -1
    return status.st_size, status.st_mtime_ns
