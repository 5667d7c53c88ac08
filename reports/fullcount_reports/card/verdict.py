"""The verdict on a document, for its card."""

from typing import TYPE_CHECKING

from fullcount.review.coverage import Unmet
from fullcount.review.report import counts, versions
from fullcount_reports.card.review_line import ReviewLine

if TYPE_CHECKING:
    from fullcount.review.report import Reviewed

__all__ = ["line_of_review"]


def line_of_review(reviewed: "Reviewed", link: str) -> ReviewLine:
    """The verdict on a document; `link` is where a reader of the card finds it."""
    document, levels = reviewed.validation.document, reviewed.levels
    number, version = counts(reviewed.validation.findings), versions()
    missing = [item.verdict.missing for item in levels.missing if isinstance(item.verdict, Unmet)]
    return ReviewLine(
        level_reached=levels.reached,
        level_name=levels.name,
        missing=tuple(missing),
        errors=number["error"],
        warnings=number["warning"],
        notes=number["note"],
        rule_set_version=version["rule_set"],
        standard_version=version["standard"],
        input_sha256=document.sha256,
        machine_readable=link,
    )
