"""Impacts as JSON-able data, for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fullcount.impacts.key import UNITS, Key

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Amount
    from fullcount.impacts.footprint import ImpactRow
    from fullcount.impacts.uncertainty import Difference, Drawn, Estimate, Estimates, Input, Share

__all__ = ["difference_data", "estimates_data", "impact_data"]

Data = dict[str, Any]


def impact_data(row: "ImpactRow[Amount]", *, by_line: bool) -> Data:
    """One impact with the interval of its inputs and, line by line, what it lacks."""
    lines = {"by_line": {name: _amount(amount) for name, amount in row.by_line.items()}} if by_line else {}
    missing = {name: list(gap.inputs) for name, gap in row.missing.items()}
    return {**_head(row.key), "total": _amount(row.total), **lines, "missing": missing}


def _head(key: Key) -> Data:
    names = {
        "category": key.category,
        "phase": key.phase,
        "part": key.part,
        "ghg_basis": key.ghg_basis,
    }
    return {**{name: value for name, value in names.items() if value}, "unit": UNITS.get(key.category, "")}


def _amount(amount: "Amount | None") -> Data | None:
    if amount is None:
        return None
    low, high = (amount.low, amount.high) if amount.low < amount.high else (None, None)
    return {"value": amount.value, "low": low, "high": high}


def estimates_data(estimates: "Estimates") -> Data:
    """Every estimate, with the inputs that are uncertain. A row without phase is the total of its category."""
    return {
        "draws": estimates.draws,
        "seed": estimates.seed,
        "inputs": [_input(found) for found in estimates.inputs],
        "estimates": [_estimate(row) for row in estimates.rows],
    }


def _input(found: "Input") -> Data:
    from fullcount.impacts.uncertainty.spread import ends  # noqa: PLC0415 - with the draws only

    low, high = ends(found.spread)
    head = {"label": found.label, "pointer": found.pointer, "unit": found.unit}
    return {**head, "median": found.spread.median, "p05": low, "p95": high}


def _estimate(row: "Estimate") -> Data:
    axis = {row.cut.axis: row.cut.code} if row.cut.axis else {}
    shares = {"shares": [_share(share) for share in row.shares]} if row.shares else {}
    return {**_head(row.cut.key), **axis, **_drawn(row.drawn), **_coverage(row), **shares}


def _coverage(row: "Estimate | Difference") -> Data:
    return {"lines": row.lines, "lines_lacking": row.lacking, "missing": list(row.gaps)}


def _share(share: "Share") -> Data:
    return {"input": share.input.label, "pointer": share.input.pointer, "share": share.share}


def _drawn(drawn: "Drawn | None") -> Data:
    if drawn is None:
        return {"central": None}
    return {"central": drawn.central, **(drawn.statistics._asdict() if drawn.statistics else {})}


def difference_data(words: Sequence[str], changes: "Sequence[Difference]") -> Data:
    """Every impact before and after a change, and the saving."""
    return {"changes": list(words), "impacts": [_change(change) for change in changes]}


def _change(change: "Difference") -> Data:
    axis = {change.cut.axis: change.cut.code} if change.cut.axis else {}
    numbers = {name: _drawn(getattr(change, name)) for name in ("before", "after", "saving")}
    return {
        **_head(change.cut.key),
        **axis,
        **numbers,
        **_coverage(change),
        "lost": list(change.lost),
        "gained": list(change.gained),
    }
