"""The verdict on documents as workflow commands, which GitHub shows at the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.spelling import article
from fullcount.printing import printable
from fullcount.review.finding import Severity
from fullcount.review.report import SAMPLES

if TYPE_CHECKING:
    from fullcount.disclosure import Place, Unreadable
    from fullcount.review.report import Report, Reviewed
    from fullcount.review.standing import Standing

__all__ = ["annotation_lines"]

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotation_lines(report: "Report") -> Iterator[str]:
    """One command a finding, at the severity that counts here; what is turned off is none, and a report names it.

    Of each rule in a document there are the first hundred: GitHub shows ten.
    """
    for reviewed in report.documents:
        shown: Counter[str] = Counter()
        for standing in report.standings(reviewed):
            shown[standing.finding.rule] += 1
            if standing.severity and shown[standing.finding.rule] <= SAMPLES:
                yield _of_finding(reviewed, standing, standing.severity)
        if (wanted := report.below_level(reviewed)) is not None:
            message = f"coverage level {reviewed.levels.reached} where {wanted} is asked for"
            yield _command("error", reviewed.validation.document.name, None, "coverage-level", message)
    for unreadable in report.unreadable:
        yield from _of_unreadable(unreadable)


def _of_finding(reviewed: "Reviewed", standing: "Standing", severity: Severity) -> str:
    finding = standing.finding
    lines = [finding.message, f"{finding.pointer or 'the document'}: {finding.remedy}"]
    if standing.changed:
        lines.append(f"{article(finding.severity.value)} in the standard; the profile has it otherwise")
    lines += [f"{one.word} by {one.who}: {one.reason}" for one in standing.decided]
    name = reviewed.validation.document.name
    return _command(COMMANDS[severity], name, finding.place, finding.rule, *lines)


def _of_unreadable(unreadable: "Unreadable") -> Iterator[str]:
    for problem in unreadable.problems:
        lines = (problem.found, f"expected {problem.expected}; {problem.remedy}")
        yield _command("error", unreadable.name, problem.place, "unreadable", *lines)


def _command(command: str, name: str, place: "Place | None", title: str, *lines: str) -> str:
    """One command on one line; text of a document cannot end it, nor begin another."""
    at = {"line": str(place.line), "col": str(place.column)} if place else {}
    properties = {"file": printable(name), **at, "title": title}
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {written}::{_data(chr(10).join(printable(line) for line in lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
