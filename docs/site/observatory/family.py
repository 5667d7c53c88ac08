"""What a disclosure has to do with others: work that is counted twice, and what it was built on."""

from collections.abc import Iterator

from fullcount_reports.card.codes import title_of
from observatory.corpus import Corpus, Item
from observatory.text import md, table

__all__ = ["family"]

RELATED = "Disclosures that count some of the same work; adding them up would count it twice."
LINEAGE = "What it was built on, and what was built on it. That work is never counted again here."


def family(item: Item, corpus: Corpus) -> Iterator[str]:
    """The section, as Markdown; nothing where it stands alone."""
    related, lineage = list(_related(item, corpus)), list(_lineage(item, corpus))
    if related or lineage:
        yield "## Related disclosures"
    if related:
        yield "\n".join([RELATED, "", *table(("relation", "disclosure", "note"), related)])
    if lineage:
        yield "\n".join([LINEAGE, "", *table(("relation", "subject", "note"), lineage)])


def _related(item: Item, corpus: Corpus) -> Iterator[tuple[str, ...]]:
    for link in item.document.data.get("related", []):
        relation = title_of("disclosure-relation", link["relation"])
        yield md(relation), _named(link["disclosure"], corpus), md(link.get("note", ""))


def _lineage(item: Item, corpus: Corpus) -> Iterator[tuple[str, ...]]:
    for ancestor in item.entry.document["subject"].get("lineage", []):
        relation = title_of("lineage-relation", ancestor["relation"])
        where = ancestor.get("disclosure", "")
        name = _named(where, corpus) if where in corpus.slugs else md(ancestor["name"])
        yield md(relation), name, md(ancestor.get("note", ""))
    for other in corpus.items:
        for ancestor in other.entry.document["subject"].get("lineage", []):
            if ancestor.get("disclosure") == item.entry.id:
                relation = f"{title_of('lineage-relation', ancestor['relation'])} this one"
                yield md(relation), _named(other.entry.id, corpus), md(ancestor.get("note", ""))


def _named(name: str, corpus: Corpus) -> str:
    """A link to the page of a disclosure; the id alone where the corpus does not hold it."""
    if name not in corpus.slugs:
        return f"{md(name)} (not in the corpus)"
    subject = next(item.entry.subject for item in corpus.items if item.entry.id == name)
    return f"[{md(subject)}]({corpus.slugs[name]}.md)"
