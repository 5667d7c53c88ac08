"""Factor tables in a data package of the user's own: taken as a whole, when every one is what the package says."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fullcount.disclosure.encoding import decode
from fullcount.disclosure.json_text import parse_json
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.package import inside
from fullcount.disclosure.problem import Unreadable
from fullcount.disclosure.source_bytes import read_bytes
from fullcount.factors.errors import FactorError, Problem
from fullcount.factors.seals import DESCRIPTOR
from fullcount.factors.table import FactorTable

__all__ = ["read_tables"]

PREFIX = "factors"
Resource = Mapping[str, Any]


def read_tables(path: Path, *, licence: str, allow_unverified: bool = False) -> tuple[FactorTable, ...]:
    """The factor tables at `path`: a CSV file, a folder with a `datapackage.json`, or that file itself.

    In a package they are the resources whose name begins with `factors`; the licence of a resource or of the package
    stands before `licence`, that of a row before both.

    Raises:
        FactorError: with every problem of every table; nothing is taken from such a package.

    """
    descriptor = path / DESCRIPTOR if _is_folder(path) else path
    if descriptor.suffix != ".json":
        return (FactorTable.read(path, licence=licence, allow_unverified=allow_unverified),)
    if descriptor != path and not descriptor.exists():
        found, expected = f"a folder without {DESCRIPTOR}", "a CSV file, or the folder of a data package"
        raise _refused(path, found, expected, "name the table in the folder")
    described = _described(descriptor)
    tables: list[FactorTable] = []
    problems: list[Problem] = []
    for resource in _resources(descriptor, described):
        named = _licence(resource) or _licence(described) or licence
        try:
            table = _file(descriptor, resource)
            tables.append(
                FactorTable.read(table, licence=named, allow_unverified=allow_unverified, resource=resource)
            )
        except FactorError as error:
            problems += error.problems
    if problems:
        raise FactorError(tuple(problems))
    return tuple(tables)


def _is_folder(path: Path) -> bool:
    """False for a path that the system does not take, which reading it then explains."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _described(descriptor: Path) -> Mapping[str, Any]:
    name, limits = str(descriptor), Limits()
    try:
        described = parse_json(decode(read_bytes(descriptor, name, limits), name), name, limits)
    except Unreadable as error:
        raise _as_factor_error(error) from None
    if isinstance(described, dict):
        return described
    raise _refused(
        descriptor, "no object", "a data package", "see the Data Package standard, or give a CSV file"
    )


def _resources(descriptor: Path, described: Mapping[str, Any]) -> list[Resource]:
    listed = described.get("resources")
    found = [item for item in listed if _is_factors(item)] if isinstance(listed, list) else []
    if not found:
        expected = f"a resource whose name begins with {PREFIX!r}"
        raise _refused(
            descriptor, f"no resource named {PREFIX}", expected, "rename the resource of the table"
        )
    return found


def _is_factors(item: object) -> bool:
    return isinstance(item, dict) and str(item.get("name", "")).startswith(PREFIX)


def _file(descriptor: Path, resource: Resource) -> Path:
    path = resource.get("path")
    if not isinstance(path, str) or "://" in path:
        found = f"the path {str(path)[:80]!r} of resource {str(resource['name'])[:80]}"
        raise _refused(descriptor, found, "the path of one CSV file in the folder", "put the table beside it")
    try:
        return inside(descriptor.parent, path, str(descriptor))
    except Unreadable as error:
        raise _as_factor_error(error) from None


def _licence(described: Mapping[str, Any]) -> str:
    match described.get("licenses"):
        case [{"name": str(name)}, *_]:
            return name
        case [{"path": str(path)}, *_]:
            return path
    return ""


def _as_factor_error(error: Unreadable) -> FactorError:
    return FactorError(tuple(_problems(error)))


def _problems(error: Unreadable) -> Iterator[Problem]:
    for problem in error.problems:
        line = problem.place.line if problem.place else 0
        yield Problem(error.name, line, problem.found, problem.expected, problem.remedy)


def _refused(descriptor: Path, found: str, expected: str, remedy: str) -> FactorError:
    return FactorError((Problem(str(descriptor), 0, found, expected, remedy),))
