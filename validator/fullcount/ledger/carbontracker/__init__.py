"""Logs of carbontracker."""

from fullcount.ledger.carbontracker.lines import looks_like_carbontracker
from fullcount.ledger.carbontracker.reader import read_carbontracker as read
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Whether the first 64 KiB have a line that only carbontracker writes."""
    return looks_like_carbontracker(source.start)
