"""The fast way over a table: a parallel scan for a mask and key hashes, one in order only where something is bad.

The first scan knows no positions. A row that the screen of `screen` doubts, or whose key comes twice, is fetched by
the second with its number and judged by the exact reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.keys import KeyCheck, Lookups, stands
from fullcount.ledger.check.relation import Relation, cell_name
from fullcount.ledger.check.rows import Column, Row, RowCheck
from fullcount.ledger.check.schema import ForeignKey
from fullcount.ledger.check.screen import fine, key_of, missing, usual

__all__ = [
    "MASK_RULES",
    "Plan",
    "Screened",
    "TooOdd",
    "doubted",
    "judged",
    "mask_of_rules",
    "plan_of",
    "screened",
]

MASK_RULES = 2
"""The first bit of the mask that is free for rules; below are a doubted row and a key in an unusual form."""
_BATCH = 4096


class TooOdd(Exception):  # noqa: N818 - not an error of the table
    """The table has what only the exact reader can judge."""


class Plan(NamedTuple):
    """SQL for the scans: conditions on a row, and expressions of its keys."""

    doubt: str
    odd_key: str
    hashes: tuple[str, ...]
    foreign: tuple[tuple[ForeignKey, str], ...]
    columns: Sequence[Column]


class Screened(NamedTuple):
    """What the first scan found. `bytes` is the length of all lines without their ends, where rows are lines."""

    rows: int
    bytes: int
    doubted: int
    repeated: int
    strangers: int


def plan_of(rows: RowCheck, keys: KeyCheck, relation: Relation, sample: Sequence[Row] = ()) -> Plan:
    """The conditions for the columns of a table that begins with a sample. Raises `TooOdd` where a key has no SQL."""
    columns = rows.columns
    by_name = {column.field.name: (column, cell_name(column.number - 1)) for column in columns}
    known = rows.usual_texts(sample)
    screens = (fine(*pair, texts) for pair, texts in zip(by_name.values(), known, strict=True))
    conditions = [relation.whole, *screens]
    if not any(column.field.required for column in columns):
        blank = " and ".join(missing(column, cell) for column, cell in by_name.values())
        conditions.append(f"not ({blank})")
    kept = [condition for condition in conditions if condition not in {"", "true"}]
    groups = [key for key in keys.groups if len(key) > 0]
    keyed = {name for key in groups for name in key}
    odd = " or ".join(f"not {usual(*by_name[name])}" for name in sorted(keyed)) or "false"
    if keys.primary:
        empty = " and ".join(missing(*by_name[name]) for name in keys.primary)
        kept.append(f"not ({empty})")
    hashes = tuple(_hash([by_name[name] for name in key]) for key in groups)
    foreign = tuple((key, _tuple([by_name[name][1] for name in key.fields])) for key in keys.foreign)
    doubt = f"case when {' and '.join(kept) or 'true'} then false else true end"
    return Plan(doubt, odd, hashes, foreign, columns)


def _hash(parts: Sequence[tuple[Column, str]]) -> str:
    texts = [key_of(column, cell) for column, cell in parts]
    if None in texts:
        raise TooOdd
    known = " and ".join(f"({text}) is not null" for text in texts)
    several = " or ".join(f"({text}) is not null" for text in texts)
    return f"case when {several if len(texts) > 1 else known} then hash({', '.join(map(str, texts))}) end"


def _tuple(cells: Sequence[str]) -> str:
    return f"struct_pack({', '.join(f'k{place} := {cell}' for place, cell in enumerate(cells))})"


def screened(
    connection: Any,
    relation: Relation,
    plan: Plan,
    lookups: Lookups,
    rules: Sequence[str],
    kept: Mapping[str, str],
) -> Screened:
    """Run the first scan. `rules` are further conditions, each a bit of the mask in the table `pass1` that is left.

    They come in pairs, of which the second marks a line; `kept` are further columns of that table.

    Raises `TooOdd` where a key is written in a way that SQL cannot compare.
    """
    hashes = {f"h{place}": text for place, text in enumerate(plan.hashes)}
    lengths = {"length": "strlen(l)" if relation.marked else "0"}
    bits = [plan.doubt, plan.odd_key, *rules]
    broken = range(MASK_RULES + 1, len(bits), 2)
    marks = 1 | sum(1 << place for place in broken)
    mask_of_rules(connection, relation, bits, {**hashes, **kept, **lengths}, marks)
    rows, size, doubted_rows, odd = connection.execute(
        "select count(*), coalesce(sum(length), 0)::bigint, count(*) filter (mask & 1 <> 0), "
        "count(*) filter (mask & 2 <> 0) from pass1"
    ).fetchone()
    if odd:
        raise TooOdd
    repeated = sum(_repeated(connection, place) for place in range(len(plan.hashes)))
    strangers = sum(
        _strangers(connection, relation, plan, place, lookups) for place in range(len(plan.foreign))
    )
    return Screened(rows, size, doubted_rows, repeated, strangers)


def mask_of_rules(
    connection: Any, relation: Relation, bits: Sequence[str], kept: Mapping[str, str], marked: int = 0
) -> None:
    """Make the table `pass1`: a mask of the conditions, and the further columns, for each row in no order.

    Where rows are lines it also keeps `mark`, a hash of each line on which one of the bits in `marked` is set.
    """
    cases = [f"(case when {bit} then {1 << place} else 0 end)" for place, bit in enumerate(bits)]
    named = {"mask": f"({' | '.join(cases) or '0'})::integer", **kept}
    columns = ", ".join(f"{text} as {name}" for name, text in named.items())
    source = f"select {columns}{', l' * bool(relation.marked)} from ({relation.parallel})"
    if relation.marked:
        mark = f"case when mask & {marked} <> 0 then hash(l) end"
        source = f"select * exclude (l), {mark} as mark from ({source})"
    connection.execute(f"create or replace temp table pass1 as {source}")


def _repeated(connection: Any, place: int) -> int:
    connection.execute(
        f"create or replace temp table twice{place} as select h{place} as h from pass1 where h{place} is not null "
        f"group by h{place} having count(*) > 1"
    )
    return int(connection.execute(f"select count(*) from twice{place}").fetchone()[0])


def _strangers(connection: Any, relation: Relation, plan: Plan, place: int, lookups: Lookups) -> int:
    """Keep the texts of a foreign key that stand for no value of the other table."""
    key, made = plan.foreign[place]
    by_name = {column.field.name: column for column in plan.columns}
    columns, known = [by_name[name] for name in key.fields], lookups[key]
    connection.execute(
        f"create or replace temp table stranger{place} as select {made} as k from ({relation.parallel}) limit 0"
    )
    found = connection.cursor().execute(f"select distinct {made} from ({relation.parallel})")
    count = 0
    while batch := found.fetchmany(_BATCH):
        for (texts,) in batch:
            values = tuple(_value(column, text) for column, text in zip(columns, texts.values(), strict=True))
            if any(value is not None for value in values) and not stands(values, known):
                count += 1
                connection.execute(f"insert into stranger{place} values (?)", [texts])
    return count


def _value(column: Column, text: str | None) -> Any:
    return None if text is None or text in column.field.missing else column.read(text)


def doubted(connection: Any, relation: Relation, plan: Plan) -> Iterator[Row]:
    """Every row that may be wrong, in the order of the file."""
    keys = [f"({text}) in (select h from twice{place})" for place, text in enumerate(plan.hashes)]
    keys += [f"({made}) in (select k from stranger{place})" for place, (_, made) in enumerate(plan.foreign)]
    cells = "p" if relation.marked else f"[{', '.join(relation.cells)}]"
    source, where = relation.ordered, " or ".join([plan.doubt, *keys])
    if relation.marked and not keys:
        source, where = relation.marked, "true"
    connection.execute(f"select rn, line, {cells} from ({source}) where {where} order by rn")
    while batch := connection.fetchmany(_BATCH):
        for number, line, texts in batch:
            while texts and texts[-1] is None:
                texts.pop()
            yield Row(number, line, texts)


def judged(rows: RowCheck, keys: KeyCheck, found: Iterator[Row]) -> Iterator[Fault]:
    """Everything wrong with rows that may be wrong."""
    for row in found:
        result = rows.judge(row)
        yield from result.faults
        if keys.needed:
            yield from keys.judge(row, result.values)
