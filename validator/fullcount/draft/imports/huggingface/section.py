"""A draft of the footprint section that `fullcount card` writes: hours by component and stage, impacts by phase."""

import re
from collections.abc import Iterator
from typing import Any

from fullcount.draft.imports.huggingface.said import card_source, facility, figure, slug, subject
from fullcount.ledger.huggingface.amounts import amount_of, kg_per, kwh_per, scaled
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.tables import Table, tables_in
from fullcount.ledger.reading.cards import SECTION, card_of

__all__ = ["section_draft"]

Item = dict[str, Any]
STAGES = {
    "Data": "data",
    "Exploration": "explore",
    "Baseline": "baseline",
    "Ablation": "ablate",
    "Hyper-parameter search": "hyperparam",
    "Final": "final",
    "Serving": "serve",
    "Other": "other",
}
ROWS = {
    "Energy": {"category": "energy"},
    "GHG, location-based": {"category": "gwp", "ghg_basis": "location"},
    "GHG, market-based": {"category": "gwp", "ghg_basis": "market"},
    "GHG, basis not stated": {"category": "gwp", "ghg_basis": "unspecified"},
    "Water consumed": {"category": "water"},
    "Primary energy": {"category": "pe"},
    "Mineral depletion (ADPe)": {"category": "adpe"},
}
PHASES = {"Manufacture": "manufacture", "Use": "use"}
ROUNDED = "read from the rounded section of the card; where the disclosure lies beside it, use that"


def section_draft(contents: Contents, text: str, name: str, notes: list[str]) -> Item | None:
    """The draft of the section; None where the card has none whose tables can be read."""
    if any(mark not in text for mark in SECTION):
        return None
    tables = list(tables_in(card_of(text).body))
    hours = next((t for t in tables if t.header[:1] == ["Component"] and "Total" in t.header), None)
    impacts = next((t for t in tables if t.header[:1] == ["Category"] and {*PHASES} <= {*t.header}), None)
    if hours is None and impacts is None:
        return None
    notes.append(ROUNDED)
    components: dict[str, Item] = {}
    lines = list(_lines(hours, components)) if hours else []
    rows = list(_impacts(impacts)) if impacts else []
    return {
        "subject": subject(contents, list(components.values()), notes),
        "facilities": [facility(contents, notes)],
        **({"compute": lines} if lines else {}),
        **({"impacts": rows} if rows else {}),
        "sources": [card_source(contents, name)],
        "note": "Read from the rounded figures of a model card.",
    }


def _lines(table: Table, components: dict[str, Item]) -> Iterator[Item]:
    for line, cells in table.rows:
        if cells[0] in ("", "Total"):
            continue
        code = slug(cells[0], components)
        components[code] = {"id": code, "name": cells[0]}
        for title, cell in zip(table.header, cells, strict=False):
            amount = amount_of(cell) if title in STAGES else None
            if amount and amount.readings:
                yield {
                    "id": f"{code}/{STAGES[title]}",
                    "component": code,
                    "stage": STAGES[title],
                    "run_type": "other",
                    "outcome": "unknown",
                    "accelerator_hours": figure(amount.readings[0], "accelerator-h", f"line {line}"),
                }


def _impacts(table: Table) -> Iterator[Item]:
    for line, cells in table.rows:
        head = ROWS.get(cells[0])
        for title, cell in zip(table.header, cells, strict=False):
            found = _amount(cell, head["category"]) if head and title in PHASES else None
            if head and found:
                value, unit = found
                boundary = {"boundary": "facility"} if head["category"] == "energy" else {}
                amount = figure(value, unit, f"line {line}", **boundary)
                basis = {} if title == "Manufacture" else {k: v for k, v in head.items() if k == "ghg_basis"}
                yield {"category": head["category"], "phase": PHASES[title], **basis, "amount": amount}


def _amount(cell: str, category: str) -> tuple[float, str] | None:
    """The first figure of a cell in the unit of the standard; None for words, bounds and units not known here."""
    amount = amount_of(cell)
    if amount is None or not amount.readings:
        return None
    unit = re.split(r"\s{2,}|\(", amount.unit)[0].strip()
    found = _in_standard(unit, category)
    return (scaled(amount.readings[0], found[0]), found[1]) if found else None


def _in_standard(unit: str, category: str) -> tuple[float, str] | None:
    if category == "energy":
        factor = kwh_per(unit)
        return (factor, "kWh") if factor else None
    if category == "gwp":
        factor = kg_per(unit)
        return (factor, "kgCO2e") if factor else None
    known = {
        "L": (1.0, "L"),
        "m³": (1e3, "L"),
        "kg Sb eq": (1.0, "kgSbe"),
        "MJ": (1.0, "MJ"),
        "GJ": (1e3, "MJ"),
    }
    return known.get(unit)
