"""Objects to Arrow, also where a value has a type that its column cannot hold.

A disclosure that is not valid may have a list where a code belongs, or a number without end. Its finding says so; in
the table the cell is empty.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["structs"]

_LARGEST = 2**63


def structs(rows: Sequence[Mapping[str, Any]], kind: "pa.DataType") -> "pa.Array":
    """The keys of `kind` from each row; what a row leaves out is empty."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    try:
        return pa.array(rows, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([_fitted(row, kind) for row in rows], kind)


def _fitted(row: object, kind: Any) -> dict[str, Any] | None:
    if not isinstance(row, Mapping):
        return None
    return {field.name: _fit(row.get(field.name), field.type) for field in kind}


def _fit(value: Any, kind: Any) -> Any:
    """The value if its column can hold it; an integer that a float cannot hold exactly is the nearest one."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if pa.types.is_struct(kind):
        return _fitted(value, kind)
    if pa.types.is_list(kind):
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else None
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        return _number(value, whole=pa.types.is_integer(kind))
    return value if not pa.types.is_string(kind) or isinstance(value, str) else None


def _number(value: Any, *, whole: bool) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        near = float(value)
    except OverflowError:
        return None
    if not whole:
        return near if isfinite(near) else None
    return int(value) if near.is_integer() and abs(near) < _LARGEST else None
