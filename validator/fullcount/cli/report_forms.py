"""The forms of a validation report: one is printed, others are saved beside it."""

from fullcount.cli.exits import USAGE, Exit
from fullcount.cli.output import json_text, write_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from pathlib import Path

    from fullcount.review.report import Report
    from fullcount.review.text import Paint

__all__ = ["FORMS", "add_save", "print_report", "save_reports", "savings"]

FORMS = ("text", "json", "sarif", "junit", "html", "markdown", "github")
ENDINGS = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".xml": "junit",
    ".html": "html",
    ".md": "markdown",
    ".txt": "text",
}


def add_save(parser: "ArgumentParser") -> None:
    """The options `--save`, which may be repeated, and `--force`."""
    parser.add_argument(
        "--save",
        action="append",
        default=[],
        metavar="FILE",
        help="write the report also to a file, its form by the ending: .sarif, .xml (JUnit), .html, .md, .json, .txt; "
        "may be repeated",
    )
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def savings(arguments: "Namespace") -> "dict[Path, str]":
    """The files to write, each with its form; stops where a name does not say which, or a file is there already."""
    from pathlib import Path

    files = {Path(name): _form(name) for name in arguments.save}
    unknown = [str(path) for path, form in files.items() if not form]
    there = [str(path) for path in files if path.exists() and not arguments.force]
    complaints = [f"{name}: no form ends like this; use one of {', '.join(ENDINGS)}" for name in unknown]
    complaints += [f"{name}: exists already; name another file or add --force" for name in there]
    if complaints:
        raise Exit(USAGE, complaints)
    return files


def _form(name: str) -> str:
    return next((form for ending, form in ENDINGS.items() if name.lower().endswith(ending)), "")


def save_reports(
    report: "Report", files: "Mapping[Path, str]", *, everything: bool = False, replace: bool = False
) -> None:
    """Write the report in each form, in UTF-8, each file as a whole or not at all."""
    from fullcount.review.text import Paint

    for path, form in files.items():
        text = _rendered(report, form, Paint(False), everything=everything)
        write_bytes(path, text.encode("utf-8", "backslashreplace"), replace=replace)


def print_report(report: "Report", form: str, brush: "Paint", *, everything: bool = False) -> None:
    """The report in one form to standard output."""
    print(_rendered(report, form, brush, everything=everything), end="")


def _rendered(report: "Report", form: str, brush: "Paint", *, everything: bool) -> str:
    if form in {"json", "sarif"}:
        return json_text(_data(report, form)) + "\n"
    if form == "junit":
        from fullcount.review.junit import junit_xml

        return junit_xml(report)
    if form == "html":
        from fullcount_reports.review import render_page

        return render_page(report)
    return "".join(f"{line}\n" for line in _lines(report, form, brush, everything=everything))


def _data(report: "Report", form: str) -> object:
    if form == "json":
        return report.data
    from fullcount.review.sarif import as_sarif

    return as_sarif(report)


def _lines(report: "Report", form: str, brush: "Paint", *, everything: bool) -> "list[str]":
    if form == "markdown":
        from fullcount_reports.review import markdown_lines

        return list(markdown_lines(report))
    if form == "github":
        from fullcount.review.annotations import annotation_lines

        return list(annotation_lines(report))
    from fullcount.review.text import report_lines

    return list(report_lines(report, brush, everything=everything))
