"""The review desk: what its page asks, answered on a laptop and in a browser by the same code."""

from fullcount_reports.desk.answer import answer

__all__ = ["answer"]
