"""The folder `.footprint` beside a card: the disclosure as JSON, its evidence, and a small index of both."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.categories import UNITS
from fullcount.impacts import Key
from fullcount.impacts.line import Missing
from fullcount_reports.exports.huggingface.attached import attached
from fullcount_reports.exports.huggingface.training import Training
from fullcount_reports.exports.work import ENERGY, GHG, GHG_MARKET, Quantity

if TYPE_CHECKING:
    from fullcount.disclosure import Document
    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.card import ReviewLine

__all__ = ["DISCLOSURE", "FOLDER", "INDEX", "Sidecar", "disclosure_text", "index_of", "sidecar"]

Node = dict[str, Any]
FOLDER, DISCLOSURE, INDEX = ".footprint", "disclosure.json", "index.json"
SCHEMA = "https://w3id.org/fullcount/1.0/footprint-index.schema.json"
MEASURES = {
    "energy-use": ENERGY,
    "ghg-use-location": GHG,
    "ghg-use-market": GHG_MARKET,
    "ghg-manufacture": Key("gwp", "manufacture"),
    "water-use-on-site": Key("water", "use", "on-site"),
    "water-use-off-site": Key("water", "use", "off-site"),
}


class Sidecar(NamedTuple):
    """The files of the folder by path, the hash of the disclosure among them, and what was not copied."""

    files: dict[str, str | bytes]
    sha256: str
    left_out: tuple[str, ...] = ()


def disclosure_text(document: "Document") -> str:
    """The disclosure as JSON: as it was read where it is JSON, else written from what was read."""
    if document.format == "json":
        return document.text
    return json.dumps(document.data, indent=2, ensure_ascii=False) + "\n"


def sidecar(document: "Document", line: "ReviewLine") -> Sidecar:
    """All files; `line` is the verdict on the disclosure."""
    text = disclosure_text(document)
    digest = sha256(text.encode()).hexdigest()
    evidence = list(attached(document))
    index = index_of(document.data, digest, line, [each.entry for each in evidence])
    copies = {each.entry["path"]: each.content for each in evidence if each.content is not None}
    files: dict[str, str | bytes] = {
        DISCLOSURE: text,
        INDEX: json.dumps(index, indent=2, ensure_ascii=False) + "\n",
        **copies,
    }
    return Sidecar(files, digest, tuple(_left_out(each.entry) for each in evidence if each.content is None))


def _left_out(entry: Node) -> str:
    why = entry.get("not_copied") or f"withheld, {entry['withheld']}"
    return f"evidence {entry['id']} not copied: {why}"


def index_of(document: "Disclosure", digest: str, line: "ReviewLine", evidence: Sequence[Node]) -> Node:
    """The index: which disclosure and evidence lie there, how far it goes, its main figures, the missing with why."""
    return {
        "$schema": SCHEMA,
        "index": "1.0",
        "disclosure": {
            "path": DISCLOSURE,
            "sha256": digest,
            "standard": document["fullcount"],
            **{key: document[key] for key in ("id", "revision", "data_status", "licence")},
            "publisher": document["publisher"]["name"],
        },
        "subject": {key: document["subject"][key] for key in ("kind", "name")},
        "review": {
            "level": line.level_reached,
            "level_name": line.level_name,
            "errors": line.errors,
            "warnings": line.warnings,
            "notes": line.notes,
            "rule_set": line.rule_set_version,
        },
        "evidence": list(evidence),
        "figures": list(_figures(Training(document))),
    }


def _figures(training: Training) -> Iterator[Node]:
    for part in (training.whole, training.part):
        head = {"counts": part.name, "lines": len(part.lines)}
        hours = training.work.hours(part.lines)
        said = {"missing": "hours of every line"} if hours is None else {"value": hours, "how": "stated"}
        yield {**head, "measure": "accelerator-hours", "unit": "accelerator-h", **said}
        for measure, key in MEASURES.items():
            found = training.impact(key) if part is training.part else training.work.impact(part, key)
            yield {**head, "measure": measure, "unit": UNITS[key.category], **_said(found)}


def _said(found: Quantity | Missing) -> Node:
    if isinstance(found, Missing):
        return {"missing": str(found)}
    amount = found.amount
    interval = {"low": amount.low, "high": amount.high} if amount.low < amount.high else {}
    return {"value": amount.value, **interval, "how": found.how}
