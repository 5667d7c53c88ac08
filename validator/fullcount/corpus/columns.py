"""Rows to Arrow columns, many at a time; and the one form in which the same rows are the same bytes."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from fullcount.corpus.fields import fields
from fullcount.corpus.fitting import structs
from fullcount.corpus.tabulated import FigureRows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow_schema", "canonical", "figure_table", "joined", "plain_table"]

_OF_FIGURE = {
    "value": "number",
    "low": "number",
    "high": "number",
    "interval": "number",
    "below": "number",
    "unit": "string",
    "significant_figures": "integer",
    "basis": "string",
    "boundary": "string",
    "power_basis": "string",
    "scope": "string",
    "year": "integer",
    "factor": "string",
    "source": "string",
    "locator": "string",
    "note": "string",
}
"""Keys of a figure that are columns, and their types; three of them under another name."""
_RENAMED = {"boundary": "energy_boundary", "scope": "factor_scope", "year": "factor_year"}
_LISTS, _MISSING = "factors", "not_disclosed"


@cache
def _type(name: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return {
        "string": pa.string(),
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }[name]


@cache
def arrow_schema(table: str) -> "pa.Schema":
    """The columns of a table in Arrow, text by dictionary."""
    import pyarrow as pa  # noqa: PLC0415

    def column(kind: str) -> Any:
        return pa.dictionary(pa.int32(), pa.string()) if kind == "string" else _type(kind)

    return pa.schema([pa.field(field.name, column(field.type)) for field in fields(table)])


def plain_table(table: str, rows: Sequence[Mapping[str, Any]]) -> "pa.Table":
    """Rows given as objects; what a row leaves out is empty."""
    import pyarrow as pa  # noqa: PLC0415

    kinds = [(field.name, _type(field.type)) for field in fields(table)]
    columns = structs(rows, pa.struct(kinds)).flatten()
    return _table(table, {name: column for (name, _), column in zip(kinds, columns, strict=True)})


def figure_table(rows: FigureRows, documents: Sequence[Mapping[str, Any]]) -> "pa.Table":
    """The table of the figures of `documents`, which are rows about each of them in the order they were added."""
    import pyarrow as pa  # noqa: PLC0415

    context_of = pa.array(rows.context_of, pa.int32())
    document_of = pa.array(rows.document_of_context, pa.int32()).take(context_of)
    source_of = pa.array(rows.source_of, pa.int32())
    columns = {
        **_spread(documents, document_of),
        **_spread(rows.contexts, context_of),
        **_spread(rows.sources, source_of),
        **_of_figures(rows.figures),
        "quantity": pa.array(rows.quantities, pa.string()),
        "pointer": pa.array(rows.pointers, pa.string()),
    }
    return _table("figures", columns)


def _spread(rows: Sequence[Mapping[str, Any]], row_of: "pa.Array") -> "dict[str, pa.Array]":
    """The columns of a short table, each row repeated where a figure belongs to it."""
    import pyarrow as pa  # noqa: PLC0415

    names: set[str] = set().union(*rows)
    kinds = [(field.name, _type(field.type)) for field in fields("figures") if field.name in names]
    columns = structs(rows, pa.struct(kinds)).flatten()
    return {name: _coded(column).take(row_of) for (name, _), column in zip(kinds, columns, strict=True)}


def _of_figures(figures: Sequence[Mapping[str, Any]]) -> "dict[str, pa.Array]":
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    reason = pa.struct([("reason", pa.string()), ("note", pa.string())])
    kinds = [
        *((name, _type(kind)) for name, kind in _OF_FIGURE.items()),
        (_LISTS, pa.list_(pa.string())),
        (_MISSING, reason),
    ]
    columns = dict(
        zip((name for name, _ in kinds), structs(figures, pa.struct(kinds)).flatten(), strict=True)
    )
    missing, many, one = columns.pop(_MISSING), columns.pop(_LISTS), columns.pop("factor")
    words = missing.flatten()
    columns |= {
        "factors": pc.coalesce(one, pc.binary_join(many, " ")),
        "reason": words[0],
        "note": pc.coalesce(columns["note"], words[1]),
        "status": pc.case_when(
            pc.make_struct(missing.is_valid(), columns["below"].is_valid()),
            pa.scalar("not-disclosed"),
            pa.scalar("below"),
            pa.scalar("disclosed"),
        ),
    }
    return {_RENAMED.get(name, name): column for name, column in columns.items()}


def _coded(column: "pa.Array") -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415

    return column.dictionary_encode() if column.type == pa.string() else column


def _table(table: str, columns: "Mapping[str, pa.Array]") -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    schema = arrow_schema(table)
    rows = len(next(iter(columns.values())))
    return pa.table(
        [
            _coded(columns[field.name]) if field.name in columns else pa.nulls(rows, field.type)
            for field in schema
        ],
        schema=schema,
    )


def joined(tables: "Sequence[pa.Table]") -> "pa.Table":
    """The rows of several tables as one in a single part; the memory that Arrow keeps for later is given back."""
    import pyarrow as pa  # noqa: PLC0415

    whole = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    pa.default_memory_pool().release_unused()
    return whole


def canonical(table: "pa.Table") -> "pa.Table":
    """The same rows with each dictionary in the order in which its values first appear, and nothing unused in it."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.table([_in_order(table.column(name)) for name in table.column_names], schema=table.schema)


def _in_order(column: "pa.ChunkedArray") -> "pa.Array | pa.ChunkedArray":
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not pa.types.is_dictionary(column.type) or not column.num_chunks:
        return column
    array = column.chunk(0)
    used = array.indices.unique().drop_null()
    if used.equals(pa.array(range(len(array.dictionary)), used.type)):
        return array
    indices = pc.index_in(array.indices, used)
    return pa.DictionaryArray.from_arrays(indices.cast(pa.int32()), array.dictionary.take(used))
