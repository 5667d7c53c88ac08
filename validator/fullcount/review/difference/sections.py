"""The sections of a comparison of two documents, of which a reader may want only one."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fullcount.review.difference.compare import Difference

__all__ = ["Section"]


class Section(StrEnum):
    """figures: figures and totals; texts: texts, codes and whole parts; findings: findings and coverage."""

    FIGURES = "figures"
    TEXTS = "texts"
    FINDINGS = "findings"

    def differs_in(self, difference: "Difference") -> bool:
        """Whether this section has anything to say. Totals follow from figures and say nothing of their own."""
        content = difference.content
        match self:
            case Section.FIGURES:
                return bool(content.figures)
            case Section.TEXTS:
                return bool(content.texts or content.parts)
            case Section.FINDINGS:
                return bool(difference.findings or difference.requirements)
