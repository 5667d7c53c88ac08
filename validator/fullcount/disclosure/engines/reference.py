"""The reference engine: jsonschema, pure Python, for where no compiled wheel runs."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fullcount.disclosure.engines.raw import RawError, Steps
from fullcount.disclosure.schema_file import disclosure_schema

__all__ = ["raw_errors"]

_ECMA_SPACE = r"\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


@cache
def _validator(version: str) -> Any:
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from jsonschema.validators import extend  # noqa: PLC0415

    schema = disclosure_schema(version)
    validator_class: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return validator_class(schema)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    r"""A pattern of the schema with the meaning of ECMA-262, where `$` is the very end and `\s` is another set."""
    return re.compile(pattern.replace(r"\s", _ECMA_SPACE).replace("$", r"\Z"))


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError  # noqa: PLC0415

    if isinstance(instance, str) and not _compiled(pattern).search(instance):
        yield ValidationError("pattern")


def raw_errors(data: Any, version: str) -> Iterator[RawError]:
    """Every failing keyword; the innermost one except inside oneOf, anyOf and not."""
    schema = disclosure_schema(version)
    for error in _validator(version).iter_errors(data):
        yield RawError(tuple(error.absolute_path), _location(schema, error.absolute_schema_path))


def _location(schema: dict[str, Any], steps: Any) -> Steps:
    """The steps to a keyword with each `$ref` on the way replaced by what it points to, as the other engine does."""
    node: Any = schema
    location: Steps = ()
    for step in steps:
        if isinstance(node, dict) and "$ref" in node and (step == "$ref" or step not in node):
            location = tuple(node["$ref"].removeprefix("#/").split("/"))
            node = schema["$defs"][location[1]]
        if step == "$ref":
            continue
        location, node = (*location, step), node[step]
    return location
