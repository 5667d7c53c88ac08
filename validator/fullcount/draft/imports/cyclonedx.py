"""CycloneDX 1.6 and 1.7 read as a draft: the energies and greenhouse gases of the models in a bill of materials.

Each energy consumption is one compute line, in kWh; its gases are one row, in tCO2eq there. A compensation is no
emission and is left out. Ancestors of its pedigree are lineage. A bill says nothing of hours, hardware and how work
ended.
"""

import re
from collections.abc import Iterator
from typing import Any

from fullcount.draft.imports.imported import Imported
from fullcount.draft.imports.lineage import ancestor_of
from fullcount.draft.imports.named import country_named
from fullcount.draft.imports.parts import (
    UNSPECIFIED,
    covering,
    facility_of,
    ghg,
    line_of,
    revision_of,
    slug,
    some,
    source_of,
)
from fullcount.draft.imports.reading import Reading, declared
from fullcount.powers_of_ten import KILO, shifted

__all__ = ["read"]

Item = dict[str, Any]
PURPOSES = {
    "design": ("explore", "other"),
    "data-collection": ("data", "other"),
    "data-preparation": ("data", "other"),
    "training": ("final", "train"),
    "fine-tuning": ("final", "post-train"),
    "validation": ("final", "evaluate"),
    "deployment": ("serve", "other"),
    "inference": ("serve", "infer"),
    "other": ("other", "other"),
}
"""Activities of the format, and the stage and run type that say the same."""
CONSUMPTIONS = "/modelCard/considerations/environmentalConsiderations/energyConsumptions"
OURS = "fullcount:"
DEEPEST = 8
RANK = re.compile(r"#lineage-(\d{1,9})$")
STATUSES = ("primary", "transcribed", "synthetic")
BOUNDARIES = ("accelerator", "node", "it", "facility")


def read(data: bytes, name: str) -> Imported:
    """The draft of one bill. Raises `NotReadableError` with all that is wrong with it."""
    reading = Reading(data, name)
    models = [model for model in _components(reading) if reading.at(model + CONSUMPTIONS) is not None]
    if reading.at("/bomFormat") != "CycloneDX":
        remedy = "name a CycloneDX bill of materials in JSON"
        reading.fault("", "no bomFormat CycloneDX", "a CycloneDX bill", remedy)
    elif not models:
        expected = "a component whose model card has energyConsumptions"
        reading.fault("/components", "none", expected, "name a bill with environmental considerations")
    if reading.faults:
        return reading.imported({})
    bill = _Bill(reading)
    for model in models:
        bill.take(model)
    return reading.imported({**_head(reading, models), **bill.sections(models)})


def _components(reading: Reading) -> Iterator[str]:
    """Every component, also inside another and the one that the bill is about."""
    yield from _within(reading, "/metadata/component", 0)
    for pointer in reading.items("/components"):
        yield from _within(reading, pointer, 0)


def _within(reading: Reading, pointer: str, depth: int) -> Iterator[str]:
    if isinstance(reading.at(pointer), dict) and depth < DEEPEST:
        yield pointer
        for inner in reading.items(f"{pointer}/components"):
            yield from _within(reading, inner, depth + 1)


def _head(reading: Reading, models: list[str]) -> Item:
    licence = next(reading.items("/metadata/licenses"), "")
    code = licence and (
        reading.licence(f"{licence}/license/id") or reading.licence(f"{licence}/license/name")
    )
    made = reading.text("/metadata/manufacturer/name") or reading.text("/metadata/supplier/name")
    status = _said(reading, f"{models[0]}/modelCard/properties", "data_status")
    return {
        **some(id=reading.identity(f"{models[0]}/bom-ref") if len(models) == 1 else "", licence=code),
        **revision_of(reading.day("/metadata/timestamp"), reading.at("/version")),
        **({"publisher": {"name": made}} if made else {}),
        **({"data_status": status} if status in STATUSES else {}),
    }


def _said(reading: Reading, pointer: str, name: str) -> str:
    """A property in our namespace, where an export of ours wrote the bill."""
    for item in reading.items(pointer):
        if reading.at(f"{item}/name") == OURS + name:
            return reading.text(f"{item}/value")
    return ""


