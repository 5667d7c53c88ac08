"""Rows of published figures, as in `datasets/published/published.csv`, written down as disclosures."""

from fullcount.draft.row.document import disclosure_of, disclosure_of_row
from fullcount.draft.row.draft import draft_of_row
from fullcount.draft.row.figures import cited
from fullcount.draft.row.head import Head
from fullcount.draft.row.placed import ROLES, Placed, placed
from fullcount.draft.row.text import text_of

__all__ = [
    "ROLES",
    "Head",
    "Placed",
    "cited",
    "disclosure_of",
    "disclosure_of_row",
    "draft_of_row",
    "placed",
    "text_of",
]
