"""One row of a comparison: a figure of a disclosure, with everything that a reader needs to judge it."""

from dataclasses import dataclass, fields, replace
from typing import Any

__all__ = ["COLUMNS", "Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure. Numbers that are not known are None, text that does not apply is empty; nothing missing is zero.

    `rank` counts from 1, the smallest figure of its group; without a rank, `reason` says why. `low` and `high` are the
    ends of the 90 % interval, `below` is a bound in place of a value. `missing_share` is the share of accelerator-hours
    in scope that the figure leaves out. A share is one of the `measure`, in the
    `whole`. The `rebased` figures follow the convention that `convention` names.
    """

    rank: int | None
    subject: str
    developer: str
    year: int | None
    kind: str
    data_status: str
    id: str
    revision: int | None
    revision_status: str
    metric: str
    phase: str
    ghg_basis: str
    energy_boundary: str
    boundary: str
    value: float | None
    low: float | None
    high: float | None
    below: float | None
    unit: str
    per: str
    measure: str
    whole: str
    how: str
    basis: str
    evidence_grade: str
    level: int | None
    missing_share: float | None
    not_counted: str
    accelerators: str
    country: str
    group: str
    reason: str
    rebased_value: float | None
    rebased_low: float | None
    rebased_high: float | None
    rebased_rank: int | None
    convention: str
    parameters: float | None
    tokens: float | None
    errors: int | None
    warnings: int | None
    note: str
    sources: str
    file: str

    def but(self, **changes: Any) -> "Row":
        """The same row with some cells changed."""
        return replace(self, **changes)


COLUMNS = tuple(field.name for field in fields(Row))
"""The columns of a comparison, in order."""
