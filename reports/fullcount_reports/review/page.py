"""The review report as a stand-alone HTML page: nothing runs, nothing is requested; light, dark and print."""

from functools import cache
from typing import TYPE_CHECKING

from fullcount.review.report import SAMPLES, versions
from fullcount_reports.card.plain_text import one_line
from fullcount_reports.review.model import ORDER, sheets

if TYPE_CHECKING:
    from jinja2 import Template

    from fullcount.review.report import Report

__all__ = ["render_page"]

PLURALS = {"error": "errors", "warning": "warnings", "note": "notes", "off": "turned off"}


def render_page(report: "Report") -> str:
    """The page of a report. Text of the documents is escaped by the template engine and stays text."""
    shown = sheets(report)
    page = _template().render(
        report=report,
        sheets=shown,
        versions=versions(report.library),
        failing=sum(sheet.fails for sheet in shown) + len(report.unreadable),
        order=ORDER,
        most=SAMPLES,
    )
    return page.rstrip() + "\n"


def counted(number: int, word: str) -> str:
    """A number of findings of a severity, in words."""
    return f"{number} {PLURALS[word] if number != 1 else word.replace('off', 'turned off')}"


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only where a page is made

    environment = Environment(
        loader=PackageLoader("fullcount_reports.review"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"line": one_line, "spaced": _spaced, "indented": _indented}
    environment.globals["counted"] = counted
    return environment.get_template("review.html.jinja")


def _spaced(text: str) -> str:
    """`one_line` with the spaces at both ends kept, for parts of a line that stand side by side."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return head + one_line(text) + tail


def _indented(text: str) -> str:
    """`one_line` with the spaces at the beginning kept."""
    return " " * (len(text) - len(text.lstrip())) + one_line(text)
