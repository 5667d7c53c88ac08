"""The comparison itself: entries chosen and narrowed, their figures divided, re-based and ranked as asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from fullcount_reports.card.codes import lowered
from fullcount_reports.comparison.errors import Wish, WishError, unknown
from fullcount_reports.comparison.family import total_rows
from fullcount_reports.comparison.groups import grouped
from fullcount_reports.comparison.kinship import family_of
from fullcount_reports.comparison.narrow import common_boundary, narrowed
from fullcount_reports.comparison.overview import record_of
from fullcount_reports.comparison.per import PER, divided
from fullcount_reports.comparison.reading import METRICS
from fullcount_reports.comparison.row import COLUMNS
from fullcount_reports.comparison.rows import rows_of
from fullcount_reports.comparison.select import selected
from fullcount_reports.comparison.where import parse_where

if TYPE_CHECKING:
    from fullcount_reports.comparison.collection import Collection
    from fullcount_reports.comparison.convention import Convention
    from fullcount_reports.comparison.entry import Entry
    from fullcount_reports.comparison.row import Row

__all__ = ["Options", "chosen", "compared"]


@dataclass(frozen=True)
class Options:
    """What is asked of a comparison.

    `metrics` are names of METRICS, `per` is one of PER, `boundary` a code of the codelist work-boundary, `select` ids,
    subjects or globs, `where` an expression, `rebase` a convention such as `grid=FRA-2024,pue=1.2,power=tdp`, `family`
    the id of the disclosure whose family is added up, `total` whether all that are chosen are.
    """

    metrics: Sequence[str] = tuple(METRICS)
    per: str = ""
    boundary: str = ""
    select: Sequence[str] = ()
    where: str = ""
    common_boundary: bool = False
    rebase: str = ""
    family: str = ""
    total: bool = False

    def check(self) -> None:
        """Raise WishError with everything that can be seen to be wrong before anything is read."""
        wrong = [unknown("--metric", name, METRICS) for name in self.metrics if name not in METRICS]
        if self.per and self.per not in PER:
            wrong.append(unknown("--per", self.per, PER))
        if self.per and (self.family or self.total):
            found = "--per with a total of several disclosures"
            wrong.append(Wish("--per", found, "one subject to divide by", "leave one of the two out"))
        if wrong:
            raise WishError(wrong)
        if self.where:
            parse_where(self.where, COLUMNS)
        _ = self.convention

    @cached_property
    def convention(self) -> "Convention | None":
        """The convention to re-base on, its factors looked up."""
        if not self.rebase:
            return None
        from fullcount.factors import default_library  # noqa: PLC0415 - only where it is asked for
        from fullcount_reports.comparison.convention import parse_convention  # noqa: PLC0415

        return parse_convention(self.rebase, default_library())


ENTRY_WORDS = frozenset(
    {"id", "revision", "revision_status", "subject", "kind", "developer", "year", "data_status", "parameters"}
    | {"tokens", "accelerators", "country", "boundary", "level", "errors", "warnings", "not_counted", "file"}
)
"""Columns that say something of a disclosure, and not of one of its figures."""


def compared(collection: "Collection", options: Options = Options()) -> "list[Row]":
    """The rows of a comparison, ranked in their groups.

    Raises:
        WishError: an option that cannot be followed, or a total of disclosures that cannot be added.

    """
    options.check()
    convention = options.convention
    entries = list(_narrowed(chosen(collection, options).entries, options))
    rows = list(_totals(entries, options)) if options.family or options.total else []
    for entry, apart in entries:
        rows += _rows(entry, options, apart, convention)
    return grouped(row for row in rows if _wanted(row, options))


def chosen(collection: "Collection", options: Options) -> "Collection":
    """The entries that `select`, `boundary`, `where` and `family` leave."""
    entries: Sequence[Entry] = collection.entries
    if options.family:
        entries = family_of(entries, options.family)
    if options.select:
        entries = selected(entries, options.select)
    if options.where:
        condition = parse_where(options.where, COLUMNS)
        if condition.columns <= ENTRY_WORDS:
            entries = [entry for entry in entries if condition.test(record_of(entry))]
    if options.boundary and not options.common_boundary:
        entries = [entry for entry in entries if entry.boundary.code == options.boundary]
    return collection.only(entries)


def _wanted(row: "Row", options: Options) -> bool:
    """Whether a row meets a condition on figures; one on disclosures alone has been applied before."""
    if not options.where:
        return True
    condition = parse_where(options.where, COLUMNS)
    return condition.columns <= ENTRY_WORDS or condition.test(_cells(row, condition.columns))


def _cells(row: "Row", columns: frozenset[str]) -> Mapping[str, object]:
    return {name: getattr(row, name) for name in columns}


def _narrowed(entries: "Sequence[Entry]", options: Options) -> "Iterator[tuple[Entry, str]]":
    """Each entry, narrowed where it is asked for, with the reason why it stands apart."""
    target = (options.boundary or common_boundary(entries)) if options.common_boundary else ""
    if options.common_boundary and not target:
        found = ", ".join(sorted({lowered("work-boundary", entry.boundary.code) for entry in entries}))
        remedy = "choose others with --select or --where, or name one with --boundary"
        raise WishError(
            [Wish("--common-boundary", found or "nothing", "boundaries that share some work", remedy)]
        )
    for entry in entries:
        fewer = narrowed(entry, target) if target else entry
        if isinstance(fewer, str):
            yield entry, f"cannot be narrowed: {fewer}"
        else:
            yield fewer, ""


def _rows(entry: "Entry", options: Options, apart: str, convention: "Convention | None") -> "Iterator[Row]":
    rows: Iterator[Row] = rows_of(entry, options.metrics)
    if convention is not None:
        from fullcount_reports.comparison.rebase import rebased, rebased_amounts  # noqa: PLC0415

        amounts = rebased_amounts(entry, convention)
        rows = (rebased(row, amounts, convention) for row in rows)
    for row in rows:
        own = replace(row, reason=row.reason or apart) if apart else row
        yield divided(own, entry, options.per) if options.per else own


def _totals(entries: "Sequence[tuple[Entry, str]]", options: Options) -> "Iterator[Row]":
    taken = [entry for entry, apart in entries if not apart]
    without = [entry.id for entry, apart in entries if apart]
    return total_rows(taken, options.metrics, options.family or "what is compared", without)
