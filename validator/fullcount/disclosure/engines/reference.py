"""The reference engine: jsonschema, pure Python, for where no compiled wheel runs."""

import marshal
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
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
    keywords = {"pattern": _pattern, "$ref": _Reference(schema)}
    validator_class: Any = extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]
    return validator_class(schema)


class _Reference:
    """The keyword `$ref`, which here always names a definition of the schema itself.

    An object that a definition took once, it takes again: who edits a draft has all but a line of it judged before.
    """

    def __init__(self, schema: dict[str, Any]) -> None:
        self._definitions = schema["$defs"]
        self._taken: set[tuple[str, bytes]] = set()

    def __call__(self, validator: Any, ref: str, instance: Any, _schema: Any) -> Iterator[Any]:
        definition = self._definitions[ref.removeprefix("#/$defs/")]
        known = _digest(instance) if type(instance) is dict else None
        if known is None:
            yield from validator.descend(instance, definition)
        elif (ref, known) not in self._taken:
            errors = list(validator.descend(instance, definition))
            if not errors:
                self._keep((ref, known))
            yield from errors

    def _keep(self, taken: tuple[str, bytes]) -> None:
        if len(self._taken) >= _MOST_KEPT:
            self._taken.clear()
        self._taken.add(taken)


_MOST_KEPT = 50_000
"""Objects, some 200 bytes for each; a document of 344 KB with 660 lines has 1,300 that differ."""


def _digest(instance: dict[str, Any]) -> bytes | None:
    """What tells an object from every other, the types of its numbers included; None where it is no plain data."""
    try:
        return sha256(marshal.dumps(instance, 2)).digest()
    except ValueError:
        return None


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
