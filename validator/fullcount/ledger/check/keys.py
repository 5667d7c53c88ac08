"""Values that must differ between rows, or stand in another table: row by row, as frictionless 5 judges it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.rows import Row
from fullcount.ledger.check.schema import Field, ForeignKey, TableSchema
from fullcount.ledger.errors import clip

__all__ = ["KeyCheck", "Lookups", "keys_within", "stands"]

Lookups = Mapping[ForeignKey, frozenset[tuple[Any, ...]]]


def keys_within(schema: TableSchema, names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The primary key and the unique keys whose columns the table has."""
    there = set(names)
    return tuple(key for key in (schema.primary_key, *schema.unique_keys) if key and there.issuperset(key))


class KeyCheck:
    """Remembers the values of keys and tells of a row that repeats one; rows come in the order of the file.

    `groups` are the columns whose values must differ together, `primary` and `foreign` the keys of these kinds.
    """

    def __init__(self, schema: TableSchema, fields: Sequence[Field], lookups: Lookups) -> None:
        self._numbers = {field.name: number for number, field in enumerate(fields, 1)}
        self._unique = [field.name for field in fields if field.constraints.get("unique")]
        keys = keys_within(schema, self._numbers)
        self.primary = schema.primary_key if schema.primary_key in keys else ()
        self._further = [key for key in schema.unique_keys if key in keys]
        self.foreign = {
            key: values for key, values in lookups.items() if set(key.fields) <= set(self._numbers)
        }
        self._seen: dict[tuple[str, ...], dict[Any, int]] = {}
        self.groups = [(name,) for name in self._unique] + [
            key for key in (self.primary, *self._further) if key
        ]
        self.needed = bool(self.groups or self.foreign)

    def judge(self, row: Row, values: Mapping[str, Any]) -> Iterator[Fault]:
        """Every key that this row breaks."""
        for name in self._unique:
            if values[name] is not None and (first := self._repeats((name,), values, row)):
                yield _fault("unique-error", row, self._numbers[name], name, values[name], first)
        if self.primary:
            yield from self._judge_primary(row, values)
        for key in self._further:
            held = [values[name] for name in key]
            if None not in held and (first := self._repeats(("", *key), values, row)):
                yield _fault("unique-error", row, self._numbers[key[0]], ", ".join(key), held, first)
        for foreign, known in self.foreign.items():
            held = [values[name] for name in foreign.fields]
            if any(value is not None for value in held) and not stands(tuple(held), known):
                where = f"a value of {', '.join(foreign.reference)} in {foreign.resource or 'this table'}"
                names = ", ".join(foreign.fields)
                yield Fault("foreign-key", row.number, row.line, None, names, _shown(held), where)

    def _judge_primary(self, row: Row, values: Mapping[str, Any]) -> Iterator[Fault]:
        names, held = ", ".join(self.primary), [values[name] for name in self.primary]
        if all(value is None for value in held):
            yield Fault("primary-key", row.number, row.line, None, names, "an empty key", "a key")
        elif first := self._repeats((" ", *self.primary), values, row):
            yield _fault("primary-key", row, None, names, held, first)

    def _repeats(self, key: tuple[str, ...], values: Mapping[str, Any], row: Row) -> int | None:
        """The row before this one with the same values."""
        held = tuple(values[name] for name in key if name.strip())
        seen = self._seen.setdefault(key, {})
        try:
            first, seen[held] = seen.get(held), row.number
        except TypeError:  # a signalling NaN has no hash, and equals nothing
            return None
        return first


def stands(held: tuple[Any, ...], known: frozenset[tuple[Any, ...]]) -> bool:
    """Whether the values are known; a signalling NaN, which has no hash, is not."""
    try:
        return held in known
    except TypeError:
        return False


def _fault(kind: str, row: Row, number: int | None, names: str, held: Any, first: int) -> Fault:
    found = f"{_shown(held if isinstance(held, list) else [held])} again, as in row {first}"
    return Fault(kind, row.number, row.line, number, names, found, "each value once")


def _shown(held: Sequence[Any]) -> str:
    return ", ".join("nothing" if value is None else repr(clip(str(value))) for value in held)
