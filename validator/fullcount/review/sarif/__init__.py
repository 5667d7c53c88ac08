"""The verdict on documents as SARIF 2.1.0, for code scanning and editors."""

from fullcount.review.sarif.log import as_sarif

__all__ = ["as_sarif"]
