"""What two revisions of a disclosure differ in, as Markdown for a review or a change log."""

from fullcount_reports.difference.markdown import markdown_lines

__all__ = ["markdown_lines"]
