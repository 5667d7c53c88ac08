"""CycloneDX 1.6 and 1.7: a bill of materials whose model card has `environmentalConsiderations`.

Each activity of the format is the work of the lines that `crosswalks/cyclonedx.codes.csv` gives it. Energy is required
there, in kWh; greenhouse gases are location-based, in tCO2eq. Market-based figures have no place: `co2CostOffset` is
about compensation and is never written. Base models are ancestors of the pedigree; what is used as it is, a dependency.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from fullcount.impacts import Line
from fullcount.impacts.line import Missing
from fullcount.powers_of_ten import KILO, shifted
from fullcount_reports.exports.codes import code_of
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import Loss, loss_lines, losses, lost_lines
from fullcount_reports.exports.unsaid import Said, unsaid
from fullcount_reports.exports.work import GHG, Part, Work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "cyclonedx"
USES = "uses"
VERSIONS = ("1.6", "1.7")
Node = dict[str, Any]


def export(document: "Disclosure", version: str = "1.6") -> Exported:
    """The bill of one disclosure. Raises `NotExpressibleError` where no activity has an energy."""
    work = Work(document)
    parts = work.parts(lambda line: code_of(NAME, line))
    told = [(part, item) for part in parts if (item := _consumption(work, part))]
    consumptions = [item for _, item in told]
    if not consumptions:
        raise NotExpressibleError(_lacks(work, parts))
    left_out = len(work.lines) - sum(len(part.lines) for part, _ in told)
    hidden = unsaid(document, (pair for part, _ in told for pair in _said_of(part.lines)))
    lost = (*losses(document, crosswalk(NAME), hidden), *lost_lines(left_out, "no energy, so in no activity"))
    bill = _bill(document, version, consumptions, lost)
    return Exported({"bom.cdx.json": json.dumps(bill, indent=2, ensure_ascii=False) + "\n"}, lost)


def _bill(document: "Disclosure", version: str, consumptions: list[Node], lost: tuple[Loss, ...]) -> Node:
    revision, used = document["revision"], [base for base in _bases(document) if base[1]["relation"] == USES]
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, document['id'])}",
        "version": revision["number"],
        "metadata": {
            "timestamp": f"{revision['date']}T00:00:00Z",
            "manufacturer": {"name": document["publisher"]["name"]},
            "licenses": [{"license": _licence(document["licence"])}],
            "properties": [_property("not-expressed", line) for line in loss_lines(lost)],
        },
        "components": [_component(document, consumptions), *map(_base, used)],
        **({"dependencies": [_dependency(document, used)]} if used else {}),
    }


def _component(document: "Disclosure", consumptions: list[Node]) -> Node:
    subject = document["subject"]
    texts: Node = {key: text for key, text in subject.items() if key in ("version", "description")}
    made = {"manufacturer": {"name": subject["developer"]}} if "developer" in subject else {}
    links = [{"type": "website", "url": subject["url"]}] if "url" in subject else []
    ancestors = [_base(base) for base in _bases(document) if base[1]["relation"] != USES]
    return {
        "type": "machine-learning-model",
        "bom-ref": document["id"],
        "name": subject["name"],
        **texts,
        **made,
        **({"externalReferences": links} if links else {}),
        **({"pedigree": {"ancestors": ancestors}} if ancestors else {}),
        "modelCard": {
            "considerations": {"environmentalConsiderations": {"energyConsumptions": consumptions}},
            "properties": [_property("data_status", document["data_status"])],
        },
    }


Base = tuple[str, Mapping[str, Any]]
"""A base model with its reference in the bill."""


def _bases(document: "Disclosure") -> list[Base]:
    lineage = document["subject"].get("lineage", [])
    return [(f"{document['id']}#lineage-{number}", ancestor) for number, ancestor in enumerate(lineage)]


def _base(base: Base) -> Node:
    """A base model without figures: they are never counted here."""
    reference, ancestor = base
    said = {key: ancestor[key] for key in ("relation", "note", "disclosure") if key in ancestor}
    links = [{"type": "website", "url": ancestor["url"]}] if "url" in ancestor else []
    return {
        "type": "machine-learning-model",
        "bom-ref": reference,
        "name": ancestor["name"],
        **({"externalReferences": links} if links else {}),
        "properties": [_property(key, str(value)) for key, value in said.items()],
    }


def _dependency(document: "Disclosure", used: list[Base]) -> Node:
    return {"ref": document["id"], "dependsOn": [reference for reference, _ in used]}


def _consumption(work: Work, part: Part) -> Node | None:
    energy, ghg = work.energy(part), work.impact(part, GHG)
    if isinstance(energy, Missing):
        return None
    cost = {"value": energy.amount.value, "unit": "kWh"}
    emitted = (
        {}
        if isinstance(ghg, Missing)
        else {"co2CostEquivalent": {"value": shifted(ghg.amount.value, -KILO), "unit": "tCO2eq"}}
    )
    how = {"how:energy": energy.how, "boundary": energy.boundary}
    how |= {} if isinstance(ghg, Missing) else {"how:ghg": ghg.how}
    return {
        "activity": part.name,
        "energyProviders": [_provider(part.lines, cost)],
        "activityEnergyCost": cost,
        **emitted,
        "properties": [_property(name, said) for name, said in how.items()],
    }


def _provider(lines: tuple[Line, ...], cost: Node) -> Node:
    """The one entry names who ran the datacentre: a disclosure does not say who supplied its electricity."""
    name, country = _shared(lines, "operator"), _shared(lines, "country")
    address = {"address": {"country": country}} if country else {}
    return {
        "description": "Operator of the datacentre; the supplier of its electricity is not stated.",
        "organization": {"name": name or "not stated", **address},
        "energySource": "unknown",
        "energyProvided": cost,
    }


def _shared(lines: tuple[Line, ...], key: str) -> str:
    """What all places of some lines say alike; empty where they do not, or one says nothing."""
    said = {str(line.facility.get(key, "")) for line in lines if line.facility}
    return said.pop() if len(said) == 1 else ""


def _said_of(lines: tuple[Line, ...]) -> Iterator[Said]:
    for key in ("operator", "country"):
        if _shared(lines, key):
            yield from ((line.facility, key) for line in lines if line.facility)


def _licence(code: str) -> Node:
    return {"name": code} if code.startswith("LicenseRef-") else {"id": code}


def _property(name: str, value: str) -> Node:
    return {"name": f"fullcount:{name}", "value": value}


def _lacks(work: Work, parts: tuple[Part, ...]) -> list[Lack]:
    return list(_each_lack(work, parts)) or [
        Lack("/compute", "no compute line", "work with an energy", "add the lines, or state what they drew")
    ]


def _each_lack(work: Work, parts: tuple[Part, ...]) -> Iterator[Lack]:
    for part in parts:
        missing = work.energy(part)
        if isinstance(missing, Missing):
            pointer = part.lines[0].pointer
            found = f"no energy of the activity {part.name}, for want of {missing}"
            yield Lack(pointer, found, "an energy in kWh", "state it, or what it is computed from")
