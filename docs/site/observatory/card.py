"""The card of a disclosure on its page: the section of `fullcount card`, with links that lead somewhere."""

import re

from fullcount_reports.card import Assets, line_of_review, render_markdown
from fullcount_reports.card.markdown_text import link_target
from observatory.corpus import Corpus, Item

__all__ = ["card"]


def card(item: Item, corpus: Corpus) -> str:
    """The section as Markdown. Its links are those of a file beside the disclosure; here they lead to pages and files.

    A link to a disclosure that the corpus does not hold becomes mere text.
    """
    file = f"{item.slug}.json"
    text = render_markdown(item.entry.document, line_of_review(item.reviewed, file), Assets())
    text = _linked(text, file, f'<a href="../disclosures/{file}">\\1</a>')
    for ancestor in item.entry.document["subject"].get("lineage", []):
        name = ancestor.get("disclosure", "")
        page = f"[\\1]({corpus.slugs[name]}.md)" if name in corpus.slugs else r"\1"
        text = _linked(text, name, page)
    return text


def _linked(text: str, address: str, replacement: str) -> str:
    """The text with each link to that address replaced; `\\1` stands for what is linked."""
    target = link_target(address)
    if not target:
        return text
    return re.sub(rf"\[((?:[^\[\]\\]|\\.)*)\]\(<{re.escape(target)}>\)", replacement, text)
