"""What the page must know before the first document: versions, limits, words to choose from, the rules."""

import csv
from functools import cache
from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Limits
from fullcount.review.report import versions
from fullcount.rooms import schema_room
from fullcount.rules.table import RULES

if TYPE_CHECKING:
    from fullcount.rules.rule import Rule
    from fullcount_reports.desk.request import Request

__all__ = ["about"]

HEADINGS = {
    "What it checks": "what",
    "Why it matters": "why",
    "Example": "example",
    "Remedy": "remedy",
    "Reference": "reference",
}


def about(_request: "Request") -> dict[str, Any]:
    """Versions, limits, codelists and rules."""
    return {
        "versions": versions(),
        "limits": {key.removeprefix("max_"): value for key, value in Limits()._asdict().items()},
        "codelists": {name: codes(name) for name in ("review_decision", "review_conclusion")},
        "rules": {rule.name: _rule(rule) for rule in RULES},
    }


@cache
def codes(name: str) -> list[dict[str, str]]:
    """The codes of a codelist, each with its title and description."""
    file = schema_room() / "codelists" / f"{name.replace('_', '-')}.csv"
    with file.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _rule(rule: "Rule") -> dict[str, str]:
    head = {"title": rule.title, "severity": rule.severity.value, "section": rule.group, "since": rule.since}
    return {**head, **_manual(rule.manual)}


def _manual(text: str) -> dict[str, str]:
    """The parts of a manual page, in Markdown, each paragraph on one line."""
    found: dict[str, list[str]] = {}
    key = ""
    for paragraph in text.split("\n\n")[1:]:
        line = " ".join(paragraph.split())
        heading, _, rest = line.removeprefix("**").partition(".** ")
        if line.startswith("**") and heading in HEADINGS:
            key, line = HEADINGS[heading], rest
        found.setdefault(key, []).append(line)
    return {key: "\n\n".join(lines) for key, lines in found.items() if key}
