"""What drafts of reports have in common: lines of one energy each, their gases, and the source they all cite."""

import re
from collections.abc import Container, Sequence
from typing import Any

from fullcount.draft.imports.named import accelerators_named
from fullcount.draft.imports.reading import SOURCE

__all__ = [
    "UNSPECIFIED",
    "cited_as",
    "covering",
    "equipment_of",
    "facility_of",
    "ghg",
    "line_of",
    "revision_of",
    "slug",
    "some",
    "source_of",
]

Item = dict[str, Any]
MODEL = "model"
UNSPECIFIED = "unspecified"


def slug(name: str, taken: Container[str]) -> str:
    """An id made of a name, that is not taken yet."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:100] or MODEL
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return found


def some(**values: Any) -> Item:
    """The values that are there: empty texts, lists and maps and None are left out, numbers never."""
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}


def line_of(identity: str, component: str, purpose: tuple[str, str], **more: Any) -> Item:
    """A compute line of a stage and a run type; reports do not say how work ended."""
    stage, run_type = purpose
    axes = {"id": identity, "component": component, "stage": stage, "run_type": run_type}
    return {**axes, "outcome": "unknown", **more}


def ghg(amount: Item, covers: Item, basis: str = UNSPECIFIED) -> Item:
    """Greenhouse gases in use of the lines that `covers` names."""
    return {"category": "gwp", "phase": "use", "ghg_basis": basis, **covers, "amount": amount}


def covering(line: str) -> Item:
    """The key `covers` of a row about one line."""
    return {"covers": {"lines": [line]}}


def source_of(what: str, name: str) -> Item:
    """The report itself as a source."""
    return {"id": SOURCE, "title": f"{what} ({name})"[:1000]}


def cited_as(item: Item, source: str) -> Item:
    """The same with every figure citing `source`."""
    figures = {key: {**each, "source": source} for key, each in item.items() if _is_cited(each)}
    return {**item, **figures}


def _is_cited(value: object) -> bool:
    return isinstance(value, dict) and "source" in value


def revision_of(day: str, number: object = 1) -> Item:
    """The key `revision` of a draft, where the report has a date."""
    whole = number if isinstance(number, int) and not isinstance(number, bool) and number >= 1 else 1
    return {"revision": {"number": whole, "date": day, "status": "draft"}} if day else {}


def equipment_of(model: str, known: list[Item], notes: list[str]) -> str:
    """The id of the equipment with accelerators of a name, which is added where it is new."""
    for item in known:
        if item["name"] == model:
            return str(item["id"])
    codes: Sequence[str] = accelerators_named(model)
    if len(codes) != 1:
        meant = f"may be {', '.join(codes[:6])}" if codes else "is not in the codelist"
        notes.append(f"hardware {model!r} {meant}: add accelerator to the equipment")
    identity = slug(model, [item["id"] for item in known])
    code = {"accelerator": codes[0]} if len(codes) == 1 else {}
    known.append({"id": identity, "name": model, **code})
    return identity


def facility_of(described: Item, known: list[Item]) -> str:
    """The id of the facility with this description, which is added where it is new."""
    for item in known:
        if {**item, "id": ""} == {"id": "", **described}:
            return str(item["id"])
    identity = f"site-{len(known) + 1}"
    known.append({"id": identity, **described})
    return identity
