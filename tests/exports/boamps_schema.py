"""What BoAmps 1.1 requires of a report, and the words it allows: written from its data model at 3bfefec."""

from collections.abc import Iterator
from typing import Any

__all__ = ["faults"]

REQUIRED = {
    "": ("task", "measures", "infrastructure"),
    "header": ("reportDatetime",),
    "header.publisher": ("confidentialityLevel",),
    "task": ("taskStage", "taskFamily", "algorithms", "dataset"),
    "task.dataset": ("dataUsage", "dataType"),
    "measures": ("measurementMethod", "powerConsumption"),
    "system": ("os",),
    "software": ("language",),
    "infrastructure": ("infraType", "components"),
    "infrastructure.components": ("componentType", "nbComponent"),
    "environment": ("country",),
}
AT_LEAST_ONE = ("task.algorithms", "task.dataset", "measures", "infrastructure.components")
WORDS = {
    "header.reportStatus": {"draft", "final", "corrective", "other"},
    "header.publisher.confidentialityLevel": {"public", "internal", "confidential", "secret"},
    "task.dataset.dataUsage": {"input", "output"},
    "task.dataset.dataType": {
        *("tabular", "audio", "boolean", "image", "video", "object", "text", "token", "word", "other"),
    },
    "infrastructure.infraType": {"publicCloud", "privateCloud", "onPremise", "other"},
    "quality": {"high", "medium", "low"},
}
NUMBERS = {
    *("measures.powerConsumption", "measures.measurementDuration", "task.algorithms.parametersNumber"),
    *("task.dataset.dataQuantity", "environment.powerSourceCarbonIntensity"),
}
INTEGERS = {"infrastructure.components.nbComponent"}
LISTS = {*AT_LEAST_ONE}


def faults(report: dict[str, Any]) -> list[str]:
    """Everything in a report that its schema does not allow."""
    return list(_faults(report, ""))


def _faults(node: Any, path: str) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (f"{path}: no {key}" for key in REQUIRED.get(path, ()) if key not in node)
        for key, value in node.items():
            yield from _faults(value, f"{path}.{key}".strip("."))
    elif isinstance(node, list):
        if path in AT_LEAST_ONE and not node:
            yield f"{path}: empty"
        for item in node:
            yield from _faults(item, path)
    else:
        yield from _value_faults(node, path)


def _value_faults(value: Any, path: str) -> Iterator[str]:
    if path in WORDS and value not in WORDS[path]:
        yield f"{path}: {value!r}"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if path in INTEGERS:
        if not isinstance(value, int) or value < 1:
            yield f"{path}: {value!r} is no count"
    elif (path in NUMBERS) != is_number or not (is_number or isinstance(value, str)):
        yield f"{path}: {value!r} is of the wrong type"
