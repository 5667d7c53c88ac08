"""The verdict on disclosures for people: a stand-alone page, and Markdown for a pull request."""

from fullcount_reports.review.markdown import markdown_lines
from fullcount_reports.review.page import render_page

__all__ = ["markdown_lines", "render_page"]
