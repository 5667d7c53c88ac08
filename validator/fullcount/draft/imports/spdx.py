"""SPDX 3 with the AI profile read as a draft: the energies of training, fine-tuning and inference of its packages.

Quantities are decimals in text, in kilowatt-hours or megajoules; a quantity whose unit is `other` is none. An energy
that two packages share is counted once. Inference does not say for how many answers it is. Packages from which one
descends are its lineage.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from fullcount.draft.imports.imported import Imported
from fullcount.draft.imports.parts import line_of, revision_of, slug, some, source_of
from fullcount.draft.imports.reading import Reading, declared
from fullcount.draft.imports.spdx_graph import Graph
from fullcount.draft.imports.spdx_lineage import lineage_of
from fullcount.ledger.reading.loose import LARGEST

__all__ = ["read"]

Item = dict[str, Any]
PURPOSES = {
    "ai_trainingEnergyConsumption": ("final", "train"),
    "ai_finetuningEnergyConsumption": ("final", "post-train"),
    "ai_inferenceEnergyConsumption": ("serve", "infer"),
}
UNITS = ("kilowattHour", "megajoule")
MEGAJOULES_PER_KWH = Decimal("3.6")
"""1 kWh is 3.6 MJ by definition (SI brochure, 9th edition, table 8: the hour is 3,600 s)."""

STATUSES = ("primary", "transcribed", "synthetic")


def read(data: bytes, name: str) -> Imported:
    """The draft of one document. Raises `NotReadableError` with all that is wrong with it."""
    reading = Reading(data, name)
    graph = Graph(reading)
    packages = [found for found in graph.of_type("ai_AIPackage") if graph.at(found, "ai_energyConsumption")]
    if not packages:
        expected = "an ai_AIPackage with ai_energyConsumption"
        reading.fault("", "no such package", expected, "name an SPDX 3 document in JSON with the AI profile")
        return reading.imported({})
    document = _Document(reading, graph)
    for package in packages:
        document.take(package)
    return reading.imported({**_head(reading, graph, packages), **document.sections(packages)})


def _head(reading: Reading, graph: Graph, packages: list[str]) -> Item:
    whole = next(graph.of_type("SpdxDocument"), "")
    creation = graph.at(packages[0], "creationInfo")
    publisher = graph.at(creation, "createdBy") if creation else ""
    licence = graph.at(whole, "dataLicense") if whole else ""
    said = dict(_properties(reading, graph, whole)) if whole else {}
    number = said.get("fullcount:revision", "")
    name = reading.text(f"{publisher}/name") if publisher else ""
    status = said.get("fullcount:data_status")
    return {
        **some(
            id=reading.identity(f"{whole}/name") if whole else "",
            licence=reading.licence(f"{licence}/simplelicensing_licenseExpression") if licence else "",
        ),
        **revision_of(
            reading.day(f"{creation}/created") if creation else "", int(number) if number.isdecimal() else 1
        ),
        **({"publisher": {"name": name}} if name else {}),
        **({"data_status": status} if status in STATUSES else {}),
    }


def _properties(reading: Reading, graph: Graph, whole: str) -> Iterator[tuple[str, str]]:
    for extension in graph.each(whole, "extension"):
        for entry in graph.each(extension, "extension_cdxProperty"):
            name = reading.text(f"{entry}/extension_cdxPropName")
            yield name, reading.text(f"{entry}/extension_cdxPropValue")


class _Document:
    """The lines of all packages of a document."""

    def __init__(self, reading: Reading, graph: Graph) -> None:
        self._reading, self._graph = reading, graph
        self._components: dict[str, str] = {}
        self._lines: dict[str, Item] = {}
        self._counted: set[str] = set()

    def take(self, package: str) -> None:
        """Read the energies of one package."""
        name = self._reading.text(f"{package}/name") or "a package without a name"
        component = slug(name, self._components)
        self._components[component] = name
        energy = self._graph.at(package, "ai_energyConsumption")
        for key, purpose in PURPOSES.items():
            for described in self._graph.each(energy, key):
                if described in self._counted:
                    self._reading.note(described, "an energy of another package too: counted once")
                else:
                    self._counted.add(described)
                    self._line(component, purpose, described, key)

    def _line(self, component: str, purpose: tuple[str, str], described: str, key: str) -> None:
        use = key.removeprefix("ai_").removesuffix("EnergyConsumption")
        identity = slug(use, self._lines)
        energy = self._energy(described)
        self._lines[identity] = line_of(identity, component, purpose, energy=energy)

    def _energy(self, described: str) -> Item:
        reading = self._reading
        unit = str(reading.at(f"{described}/ai_energyUnit")).rsplit("/", 1)[-1]
        quantity = self._decimal(f"{described}/ai_energyQuantity")
        if unit not in (*UNITS, "other"):
            expected = "kilowattHour, megajoule or other"
            reading.fault(
                f"{described}/ai_energyUnit", f"the unit {unit!r}", expected, "correct the document"
            )
        if quantity is None or unit not in UNITS:
            said = f"the document says {quantity} of an unnamed unit"
            reading.note(described, f"{said}: no energy can be read")
            return {"not_disclosed": {"reason": "not-stated", "note": said}}
        kwh = quantity / MEGAJOULES_PER_KWH if unit == "megajoule" else quantity
        return declared(float(kwh), "kWh", described)

    def _decimal(self, pointer: str) -> Decimal | None:
        found = self._reading.at(pointer)
        try:
            value = Decimal(repr(found) if isinstance(found, int | float) else found)
        except (InvalidOperation, TypeError, ValueError):
            value = Decimal("NaN")
        if isinstance(found, bool) or not value.is_finite() or not 0 <= value <= LARGEST:
            remedy = "write the quantity as a decimal in text"
            self._reading.fault(pointer, repr(found)[:60], f"a decimal of 0 to {LARGEST:g}", remedy)
            return None
        return value

    def sections(self, packages: list[str]) -> Item:
        """The sections of the draft."""
        components = [{"id": key, "name": name, "kind": "model"} for key, name in self._components.items()]
        subject = _subject(self._reading, self._graph, packages)
        lineage = lineage_of(self._reading, self._graph, dict(zip(packages, self._components, strict=True)))
        return {
            "subject": {**subject, "components": components, **some(lineage=lineage)},
            "compute": list(self._lines.values()),
            "sources": [source_of("SPDX document", self._reading.name)],
        }


def _subject(reading: Reading, graph: Graph, packages: list[str]) -> Item:
    """The one package, or all of them as a family."""
    if len(packages) > 1:
        return {"kind": "model-family", "name": f"{len(packages)} packages of a document"}
    (package,) = packages
    kinds: Mapping[str, str] = {"application": "service", "other": "method-study"}
    purpose = reading.text(f"{package}/software_primaryPurpose").rsplit("/", 1)[-1]
    maker, creation = graph.at(package, "suppliedBy"), graph.at(package, "creationInfo")
    publisher = graph.at(creation, "createdBy") if creation else ""
    return {
        "kind": kinds.get(purpose, "model"),
        "name": reading.text(f"{package}/name") or "not stated",
        **some(
            version=reading.text(f"{package}/software_packageVersion"),
            developer=reading.text(f"{maker}/name") if maker and maker != publisher else "",
            description=reading.text(f"{package}/description"),
            url=reading.uri(f"{package}/software_downloadLocation"),
            release=reading.day(f"{package}/releaseTime"),
        ),
    }
