"""Slurm accounting."""

from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.slurm.document import is_sacct_document
from fullcount.ledger.slurm.reader import read_slurm as read
from fullcount.ledger.slurm.table import is_headerless_export, is_sacct_header

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Whether a file starts with the header of a parsable export, is its JSON, or has a layout that is known."""
    first = source.first_line
    return is_sacct_header(first) or is_sacct_document(source) or is_headerless_export(source)
