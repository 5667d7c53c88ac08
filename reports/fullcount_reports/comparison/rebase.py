"""A disclosure recomputed on a convention that is the same for all, by the formulas of the standard."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from fullcount.disclosure.figures import Amount, central, is_missing
from fullcount.factors.accelerator import accelerator
from fullcount.impacts import Key, recompute
from fullcount_reports.card.energy import ENERGY
from fullcount_reports.card.shown import listed
from fullcount_reports.card.totals import stated_rows

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.comparison.convention import Convention
    from fullcount_reports.comparison.entry import Entry
    from fullcount_reports.comparison.row import Row

__all__ = ["KEYS", "Rebased", "rebased", "rebased_amounts"]

KEYS = {"energy": ENERGY, "ghg": Key("gwp", "use", "", "location")}
"""The metrics that are re-based, and what of the footprint they are."""
PLACE, ALL, OWN = "rebase-place", "rebase-whole", "rebase-own-"
Rebased = Mapping[str, Amount | str]
Item = dict[str, Any]


def rebased(row: "Row", amounts: Rebased, convention: "Convention") -> "Row":
    """The row with the re-based figure beside its own; where there is none, the note says why."""
    if row.metric not in amounts or row.phase not in {"", "use"}:
        return row
    amount = amounts[row.metric]
    if isinstance(amount, str):
        return replace(row, note="; ".join(filter(None, (row.note, f"not re-based: {amount}"))))
    spread = amount.low < amount.high
    return replace(
        row,
        phase="use",
        rebased_value=amount.value,
        rebased_low=amount.low if spread else None,
        rebased_high=amount.high if spread else None,
        convention=convention.words,
    )


def rebased_amounts(entry: "Entry", convention: "Convention") -> Rebased:
    """Energy (kWh, of the facility) and greenhouse gases (kgCO2e) of all the work, or what is missing for them."""
    found: dict[str, Amount | str] = {}
    for document in _documents(entry, convention):
        footprint = recompute(document)
        for metric, key in KEYS.items():
            row = footprint.get(key)
            if isinstance(found.get(metric), Amount):
                continue
            if row is not None and row.total is not None and row.complete:
                found[metric] = row.total
            else:
                found.setdefault(metric, listed(row.because) if row else "no compute lines, hours or energy")
    return found or dict.fromkeys(KEYS, "no hours and no energy of the whole work")


def _documents(entry: "Entry", convention: "Convention") -> "Iterator[Disclosure]":
    """The disclosure under the convention: by its lines, else by the totals that it states."""
    lines = cast("list[Item]", entry.document.get("compute", []))
    if lines:
        yield _under(entry, lines, convention)
    whole = _whole(entry)
    if whole:
        yield _under(entry, [whole], convention)


def _whole(entry: "Entry") -> Item:
    """All the work as one line, of the hours and the energy that are stated for all of it; empty without either."""
    document = entry.sheet.document
    totals = cast("Item", document.get("totals", {}))
    rows = [row["amount"] for row in stated_rows(entry.sheet, ENERGY) if "covers" not in row]
    energies = [figure for figure in (*rows, totals.get("energy")) if central(figure) is not None]
    figures: Item = {"energy": energies[0]} if energies else {}
    if not is_missing(totals.get("accelerator_hours")):
        figures["accelerator_hours"] = totals["accelerator_hours"]
    axes = {"id": ALL, "component": ALL, "stage": "other", "run_type": "other", "outcome": "unknown"}
    return {**axes, **figures} if figures else {}


def _under(entry: "Entry", lines: list[Item], convention: "Convention") -> "Disclosure":
    document = cast("Item", entry.document)
    places = document.get("facilities", [])
    known = {place["id"] for place in places}
    only = places[0]["id"] if len(places) == 1 else PLACE
    placed = [
        {**line, "facility": line["facility"] if line.get("facility") in known else only} for line in lines
    ]
    if convention.rated_power:
        placed = [_by_hours(line, document) for line in placed]
    facilities = [_facility(place, convention) for place in (*places, {"id": PLACE, "name": PLACE})]
    equipment = document.get("equipment", [])
    if convention.rated_power:
        equipment = [*map(_equipment, equipment), *({**item, "id": OWN + item["id"]} for item in equipment)]
    return cast(
        "Disclosure", {**document, "compute": placed, "facilities": facilities, "equipment": equipment}
    )


def _by_hours(line: Item, document: Item) -> Item:
    """A line without its energy, so that hours times power count; processors and idle hours stay as they are."""
    if "accelerator_hours" in line or not line.keys() & {"core_hours", "idle_hours"}:
        changed = {key: value for key, value in line.items() if key != "energy"}
        return changed | _only_equipment(line, document, "")
    return line | _only_equipment(line, document, OWN)


def _only_equipment(line: Item, document: Item, prefix: str) -> Item:
    """The equipment of a line by name, as the only one of a document goes without saying."""
    items = document.get("equipment", [])
    name = line.get("equipment") or (items[0]["id"] if len(items) == 1 else "")
    return {"equipment": prefix + name} if name else {}


def _facility(place: Item, convention: "Convention") -> Item:
    changed = dict(place)
    if convention.pue is not None:
        changed.pop("overhead_ratio", None)
        changed["pue"] = convention.pue
    if convention.intensity is not None:
        changed["carbon_intensity_location_based"] = convention.intensity
    return changed


def _equipment(item: Item) -> Item:
    """The equipment with the rated power of its accelerator as the IT power of an hour."""
    kept = {
        key: value
        for key, value in item.items()
        if key not in {"power", "load", "host_overhead", "it_overhead"}
    }
    watts = _rated_w(item)
    return (
        {**kept, "power": {"value": watts, "unit": "W", "boundary": "it", "power_basis": "tdp"}}
        if watts
        else _bare(kept)
    )


def _bare(item: Item) -> Item:
    return {key: value for key, value in item.items() if key != "rated_power"}


def _rated_w(item: Item) -> float | None:
    """Rated power in W: as the disclosure states it, else as the factor tables know the accelerator."""
    stated = central(item.get("rated_power"))
    if stated:
        return stated
    known = accelerator(item["accelerator"]) if "accelerator" in item else None
    return known.tdp.value if known and known.tdp else None
