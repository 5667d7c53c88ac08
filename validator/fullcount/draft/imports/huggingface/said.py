"""What every draft of a card has: its subject, its place, its hardware, and figures that name the card."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fullcount.draft.assemble import NOT_STATED
from fullcount.factors.places import countries, normalise_place
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.rows import hardware_in, run_type_in
from fullcount.ledger.reading.cards import plain_text
from fullcount.ledger.reading.notes import Notes
from fullcount.ledger.reading.tally import Tally
from fullcount.rooms import schema_room

__all__ = [
    "SOURCE",
    "card_source",
    "equipment",
    "facility",
    "figure",
    "not_stated",
    "quiet",
    "slug",
    "subject",
]

Item = dict[str, Any]
SOURCE = "card"
_RELATIONS = {
    "finetune": "fine-tuned-from",
    "adapter": "fine-tuned-from",
    "quantized": "quantised-from",
    "merge": "merged-from",
}
_ON_HUB = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_MAKERS = frozenset({"nvidia", "amd", "intel", "google", "aws", "tesla", "gb", "instinct"})


def quiet() -> Notes:
    """Notes that nobody reads: what is odd in a card is listed apart."""
    return Notes(Tally(()))


def figure(value: float, unit: str, locator: str = "", basis: str = "declared", **more: Any) -> Item:
    """A figure of the card; whole numbers without a decimal point."""
    whole = int(value) if value.is_integer() and abs(value) < 1e15 else value
    place = {"locator": locator} if locator else {}
    return {"value": whole, "unit": unit, "basis": basis, "source": SOURCE, **place, **more}


def not_stated(note: str = "") -> Item:
    """A figure that the card does not state."""
    return {"not_disclosed": {"reason": "not-stated", **({"note": note} if note else {})}}


def card_source(contents: Contents, name: str) -> Item:
    """The card itself as a source."""
    said = contents.metadata.source
    note = {"note": f"The card names as the source of its emissions: {said}"} if said else {}
    return {"id": SOURCE, "title": f"Model card ({name})", "evidence_grade": "primary", **note}


def subject(contents: Contents, components: list[Item], notes: list[str]) -> Item:
    """The model with its components and what it was made from."""
    named = contents.name or NOT_STATED
    lineage = list(_lineage(contents, notes))
    return {
        "kind": "model",
        "name": named,
        "components": components,
        **({"lineage": lineage} if lineage else {}),
    }


def _lineage(contents: Contents, notes: list[str]) -> Iterator[Item]:
    metadata = contents.metadata
    tuned = "fine-tuned-from" if run_type_in(contents, quiet()) == "post-train" else ""
    relation = _RELATIONS.get(metadata.relation.lower(), tuned)
    for base in metadata.bases:
        if relation:
            url = {"url": f"https://huggingface.co/{base}"} if _ON_HUB.fullmatch(base) else {}
            yield {"name": base, "relation": relation, **url}
        else:
            notes.append(
                f"base_model {base}: the card does not say how it was used; add it to subject.lineage"
            )


def facility(contents: Contents, notes: list[str]) -> Item:
    """Where the card says that the model was trained."""
    said = contents.said
    place = contents.metadata.place or (plain_text(said["place"].value) if "place" in said else "")
    operator = {"operator": plain_text(said["provider"].value)} if "provider" in said else {}
    found = _placed(place, notes) if place else {}
    return {"id": "site", "name": place or "Place not stated", **operator, **found, "pue": not_stated()}


def _placed(place: str, notes: list[str]) -> Item:
    within, _, last = place.rpartition(",")
    if country := _country(last.strip()):
        return {"country": country, **({"location": within.strip()} if within.strip() else {})}
    if re.fullmatch(r"[a-z]+(-[a-z]+)+-?\d[a-z0-9-]*", place):
        return {"cloud_region": place}
    notes.append(f"place {place!r}: the name of no one country; add country to the facility")
    return {"location": place}


def _country(text: str) -> str:
    known = countries()
    code = normalise_place(text.upper())
    return code if code in known else _by_name().get(text.casefold(), "")


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in countries().items()}


def equipment(contents: Contents, notes: list[str]) -> list[Item]:
    """The hardware that the card names; nothing where it names none."""
    model = hardware_in(contents, quiet()).model
    if not model:
        return []
    codes = _codes(model)
    code = {"accelerator": codes[0]} if len(codes) == 1 else {}
    if len(codes) != 1:
        meant = f"may be {', '.join(codes[:6])}" if codes else "is not in the codelist"
        notes.append(f"hardware {model!r} {meant}; add accelerator to the equipment")
    return [{"id": "accelerators", "name": model, **code}]


def _codes(model: str) -> list[str]:
    """The accelerators that have everything that a name says."""
    said = _tokens(model)
    return [code for code, known in _accelerators().items() if said and said <= known]


@cache
def _accelerators() -> dict[str, set[str]]:
    with (schema_room() / "codelists" / "accelerator.csv").open(encoding="utf-8", newline="") as rows:
        return {row["code"]: _tokens(f"{row['code']} {row['title']}") for row in csv.DictReader(rows)}


def _tokens(text: str) -> set[str]:
    joined = re.sub(r"(\d)\s*gb\b", r"\1gb", text.lower())
    return set(re.findall(r"[a-z0-9]+", joined)) - _MAKERS


def slug(name: str, taken: dict[str, Any]) -> str:
    """An id made of a name, that is not taken yet."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:100] or "model"
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found
