"""A draft of a card that speaks of one training: its metadata and the labelled lines of its prose."""

import re
from typing import Any

from fullcount.draft.imports.huggingface.said import (
    SOURCE,
    card_source,
    equipment,
    facility,
    figure,
    not_stated,
    quiet,
    subject,
)
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.emissions import emissions_kg, energy_kwh, hours_of
from fullcount.ledger.huggingface.rows import hardware_in, run_type_in
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["ASSUMED", "basis_in", "impact", "model_draft"]

Item = dict[str, Any]
_HOUR_S = 3600.0
ASSUMED = "the card speaks of the training of the model, not of failed and preliminary runs"


def model_draft(contents: Contents, name: str, notes: list[str]) -> Item:
    """The draft of one training; what the card does not state is said to be so."""
    held = equipment(contents, notes)
    line = {
        "id": "training",
        "component": "model",
        "stage": "final",
        "run_type": run_type_in(contents, quiet()),
        "outcome": "unknown",
        "facility": "site",
        **({"equipment": held[0]["id"]} if held else {}),
        **_hours(contents, notes),
        "energy": _energy(contents),
        "note": f"Stage assumed: {ASSUMED}.",
    }
    component = {"id": "model", "name": contents.name or "the model", "kind": "model"}
    named = subject(contents, [component], notes)
    return {
        "subject": named,
        "facilities": [facility(contents, notes)],
        **({"equipment": held} if held else {}),
        "compute": [line],
        "impacts": [impact(_emissions(contents, notes), basis_in(contents))],
        "sources": [card_source(contents, name)],
    }


def impact(amount: Item, basis: str, **covers: list[str]) -> Item:
    """Greenhouse gases of use."""
    covered = {"covers": covers} if covers else {}
    return {"category": "gwp", "phase": "use", "ghg_basis": basis, **covered, "amount": amount}


def basis_in(contents: Contents) -> str:
    """Whether the words beside the emissions say how electricity is counted."""
    said = contents.said.get("emissions")
    words = f"{contents.metadata.source} {said.value if said else ''}".lower()
    found = {basis for basis in ("location", "market") if re.search(rf"\b{basis}-based", words)}
    return found.pop() if len(found) == 1 else "unspecified"


def _emissions(contents: Contents, notes: list[str]) -> Item:
    try:
        kg = emissions_kg(contents, quiet())
    except Unfit as bad:
        notes.append(f"{bad.found}; expected {bad.expected}")
        kg = None
    if kg is None:
        stated = contents.metadata.stated
        return not_stated(f"the card says {stated!r}" if stated else "")
    where = "co2_eq_emissions" if contents.metadata.readings_kg else f"line {contents.said['emissions'].line}"
    return figure(kg, "kgCO2e", where)


def _energy(contents: Contents) -> Item:
    kwh, said = energy_kwh(contents, quiet()), contents.said.get("energy")
    if kwh is None or said is None:
        return not_stated()
    boundary = {"boundary": "facility"} if "pue inside" in said.value.lower() else {}
    return figure(kwh, "kWh", f"line {said.line}", **boundary)


def _hours(contents: Contents, notes: list[str]) -> Item:
    """What the card says of accelerators and time: hours of all of them are the product only of times by the clock."""
    hours, count = hours_of(contents, quiet()), hardware_in(contents, quiet()).number
    held = {"accelerators": figure(count, "1")} if count else {}
    if hours is None:
        return {**held, "accelerator_hours": not_stated()}
    where, value = f"line {hours.said.line}", hours.seconds / _HOUR_S
    if hours.kind == "accelerator" or (hours.kind == "unclear" and count == 1):
        return {**held, "accelerator_hours": figure(value, "accelerator-h", where)}
    if hours.kind == "unclear":
        notes.append(
            f"{hours.said.value}: hours by the clock or of all accelerators? Say so in the compute line"
        )
        return {
            **held,
            "accelerator_hours": not_stated(f"the card says {hours.said.value!r} without saying of what"),
        }
    clock = {**held, "wall_clock": figure(value, "h", where)}
    if not count:
        return {**clock, "accelerator_hours": not_stated("the card does not say of how many accelerators")}
    product = {"value": value * count, "unit": "accelerator-h", "basis": "calculated", "source": SOURCE}
    return {**clock, "accelerator_hours": {**product, "note": "accelerators times hours by the clock"}}