class _Bill:
    """Lines, gases and places of all models of a bill."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._components: dict[str, str] = {}
        self._lines: dict[str, Item] = {}
        self._rows: list[Item] = []
        self._places: list[Item] = []

    def take(self, model: str) -> None:
        """Read one model."""
        name = self._reading.text(f"{model}/name") or "a model without a name"
        component = slug(name, self._components)
        self._components[component] = name
        for pointer in self._reading.items(model + CONSUMPTIONS):
            self._consumption(component, pointer)

    def sections(self, models: list[str]) -> Item:
        """The sections of the draft."""
        components = [{"id": key, "name": name, "kind": "model"} for key, name in self._components.items()]
        subject = _subject(self._reading, models)
        lineage = list(self._lineage(models))
        return {
            "subject": {**subject, "components": components, **some(lineage=lineage)},
            **some(facilities=self._places),
            "compute": list(self._lines.values()),
            **some(impacts=self._rows),
            "sources": [source_of("CycloneDX bill of materials", self._reading.name)],
        }

    def _lineage(self, models: list[str]) -> Iterator[Item]:
        reading, everything = self._reading, list(_components(self._reading))
        for model, component in zip(models, self._components, strict=True):
            of_one = component if len(models) > 1 else ""
            ancestors = [(base, "") for base in reading.items(f"{model}/pedigree/ancestors")]
            used = [(base, "uses") for base in _used_by(reading, model, everything)]
            for base, otherwise in sorted((*ancestors, *used), key=lambda pair: self._rank(pair[0])):
                said = {
                    key: _said(reading, f"{base}/properties", key)
                    for key in ("relation", "note", "disclosure")
                }
                relation = said.pop("relation") or otherwise
                if found := ancestor_of(reading, base, relation, of_one, **said, url=_address(reading, base)):
                    yield found

    def _rank(self, base: str) -> int:
        """The place of a base model in the lineage that an export of ours wrote; others stay in their order."""
        found = RANK.search(str(self._reading.at(f"{base}/bom-ref")))
        return int(found[1]) if found else 0

    def _consumption(self, component: str, pointer: str) -> None:
        reading, activity = self._reading, self._reading.text(f"{pointer}/activity")
        if activity not in PURPOSES:
            reading.note(pointer, f"activity {activity!r} is none of the format: stage and run type other")
        energy = self._cost(f"{pointer}/activityEnergyCost", "kWh")
        carbon = self._cost(f"{pointer}/co2CostEquivalent", "tCO2eq", is_required=False)
        if reading.at(f"{pointer}/co2CostOffset") is not None:
            reading.note(f"{pointer}/co2CostOffset", "a compensation is no emission: left out")
        identity = slug(activity or "other", self._lines)
        boundary = _said(reading, f"{pointer}/properties", "boundary")
        within = {"boundary": boundary} if boundary in BOUNDARIES else {}
        held = {} if energy is None else {"energy": declared(energy, "kWh", pointer, **within)}
        purpose = PURPOSES.get(activity, PURPOSES["other"])
        self._lines[identity] = line_of(identity, component, purpose, **self._place(pointer), **held)
        if carbon is not None:
            basis = "location" if _said(reading, f"{pointer}/properties", "how:ghg") else UNSPECIFIED
            self._rows.append(
                ghg(declared(shifted(carbon, KILO), "kgCO2e", pointer), covering(identity), basis)
            )

    def _cost(self, pointer: str, unit: str, *, is_required: bool = True) -> float | None:
        reading = self._reading
        if reading.at(pointer) is None and not is_required:
            return None
        value, found = reading.number(f"{pointer}/value", unit), reading.at(f"{pointer}/unit")
        if value is None and reading.at(f"{pointer}/value") is None:
            reading.fault(pointer, "no value", f"a number in {unit}", "correct the bill")
        if found != unit:
            reading.fault(f"{pointer}/unit", f"the unit {found!r}", unit, "the format has this unit only")
        return value

    def _place(self, pointer: str) -> Item:
        """The facility, where one provider is named with an address: bills name suppliers and operators alike."""
        reading, providers = self._reading, list(self._reading.items(f"{pointer}/energyProviders"))
        if len(providers) != 1:
            return {}
        address = f"{providers[0]}/organization/address"
        said = reading.text(f"{address}/country")
        country = country_named(said)
        if said and not country:
            reading.note(
                f"{address}/country", f"{said!r} is the name of no one country: add it to the facility"
            )
        parts = (reading.text(f"{address}/{key}") for key in ("locality", "region"))
        found = some(country=country, location=", ".join(filter(None, parts)))
        if not found:
            return {}
        name = reading.text(f"{providers[0]}/organization/name") or "Place not named"
        return {"facility": facility_of({"name": name, **found}, self._places)}


def _used_by(reading: Reading, model: str, everything: list[str]) -> Iterator[str]:
    """The models that another depends on."""
    own, references = reading.at(f"{model}/bom-ref"), [reading.at(f"{item}/bom-ref") for item in everything]
    named = {each: item for each, item in zip(references, everything, strict=True) if isinstance(each, str)}
    for item in reading.items("/dependencies"):
        wanted = reading.at(f"{item}/dependsOn")
        if isinstance(own, str) and reading.at(f"{item}/ref") == own and isinstance(wanted, list):
            found = (named[each] for each in wanted if isinstance(each, str) and each in named)
            yield from (each for each in found if reading.at(f"{each}/type") == "machine-learning-model")


def _subject(reading: Reading, models: list[str]) -> Item:
    """The one model, or all of them as a family."""
    if len(models) > 1:
        named = reading.text("/metadata/component/name") or f"{len(models)} models of a bill of materials"
        return {"kind": "model-family", "name": named}
    (model,) = models
    makers = (f"{model}/manufacturer/name", f"{model}/publisher", f"{model}/supplier/name")
    return {
        "kind": "model",
        "name": reading.text(f"{model}/name") or "not stated",
        **some(
            version=reading.text(f"{model}/version"),
            developer=next(filter(None, map(reading.text, makers)), ""),
            description=reading.text(f"{model}/description"),
            url=_address(reading, model),
        ),
    }


def _address(reading: Reading, model: str) -> str:
    listed = list(reading.items(f"{model}/externalReferences"))
    for kind in ("website", "distribution", "documentation"):
        for item in listed:
            if reading.at(f"{item}/type") == kind:
                return reading.uri(f"{item}/url")
    return ""
