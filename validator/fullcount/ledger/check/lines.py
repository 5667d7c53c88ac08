"""The lines on which rows begin, for a file whose cells hold line breaks: found by reading once more."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from fullcount.ledger.check.exact import open_records
from fullcount.ledger.check.findings import Finding
from fullcount.ledger.check.table import Table

__all__ = ["find_lines"]


def find_lines(table: Table, path: Path, findings: Iterable[Finding]) -> None:
    """Give each place its line."""
    found = list(findings)
    wanted = {place.row for finding in found for place in finding.places if place.line is None and place.row}
    if not wanted:
        return
    lines: dict[int | None, int | None] = {}
    with open_records(table, path) as records:
        for row in records:
            if row.number in wanted:
                lines[row.number] = row.line
            if len(lines) == len(wanted):
                break
    for finding in found:
        finding.places = [replace(place, line=lines.get(place.row, place.line)) for place in finding.places]
