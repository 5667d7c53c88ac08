"""The fast engine: jsonschema-rs, a compiled wheel."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from fullcount.disclosure.engines.raw import RawError
from fullcount.disclosure.schema_file import disclosure_schema

__all__ = ["raw_errors"]


@cache
def _validator(version: str) -> Any:
    import jsonschema_rs  # noqa: PLC0415

    return jsonschema_rs.Draft202012Validator(disclosure_schema(version), offline=True)


def raw_errors(data: Any, version: str) -> Iterator[RawError]:
    """Every failing keyword; the innermost one except inside oneOf, anyOf and not."""
    for error in _validator(version).iter_errors(data):
        yield RawError(tuple(error.instance_path), tuple(error.schema_path))
