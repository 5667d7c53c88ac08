"""The page that shows what agrees, what does not, what cannot be judged and what is not counted."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from agreement.cells import cell, figure, name, printed, result, table
from agreement.claim import ROOM, claims, unclaimed
from agreement.judge import Judgement, by_the_engine, judge
from agreement.words import FIGURES, FORMULAS, KINDS, REASONS

__all__ = ["page"]

INTRODUCTION = """\
Papers and model cards print a result and, often, what it was computed from. Here the result is computed again from
those inputs and held against what is printed."""

METHOD = """\
## How it is judged

Every printed number stands for the interval in which its digits place it: `0.385` is anything from 0.3845 to 0.3855.
Counts, capacities, lifetimes and rated powers that cancel are exact. The intervals go through the formula of the
source, and the result **agrees** where its interval and that of the printed result meet. To mean something it must also
be narrow: at most 5 % either way, and so that a result larger or smaller by a tenth would not agree. Otherwise the
claim is **too coarse**.

An input that is known only from the result confirms nothing. Where a source prints no intensity, as on the cards of the
Llama family, the ratio in one row is held against the other rows, and that row itself is no agreement. Where the choice
of an input was inferred from the printed figures, or a formula that fullcount took from a source is held against the
results of that same source, the claim is **not counted**.

