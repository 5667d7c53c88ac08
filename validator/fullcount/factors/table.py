"""One factor table: shipped, and searched where it lies; or the user's own, and checked before use."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from fullcount.factors.factor import Factor
from fullcount.factors.rows import factor_from
from fullcount.factors.seals import verify_shipped
from fullcount.factors.sorted_lines import SortedLines

__all__ = ["FactorTable"]


class _Rows(Protocol):
    def get(self, factor_id: str) -> Factor | None: ...

    def scan(self, kind: str | None, region: str | None) -> Iterator[Factor]: ...


class FactorTable:
    """One CSV file of factors. Make it with `shipped` or `read`.

    `own_ids` are the ids of a table of the user's; a shipped one has none here: a test keeps its ids unique.
    """

    def __init__(self, path: Path, rows: _Rows, own_ids: frozenset[str] = frozenset()) -> None:
        self.path = path
        self.own_ids = own_ids
        self._rows = rows
        self._places: dict[tuple[str | None, str], tuple[Factor, ...]] = {}

    @classmethod
    def shipped(cls, path: Path) -> "FactorTable":
        """A table of this project, sorted by id: opened on first use, and refused if it is not as it was sealed."""
        return cls(path, _Shipped(path))

    @classmethod
    def read(
        cls,
        path: Path,
        *,
        licence: str,
        allow_unverified: bool = False,
        resource: Mapping[str, Any] | None = None,
    ) -> "FactorTable":
        """The user's own table; `licence` stands for rows that name none.

        `resource` is what a data package says of it: its `bytes` and `hash` must be so.

        Raises:
            FactorError: the file cannot be read, or any row is wrong; nothing is taken from such a table.

        """
        from fullcount.factors.own import read_own  # noqa: PLC0415 - the checks are for the user's tables only

        factors = read_own(path, licence=licence, allow_unverified=allow_unverified, resource=resource or {})
        return cls(path, _Own(factors), frozenset(factors))

    def verify(self) -> None:
        """Compare a shipped table with its SHA-256; one of the user's was checked when it was read.

        Raises:
            FactorError: it has changed since it was sealed.

        """
        if isinstance(self._rows, _Shipped):
            verify_shipped(self.path)

    @cached_property
    def sha256(self) -> str:
        """Hash of the file, in hexadecimal digits."""
        from hashlib import sha256  # noqa: PLC0415 - its library is slow to load

        return sha256(self.path.read_bytes()).hexdigest()

    def get(self, factor_id: str) -> Factor | None:
        """The factor with this id, or None."""
        return self._rows.get(factor_id)

    def scan(self, kind: str | None = None, region: str | None = None) -> Iterator[Factor]:
        """The factors of one kind, for one region, in the order of their ids; all when neither is given."""
        if region is None:
            return self._rows.scan(kind, region)
        if (kind, region) not in self._places:
            self._places[kind, region] = tuple(self._rows.scan(kind, region))
        return iter(self._places[kind, region])


class _Own:
    def __init__(self, factors: Mapping[str, Factor]) -> None:
        self._factors = {key: factors[key] for key in sorted(factors)}

    def get(self, factor_id: str) -> Factor | None:
        return self._factors.get(factor_id)

    def scan(self, kind: str | None, region: str | None) -> Iterator[Factor]:
        for factor in self._factors.values():
            if kind in (None, factor.kind) and region in (None, factor.region):
                yield factor


class _Shipped:
    def __init__(self, path: Path) -> None:
        self._lines = SortedLines(path)

    @cached_property
    def _families(self) -> list[tuple[str, str]]:
        return [(prefix, self._lines.row_at(offset)["kind"]) for prefix, offset in self._lines.families()]

    def get(self, factor_id: str) -> Factor | None:
        row = self._lines.get(factor_id)
        return factor_from(row) if row else None

    def scan(self, kind: str | None, region: str | None) -> Iterator[Factor]:
        for prefix, family_kind in self._families:
            if kind in (None, family_kind):
                yield from self._family(prefix, region)

    def _family(self, prefix: str, region: str | None) -> Iterator[Factor]:
        for row in self._lines.under(f"{prefix}{region}/" if region else prefix):
            if region in (None, row["region"]):
                yield factor_from(row)
