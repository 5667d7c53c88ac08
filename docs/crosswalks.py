"""The pages of the formats of others, made of their crosswalks."""

import csv
from collections.abc import Iterator
from pathlib import Path

from fullcount.draft.imports import READERS, SEVERAL
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
READING = """\
`fullcount import FORMAT FILE -o draft.yaml` reads what others wrote as a draft of a disclosure. What the file does not
say stays not stated; what was assumed or left out is told, and stands at the head of the draft. Several BoAmps reports
make one draft."""
WITH_LIST = ("boamps", "dia", "fmti")
BESIDE = ", and not-expressed.txt, as the format has no place for what is lost"
CHECKED = Path(__file__).resolve().parent / "formats/checked.csv"


def index() -> str:
    """All formats."""
    rows = [
        f"| [{name}]({name}.md) | {form.title} | {', '.join(form.versions)} | {form.files} |"
        for name, form in FORMATS.items()
    ]
    head = [
        "# The formats of others",
        "",
        INTRODUCTION,
        "",
        "| format | | versions | files |",
        "|---|---|---|---|",
    ]
    reads = [f"| [{name}]({name}.md) | {what} |" for name, what in READERS.items()]
    back = ["", "## Read as a draft", "", READING, "", "| format | |", "|---|---|", *reads]
    return "\n".join([*head, *rows, *back]) + "\n"


def pages() -> Iterator[tuple[str, str]]:
    """The name of each format with its page."""
    for name, form in FORMATS.items():
        yield name, "\n".join(_page(name, form.title)) + "\n"


def _page(name: str, title: str) -> list[str]:
    return [
        f"# {title}",
        "",
        *_commands(name),
        "",
        MEANING,
        "",
        *_crossings(name),
        *_codes(name),
        *_checked(name),
    ]


def _commands(name: str) -> Iterator[str]:
    form = FORMATS[name]
    yield from ("```console", f"$ fullcount export {name} disclosure.yaml -o {name}")
    for version in form.versions[1:]:
        yield f"$ fullcount export {name} disclosure.yaml -o {name} --as-version {version}"
    if name in READERS:
        first = "*.json" if name in SEVERAL else form.files
        yield f"$ fullcount import {name} {name}/{first} -o draft.yaml"
    yield from ("```", "", f"Written: {form.files}{BESIDE if name in WITH_LIST else ''}.")


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
