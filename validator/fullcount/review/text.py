"""The verdict on documents as text for a terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fullcount.printing import printable
from fullcount.review.coverage import LEVEL_NAMES
from fullcount.review.finding import Severity
from fullcount.review.report import Report, Reviewed, counts
from fullcount.review.standing import Standing

if TYPE_CHECKING:
    from fullcount.disclosure import Problem, Unreadable
    from fullcount.review.profile import Profile

__all__ = ["Paint", "profile_lines", "report_lines", "review_lines", "telling", "unreadable_lines"]

REASONS_SHOWN = 2
FINDINGS_SHOWN = 10
"""Findings of one rule that are listed, unless everything is asked for."""

COLOURS = {"error": "31", "warning": "33", "note": "36", "good": "32", "dim": "2", "bold": "1"}


class Paint(NamedTuple):
    """Colours text where the reader is a terminal."""

    on: bool

    def __call__(self, style: str, text: str) -> str:
        """`text` in one of the styles of `COLOURS`."""
        return f"\x1b[{COLOURS[style]}m{text}\x1b[0m" if self.on else text


def report_lines(report: Report, paint: Paint, *, everything: bool = False) -> Iterator[str]:
    """The report of all documents, then the profile that they were judged by."""
    for reviewed in report.documents:
        yield from review_lines(reviewed, paint, everything=everything, report=report)
    for unreadable in report.unreadable:
        yield from unreadable_lines(unreadable, paint)
    if report.profile:
        yield from profile_lines(report.profile)


def review_lines(
    reviewed: Reviewed, paint: Paint, *, everything: bool = False, report: Report | None = None
) -> Iterator[str]:
    """The report of one document: findings, what could not be checked, coverage."""
    report = report or Report((reviewed,), (), reviewed.validation.today)
    yield _headline(reviewed, paint)
    if report.profile:
        yield _by_profile(report, report.profile, reviewed, paint)
    yield from _findings(report, reviewed, paint, None if everything else FINDINGS_SHOWN)
    yield from _unchecked(reviewed, paint, everything=everything)
    yield from _coverage_lines(reviewed)


def profile_lines(profile: "Profile") -> Iterator[str]:
    """A profile with its hash and its reasons."""
    yield f"profile: {printable(profile.name)} ({printable(profile.file)}, sha256 {profile.sha256})"
    for item in profile.overrides.values():
        change = f"{item.setting.value} instead of {item.standard.value}"
        yield f"    {item.rule}: {change}: {printable(item.reason)}"


def unreadable_lines(unreadable: "Unreadable", paint: Paint) -> Iterator[str]:
    """The report of an input that could not be read."""
    for problem in unreadable.problems:
        yield f"{printable(unreadable.name)}{_at(problem)}: {paint('error', 'unreadable')} {printable(problem.found)}"
        yield f"    expected {printable(problem.expected)}; {printable(problem.remedy)}"


def _at(problem: "Problem") -> str:
    return f":{problem.place.line}:{problem.place.column}" if problem.place else ""


def _order(standing: Standing) -> tuple[int, int, str]:
    finding = standing.finding
    return standing.rank, finding.place.line if finding.place else 0, finding.rule


def _headline(reviewed: Reviewed, paint: Paint) -> str:
    validation = reviewed.validation
    number = counts(validation.findings)
    words = ", ".join(_counted(severity, number[severity]) for severity in Severity if number[severity])
    verdict = paint("good", "valid") if validation.valid else paint("error", "not valid")
    return f"{paint('bold', printable(validation.document.name))}: {verdict}{'; ' + words if words else ''}"


def _counted(severity: Severity, number: int) -> str:
    return f"{number} {severity.value}{'s' if number > 1 else ''}"


def _by_profile(report: Report, profile: "Profile", reviewed: Reviewed, paint: Paint) -> str:
    """The verdict of the profile, which decides what the check fails on."""
    words = Counter(standing.word for standing in report.standings(reviewed))
    found = [_counted(severity, words[severity]) for severity in Severity if words[severity]]
    found += [f"{words['off']} turned off"] if words["off"] else []
    level = report.below_level(reviewed)
    found += [] if level is None else [f"level {reviewed.levels.reached} where {level} is asked for"]
    verdict = paint("error", "does not pass") if report.fails(reviewed) else paint("good", "passes")
    return f"  by profile {printable(profile.name)}: {verdict}{'; ' if found else ''}{', '.join(found)}"


def _findings(report: Report, reviewed: Reviewed, paint: Paint, most: int | None) -> Iterator[str]:
    """The findings in order, of each rule the first few; then how many more there are."""
    shown: Counter[str] = Counter()
    for standing in sorted(report.standings(reviewed), key=_order):
        rule = standing.finding.rule
        shown[rule] += 1
        if most is None or shown[rule] <= most:
            yield from _finding_lines(reviewed.validation.document.name, standing, paint)
    for rule, number in shown.items():
        if most is not None and number > most:
            yield f"  {number - most} more of {rule} (--all lists them)"


def _finding_lines(name: str, standing: Standing, paint: Paint) -> Iterator[str]:
    finding = standing.finding
    place = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
    by_profile = f" ({finding.severity.value} in the standard)" if standing.changed else ""
    severity = paint(standing.word if standing.severity else "dim", standing.word) + by_profile
    yield f"  {printable(name)}{place}: {severity} {finding.rule}: {printable(finding.message)}"
    yield paint("dim", f"      {_where(finding.pointer)}: {printable(finding.remedy)}")
    for one in standing.decided:
        words = (one.word, one.who, one.reason)
        yield paint("dim", "      {} by {}: {}".format(*map(printable, words)))


def _unchecked(reviewed: Reviewed, paint: Paint, *, everything: bool) -> Iterator[str]:
    results = reviewed.validation.results
    tally = [sum(r.status == status for r in results) for status in ("passed", "failed", "not applicable")]
    yield f"  rules: {tally[0]} passed, {tally[1]} with findings, {tally[2]} not applicable"
    rules_by_reason: dict[str, list[str]] = {}
    for result in results:
        if result.not_applicable and (everything or telling(result.not_applicable)):
            words = _reasons(result.not_applicable, everything=everything)
            rules_by_reason.setdefault(words, []).append(result.rule.name)
    for words, rules in rules_by_reason.items():
        subject = rules[0] if len(rules) == 1 else f"{len(rules)} rules"
        yield paint("dim", f"    {subject} could not be checked: {words}")


def _reasons(reasons: tuple[str, ...], *, everything: bool) -> str:
    shown = reasons if everything else reasons[:REASONS_SHOWN]
    more = len(reasons) - len(shown)
    rest = f"; and {more} more {'reason' if more == 1 else 'reasons'}" if more else ""
    return "; ".join(printable(reason) for reason in shown) + rest


def telling(reasons: tuple[str, ...]) -> bool:
    """Whether the reasons name something that a publisher could supply."""
    return any(
        "disclosed" in reason or "without" in reason or "not well-formed" in reason for reason in reasons
    )


def _coverage_lines(reviewed: Reviewed) -> Iterator[str]:
    levels = reviewed.levels
    yield f"  coverage: level {levels.reached} of 5 ({levels.name})"
    if levels.missing:
        following = levels.reached + 1
        yield f"  missing for level {following} ({LEVEL_NAMES[following]}):"
    for verdict in levels.unmet:
        yield f"    - {_where(verdict.pointer)}: {printable(verdict.missing)}"


def _where(pointer: str) -> str:
    return printable(pointer) or "the document"
