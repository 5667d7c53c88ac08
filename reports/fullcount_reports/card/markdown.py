"""The card as a Markdown section for GitHub and Hugging Face."""

from typing import TYPE_CHECKING

from fullcount_reports.card.assets import Assets
from fullcount_reports.card.build import build_card
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.review_line import ReviewLine
from fullcount_reports.card.templating import template

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["render_markdown"]


def render_markdown(
    disclosure: "Disclosure", review: ReviewLine, assets: Assets, words: Catalogue = ENGLISH
) -> str:
    """The section of a well-formed disclosure: CommonMark with tables, ending in one newline."""
    card = build_card(disclosure, review, words)
    return template("card.md.jinja").render(card=card, assets=assets, words=words).rstrip() + "\n"
