"""The cells of the table: figures as printed, with what they count and why they may not be compared."""

import re
from collections.abc import Iterator, Mapping, Sequence

from fullcount_reports.card.codes import lowered
from fullcount_reports.comparison.groups import UNRANKED
from fullcount_reports.comparison.row import Row
from fullcount_reports.comparison.tables import amount, interval
from observatory.corpus import Alike
from observatory.text import attribute, html

__all__ = ["figure_cell", "is_there", "rank_of", "text_cell", "zero_of"]

BASES = {
    "location": "location-based",
    "market": "market-based",
    "unspecified": "basis unspecified",
}
WITHHELD = re.compile(r"^not disclosed \((.*)\)$")
"""A reason that says again that a figure is not disclosed, and why."""
ZERO = "the source prints 0"
UNSTATED = "boundary of the energy not stated"


def text_cell(text: str, facet: str = "", order: str = "") -> str:
    """A cell of text; `facet` is what it is chosen by, `order` what it is sorted by where that is not the text."""
    inside = html(text) if text else "<em>not stated</em>"
    return f"<td{attribute('data-facets', facet)}{attribute('data-value', order)}>{inside}</td>"


def figure_cell(rows: Sequence[Row], ranks: Mapping[str, Alike]) -> str:
    """The figures that a disclosure has of one metric, each with what it counts; what is missing says why.

    `ranks` is what is ranked in a comparability group. It is sorted by the first figure that is there.
    """
    there = [row for row in rows if is_there(row)]
    facets = "; ".join(dict.fromkeys(facet for row in there for facet in _facets(row))) or "not disclosed"
    first = there[0] if there else None
    order = repr(_number(first)) if first else ""
    group = first.group if first and first.rank is not None else ""
    head = f'<td class="n"{attribute("data-facets", facets)}{attribute("data-value", order)}'
    inside = "".join(_reading(row, ranks) for row in (*there, *(row for row in rows if not is_there(row))))
    return f"{head}{attribute('data-group', group)}>{inside}</td>"


def is_there(row: Row) -> bool:
    """Whether a row has a figure or a bound."""
    return row.value is not None or row.below is not None


def zero_of(row: Row) -> str:
    """That a zero is what its source prints; empty for any other figure."""
    return ZERO if row.value == 0.0 and row.how == "stated" else ""


def rank_of(rank: int, alike: Alike) -> str:
    """The rank of a figure among those of its comparability group, and how many of these are recomputed."""
    if alike.number == 1:
        return "no other counts alike"
    computed = f", {alike.recomputed} of them recomputed" if alike.recomputed else ""
    return f"rank {rank} of {alike.number} that count alike{computed}"


def _number(row: Row) -> float:
    return float(row.value if row.value is not None else row.below or 0.0)


def _reading(row: Row, ranks: Mapping[str, Alike]) -> str:
    if not is_there(row):
        what = ", ".join(_kind(row))
        why = WITHHELD.sub(r"\1", row.reason)
        return f"<p><em>not disclosed</em> <small>{html(f'{what}: {why}' if what else why)}</small></p>"
    ends = interval(row.low, row.high)
    told = ", ".join(
        filter(None, (f"{ends} (90 % interval)" if ends else "", *_counts(row), row.how, zero_of(row)))
    )
    return f"<p><b>{html(amount(row))}</b> <small>{html(told)}</small>{_ranked(row, ranks)}</p>"


def _ranked(row: Row, ranks: Mapping[str, Alike]) -> str:
    """The rank in the comparability group, or why it has none; what its work has in common with no other stands
    above the rows already.
    """
    if row.rank is not None:
        return f"<small>{rank_of(row.rank, ranks[row.group])}</small>"
    if row.reason == UNRANKED.get(row.boundary):
        return ""
    return f'<small class="apart">not compared: {html(row.reason)}</small>'


def _kind(row: Row) -> Iterator[str]:
    if row.phase and row.phase != "use":
        yield lowered("phase", row.phase)
    if row.ghg_basis:
        yield BASES.get(row.ghg_basis, row.ghg_basis)


def _counts(row: Row) -> Iterator[str]:
    yield from _kind(row)
    if row.energy_boundary:
        yield f"energy of the {lowered('energy-boundary', row.energy_boundary)}"
    elif row.metric == "energy":
        yield UNSTATED


def _facets(row: Row) -> Iterator[str]:
    """What a figure can be chosen by: the boundary of an energy, the basis of greenhouse gases."""
    if row.metric == "energy":
        yield lowered("energy-boundary", row.energy_boundary) if row.energy_boundary else UNSTATED
    if row.metric == "ghg":
        yield BASES.get(row.ghg_basis, "no basis")
