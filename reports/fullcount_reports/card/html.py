"""The card as a stand-alone HTML page: nothing runs, nothing is requested; light, dark and print."""

from base64 import b64encode
from typing import TYPE_CHECKING

from fullcount_reports.card.assets import Assets
from fullcount_reports.card.build import build_card
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.linked_data import linked_data
from fullcount_reports.card.review_line import ReviewLine
from fullcount_reports.card.templating import template

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["render_html"]


def render_html(
    disclosure: "Disclosure", review: ReviewLine, assets: Assets, words: Catalogue = ENGLISH
) -> str:
    """The page of a well-formed disclosure, figures embedded, text escaped by the template engine.

    Its figures are also there for machines, as linked data of schema.org.
    """
    card = build_card(disclosure, review, words)
    page = template("card.html.jinja")
    for_machines = linked_data(disclosure, card.title)
    shown = {"card": card, "assets": assets, "words": words, "embedded": _embedded}
    return page.render(**shown, for_machines=for_machines).rstrip() + "\n"


def _embedded(svg: str) -> str:
    """An image of its own, so that nothing in it can reach the page."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
