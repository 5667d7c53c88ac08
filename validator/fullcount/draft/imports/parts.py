"""What drafts of reports have in common: lines of one energy each, their gases, and the source they all cite."""

import re
from collections.abc import Container, Mapping
from typing import Any

from fullcount.draft.imports.reading import SOURCE
from fullcount.factors.places import countries, normalise_place

__all__ = [
    "UNSPECIFIED",
    "country_named",
    "covering",
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


def revision_of(day: str, number: object = 1) -> Item:
    """The key `revision` of a draft, where the report has a date."""
    whole = number if isinstance(number, int) and not isinstance(number, bool) and number >= 1 else 1
    return {"revision": {"number": whole, "date": day, "status": "draft"}} if day else {}


def country_named(text: str) -> str:
    """The alpha-3 code of a country by its code or English name; empty where it is none."""
    known: Mapping[str, str] = countries()
    code = normalise_place(text.strip().upper())
    if code in known:
        return code
    named = {name.casefold(): code for code, name in known.items()}
    return named.get(text.strip().casefold(), "")
