"""Slurm accounting."""

from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.slurm.reader import read_slurm as read
from fullcount.ledger.slurm.table import is_sacct_header

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Whether a file starts with the header of a parsable export."""
    return is_sacct_header(source.first_line)
