"""The verdict on documents as Markdown: for the summary of a job or a comment on a pull request."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.review.report import versions
from fullcount_reports.card.markdown_text import markdown
from fullcount_reports.review.model import ORDER, Group, Sheet, sheets
from fullcount_reports.review.page import counted

if TYPE_CHECKING:
    from fullcount.disclosure import Unreadable
    from fullcount.review.profile import Profile
    from fullcount.review.report import Report

__all__ = ["markdown_lines"]

FINDINGS_SHOWN = 5
"""Findings of one rule that are listed; the other formats list more."""

GROUPS_SHOWN = 20
"""Rules of one document whose findings are listed: a comment has room for some 65,000 characters."""

DOCUMENTS_SHOWN = 50

FOLDED = "<details><summary>Findings, and what the next level needs</summary>"


def markdown_lines(report: "Report") -> Iterator[str]:
    """The whole report, text of the documents made inert."""
    shown = sheets(report)
    yield "### Compute disclosures"
    yield ""
    if not shown and not report.unreadable:
        yield "There was nothing to check."
        yield ""
    else:
        yield from _table(report, shown)
    for sheet in [sheet for sheet in shown if sheet.groups or sheet.missing or sheet.reviews][
        :DOCUMENTS_SHOWN
    ]:
        yield from _document(sheet)
    for item in report.unreadable:
        yield from _unreadable(item)
    if report.profile:
        yield from _profile(report.profile, report.fail_on.value)
    known = versions(report.library)
    yield f"fullcount {known['fullcount']}, rule set {known['rule_set']}, {report.today.isoformat()}"


def _table(report: "Report", shown: list[Sheet]) -> Iterator[str]:
    by_profile = " by profile |" if report.profile else ""
    yield f"| disclosure | verdict |{by_profile} findings | coverage level |"
    yield "|---|---|" + "---|" * (3 if report.profile else 2)
    for sheet in shown:
        verdict = "valid" if sheet.valid else "**not valid**"
        passes = (f" {'**does not pass**' if sheet.fails else 'passes'} |") if report.profile else ""
        level = f"{sheet.level} of 5 ({sheet.level_name})"
        asked = f", **{sheet.asked} asked for**" if sheet.asked is not None else ""
        yield f"| {markdown(sheet.name)} | {verdict} |{passes} {_counts(sheet)} | {level}{asked} |"
    for item in report.unreadable:
        passes = " **does not pass** |" if report.profile else ""
        yield f"| {markdown(item.name)} | **cannot be read** |{passes} | |"
    yield ""


def _counts(sheet: Sheet) -> str:
    return ", ".join(counted(sheet.counts[word], word) for word in ORDER if sheet.counts[word]) or "none"


def _document(sheet: Sheet) -> Iterator[str]:
    yield f"**{markdown(sheet.name)}**"
    yield ""
    yield FOLDED  # no text of a document: Markdown escapes nothing inside a block of HTML
    yield ""
    for group in sheet.groups[:GROUPS_SHOWN]:
        yield from _group(group)
    if (more := len(sheet.groups) - GROUPS_SHOWN) > 0:
        yield f"- and the findings of {more} more rules"
    yield from _reviews(sheet)
    if sheet.missing:
        yield ""
        yield f"Missing for level {sheet.level + 1} ({sheet.next_name}):"
        yield ""
        for unmet in sheet.missing:
            yield f"- {markdown(unmet.pointer) or 'the document'}: {markdown(unmet.missing)}"
    yield from ("", "</details>", "")


def _reviews(sheet: Sheet) -> Iterator[str]:
    if sheet.reviews:
        yield from ("", "Reviews:", "")
    for one in sheet.reviews:
        note = f": {markdown(one.note)}" if one.note else ""
        yield f"- {markdown(one.conclusion)}: {markdown(one.who)} on {markdown(one.date)}{note}"


def _group(group: Group) -> Iterator[str]:
    standard = f" ({group.standard} in the standard)" if group.standard else ""
    yield f"- **{group.severity}**{standard} `{group.rule}`"
    for shown in group.shown[:FINDINGS_SHOWN]:
        finding = shown.finding
        line = f"line {finding.place.line}: " if finding.place else ""
        yield f"  - {line}{markdown(finding.message)} ({markdown(finding.remedy)})"
        for one in shown.decided:
            yield f"    - {markdown(one.word)} by {markdown(one.who)}: {markdown(one.reason)}"
    if (more := group.number - FINDINGS_SHOWN) > 0:
        yield f"  - and {more} more"


def _unreadable(item: "Unreadable") -> Iterator[str]:
    yield f"{markdown(item.name)} cannot be read:"
    yield ""
    for problem in item.problems[:FINDINGS_SHOWN]:
        yield f"- {markdown(str(problem))}"
    yield ""


def _profile(profile: "Profile", fail_on: str) -> Iterator[str]:
    level = f", or a level below {profile.minimum_level}" if profile.minimum_level is not None else ""
    yield f"Profile {markdown(profile.name)} (sha256 {profile.sha256}): fails on {fail_on}{level}."
    yield ""
    for item in profile.overrides.values():
        change = f"{item.setting.value} instead of {item.standard.value}"
        yield f"- `{item.rule}`: {change}: {markdown(item.reason)}"
    yield ""
