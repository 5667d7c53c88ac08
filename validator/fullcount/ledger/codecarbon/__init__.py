"""CodeCarbon's emissions files."""

from fullcount.ledger.codecarbon.layout import is_codecarbon_header
from fullcount.ledger.codecarbon.reader import read_codecarbon

__all__ = ["is_codecarbon_header", "read_codecarbon"]
