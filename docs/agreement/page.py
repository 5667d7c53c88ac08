"""The page that shows what agrees, what does not, and what cannot be judged."""

import json
from collections import Counter
from collections.abc import Iterable

from agreement.claim import ROOM, Claim, claims, unclaimed
from agreement.judge import Judgement, judge
from agreement.words import FIGURES, FORMULAS, KINDS, REASONS
from fullcount.disclosure.figures import Amount

__all__ = ["page"]

INTRODUCTION = """\
Papers and model cards print a result and, often, what it was computed from. Here the engine of fullcount computes
the result again from those inputs and holds it against what is printed.

**How it is judged.** Every printed number stands for the interval in which its digits place it: `0.385` is anything
from 0.3845 to 0.3855. Counts, capacities, lifetimes and rated powers that cancel are exact. The intervals go through
the formula of the source, in a small disclosure for each claim, and the result **agrees** where its interval and that
of the printed result meet. To mean something it must also be narrow: at most 5 % either way, and so that a result
larger or smaller by a tenth would not agree. Otherwise the claim is **too coarse** and is not counted.

**What is not counted as agreement.** An input that is known only from the result. Where a source prints no intensity,
as on the cards of the Llama family, the ratio in one row is held against the other rows, and that row itself is not
counted.
Agreement says that figures follow from each other, not that they are true: many printed energies are rated power times
hours by construction."""

SOURCES = """\
The claims with every input are in `datasets/published/agreement.csv`, the rows that cannot be recomputed in
`not-recomputed.csv` beside it. `P…` are rows of `published.csv`, `A…` are claims."""


def page() -> str:
    """The whole page as Markdown."""
    judged = [judge(claim) for claim in claims()]
    agreeing = [item for item in judged if item.status == "agrees"]
    disagreeing = [item for item in judged if item.status == "disagrees"]
    coarse = [item for item in judged if item.status == "too-coarse"]
    parts = [
        "# Agreement with published work",
        INTRODUCTION,
        _counts(judged, agreeing),
        SOURCES,
        "## What agrees",
        *_by_source(agreeing),
        "## What does not agree",
        "A disagreement says that figures differ, not which of them is right, and nothing about anybody.",
        _table(("claim", "printed", "recomputed, or in the other text", "why"), map(_explained, disagreeing)),
        "## Too coarse to judge",
        _table(("claim", "figure", "printed", "recomputed", "why"), map(_coarse_row, coarse)),
        "## Rows that cannot be recomputed",
        _not_recomputed(),
    ]
    return "\n\n".join(parts) + "\n"


def _counts(judged: list[Judgement], agreeing: list[Judgement]) -> str:
    rows = {item.claim.row for item in agreeing if item.claim.row}
    digits = sum(item.to_the_digit for item in agreeing)
    elsewhere = {item.claim.row for item in agreeing if item.claim.formula.startswith("same-")}
    statuses = Counter(item.status for item in judged)
    return (
        f"**{len(rows)} published rows agree**, in {statuses['agrees']} claims; in {digits} of them the inputs as they"
        f" stand, without their rounding, give the printed digits. {len(elsewhere)} rows agree by the ratio of another"
        f" row. {statuses['disagrees']} claims [do not agree](#what-does-not-agree), each with the reason, and"
        f" {statuses['too-coarse']} are [too coarse](#too-coarse-to-judge). {len(unclaimed())} rows"
        f" [cannot be recomputed](#rows-that-cannot-be-recomputed)."
    )


def _by_source(judged: list[Judgement]) -> list[str]:
    titles = _titles()
    addresses = sorted({item.claim.source_url for item in judged}, key=lambda url: titles[url].casefold())
    head = ("claim", "figure", "printed", "recomputed", "inputs in")
    return [
        text
        for url in addresses
        for text in (
            f"### [{_cell(titles[url])}]({url})",
            _table(head, (_row(item) for item in judged if item.claim.source_url == url)),
        )
    ]


def _titles() -> dict[str, str]:
    package = json.loads((ROOM / "datapackage.json").read_text(encoding="utf-8"))
    return {source["path"]: source["title"] for source in package["sources"]}


def _row(item: Judgement) -> tuple[str, ...]:
    return _name(item.claim), _figure(item.claim), _printed(item.claim), _recomputed(item), item.claim.locator


def _coarse_row(item: Judgement) -> tuple[str, ...]:
    return (
        _name(item.claim),
        _figure(item.claim),
        _printed(item.claim),
        _recomputed(item),
        item.claim.reason,
    )


def _explained(item: Judgement) -> tuple[str, ...]:
    claim = item.claim
    here = _printed(claim, "terms") if claim.formula == "same-figure" else _recomputed(item)
    about = f"{_name(claim)}: {FIGURES[claim.cells['figure']]}, {_formula(claim)} ({claim.locator})"
    return about, _printed(claim), here, f"{KINDS[claim.kind].capitalize()}: {claim.reason}"


def _name(claim: Claim) -> str:
    row = f", {claim.row}" if claim.row else ""
    return f"{claim.subject} ({claim.id}{row})"


def _figure(claim: Claim) -> str:
    return f"{FIGURES[claim.cells['figure']]}: {_formula(claim)}"


def _formula(claim: Claim) -> str:
    words = FORMULAS[claim.formula]
    return words if claim.pue else words.replace(" × PUE", "")


def _printed(claim: Claim, column: str = "printed") -> str:
    places = _places(claim.amount(column))
    return f"{float(claim.cells[column]):,.{places}f}{_unit(claim)}"


def _recomputed(item: Judgement) -> str:
    low, high = item.recomputed.low, item.recomputed.high
    places = max(_places(item.recomputed), _places(item.printed) if high == low else 0)
    ends = dict.fromkeys(f"{end:,.{places}f}" for end in (low, high))
    return f"{' to '.join(ends)}{_unit(item.claim)}"


def _unit(claim: Claim) -> str:
    return "" if claim.unit == "1" else f"\u00a0{claim.unit}"


def _places(amount: Amount) -> int:
    """Decimals that show an interval to a tenth of its width, and no more."""
    width = amount.high - amount.low
    places = 0
    while places < 9 and round(width, places) < 0.95 * width:
        places += 1
    while places < 9 and width < 0.95 * 10.0**-places:
        places += 1
    return places


def _not_recomputed() -> str:
    rows = unclaimed()
    found = Counter(row["kind"] for row in rows)
    named = {kind: [row["row"] for row in rows if row["kind"] == kind] for kind in found}
    lines = ((REASONS[kind], str(count), ", ".join(named[kind])) for kind, count in found.most_common())
    return _table(("why", "rows", ""), lines)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
