"""The card: the section of a model card that tells what a work took, as Markdown and as a page of its own."""

from fullcount_reports.card.assets import NO_FIGURES, Assets, Picture
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.files import CardFiles, write_card
from fullcount_reports.card.html import render_html
from fullcount_reports.card.language import catalogue_of, languages
from fullcount_reports.card.markdown import render_markdown
from fullcount_reports.card.review_line import ReviewLine
from fullcount_reports.card.section import MarkersUnclear, replace_section
from fullcount_reports.card.verdict import line_of_review

__all__ = [
    "NO_FIGURES",
    "Assets",
    "CardFiles",
    "Catalogue",
    "MarkersUnclear",
    "Picture",
    "ReviewLine",
    "catalogue_of",
    "languages",
    "line_of_review",
    "render_html",
    "render_markdown",
    "replace_section",
    "write_card",
]
