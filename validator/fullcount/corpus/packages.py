"""The disclosures that a data package lists: files inside its folder, never outside."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fullcount.corpus.problem import Problem, problems_of
from fullcount.disclosure import Limits, Unreadable
from fullcount.disclosure import Problem as Fault
from fullcount.disclosure.package import inside
from fullcount.disclosure.source_bytes import read_bytes

__all__ = ["DESCRIPTOR", "NAME", "SUFFIXES", "listed"]

DESCRIPTOR = "datapackage.json"
SUFFIXES = (".json", ".yaml", ".yml")
NAME = "disclosure"
"""What a resource or a file is called that is meant as a disclosure, whatever it says."""


def listed(folder: Path, limits: Limits) -> tuple[list[tuple[Path, bool]], list[Problem]]:
    """The JSON and YAML resources of the package in `folder`, and what is wrong with its list.

    With each stands whether the package names it as its disclosure.

    A resource that lies elsewhere on the network or is written into the descriptor itself is no file and is left aside.
    """
    descriptor = folder / DESCRIPTOR
    try:
        resources = _resources(descriptor, limits)
    except Unreadable as error:
        return [], problems_of(error)
    files: list[tuple[Path, bool]] = []
    problems: list[Problem] = []
    for pointer, path, named in _paths(resources):
        try:
            files.append((inside(folder, path, str(descriptor), pointer), named))
        except Unreadable as error:
            problems += problems_of(error)
    return files, problems


def _resources(descriptor: Path, limits: Limits) -> list[Any]:
    try:
        data = json.loads(read_bytes(descriptor, str(descriptor), limits))
    except (ValueError, RecursionError):
        data = None
    match data:
        case {"resources": [*resources]}:
            return resources
        case _:
            found, expected = "no list of resources", '"resources": [...]'
            raise _refused(descriptor, found, expected, "write the list, or remove the file")


def _refused(descriptor: Path, found: str, expected: str, remedy: str) -> Unreadable:
    return Unreadable(str(descriptor), (Fault("", None, found, expected, remedy),))


def _paths(resources: list[Any]) -> Iterator[tuple[str, str, bool]]:
    """Pointer and text of each path of a resource in JSON or YAML, and whether the resource is named as ours."""
    for index, resource in enumerate(resources):
        path = resource.get("path") if isinstance(resource, dict) else None
        pointer = f"/resources/{index}/path"
        several = enumerate(path) if isinstance(path, list) else ()
        for where, text in [(pointer, path), *((f"{pointer}/{i}", item) for i, item in several)]:
            if isinstance(text, str) and "://" not in text and text.lower().endswith(SUFFIXES):
                yield where, text, resource.get("name") == NAME
