"""What is wrong with the shape of a document: every fault once, in document order, in words for people."""

from typing import Any

from fullcount.disclosure.engines import raw_errors
from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.disclosure.shape_error import SHAPE_RULES, ShapeError

__all__ = ["SHAPE_RULES", "ShapeError", "shape_errors"]


def shape_errors(data: Any, version: str = "1.0") -> list[ShapeError]:
    """Every shape error of plain data against the schema of `version`, in document order; empty if there is none.

    A document of another version, or something that is no disclosure at all, gives one error. Raises ValueError when
    `FULLCOUNT_SCHEMA_ENGINE` names no engine.
    """
    if not _is_this_standard(data, version):
        from fullcount.disclosure.explanation import not_this_standard  # noqa: PLC0415 (a valid document needs no words)

        return [not_this_standard(data, version)]
    raws = raw_errors(data, version)
    if not raws:
        return []
    from fullcount.disclosure.explanation import explained  # noqa: PLC0415

    return explained(raws, data, version)


def _is_this_standard(data: Any, version: str) -> bool:
    if not isinstance(data, dict):
        return False
    given = data.get("fullcount", version)
    as_number = isinstance(given, float) and str(given) == version
    known = "fullcount" in data or bool(data.keys() & set(disclosure_schema(version)["required"]))
    return known and (given == version or as_number)
