"""The pages of the formats of others, made of their crosswalks."""

import csv
from collections.abc import Iterator
from pathlib import Path

from fullcount.rooms import schema_room
from fullcount_reports.exports.crosswalk import Crossing, crosswalk
from fullcount_reports.exports.formats import FORMATS

__all__ = ["index", "pages"]

INTRODUCTION = """\
`fullcount export FORMAT disclosure.yaml -o FOLDER` writes a disclosure in one of these formats. What the format has no
place for is listed at the end, and in the output itself where the format allows. The tables are data of the standard,
`schema/1.0/crosswalks`."""
MEANING = """\
A star stands for every item of a list, a bracket for those with these codes. *Lost* names what a figure says besides
its number and has no place there; a place that is not in the table is not expressed at all. *Read back* says whether
an import brings it back."""
CHECKED = Path(__file__).resolve().parent / "formats/checked.csv"


def index() -> str:
    """All formats."""
    rows = [
        f"| [{name}]({name}.md) | {form.title} | {', '.join(form.versions)} |"
        for name, form in FORMATS.items()
    ]
    head = ["# The formats of others", "", INTRODUCTION, "", "| format | | versions |", "|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def pages() -> Iterator[tuple[str, str]]:
    """The name of each format with its page."""
    for name, form in FORMATS.items():
        yield name, "\n".join(_page(name, form.title)) + "\n"


def _page(name: str, title: str) -> list[str]:
    return [f"# {title}", "", MEANING, "", *_crossings(name), *_codes(name), *_checked(name)]


def _checked(name: str) -> Iterator[str]:
    """Against which definition of the format our exports were checked, and how."""
    with CHECKED.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["format"] == name]
    if rows:
        yield from ("", "## Checked against", "", "| definition | version | how |", "|---|---|---|")
    yield from (f"| {row['definition']} | {row['version']} | {row['how']} |" for row in rows)


def _crossings(name: str) -> Iterator[str]:
    yield "| in a disclosure | there | unit | lost | read back | |"
    yield "|---|---|---|---|---|---|"
    yield from map(_row, crosswalk(name))


def _row(crossing: Crossing) -> str:
    back = "no" if crossing.way == "export" else "yes"
    lost = ", ".join(crossing.dropped)
    theirs = f"`{crossing.theirs}`" if crossing.theirs else ""
    return f"| `{crossing.ours}` | {theirs} | {crossing.unit} | {lost} | {back} | {crossing.note} |"


def _codes(name: str) -> Iterator[str]:
    table = schema_room() / "crosswalks" / f"{name}.codes.csv"
    if not table.is_file():
        return
    yield from ("", "## Codes", "", "The first line that fits a compute line decides.", "")
    yield from ("| stage | run type | there |", "|---|---|---|")
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield f"| {row['stage'] or 'any'} | {row['run_type'] or 'any'} | {row['theirs']} |"
