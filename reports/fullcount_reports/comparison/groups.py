"""Comparability groups: a row is ranked only among those that count the same in the same way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fullcount_reports.card.codes import in_order, lowered
from fullcount_reports.comparison.reading import METRICS
from fullcount_reports.comparison.row import Row

__all__ = ["grouped", "in_sequence", "label_of"]

UNRANKED = {
    "unclear": "the disclosure does not say how much of the work it counts",
    "stage": "it counts one part of the work, which is another part in every disclosure",
    "mixed": "its members count different parts of their work",
}
"""Boundaries within which no two figures are alike."""


def grouped(rows: Iterable[Row]) -> list[Row]:
    """The rows with their group, the reason why they are not ranked, or their rank, in the order of a table.

    The smallest has rank 1; equal figures share a rank. Neither the order of the rows nor rows of other groups matter.
    """
    placed = [
        replace(row, group=label_of(row), reason=row.reason or UNRANKED.get(row.boundary, "")) for row in rows
    ]
    return sorted(_ranked(placed), key=in_sequence)


def _ranked(rows: Sequence[Row]) -> Iterable[Row]:
    own = _ranks([(row.group, row.value) for row in rows if not row.reason and row.value is not None])
    once = {(row.id, _rebased_group(row), row.rebased_value) for row in rows if row.boundary not in UNRANKED}
    rebased = _ranks((group, value) for _, group, value in once)
    for row in rows:
        rank = None if row.reason else own.get((row.group, row.value))
        yield replace(row, rank=rank, rebased_rank=rebased.get((_rebased_group(row), row.rebased_value)))


def _ranks(pairs: Iterable[tuple[str, float | None]]) -> dict[tuple[str, float | None], int]:
    """The rank of each figure in its group."""
    groups: dict[str, list[float]] = {}
    for group, value in pairs:
        if value is not None:
            groups.setdefault(group, []).append(value)
    ranks: dict[tuple[str, float | None], int] = {}
    for group, values in groups.items():
        for place, value in enumerate(sorted(values), 1):
            ranks.setdefault((group, value), place)
    return ranks


def label_of(row: Row) -> str:
    """The group of a row in words."""
    parts = (
        METRICS[row.metric].title,
        f"per {row.per}" if row.per else "",
        f"of {METRICS[row.measure].title.lower()}" if row.measure else "",
        lowered("subject-kind", row.kind) if row.kind else "",
        lowered("work-boundary", row.boundary) if row.boundary != "mixed" else "several boundaries",
        lowered("phase", row.phase) if row.phase else "",
        f"energy of the {_ENERGY.get(row.energy_boundary, row.energy_boundary)}"
        if row.energy_boundary
        else "",
        f"{row.ghg_basis}-based" if row.ghg_basis in {"location", "market"} else "",
        "basis unspecified" if row.ghg_basis == "unspecified" else "",
        "synthetic" if row.data_status == "synthetic" else "",
    )
    return " · ".join(filter(None, parts))


_ENERGY = {"accelerator": "accelerators", "node": "nodes", "it": "IT equipment", "facility": "facility"}


def _rebased_group(row: Row) -> str:
    """One convention has one energy boundary and one grid: what remains is the work and what it is of."""
    synthetic = row.data_status == "synthetic"
    return f"{row.metric} {row.per} {row.kind} {row.boundary} {row.convention} {synthetic}"


def in_sequence(row: Row) -> tuple[object, ...]:
    """The order of rows: by metric and group; ranked before apart before missing."""
    metric = list(METRICS).index(row.metric)
    code = in_order("work-boundary", {row.boundary})
    is_apart, is_missing = bool(row.reason), row.value is None and row.below is None
    number = row.value if row.value is not None else row.below or 0.0
    place = (row.group, row.rank or 0) if not is_apart else (row.group, 0)
    return (metric, is_missing, is_apart, *place, number, row.subject, row.id, code, row.file)
