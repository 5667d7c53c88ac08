"""CodeCarbon's emissions files."""

from fullcount.ledger.codecarbon.layout import is_codecarbon_header
from fullcount.ledger.codecarbon.reader import read_codecarbon as read
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Whether a file starts with the header of an emissions file or a task file."""
    return is_codecarbon_header(source.first_line)
