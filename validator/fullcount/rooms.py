"""Where the data rooms are: the installed copy first, then the checkout."""

from functools import cache
from pathlib import Path

__all__ = ["dataset_room", "schema_room"]


@cache
def _room(name: str) -> Path:
    package = Path(__file__).resolve().parent
    for candidate in (package / name, package.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"the data room {name!r} is neither in {package} nor beside it: reinstall fullcount"
    )


def schema_room(version: str = "1.0") -> Path:
    """The folder of the standard in `version`: schema, codelists, tables, conformance suite."""
    return _room("schema") / version


def dataset_room(name: str) -> Path:
    """The folder of the data package `name`: `moshi`, `published`, `examples` or `factors`."""
    return _room("datasets") / name
