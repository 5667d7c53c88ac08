"""The base document of the conformance suite, changed one thing at a time, and its verdict."""

import copy
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from fullcount.disclosure import parse
from fullcount.review.check import RuleResult, Validation, validate
from fullcount.review.coverage import Judged, Levels, Met, Unmet
from fullcount.review.report import Reviewed, assess
from fullcount.rooms import schema_room

__all__ = [
    "NOT_DISCLOSED",
    "TODAY",
    "base",
    "changed",
    "gaps",
    "levels",
    "result",
    "reviewed",
    "validated",
    "verdict",
    "without",
]

TODAY = date(2026, 11, 21)
NOT_DISCLOSED = {"not_disclosed": {"reason": "not-measured"}}
BASE = (schema_room() / "conformance/base.json").read_bytes()


def base() -> Any:
    return json.loads(BASE)


def changed(data: Any, values: dict[str, Any]) -> Any:
    """A copy with values put at JSON pointers; a key that is not there is added."""
    data = copy.deepcopy(data)
    for pointer, value in values.items():
        parent, last = _parent(data, pointer)
        parent[last] = value
    return data


def without(data: Any, *pointers: str) -> Any:
    """A copy without what stands at JSON pointers; indices are those of the original."""
    data = copy.deepcopy(data)
    for pointer in sorted(pointers, key=_place, reverse=True):
        parent, last = _parent(data, pointer)
        del parent[last]
    return data


def _steps(pointer: str) -> list[str | int]:
    return [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]


def _place(pointer: str) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in _steps(pointer)]


def _parent(data: Any, pointer: str) -> tuple[Any, Any]:
    *above, last = _steps(pointer)
    for step in above:
        data = data[step]
    return data, last


def validated(data: Any, folder: Path | None = None, name: str = "a.json") -> Validation:
    return validate(parse(json.dumps(data).encode(), name, folder), TODAY)


def reviewed(data: Any, folder: Path | None = None, name: str = "a.json") -> Reviewed:
    return assess(validated(data, folder, name))


def levels(data: Any, folder: Path | None = None) -> Levels:
    return reviewed(data, folder).levels


def verdict(found: Levels, name: str) -> Any:
    """What was said of one requirement."""
    return next(item.verdict for item in found.judged if item.requirement.name == name)


def gaps(items: Iterable[Judged]) -> dict[str, str]:
    """The requirements that are not met, with where they would be."""
    return {item.requirement.name: item.verdict.pointer for item in items if isinstance(item.verdict, Unmet)}


def met(found: Levels) -> set[str]:
    return {item.requirement.name for item in found.judged if isinstance(item.verdict, Met)}


def result(validation: Validation, rule: str) -> RuleResult:
    return next(result for result in validation.results if result.rule.name == rule)
