"""The data package of the examples: what each file is, and the columns of the table of lines."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

SCHEMA = "https://w3id.org/fullcount/1.0/disclosure.schema.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
TEXT = {"type": "string", "constraints": {"required": True}}
NUMBER = {"type": "number", "constraints": {"minimum": 0}}
FIELDS: dict[str, dict[str, Any]] = {
    "disclosure": {
        **TEXT,
        "title": "Example",
        "description": "Name of the example that the line belongs to.",
    },
    "id": {**TEXT, "title": "Id", "description": "Id of the compute line in its disclosure."},
    "component": {**TEXT, "title": "Component", "description": "Id of a component of the subject."},
    "stage": {
        **TEXT,
        "title": "Stage",
        "description": "Why the work was done, a code of the codelist `stage`.",
    },
    "run_type": {
        **TEXT,
        "title": "Run type",
        "description": "What the work was, a code of the codelist `run-type`.",
    },
    "outcome": {**TEXT, "title": "Outcome", "description": "How it ended, a code of the codelist `outcome`."},
    "facility": {**TEXT, "title": "Facility", "description": "Id of a facility of the disclosure."},
    "equipment": {**TEXT, "title": "Equipment", "description": "Id of the equipment in the disclosure."},
    "start": {
        "type": "date",
        "title": "First day",
        "description": "Of the line, where it has a period of its own.",
    },
    "end": {
        "type": "date",
        "title": "Last day",
        "description": "Of the line, where it has a period of its own.",
    },
    "runs": {
        "type": "integer",
        "title": "Runs",
        "description": "Jobs, or requests of a service. Invented.",
        "unit": "1",
    },
    "accelerator_hours": {
        **NUMBER,
        "title": "Accelerator-hours",
        "description": "Invented.",
        "unit": "accelerator-h",
    },
    "core_hours": {**NUMBER, "title": "Core-hours", "description": "Invented.", "unit": "core-h"},
    "hours_reason": {
        "type": "string",
        "title": "Why there are no hours",
        "description": "A code of the codelist `not-disclosed-reason`, where accelerator-hours are not disclosed.",
    },
    "energy_kwh": {**NUMBER, "title": "Energy", "description": "Invented.", "unit": "kWh"},
    "energy_boundary": {
        "type": "string",
        "title": "Energy boundary",
        "description": "What the energy covers, a code of the codelist `energy-boundary`.",
    },
    "power_basis": {
        "type": "string",
        "title": "How the energy is known",
        "description": "A code of the codelist `power-basis`, as if it had been so.",
    },
}


def package(folder: Path) -> dict[str, Any]:
    """The descriptor of the examples in `folder`."""
    return {
        "profile": "data-package",
        "name": "fullcount-examples",
        "title": "Synthetic disclosures of four shapes of work",
        "description": "Invented in full: no figure is measured, and none is a laboratory's.",
        "version": "2026.11.21",
        "licenses": [LICENCE],
        "contributors": [{"title": "The fullcount authors", "role": "author"}],
        "sources": [{"title": "Invented; the factors cite their own sources in each disclosure"}],
        "x-data-status": "synthetic",
        "resources": [
            _lines(),
            *(_resource(path) for path in sorted((folder / "disclosures").glob("*.json"))),
        ],
    }


def _lines() -> dict[str, Any]:
    fields = [{"name": name, **field} for name, field in FIELDS.items()]
    return {
        "name": "lines",
        "path": "lines.csv",
        "profile": "tabular-data-resource",
        "title": "Compute lines of all examples (synthetic)",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["disclosure", "id"]},
    }


def _resource(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "name": path.stem,
        "path": f"disclosures/{path.name}",
        "title": json.loads(content)["title"],
        "format": "json",
        "mediatype": "application/json",
        "jsonSchema": SCHEMA,
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "bytes": len(content),
    }
