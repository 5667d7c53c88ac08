"""The page of a disclosure: its place among the others, findings, sources, relatives, and its card."""

from collections.abc import Iterator

from fullcount_reports.card.codes import lowered
from fullcount_reports.comparison.row import Row
from fullcount_reports.comparison.tables import amount, interval, share
from observatory.card import card
from observatory.cells import is_there, rank_of, zero_of
from observatory.corpus import Corpus, Item
from observatory.family import family
from observatory.groups import anchor_of
from observatory.overview import mark_of, work_of
from observatory.text import for_site, html, linked, md, table

__all__ = ["page"]

MARKS = {
    "transcribed": "Transcribed data: taken from a publication by a third party, not supplied by the makers.",
    "synthetic": "Synthetic data: invented to show the format. They describe no real work.",
}
FRONT = "---\nsearch:\n  boost: 0.3\n---"
"""A search finds the pages that explain before the many that use the same words."""
NONE_FOUND = "The rules find nothing to say."
NO_FACT = "A finding is a fact about printed figures and says nothing about anybody."
PLACES = "What it says of energy, greenhouse gases and hours, and whether that may be compared."


def page(item: Item, corpus: Corpus) -> str:
    """The page as Markdown of the site."""
    entry = item.entry
    mark = MARKS.get(entry.document["data_status"], "")
    parts = (
        FRONT,
        f"# {md(entry.subject)}",
        *([f"**{mark}**"] if mark else []),
        _about(item),
        "## In comparison",
        "\n".join([PLACES, "", *_places(item, corpus)]),
        *family(item, corpus),
        "## Findings",
        *_findings(item),
        "## Sources, with the places read",
        *_sources(item),
        for_site(card(item, corpus)).rstrip(),
    )
    return "\n\n".join(parts) + "\n"


def _about(item: Item) -> str:
    entry = item.entry
    file = f"{item.slug}.json"
    told = [
        md(entry.developer),
        str(entry.year),
        md(work_of(entry)),
        f"level {entry.verdict.level} of 5",
        md(mark_of(entry)),
        f'<a href="../disclosures/{html(file)}" download>download the disclosure (JSON)</a>',
        "[back to the table](index.md)",
    ]
    return " · ".join(told)


def _places(item: Item, corpus: Corpus) -> list[str]:
    heads = ("comparability group", "figure", "how", "rank, or why it has none")
    rows = corpus.rows_of[item.entry.id]
    return table(heads, [(md(row.group), _figure(row), _how(row), _rank(row, corpus)) for row in rows])


def _figure(row: Row) -> str:
    """The figure with its interval and what it leaves out of the hours in scope."""
    if not is_there(row):
        return "*not disclosed*"
    ends = interval(row.low, row.high)
    left = "" if row.missing_share == 0 else f"{share(row)} of the hours left out"
    if row.missing_share is None:
        left = "share of the hours left out not known"
    told = (f"{ends} (90 % interval)" if ends else "", left)
    return "<br>".join(map(md, filter(None, (f"{amount(row)} {row.unit}", *told))))


def _how(row: Row) -> str:
    return md(", ".join(filter(None, (row.how, row.basis, zero_of(row)))) or "not stated")


def _rank(row: Row, corpus: Corpus) -> str:
    """The rank with a link to those that it is one of, or the reason why there is none."""
    if row.rank is None:
        return md(row.reason)
    return f"[{md(rank_of(row.rank, corpus.alike[row.group]))}](groups.md#{anchor_of(row.group)})"


def _findings(item: Item) -> Iterator[str]:
    found = sorted(
        item.reviewed.validation.findings, key=lambda each: (each.severity.rank, each.rule, each.pointer)
    )
    if not found:
        yield NONE_FOUND
        return
    yield NO_FACT
    rows = []
    for finding in found:
        why = item.explanations.get((finding.rule, finding.pointer), "")
        said = md(finding.message) + (f"<br>{md(why)}" if why else "")
        rule = f"[{md(finding.rule)}](../rules/{finding.rule}.md)"
        rows.append((finding.severity.value, rule, said, f"<code>{md(finding.pointer)}</code>"))
    yield "\n".join(table(("severity", "rule", "finding", "place in the file"), rows))


def _sources(item: Item) -> Iterator[str]:
    """Every source with the places in it that figures cite, so that a reader can look them up."""
    places: dict[str, dict[str, None]] = {}
    for source, locator in _cited(item.document.data):
        places.setdefault(source, {})[locator] = None
    rows = []
    for source in item.document.data.get("sources", []):
        grade = source.get("evidence_grade", "")
        year = str(source.get("year") or source.get("date", "")[:4] or "not stated")
        where = "; ".join(filter(None, places.get(source["id"], {}))) or "not stated"
        read = lowered("evidence-grade", grade) if grade else "not stated"
        rows.append((linked(source["title"], source.get("url", "")), *map(md, (year, where, read))))
    yield "\n".join(table(("source", "year", "places in it", "evidence"), rows)) if rows else "None stated."


def _cited(value: object) -> Iterator[tuple[str, str]]:
    """Source and locator of every figure, in the order of the document."""
    if isinstance(value, dict):
        source, locator = value.get("source"), value.get("locator", "")
        if isinstance(source, str) and isinstance(locator, str):
            yield source, locator
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _cited(each)