Agreement says that figures follow from each other, not that they are true: many printed energies are rated power times
hours by construction."""

SOURCES = """\
The claims with every input are in `datasets/published/agreement.csv`, the rows that cannot be recomputed in
`not-recomputed.csv` beside it. `P…` are rows of `published.csv`, `A…` are claims."""

DISAGREEMENT = (
    "A disagreement says that figures differ, not which of them is right, and nothing about anybody."
)
TWO_TEXTS = """\
Here nothing is recomputed: two texts print one figure. The first number is that of the text named first."""
UNCOUNTED = """\
These claims meet what is printed, and that confirms nothing. They are not among the agreeing claims, and a row agrees
only where another claim on it does. Some of them would be too coarse as well."""


class Section(NamedTuple):
    """What the page says of the claims of one status."""

    status: str
    title: str
    meaning: str


SECTIONS = (
    Section("agrees", "What agrees", "the inputs give what is printed"),
    Section("disagrees", "What does not agree", "they do not; each with the reason"),
    Section("too-coarse", "Too coarse to judge", "too few digits to tell"),
    Section("not-counted", "What is not counted", "it meets what is printed, but cannot confirm it"),
)
UNCLAIMED = "Rows that cannot be recomputed"


def page() -> str:
    """The whole page as Markdown."""
    judged = [judge(claim) for claim in claims()]
    agreeing, disagreeing, coarse, uncounted = (
        [item for item in judged if item.status == section.status] for section in SECTIONS
    )
    titles = [f"## {section.title}" for section in SECTIONS]
    parts = [
        "# Agreement with published work",
        INTRODUCTION,
        _contents(judged),
        _counts(agreeing),
        METHOD,
        SOURCES,
        *(titles[0], _by_formula(agreeing), *_by_source(agreeing)),
        *(titles[1], DISAGREEMENT, *_disagreements(disagreeing)),
        *(titles[2], table(("claim", "figure", "printed", "recomputed", "why"), map(_coarse, coarse))),
        *(titles[3], UNCOUNTED, *_by_reason(uncounted)),
        *(f"## {UNCLAIMED}", _not_recomputed()),
    ]
    return "\n\n".join(parts) + "\n"


def _contents(judged: list[Judgement]) -> str:
    lines = (_contents_line(section, judged) for section in SECTIONS)
    last = (_link(UNCLAIMED), "", str(len(unclaimed())), "each with the reason")
    return table(("status", "claims", "published rows", "meaning"), (*lines, last))


def _contents_line(section: Section, judged: list[Judgement]) -> tuple[str, ...]:
    found = [item for item in judged if item.status == section.status]
    return _link(section.title), str(len(found)), str(len(_rows(found))), section.meaning


def _link(title: str) -> str:
    return f"[{title}](#{title.lower().replace(' ', '-')})"


def _rows(judged: list[Judgement]) -> set[str]:
    return {item.claim.row for item in judged if item.claim.row}


def _counts(agreeing: list[Judgement]) -> str:
    engine = [item for item in agreeing if by_the_engine(item.claim)]
    same = [item for item in engine if item.claim.formula.startswith("same-")]
    digits = sum(item.to_the_digit for item in agreeing)
    return (
        f"**{len(_rows(agreeing))} published rows agree**, in {len(agreeing)} claims; a row can stand in claims of"
        f" more than one status. **{len(engine)} agreeing claims, on {len(_rows(engine))} rows, go through the engine"
        " of fullcount** (`fullcount.impacts.recompute`), each as a small disclosure that states its inputs; among them"
        f" {len(same)} are held against the rate of another row. The other {len(agreeing) - len(engine)} are sums,"
        " ratios and products of printed figures, or device-hours, checked beside the engine. In"
        f" {digits} agreeing claims the inputs as they stand, without their rounding, give the printed digits."
    )


def _by_formula(agreeing: list[Judgement]) -> str:
    found = Counter((by_the_engine(item.claim), FORMULAS[item.claim.formula]) for item in agreeing)
    lines = sorted(found.items(), key=lambda line: (not line[0][0], -line[1]))
    where = {True: "engine", False: "beside it"}
    rows = ((words, where[engine], str(count)) for (engine, words), count in lines)
    return table(("formula, with a PUE where the source has one", "computed by", "agreeing claims"), rows)


def _by_source(judged: list[Judgement]) -> list[str]:
    titles = _titles()
    addresses = sorted({item.claim.source_url for item in judged}, key=lambda url: titles[url].casefold())
    return [
        text
        for url in addresses
        for text in (
            f"### [{cell(titles[url])}]({url})",
            _plain(item for item in judged if item.claim.source_url == url),
        )
    ]


def _titles() -> dict[str, str]:
    package = json.loads((ROOM / "datapackage.json").read_text(encoding="utf-8"))
    return {source["path"]: source["title"] for source in package["sources"]}


def _plain(judged: Iterable[Judgement]) -> str:
    rows = (
        (name(item.claim), figure(item.claim), printed(item.claim), result(item), item.claim.locator)
        for item in judged
    )
    return table(("claim", "figure", "printed", "recomputed", "inputs in"), rows)


def _coarse(item: Judgement) -> tuple[str, ...]:
    return name(item.claim), figure(item.claim), printed(item.claim), result(item), item.claim.reason


def _disagreements(judged: list[Judgement]) -> list[str]:
    recomputed = [item for item in judged if item.claim.formula != "same-figure"]
    compared = [item for item in judged if item.claim.formula == "same-figure"]
    return [
        "### Recomputed from printed inputs",
        "\n".join(map(_differs, recomputed)),
        "### One figure in two texts",
        TWO_TEXTS,
        "\n".join(map(_differs_elsewhere, compared)),
    ]


def _differs(item: Judgement) -> str:
    claim = item.claim
    how = f"{figure(claim)} ({claim.locator})"
    return _entry(item, how, f"printed {printed(claim)}, recomputed {result(item)}")


def _differs_elsewhere(item: Judgement) -> str:
    claim = item.claim
    what = f"{FIGURES[claim.cells['figure']]} ({claim.locator})"
    return _entry(item, what, f"{printed(claim, 'terms')}, in the other text {printed(claim)}")


def _entry(item: Judgement, what: str, figures: str) -> str:
    claim = item.claim
    why = f"{_kind(claim.kind)}: {claim.reason}"
    return f"- **[{cell(name(claim))}]({claim.source_url})**, {cell(what)}: **{figures}**. {cell(why)}"


def _by_reason(judged: list[Judgement]) -> list[str]:
    reasons = dict.fromkeys((item.claim.kind, item.claim.reason) for item in judged)
    return [
        text
        for kind, reason in sorted(reasons, reverse=True)
        for text in (
            f"### {_kind(kind)}",
            cell(reason),
            _plain(item for item in judged if (item.claim.kind, item.claim.reason) == (kind, reason)),
        )
    ]


def _kind(code: str) -> str:
    words = KINDS[code]
    return words[0].upper() + words[1:]


def _not_recomputed() -> str:
    rows = unclaimed()
    found = Counter(row["kind"] for row in rows)
    named = {kind: [row["row"] for row in rows if row["kind"] == kind] for kind in found}
    lines = ((REASONS[kind], str(count), ", ".join(named[kind])) for kind, count in found.most_common())
    return table(("why", "rows", ""), lines)
