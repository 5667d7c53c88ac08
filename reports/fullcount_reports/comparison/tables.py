"""The rows of a comparison as tables for people: a table for each group, then what is apart, then what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.printing import as_number
from fullcount_reports.card.codes import lowered, title_of
from fullcount_reports.card.model import Cell, Column, Table
from fullcount_reports.comparison.groups import label_of
from fullcount_reports.comparison.reading import METRICS
from fullcount_reports.comparison.row import Row

if TYPE_CHECKING:
    from fullcount_reports.comparison.collection import Collection

__all__ = ["Part", "lead", "marked", "parts"]

DATA = {"primary": "the lab's own"}
NAMES_SHOWN = 12
DIGITS = {True: 12, False: 5}
"""Digits that are shown of a stated figure, and of a computed one."""


@dataclass(frozen=True)
class Part:
    """A table with what is said beneath it; `about` has the rows of the comparison that each row of it is made of."""

    table: Table
    about: tuple[tuple[Row, ...], ...]
    beneath: tuple[str, ...] = ()


def parts(rows: Sequence[Row]) -> Iterator[Part]:
    """The tables of a comparison, metric by metric; the rows are in their order."""
    for metric, found in groupby(rows, key=lambda row: row.metric):
        alike = list(found)
        totals = [row for row in alike if not row.file]
        if totals:
            yield _apart(f"{METRICS[metric].title}: totals, each piece of work counted once", totals)
        alike = [row for row in alike if row.file]
        ranked = [row for row in alike if row.rank is not None]
        for group, members in groupby(ranked, key=lambda row: row.group):
            yield _ranked(group, list(members))
        apart = [row for row in alike if row.rank is None and _is_there(row)]
        if apart:
            yield _apart(f"{METRICS[metric].title}: apart, not ranked", apart)
        lacking = [row for row in alike if row.rank is None and not _is_there(row)]
        if lacking:
            yield _lacking(metric, lacking)


def lead(rows: Sequence[Row], collection: "Collection") -> tuple[str, ...]:
    """What stands above the tables: how much is compared, and what was left out."""
    number = len({row.id for row in rows if row.file})
    told = [
        f"{counted(number, 'disclosure')} compared; ranks count from the smallest figure, within one group only"
    ]
    synthetic = len({row.id for row in rows if row.file and row.data_status == "synthetic"})
    told += [f"{synthetic} of them synthetic, ranked apart"] if synthetic else []
    left = len({problem.file for problem in collection.problems})
    told += [f"{counted(left, 'file')} left out"] if left else []
    return tuple(told)


def _is_there(row: Row) -> bool:
    return row.value is not None or row.below is not None


def _ranked(group: str, rows: Sequence[Row]) -> Part:
    columns, cells = _common(rows)
    head = (Column("rank", numeric=True), *columns)
    body = tuple((Cell(str(row.rank)), *own) for row, own in zip(rows, cells, strict=True))
    return Part(Table(group, head, body), _each(rows), _beneath(rows))


def _apart(caption: str, rows: Sequence[Row]) -> Part:
    columns, cells = _common(rows)
    head = (*columns, Column("counts"), Column("not ranked because"))
    body = tuple((*own, Cell(_counts(row)), Cell(row.reason)) for row, own in zip(rows, cells, strict=True))
    return Part(Table(caption, head, body), _each(rows), _beneath(rows))


def _each(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    return tuple((row,) for row in rows)


def _counts(row: Row) -> str:
    """The group without the metric, which the caption names."""
    return label_of(row).partition(" · ")[2]


def _lacking(metric: str, rows: Sequence[Row]) -> Part:
    """Those without a figure, by the reason."""
    by_reason: dict[str, list[Row]] = {}
    for row in rows:
        by_reason.setdefault(row.reason, []).append(row)
    head = (Column("disclosures", numeric=True), Column("reason"), Column("subjects"))
    body = tuple(
        (Cell(str(len(found))), Cell(reason), Cell(_named([marked(row) for row in found])))
        for reason, found in by_reason.items()
    )
    caption = f"{METRICS[metric].title}: no figure in {counted(len(rows), 'disclosure')}"
    return Part(Table(caption, head, body), tuple(map(tuple, by_reason.values())))


def _named(names: Sequence[str]) -> str:
    further = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {further} more" if further > 0 else "")


def _common(rows: Sequence[Row]) -> tuple[list[Column], list[list[Cell]]]:
    """The columns of every table of figures; those on re-basing only where something was re-based."""
    rebased = any(row.convention for row in rows)
    hours = rows[0].metric == "accelerator-hours"
    columns = [
        Column("subject"),
        Column("developer"),
        Column("year", numeric=True),
        *([Column("accelerator")] if hours else []),
        Column(_unit(rows[0]), numeric=True),
        Column("90 % interval", numeric=True),
        *([Column("re-based", numeric=True), Column("its rank", numeric=True)] if rebased else []),
        Column("how"),
        Column("data"),
        Column("evidence"),
        Column("level", numeric=True),
        Column("missing", numeric=True),
    ]
    return columns, [_cells(row, rebased=rebased, hours=hours) for row in rows]


def _cells(row: Row, *, rebased: bool, hours: bool) -> list[Cell]:
    texts = [
        row.subject,
        row.developer,
        str(row.year or ""),
        *([_accelerators(row)] if hours else []),
        amount(row),
        interval(row.low, row.high),
        *([_rebased(row), str(row.rebased_rank or "")] if rebased else []),
        ", ".join(filter(None, (row.how, row.basis))),
        _data(row),
        lowered("evidence-grade", row.evidence_grade),
        "" if row.level is None else str(row.level),
        share(row),
    ]
    return [Cell(text) for text in texts]


def _accelerators(row: Row) -> str:
    """By title; a name that is no code stands for itself."""
    return "; ".join(title_of("accelerator", each) for each in row.accelerators.split("; "))


def _unit(row: Row) -> str:
    return f"{row.unit} per {row.per}" if row.per else row.unit


def amount(row: Row) -> str:
    """The value, or the bound below which it lies; a stated one with its digits."""
    if row.value is not None:
        return as_number(row.value, DIGITS[row.how == "stated" and not row.per])
    return "" if row.below is None else f"below {as_number(row.below)}"


def interval(low: float | None, high: float | None) -> str:
    """Both ends; empty where none is known."""
    return "" if low is None or high is None else f"{as_number(low)} to {as_number(high)}"


def share(row: Row) -> str:
    """The missing share in per cent, or a question mark where it is not known."""
    return "?" if row.missing_share is None else f"{as_number(100.0 * row.missing_share, 3)} %"


def _rebased(row: Row) -> str:
    if row.rebased_value is None:
        return "not possible"
    ends = interval(row.rebased_low, row.rebased_high)
    return as_number(row.rebased_value) + (f" ({ends})" if ends else "")


def _data(row: Row) -> str:
    status = "" if row.revision_status in {"published", ""} else row.revision_status
    return ", ".join(filter(None, (DATA.get(row.data_status, row.data_status), status)))


def marked(row: Row) -> str:
    """The subject, with whose data they are where they are not the lab's own."""
    return row.subject if row.data_status == "primary" else f"{row.subject} ({row.data_status})"


def _beneath(rows: Sequence[Row]) -> tuple[str, ...]:
    """What stands beneath a table: stages that are not counted, notes and conventions, each once with its subjects."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for text in (
            _outside(row.not_counted),
            row.note if row.rank is not None else "",
            row.convention and f"re-based on: {row.convention}",
        ):
            if text:
                found.setdefault(text, []).append(row.subject)
    return tuple(_said(text, names, len(rows)) for text, names in found.items())


def _outside(not_counted: str) -> str:
    """The stages of the life cycle that a figure does not count."""
    if not not_counted:
        return ""
    return (
        f"stages {not_counted}"
        if not_counted.startswith("not stated")
        else f"stages not counted: {not_counted}"
    )


def _said(text: str, names: Sequence[str], count: int) -> str:
    who = "every row" if len(names) == count and count > 1 else _named(list(dict.fromkeys(names)))
    return f"{who}: {text}"
