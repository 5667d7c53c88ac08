"""What the review page shows of each document, free of how it looks."""

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fullcount.review.coverage import LEVEL_NAMES
from fullcount.review.decided import reviews_within
from fullcount.review.report import SAMPLES
from fullcount.review.text import telling
from fullcount.rules.table import rule_named
from fullcount_reports.review.excerpt import Excerpt, Excerpts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount.disclosure.types import Review
    from fullcount.review.check import RuleResult
    from fullcount.review.coverage import Unmet
    from fullcount.review.decided import Decided
    from fullcount.review.finding import Finding
    from fullcount.review.report import Report, Reviewed
    from fullcount.review.standing import Standing

__all__ = ["Group", "Sheet", "Shown", "Signed", "Unchecked", "sheets"]

LONGEST_TITLE = 200
"""In characters; our choice."""

ORDER = ("error", "warning", "note", "off")


class Shown(NamedTuple):
    """One finding with the line that it is about."""

    finding: "Finding"
    decided: "tuple[Decided, ...]"
    excerpt: Excerpt | None


class Group(NamedTuple):
    """The findings of one rule at one severity; `number` is exact, `shown` the first of them.

    `standard` is the severity in the standard where a profile has another one, for the `reason`.
    """

    severity: str
    rule: str
    title: str
    standard: str
    reason: str
    number: int
    shown: tuple[Shown, ...]


class Unchecked(NamedTuple):
    """A reason, and the rules that could not be checked because of it; `gap` where a publisher could supply it."""

    reason: str
    rules: tuple[str, ...]
    gap: bool


class Signed(NamedTuple):
    """One review that the document carries: by whom, on which day, with which rules, and what it came to."""

    who: str
    independent: bool | None
    date: str
    rule_set: str
    conclusion: str
    note: str


class Sheet(NamedTuple):
    """Everything about one document. `asked` is the coverage level that it misses, if it misses one."""

    name: str
    title: str
    sha256: str
    valid: bool
    fails: bool
    counts: dict[str, int]
    level: int
    level_name: str
    next_name: str
    asked: int | None
    missing: "tuple[Unmet, ...]"
    groups: tuple[Group, ...]
    passed: int
    unchecked: tuple[Unchecked, ...]
    waived: int
    reviews: tuple[Signed, ...]


def sheets(report: "Report") -> list[Sheet]:
    """The documents of a report."""
    return [_sheet(report, reviewed) for reviewed in report.documents]


def _sheet(report: "Report", reviewed: "Reviewed") -> Sheet:
    validation, levels = reviewed.validation, reviewed.levels
    standing = report.standings(reviewed)
    words = [one.word for one in standing]
    results = validation.results
    return Sheet(
        name=validation.document.name,
        title=_title(validation.document.data),
        sha256=validation.document.sha256,
        valid=validation.valid,
        fails=report.fails(reviewed),
        counts={word: words.count(word) for word in ORDER},
        level=levels.reached,
        level_name=levels.name,
        next_name=LEVEL_NAMES.get(levels.reached + 1, ""),
        asked=report.below_level(reviewed),
        missing=levels.unmet,
        groups=_groups(standing, Excerpts(validation.document.text)),
        passed=sum(result.status == "passed" for result in results),
        unchecked=_by_reason(results),
        waived=sum(bool(one.waivers) for one in standing),
        reviews=tuple(map(_signed, reviews_within(validation))),
    )


def _signed(review: "Review") -> Signed:
    return Signed(
        ", ".join(filter(None, (review["reviewer"], review.get("organisation")))),
        review.get("independent"),
        review["date"],
        review["rule_set"],
        review["conclusion"].replace("-", " "),
        review.get("note", ""),
    )


def _title(data: object) -> str:
    match data:
        case {"subject": {"name": str(name)}}:
            return name if len(name) <= LONGEST_TITLE else f"{name[:LONGEST_TITLE]}…"
    return ""


def _groups(standing: "Sequence[Standing]", excerpts: Excerpts) -> tuple[Group, ...]:
    def order(one: "Standing") -> tuple[int, str, str]:
        return one.rank, one.finding.rule, one.finding.severity.value

    groups = groupby(sorted(standing, key=order), key=order)
    return tuple(_group(list(members), excerpts) for _, members in groups)


def _group(members: "list[Standing]", excerpts: Excerpts) -> Group:
    first = members[0]
    rule = rule_named(first.finding.rule)
    shown = [
        Shown(one.finding, one.decided, excerpts.at(one.finding.place)) for one in sorted(members, key=_place)
    ]
    return Group(
        severity=first.word,
        rule=first.finding.rule,
        title=rule.title if rule else "The document does not have the shape that the schema asks for.",
        standard=first.finding.severity.value if first.changed else "",
        reason=first.override.reason if first.override else "",
        number=len(members),
        shown=tuple(shown[:SAMPLES]),
    )


def _place(one: "Standing") -> tuple[int, int]:
    return one.finding.place or (0, 0)


def _by_reason(results: "Sequence[RuleResult]") -> tuple[Unchecked, ...]:
    """The rules behind each reason, gaps first, those that most rules wait for before the others."""
    rules: dict[str, list[str]] = {}
    for result in results:
        partly = "" if result.status == "not applicable" else " (in part)"
        for reason in result.not_applicable:
            rules.setdefault(reason, []).append(result.rule.name + partly)
    found = [Unchecked(reason, tuple(names), telling((reason,))) for reason, names in rules.items()]
    return tuple(sorted(found, key=lambda one: (not one.gap, -len(one.rules))))
