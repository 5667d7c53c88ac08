"""Summaries of experiment-impact-tracker."""

from fullcount.ledger.impact_tracker.reader import read_impact_tracker as read
from fullcount.ledger.impact_tracker.summaries import starts_like_summary
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Whether a file starts like a summary in JSON or CSV, or like the tracker's samples."""
    return starts_like_summary(source.first_line, source.start)
