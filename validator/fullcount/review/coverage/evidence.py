"""Level 5, evidence: a ledger that sums to the lines and recomputes to the impacts, and a review."""

from typing import TYPE_CHECKING

from fullcount.review.coverage.levels import Check, Met, Requirement, Unmet, Verdict
from fullcount.review.finding import Severity

if TYPE_CHECKING:
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
        because = f" ({result.not_applicable[0]})" if result and result.not_applicable else ""
        return Unmet(pointer, missing + because)

    return check


def _result(validation: "Validation", rule: str) -> "RuleResult | None":
    return next((result for result in validation.results if result.rule.name == rule), None)


def _recomputes(_: "View", validation: "Validation") -> Verdict:
    wrong = [
        result.rule.name
        for result in validation.results
        if result.rule.group == "accounting" and _errs(result)
    ]
    if wrong:
        return Unmet("/impacts", f"an accounting without errors (now: {', '.join(wrong)})")
    ghg = _result(validation, "ghg-differs-from-energy-and-factor")
    if ghg is not None and ghg.passed:
        return Met("/impacts")
    return Unmet("/impacts", "greenhouse-gas rows that can be recomputed from the lines")


def _errs(result: "RuleResult") -> bool:
    return any((failed.severity or result.rule.severity) is Severity.ERROR for failed in result.failed)


def _objects(result: "RuleResult") -> bool:
    return any((failed.severity or result.rule.severity) is not Severity.NOTE for failed in result.failed)


def _review(view: "View", _: "Validation") -> Verdict:
    for index, review in enumerate(view.data.get("reviews", [])):
        if review["conclusion"].startswith("accepted"):
            return Met(f"/reviews/{index}")
    return Unmet("/reviews", "a review that accepted it")


SAME_FILES = "attached files that match their sha256"
SAME_SUMS = "a ledger that sums to the compute lines"
REQUIREMENTS = (
    Requirement(5, "ledger", "a ledger is attached", _ledger),
    Requirement(5, "hashes", SAME_FILES, _holds("evidence-hash-mismatch", "/evidence", SAME_FILES)),
    Requirement(5, "sums", SAME_SUMS, _holds("ledger-differs-from-lines", "/compute", SAME_SUMS)),
    Requirement(5, "recomputes", "the lines recompute to the impacts", _recomputes),
    Requirement(5, "review", "a review", _review),
)
