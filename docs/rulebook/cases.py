"""The documents of the conformance suite that show a rule: one that fails, and one that just passes."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import yaml

from fullcount.disclosure import load
from fullcount.review.check import validate
from fullcount.review.finding import Finding
from fullcount.rooms import schema_room
from rulebook.excerpt import Path, changed, excerpt, gone, path_of

__all__ = ["Case", "cases", "example"]

TODAY = date(2026, 11, 21)
"""The day of the conformance suite."""
LONGEST = 60
"""Lines of an excerpt; of what is longer, only what matters is shown."""
DERIVED = ("compute", "totals", "impacts")
"""Sections whose figures follow from each other: one that is varied changes many."""


class Case(NamedTuple):
    """One document with what is expected of it."""

    rule: str
    file: str
    status: str
    pointers: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where it is published, seen from the page of its rule."""
        return f"../../1.0/conformance/{self.rule}/{self.file}"

    @property
    def data(self) -> dict[str, Any]:
        """The document."""
        return _read(f"{self.rule}/{self.file}")

    @property
    def story(self) -> str:
        """What its title says it shows."""
        title: str = self.data.get("title", "")
        story = title.removeprefix("Synthetic: ")
        return story[:1].upper() + story[1:]


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((schema_room() / "conformance" / name).read_text(encoding="utf-8"))
    return data


def cases(rule: str) -> list[Case]:
    """Every document of a rule, in the order of the suite."""
    return [
        Case(rule, file, expected["status"], tuple(expected.get("pointers", ())))
        for file, expected in _read(f"{rule}/expected.json").items()
    ]


def example(case: Case) -> Iterator[str]:
    """The story of a case, the places it is about, and what the rule says there."""
    data, base = case.data, _read("base.json")
    paths = changed(data, base) + list(_pointed_at(case, data)) or _of_the_failing(case, data)
    yield from (f"{case.story}{':' if paths else '.'}", "")
    yield from _shown(case, data, paths)
    missing = gone(data, base)
    if missing:
        yield from ("", f"Taken out of the base document: {', '.join(f'`{name}`' for name in missing)}.")
    yield from (line for finding in _findings(case) for line in _said(finding))


def _shown(case: Case, data: dict[str, Any], paths: list[Path]) -> Iterator[str]:
    """The places; where they are many, those of derived figures only as far as findings point at them."""
    lines = _yaml(excerpt(data, paths))
    if len(lines) <= LONGEST:
        yield from _block(lines)
        return
    kept = [path for path in paths if path[0] not in DERIVED]
    kept += [path for path in _pointed_at(_failing(case.rule), data) if path not in kept]
    yield from _block(_yaml(excerpt(data, kept)))
    left = len([path for path in paths if path not in kept])
    yield from (
        "",
        f"{left} other places of compute, totals and impacts are changed so that everything fits.",
    )


def _failing(rule: str) -> Case:
    return next(case for case in cases(rule) if case.status == "failed")


def _pointed_at(case: Case, data: dict[str, Any]) -> Iterator[Path]:
    """The places of the findings, but for whole sections."""
    for pointer in case.pointers:
        path = path_of(pointer, data)
        if path and _is_small(data, path):
            yield path


def _is_small(data: dict[str, Any], path: Path) -> bool:
    return len(path) > 1 or not isinstance(data[str(path[0])], (dict, list))


def _of_the_failing(case: Case, data: dict[str, Any]) -> list[Path]:
    """Where the passing document is the base document: the places that matter in the failing one."""
    failing = _failing(case.rule)
    paths = [path for path in changed(data, failing.data) if _is_small(data, path)]
    return paths + list(_pointed_at(failing, data)) if paths else []


def _yaml(data: dict[str, Any]) -> list[str]:
    if not data:
        return []
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=_flow(data), width=80)
    return text.splitlines()


def _block(lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("```yaml", *lines, "```")


def _flow(data: dict[str, Any]) -> bool | None:
    """Leaves on one line each, but never the whole document."""
    return None if any(isinstance(value, (dict, list)) for value in data.values()) else False


def _findings(case: Case) -> list[Finding]:
    path = schema_room() / "conformance" / case.rule / case.file
    return [finding for finding in validate(load(path), TODAY).findings if finding.rule == case.rule]


def _said(finding: Finding) -> Iterator[str]:
    yield from (
        "",
        "```finding",
        f"{finding.pointer}: {finding.severity.value} {finding.rule}: {finding.message}",
    )
    yield from (f"    {finding.remedy}", "```")
