"""Measurements of Zeus."""

from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.zeus.reader import read_zeus as read
from fullcount.ledger.zeus.windows import starts_like_windows

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Whether a file starts like the log of a ZeusMonitor, or holds Measurement objects as JSON."""
    return starts_like_windows(source.first_line, source.start)
