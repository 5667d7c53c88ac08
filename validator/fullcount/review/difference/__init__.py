"""What two disclosures differ in: figures, texts, findings, coverage level and totals."""

from fullcount.review.difference.change import (
    Change,
    Content,
    FigureChange,
    FindingChange,
    PartChange,
    Spot,
    TextChange,
)
from fullcount.review.difference.compare import Difference, difference

__all__ = [
    "Change",
    "Content",
    "Difference",
    "FigureChange",
    "FindingChange",
    "PartChange",
    "Spot",
    "TextChange",
    "difference",
]
