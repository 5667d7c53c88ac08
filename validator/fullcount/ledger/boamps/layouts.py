"""The layouts of a BoAmps report, told apart by their keys: almost every file says version 0.1.

| layout      | dates                    | told by                                          | energy in     |
|-------------|--------------------------|--------------------------------------------------|---------------|
| 1.1         | from 2025-03-19          | `dataUsage` in a dataset, no `taskType`          | kWh           |
| transition  | 2025-02-24 to 2025-03-18 | no `unit`; `taskType`, or keys of its first days | kWh           |
| 1.0         | 2024-07-01 to 2025-02-23 | `unit` in a measure, `volume` in a dataset       | the unit      |
| G0R0C1      | March 2024               | `$$key` in its lists, `value` in a measure       | the unit      |
| first draft | March 2024               | `taskContext` …; measures keyed by tool          | `measureUnit` |
| CodeCarbon  | its own exporter, 3.3    | no task at all, measured by CodeCarbon           | kWh           |

The newest is tried first, but a `unit` always counts: nothing before the transition was without one.
"""

from collections.abc import Mapping
from typing import Any

from fullcount.ledger.reading.loose import list_at, map_at, text_of

__all__ = ["IMPLICIT_KWH", "layout_of"]

IMPLICIT_KWH = frozenset({"1.1", "transition", "CodeCarbon exporter"})
"""Layouts in which `powerConsumption` is kWh where a measure names no unit."""

_DRAFT = frozenset({"taskContext", "systemContext", "softwareContext", "hardwareContext", "dataTypes"})
_TRANSITION = frozenset({"inputDataType", "nbInput", "outputDataType", "nbOutput"})
_VOLUME = frozenset({"volume", "volumeUnit", "fileType"})


def layout_of(report: Mapping[str, Any]) -> str | None:
    """The layout of a report, or None when its keys do not tell."""
    if _is_draft(report):
        return "first draft"
    measures = list_at(report, "measures")
    if any("$$key" in measure for measure in measures) or map_at(report, "measures"):
        return "G0R0C1"
    if any("unit" in measure for measure in measures):
        return "1.0"
    return _without_unit(report, measures) if measures else None


def _is_draft(report: Mapping[str, Any]) -> bool:
    method = report.get("measurementMethod")
    return "measures" not in report and (isinstance(method, Mapping) or not _DRAFT.isdisjoint(report))


def _without_unit(report: Mapping[str, Any], measures: list[Mapping[str, Any]]) -> str | None:
    task = map_at(report, "task")
    datasets = list_at(task, "dataset")
    keys = {key for dataset in datasets for key in dataset}
    if "dataUsage" in keys and "taskType" not in task:
        return "1.1"
    if not _VOLUME.isdisjoint(keys):
        return "1.0"
    algorithms = list_at(task, "algorithms")
    if "taskType" in task or not _TRANSITION.isdisjoint(keys):
        return "transition"
    if any("parametersNumber" in algorithm for algorithm in algorithms) and "dataUsage" not in keys:
        return "transition"
    tools = {text_of(measure.get("measurementMethod")).lower() for measure in measures}
    return "CodeCarbon exporter" if not task and tools == {"codecarbon"} else None
