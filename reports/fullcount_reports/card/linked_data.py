"""The figures of a card for machines: schema.org in JSON-LD, a `Dataset` with one `PropertyValue` a figure.

It is data, which no browser runs. A figure that is not disclosed has no entry, and one that is only known to lie below
a bound has that bound alone.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fullcount.impacts.key import category_words
from fullcount_reports.card.codes import in_order, lowered, title_of
from fullcount_reports.card.plain_text import safe_link

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Impact

__all__ = ["linked_data"]

Node = dict[str, Any]
SPDX = "https://spdx.org/licenses/"
TOTALS = {
    "runs": "Runs",
    "accelerator_hours": "Accelerator-hours",
    "core_hours": "Core-hours",
    "idle_hours": "Idle hours",
    "energy": "Energy",
    "final_share": "Share of the final runs",
}
PUT_APART = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""Signs that could end the element the text stands in, or begin a comment in it, as JSON may write them too."""


def linked_data(document: "Disclosure", title: str) -> str:
    """JSON in which no text can leave its place, for a `script` element of type `application/ld+json`."""
    return json.dumps(_dataset(document, title)).translate(PUT_APART)


def _dataset(document: "Disclosure", title: str) -> Node:
    subject, revision, publisher = document["subject"], document["revision"], document["publisher"]
    licence, measured = document["licence"], [*_totals(document), *_impacts(document)]
    status = lowered("data-status", document["data_status"])
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": f"{subject.get('description', subject['name'])} Figures: {status}.",
        "identifier": document["id"],
        "version": str(revision["number"]),
        "datePublished": revision["date"],
        "creativeWorkStatus": revision["status"],
        "license": licence if licence.startswith("LicenseRef-") else f"{SPDX}{licence}.html",
        "creator": {"@type": "Organization", "name": publisher["name"], **_address(publisher.get("url", ""))},
        "about": {"@type": "CreativeWork", "name": subject["name"], **_address(subject.get("url", ""))},
        **_period(document),
        "measurementTechnique": _techniques(document),
        "variableMeasured": measured,
    }


def _address(url: str) -> Node:
    safe = safe_link(url)
    return {"url": safe} if safe else {}


def _period(document: "Disclosure") -> Node:
    period = document["scope"].get("period")
    return {"temporalCoverage": f"{period['start']}/{period['end']}"} if period else {}


def _techniques(document: "Disclosure") -> list[str]:
    """How the figures are known, in the words of the codelists."""
    energies: list[Mapping[str, Any]] = [line.get("energy", {}) for line in document.get("compute", [])]
    powers: list[Mapping[str, Any]] = [
        equipment.get("power", {}) for equipment in document.get("equipment", [])
    ]
    amounts: list[Mapping[str, Any]] = [row.get("amount", {}) for row in document.get("impacts", [])]
    figures = [*energies, *powers, *amounts]
    return [
        title_of(codelist, code)
        for codelist, key in (("basis", "basis"), ("power-basis", "power_basis"))
        for code in in_order(codelist, (figure[key] for figure in figures if key in figure))
    ]


def _totals(document: "Disclosure") -> Iterator[Node]:
    totals: Mapping[str, Any] = document.get("totals", {})
    for key, name in TOTALS.items():
        yield from _property(name, totals.get(key, {}), f"/totals/{key}")


def _impacts(document: "Disclosure") -> Iterator[Node]:
    for number, row in enumerate(document.get("impacts", [])):
        yield from _property(_named(row), row.get("amount", {}), f"/impacts/{number}/amount", _covers(row))


def _named(row: "Impact") -> str:
    basis = f"{row['ghg_basis']}-based" if "ghg_basis" in row else ""
    words = (category_words(row["category"]), row["phase"], row.get("part", ""), basis)
    named = ", ".join(filter(None, words))
    return named[:1].upper() + named[1:]


def _covers(row: "Impact") -> str:
    """Of which work the figure is, where it is not all of it."""
    said = [
        f"{axis}: {', '.join(codes)}"
        for axis, codes in row.get("covers", {}).items()
        if isinstance(codes, list)
    ]
    stages = row.get("life_cycle_stages", [])
    said += [f"life-cycle stages: {', '.join(stages)}"] if stages else []
    said += [f"per {row['per']}"] if "per" in row else []
    return "; ".join(said)


def _property(name: str, figure: Mapping[str, Any], pointer: str, about: str = "") -> Iterator[Node]:
    ends = (("value", "value"), ("minValue", "low"), ("maxValue", "high"), ("maxValue", "below"))
    numbers = {theirs: figure[ours] for theirs, ours in ends if ours in figure}
    if numbers:
        yield {
            "@type": "PropertyValue",
            "name": name,
            **numbers,
            "unitText": figure["unit"],
            "propertyID": pointer,
            **({"description": about} if about else {}),
        }
