"""The whole footprint of a disclosure: what each line comes to, the totals, and what cannot be computed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple

from fullcount.disclosure.figures import Amount, N, Reader, stated
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.manufacture import manufacture_impacts
from fullcount.impacts.use import use_impacts

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Footprint", "ImpactRow", "Key", "line_impacts", "recompute", "row_of"]


class ImpactRow(NamedTuple, Generic[N]):
    """One impact over some lines: the sum of what can be computed and, line by line, what cannot."""

    key: Key
    total: N | None
    by_line: Mapping[str, N]
    missing: Mapping[str, Missing]

    @property
    def complete(self) -> bool:
        """Whether every line could be computed."""
        return not self.missing

    @property
    def because(self) -> tuple[str, ...]:
        """The missing inputs, each once, in order."""
        return tuple(dict.fromkeys(name for gap in self.missing.values() for name in gap.inputs))


class Footprint(NamedTuple):
    """Every impact of a disclosure, recomputed from its lines, facilities and equipment."""

    rows: tuple[ImpactRow[Amount], ...]

    def get(self, key: Key) -> ImpactRow[Amount] | None:
        """The row of `key`, if the disclosure has lines at all."""
        return next((row for row in self.rows if row.key == key), None)


def line_impacts(line: Line, read: Reader[N]) -> Iterator[tuple[Key, N | Missing]]:
    """Every impact of one line, each computed or with what is missing for it."""
    yield from use_impacts(line, read)
    yield from manufacture_impacts(line, read)


def recompute(document: "Disclosure", read: Reader[Amount] = stated) -> Footprint:
    """Recompute every impact of a well-formed disclosure with the intervals that `read` gives its figures."""
    found: dict[Key, list[tuple[str, Amount | Missing]]] = {}
    for line in lines_of(document):
        for key, impact in line_impacts(line, read):
            found.setdefault(key, []).append((line.id, impact))
    return Footprint(tuple(row_of(key, found[key]) for key in sorted(found)))


def row_of(key: Key, impacts: Iterable[tuple[str, N | Missing]]) -> ImpactRow[N]:
    """Sum what could be computed, lines of one id together; the total of nothing is None, never zero."""
    by_line: dict[str, N] = {}
    missing: dict[str, Missing] = {}
    for name, impact in impacts:
        if isinstance(impact, Missing):
            missing[name] = impact
        else:
            by_line[name] = impact + by_line[name] if name in by_line else impact
    return ImpactRow(key, _sum(by_line.values()), by_line, missing)


def _sum(amounts: Iterable[N]) -> N | None:
    total: N | None = None
    for amount in amounts:
        total = amount if total is None else total + amount
    return total
