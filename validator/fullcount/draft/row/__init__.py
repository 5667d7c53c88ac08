"""Rows of published figures, as in `datasets/published/published.csv`, written down as disclosures."""

from fullcount.draft.row.document import disclosure_of, disclosure_of_row
from fullcount.draft.row.head import Head
from fullcount.draft.row.placed import ROLES, Placed, placed

__all__ = ["ROLES", "Head", "Placed", "disclosure_of", "disclosure_of_row", "placed"]
