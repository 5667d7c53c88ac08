"""The impact rows and totals of a draft, recomputed from its lines; what cannot be computed is said."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import central, fits
from fullcount.draft.figure import (
    SIGNIFICANT_FIGURES,
    amount_figure,
    in_decimals,
    missing_figure,
    significant,
)
from fullcount.impacts import Footprint, ImpactRow, Key, lines_of
from fullcount.impacts.key import UNITS

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Amount
    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts import Line

__all__ = ["impact_rows", "selection", "totals", "unstated"]

Item = dict[str, Any]
FACTOR_OF = {
    Key("gwp", "use", ghg_basis="location"): "carbon_intensity_location_based",
    Key("gwp", "use", ghg_basis="market"): "carbon_intensity_market_based",
    Key("water", "use", part="on-site"): "wue",
    Key("water", "use", part="off-site"): "water_intensity",
}


def impact_rows(document: "Disclosure", footprint: Footprint) -> list[Item]:
    """One row an impact; two where only some lines could be computed, the second saying what the others lack."""
    factors, lines = _factors(document), lines_of(document)
    return [row for impact in footprint.rows for row in _rows(impact, lines, factors.get(impact.key, []))]


def _rows(impact: "ImpactRow[Amount]", lines: "tuple[Line, ...]", factors: list[str]) -> Iterator[Item]:
    head = _head(impact.key)
    partly = impact.total is not None and not impact.complete
    if impact.total is not None:
        covers = {"covers": selection(lines, impact.by_line)} if partly else {}
        yield {**head, **covers, "amount": _amount(impact, factors)}
    if not impact.complete:
        covers = {"covers": selection(lines, impact.missing)} if partly else {}
        yield {
            **head,
            **covers,
            "amount": missing_figure(f"cannot be computed without {'; '.join(impact.because)}"),
        }


def selection(lines: "tuple[Line, ...]", chosen: Collection[str]) -> Item:
    """What covers just the chosen lines: their equipment or facilities where these tell them apart, else their ids."""
    inside = [line for line in lines if line.id in chosen]
    outside = [line for line in lines if line.id not in chosen]
    for axis, name in (("equipment", "equipment"), ("facilities", "facility")):
        named = dict.fromkeys(line.raw.get(name) for line in inside)
        if None not in named and not any(line.raw.get(name) in named for line in outside):
            return {axis: list(named)}
    return {"lines": [line.id for line in inside]}


def _head(key: Key) -> Item:
    part = {"part": key.part} if key.part else {}
    basis = {"ghg_basis": key.ghg_basis} if key.ghg_basis else {}
    return {"category": key.category, "phase": key.phase, **part, **basis}


def _amount(impact: "ImpactRow[Amount]", factors: list[str]) -> Item:
    assert impact.total is not None  # noqa: S101 - the caller asked
    more: Item = {"factors": factors} if factors else {}
    if impact.key.category == "energy":
        more["boundary"] = "facility"
    return amount_figure(impact.total, UNITS.get(impact.key.category, ""), **more)


def unstated(rows: list[Item], stated: list[Item]) -> list[Item]:
    """The rows of which a lab states none of all the work itself."""
    known = {_key(row) for row in stated if not row.keys() & {"covers", "life_cycle_stages"}}
    return [row for row in rows if _key(row) not in known]


def _key(row: Item) -> Key:
    return Key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))


def _factors(document: "Disclosure") -> dict[Key, list[str]]:
    places: list[Item] = [{**place} for place in document.get("facilities", [])]
    found = {
        key: [place[name]["factor"] for place in places if "factor" in place.get(name, {})]
        for key, name in FACTOR_OF.items()
    }
    return {key: list(dict.fromkeys(ids)) for key, ids in found.items()}


def totals(document: "Disclosure", footprint: Footprint) -> Item:
    """The sums of the lines, each only where every line has its figure."""
    lines = lines_of(document)
    found = {
        "runs": _sum(lines, "runs", "1"),
        "accelerator_hours": _sum(lines, "accelerator_hours", "accelerator-h"),
        "core_hours": _sum(lines, "core_hours", "core-h"),
        "idle_hours": _sum(lines, "idle_hours", "accelerator-h"),
        "energy": _energy(footprint),
        "final_share": _final_share(lines),
    }
    return {key: figure for key, figure in found.items() if figure is not None}


def _sum(lines: "tuple[Line, ...]", key: str, unit: str) -> Item | None:
    figures = [line.raw[key] for line in lines if key in line.raw]  # type: ignore[literal-required]
    values = [value for figure in figures if (value := central(figure)) is not None]
    if not values or len(values) < len(figures) or not fits(100 * sum(values)):
        return None
    return {"value": in_decimals(sum(values)), "unit": unit, "basis": "calculated"}


def _energy(footprint: Footprint) -> Item | None:
    row = footprint.get(Key("energy", "use"))
    if row is None or row.total is None or not row.complete:
        return None
    return amount_figure(row.total, "kWh", boundary="facility")


def _final_share(lines: "tuple[Line, ...]") -> Item | None:
    """Completed and resumed work of stage final over all accelerator-hours, in per cent."""
    whole = _sum(lines, "accelerator_hours", "")
    final = _sum(tuple(line for line in lines if _is_final(line)), "accelerator_hours", "")
    if whole is None or final is None or not whole["value"]:
        return None
    share = significant(100 * final["value"] / whole["value"])
    return {"value": share, "unit": "%", "significant_figures": SIGNIFICANT_FIGURES, "basis": "calculated"}


def _is_final(line: "Line") -> bool:
    return line.raw["stage"] == "final" and line.is_successful
