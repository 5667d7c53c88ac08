"""Two factors of which a search could only ever find the first: in one table of the user's, or in two."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from fullcount.factors.errors import Problem
from fullcount.factors.kinds import KINDS

if TYPE_CHECKING:
    from fullcount.factors.table import FactorTable

__all__ = ["Use", "clash_in_table", "clashes_of_tables", "use_of"]

Use = tuple[str, ...]
"""Kind, region, year and scope, by which the factor of a place is chosen; empty for things, which go by their ids."""

ONE_EACH = "one factor for each kind, region, year and scope"
TELL_APART = "remove one of the two, or tell them apart by scope"


def use_of(row: Mapping[str, str]) -> Use:
    """What the factor of a row is chosen by; empty where a cell of it is."""
    kind = KINDS.get(row["kind"])
    cells = tuple(row.get(key, "") for key in ("kind", "region", "year", "scope"))
    return cells if kind and kind.placed and all(cells) else ()


def clash_in_table(path: Path, line: int, row: Mapping[str, str], former: tuple[int, str]) -> Problem:
    """A row that is chosen by what an earlier one, named by its line and id, is chosen by."""
    at, named = former
    found = f"{row['id']!r} beside {named!r} in line {at}, both for {' '.join(use_of(row))}"
    return Problem(str(path), line, found, ONE_EACH, TELL_APART)


def clashes_of_tables(tables: "Sequence[FactorTable]") -> Iterator[Problem]:
    """Ids of a table of the user's that any other table has, and factors that another one of the user's has."""
    for one, other in combinations(tables, 2):
        own, rest = (one, other) if one.own_ids else (other, one)
        yield from _shared_ids(own, rest)
        if rest.own_ids:
            yield from _shared_uses(rest, own)


def _shared_ids(own: "FactorTable", rest: "FactorTable") -> Iterator[Problem]:
    for factor_id in sorted(own.own_ids):
        if rest.get(factor_id):
            found = f"the id {factor_id!r}, which {rest.path} has too"
            remedy = "put your own source in front of it, as in 'mylab/...'"
            yield Problem(str(own.path), 0, found, "ids that no other table has", remedy)


def _shared_uses(later: "FactorTable", former: "FactorTable") -> Iterator[Problem]:
    taken = _uses(former)
    for use, named in _uses(later).items():
        if use in taken and taken[use] != named:
            found = f"{named!r} beside {taken[use]!r} of {former.path}, both for {' '.join(use)}"
            yield Problem(str(later.path), 0, found, ONE_EACH, TELL_APART)


def _uses(table: "FactorTable") -> dict[Use, str]:
    rows = (({**factor._asdict(), "year": str(factor.year)}, factor.id) for factor in table.scan())
    return {use: named for row, named in rows if (use := use_of(row))}
