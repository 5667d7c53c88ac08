"""Level 5, evidence: a ledger that sums to the lines and recomputes to the impacts, and a review."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.review.coverage.levels import Check, Met, Requirement, Unmet, Verdict
from fullcount.review.coverage.life_cycle import IMPACTS
from fullcount.review.coverage.stated_rows import gap_in, stated_for
from fullcount.review.finding import Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Review
    from fullcount.review.check import RuleResult, Validation
    from fullcount.rules.view import View

__all__ = ["REQUIREMENTS"]


def _ledger(view: "View", _: "Validation") -> Verdict:
    for index, item in enumerate(view.data.get("evidence", [])):
        if item["kind"] == "ledger" and "path" in item:
            return Met(f"/evidence/{index}")
    return Unmet("/evidence", "a ledger, attached with path and sha256")


def _holds(rule: str, pointer: str, missing: str) -> Check:
    """The rule was applied and found nothing worse than a note."""

    def check(_: "View", validation: "Validation") -> Verdict:
        result = _result(validation, rule)
        if result is not None and result.passed and not _objects(result):
            return Met(pointer)
        from fullcount.review.check import NOTHING_THERE  # noqa: PLC0415 - it imports the rules

        reasons = [reason for reason in result.not_applicable if reason != NOTHING_THERE] if result else []
        return Unmet(pointer, f"{missing} ({reasons[0]})" if reasons else missing)

    return check


def _result(validation: "Validation", rule: str) -> "RuleResult | None":
    for result in validation.results:
        if result.rule.name == rule:
            return result
    return None


def _recomputes(view: "View", validation: "Validation") -> Verdict:
    wrong = [
        result.rule.name
        for result in validation.results
        if result.failed and result.rule.group == "accounting" and _errs(result)
    ]
    if wrong:
        return Unmet("/impacts", f"an accounting without errors (now: {', '.join(wrong)})")
    ghg = _result(validation, "ghg-differs-from-energy-and-factor")
    if ghg is None or not ghg.passed:
        return Unmet("/impacts", "greenhouse-gas rows that can be recomputed from the lines")
    lacking = list(_not_recomputed(view))
    if lacking:
        return Unmet("/impacts", f"rows for all lines that can be recomputed: {'; '.join(lacking)}")
    return Met("/impacts")


def _not_recomputed(view: "View") -> Iterator[str]:
    """The impacts of level 4 that no row states for all lines, or whose rows cannot be recomputed."""
    for keys in IMPACTS.values():
        if not stated_for(view, keys, view.lines):
            yield f"{keys[0]} (not stated)"
        elif gap := gap_in(view, view.lines, keys[0]):
            yield f"{keys[0]} (without {gap})"


def _valid(_: "View", validation: "Validation") -> Verdict:
    wrong = [finding for finding in validation.findings if finding.severity is Severity.ERROR]
    if not wrong:
        return Met("")
    return Unmet(wrong[0].pointer, f"a document without errors (now: {len(wrong)})")


def _errs(result: "RuleResult") -> bool:
    return any((failed.severity or result.rule.severity) is Severity.ERROR for failed in result.failed)


def _objects(result: "RuleResult") -> bool:
    return any((failed.severity or result.rule.severity) is not Severity.NOTE for failed in result.failed)


def _review(view: "View", _: "Validation") -> Verdict:
    """A review of an earlier revision says nothing of this one, and of a reviewer's reviews the last one counts.

    Dates of one form compare as text.
    """
    revised, missing = view.data["revision"]["date"], "a review that accepted it"
    reviews = view.data.get("reviews", [])
    last = {(item["reviewer"], item.get("organisation")): item for item in sorted(reviews, key=_day)}
    for index, review in enumerate(reviews):
        if review["conclusion"].startswith("accepted"):
            if review["date"] < revised:
                missing = f"a review of the revision of {revised} (this one is of {review['date']})"
            elif (later := last[review["reviewer"], review.get("organisation")])["conclusion"] != REJECTED:
                return Met(f"/reviews/{index}")
            else:
                missing = f"a review that accepted it (its reviewer requested changes on {later['date']})"
    return Unmet("/reviews", missing)


def _day(review: "Review") -> str:
    return review["date"]


REJECTED = "changes-requested"
"""The code of a conclusion that changes are needed first."""

SAME_FILES = "attached files that match their sha256"
SAME_SUMS = "a ledger that sums to the compute lines"
REQUIREMENTS = (
    Requirement(5, "ledger", "a ledger is attached", _ledger),
    Requirement(5, "hashes", SAME_FILES, _holds("evidence-hash-mismatch", "/evidence", SAME_FILES)),
    Requirement(5, "sums", SAME_SUMS, _holds("ledger-differs-from-lines", "/compute", SAME_SUMS)),
    Requirement(5, "recomputes", "the lines recompute to the impacts", _recomputes),
    Requirement(5, "valid", "a document without errors", _valid),
    Requirement(5, "review", "a review that accepted this revision", _review),
)
