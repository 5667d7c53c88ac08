"""Invented reports in the formats of others, and what is read from them."""

import json
from typing import Any

import pytest

from fullcount.draft.imports import Imported, NotReadableError, read
from fullcount.draft.imports.head import with_head

Node = dict[str, Any]


def imported(node: object, name: str) -> Imported:
    return read(json.dumps(node, indent=1).encode(), "report.json", name)


def draft_of(node: object, name: str) -> Node:
    return with_head(imported(node, name).draft, "2027-01-01")


def refusal(node: object, name: str) -> str:
    with pytest.raises(NotReadableError) as refused:
        imported(node, name)
    return str(refused.value)


def bill(*consumptions: Node, **component: object) -> Node:
    considerations = {"environmentalConsiderations": {"energyConsumptions": list(consumptions)}}
    model = {"name": "Synthetic-1B", "modelCard": {"considerations": considerations}, **component}
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [model]}


def consumption(kwh: object = 0.4, tonnes: object = None, **more: object) -> Node:
    gases = {} if tonnes is None else {"co2CostEquivalent": {"value": tonnes, "unit": "tCO2eq"}}
    return {"activity": "training", "activityEnergyCost": {"value": kwh, "unit": "kWh"}, **gases, **more}


def spdx(*descriptions: Node, use: str = "ai_trainingEnergyConsumption", **package: object) -> Node:
    energy = {"type": "ai_EnergyConsumption", use: list(descriptions)}
    found = {"type": "ai_AIPackage", "name": "Synthetic-1B", "ai_energyConsumption": energy, **package}
    return {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [found]}


def described(quantity: object, unit: str = "kilowattHour") -> Node:
    kind = "ai_EnergyConsumptionDescription"
    return {"type": kind, "ai_energyQuantity": quantity, "ai_energyUnit": unit}


def dia(**more: object) -> Node:
    report = {"scope": "incremental", "footprint": {"energy_kwh": {"value": [18, 22], "quality": "measured"}}}
    return {"model": "synthetic/one", "dia_report": {**report, **more}}


def boamps(*measures: Node, **more: object) -> Node:
    task = {
        "taskStage": "finetuning",
        "taskFamily": "text",
        "algorithms": [{"algorithmName": "Synthetic", "parametersNumber": 7.241732096}],
        "dataset": [{"dataUsage": "input", "dataType": "text"}],
    }
    gpu = {"componentType": "gpu", "componentName": "Invented G9", "nbComponent": 4}
    place = {"country": "France", "powerSourceCarbonIntensity": 56}
    whole = {
        "task": task,
        "measures": list(measures),
        "infrastructure": {"components": [gpu]},
        "environment": place,
    }
    return {**whole, **more}


def measure(kwh: object = 2.5, **more: object) -> Node:
    return {"measurementMethod": "codecarbon", "powerConsumption": kwh, "measurementDuration": 7200, **more}
