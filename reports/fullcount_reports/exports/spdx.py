"""SPDX 3.0.1, AI profile: a package with the energy of its training, fine-tuning and inference, as JSON-LD.

Energies are decimals in text, in kilowatt-hours. Base models are packages without an energy, to which relationships
lead. Research, data and evaluation have no place there, nor have greenhouse gases, water, hardware and places. What is
not expressed stands in the document, as properties of the extension profile.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fullcount.impacts.line import Missing
from fullcount_reports.exports.codes import code_of
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import loss_lines, losses, lost_lines
from fullcount_reports.exports.work import Part, Quantity, Work
from fullcount_reports.exports.writing import decimal_text, identifier, json_text

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "spdx"
VERSIONS = ("3.0.1",)
CONTEXT = "https://spdx.org/rdf/{version}/spdx-context.jsonld"
CREATION = "_:creation"
PURPOSES = {"model": "model", "model-family": "model", "service": "application", "method-study": "other"}
ENERGIES = {
    "training": "ai_trainingEnergyConsumption",
    "finetuning": "ai_finetuningEnergyConsumption",
    "inference": "ai_inferenceEnergyConsumption",
}
DESCENT = ("fine-tuned-from", "distilled-from", "quantised-from", "merged-from", "initialised-from")
"""Relations by which a model comes from another: `descendantOf` there, whichever of them it is."""
REQUIRED = {
    "release": ("the day of the release", "state it as YYYY-MM-DD"),
    "version": ("the version of the package", "state it, such as 1.0"),
    "url": ("where it can be downloaded", "state the address"),
}
"""What the AI profile requires of a package that a disclosure need not say: its words and the remedy."""
Node = dict[str, Any]


def export(document: "Disclosure", version: str = "3.0.1") -> Exported:
    """The document of one disclosure. Raises `NotExpressibleError` with everything that a package needs and lacks."""
    work = Work(document)
    parts = [part for part in work.parts(lambda line: code_of(NAME, line)) if part.name in ENERGIES]
    found = [(part, work.energy(part)) for part in parts]
    energies = {part.name: energy for part, energy in found if not isinstance(energy, Missing)}
    if lacks := [*_lacks(document), *(() if energies else _no_energy(found))]:
        raise NotExpressibleError(lacks)
    told = sum(len(part.lines) for part in parts if part.name in energies)
    unsaid = lost_lines(len(work.lines) - told, "work without an energy or a place")
    lost = (*losses(document, crosswalk(NAME)), *unsaid)
    elements = _Elements(document, version)
    graph = elements.graph(_package(document, energies), list(loss_lines(lost)))
    text = json_text({"@context": CONTEXT.format(version=version), "@graph": graph})
    return Exported({"spdx.json": text}, lost)


def _lacks(document: "Disclosure") -> Iterator[Lack]:
    subject: Mapping[str, Any] = document["subject"]
    if subject["kind"] not in PURPOSES:
        expected = f"one of {', '.join(PURPOSES)}"
        remedy = "use another format: the AI profile describes no such work"
        yield Lack("/subject/kind", subject["kind"], expected, remedy)
    for key, (expected, remedy) in REQUIRED.items():
        if key not in subject:
            yield Lack(f"/subject/{key}", f"no {key}", expected, remedy)


def _no_energy(found: list[tuple[Part, Quantity | Missing]]) -> Iterator[Lack]:
    expected, remedy = "an energy in kWh", "state it, or what it is computed from"
    for part, missing in found:
        yield Lack(
            part.lines[0].pointer, f"no energy of the {part.name}, for want of {missing}", expected, remedy
        )
    if not found:
        yield Lack("/compute", "no line of training, fine-tuning or serving", expected, "add the lines")


def _package(document: "Disclosure", energies: Mapping[str, Quantity]) -> Node:
    subject = document["subject"]
    described = {"description": subject["description"]} if "description" in subject else {}
    said = [f"{name}: energy {found.how}, boundary {found.boundary}" for name, found in energies.items()]
    return {
        "type": "ai_AIPackage",
        "name": subject["name"],
        **described,
        "software_packageVersion": subject["version"],
        "software_downloadLocation": subject["url"],
        "software_primaryPurpose": PURPOSES[subject["kind"]],
        "releaseTime": f"{subject['release']}T00:00:00Z",
        "ai_energyConsumption": {
            "type": "ai_EnergyConsumption",
            **{ENERGIES[name]: [_described(found)] for name, found in energies.items()},
        },
        "ai_informationAboutTraining": "; ".join(said),
    }


def _described(energy: Quantity) -> Node:
    quantity = decimal_text(energy.amount.value)
    kind = "ai_EnergyConsumptionDescription"
    return {"type": kind, "ai_energyQuantity": quantity, "ai_energyUnit": "kilowattHour"}


class _Elements:
    """The elements of a document; their identifiers are made of the id of the disclosure."""

    def __init__(self, document: "Disclosure", version: str) -> None:
        self._document, self._version = document, version

    def graph(self, package: Node, lost: list[str]) -> list[Node]:
        """The package with those who answer for it and the document around them."""
        publisher = self._organisation("publisher", self._document["publisher"]["name"])
        developer = self._document["subject"].get("developer")
        maker = self._organisation("developer", developer) if developer else publisher
        licence = self._element("simplelicensing_LicenseExpression", "licence")
        licence["simplelicensing_licenseExpression"] = self._document["licence"]
        head, kind = self._element(package.pop("type"), "package")["spdxId"], "ai_AIPackage"
        whole = {"type": kind, "spdxId": head, "creationInfo": CREATION, **package}
        whole["suppliedBy"] = maker["spdxId"]
        around = self._collection(whole, licence, lost)
        makers = [publisher] if maker is publisher else [publisher, maker]
        return [self._creation(publisher), around, licence, *makers, whole, *self._lineage(head)]

    def _lineage(self, package: str) -> Iterator[Node]:
        """A package for each base model, and how the subject came from it, in our own word in the comment."""
        for number, ancestor in enumerate(self._document["subject"].get("lineage", [])):
            base = self._element("software_Package", f"lineage-{number}")
            page = {"software_homePage": ancestor["url"]} if "url" in ancestor else {}
            own = (
                {"externalIdentifier": [_identified(ancestor["disclosure"])]}
                if "disclosure" in ancestor
                else {}
            )
            yield {**base, "name": ancestor["name"], "software_primaryPurpose": "model", **page, **own}
            yield {
                **self._element("Relationship", f"relation-{number}"),
                "from": package,
                "relationshipType": _relationship(ancestor["relation"]),
                "to": [base["spdxId"]],
                "comment": "; ".join(filter(None, (ancestor["relation"], ancestor.get("note")))),
            }

    def _creation(self, publisher: Node) -> Node:
        return {
            "type": "CreationInfo",
            "@id": CREATION,
            "specVersion": self._version,
            "created": f"{self._document['revision']['date']}T00:00:00Z",
            "createdBy": [publisher["spdxId"]],
        }

    def _collection(self, package: Node, licence: Node, lost: list[str]) -> Node:
        said = {
            "data_status": self._document["data_status"],
            "revision": str(self._document["revision"]["number"]),
        }
        properties = [*said.items(), *(("not-expressed", line) for line in lost)]
        return {
            **self._element("SpdxDocument", "document"),
            "name": self._document["id"],
            "profileConformance": ["core", "software", "ai", "simpleLicensing", "extension"],
            "dataLicense": licence["spdxId"],
            "rootElement": [package["spdxId"]],
            "extension": [
                {
                    "type": "extension_CdxPropertiesExtension",
                    "extension_cdxProperty": [_property(name, value) for name, value in properties],
                }
            ],
        }

    def _organisation(self, role: str, name: str) -> Node:
        return {**self._element("Organization", role), "name": name}

    def _element(self, kind: str, role: str) -> Node:
        address = f"urn:uuid:{identifier(self._document['id'], role)}"
        return {"type": kind, "spdxId": address, "creationInfo": CREATION}


def _relationship(relation: str) -> str:
    if relation in DESCENT:
        return "descendantOf"
    return "dependsOn" if relation == "uses" else "other"


def _identified(disclosure: str) -> Node:
    return {"type": "ExternalIdentifier", "externalIdentifierType": "other", "identifier": disclosure}


def _property(name: str, value: str) -> Node:
    return {
        "type": "extension_CdxPropertyEntry",
        "extension_cdxPropName": f"fullcount:{name}",
        "extension_cdxPropValue": value,
    }
