"""One amount that stands for some life-cycle stages in one row and for more in another."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.coverage import period_of
from fullcount.rules.rule import PASSED, Failed, Outcome, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import PlacedImpact, View

__all__ = ["label", "two_labels"]

DIGITS_OF_NOTE = 3
"""Significant digits from which two equal amounts are no accident."""


def label(placed: "PlacedImpact") -> tuple[object, ...]:
    """What an impact row says that its amount is: axes, boundary, scope and factors, without what it covers."""
    row, amount = placed.row, placed.row["amount"]
    axes = (
        row["category"],
        row["phase"],
        row.get("part"),
        row.get("ghg_basis"),
        period_of(row),
        row.get("per"),
    )
    return (*axes, amount.get("boundary"), amount.get("scope"), tuple(amount.get("factors", ())))


def two_labels(view: "View") -> Iterator[Outcome]:
    """Equal amounts of rows whose life-cycle stages are part of those of the other."""
    groups: dict[object, list[PlacedImpact]] = {}
    for placed in view.impacts:
        stated = central(placed.row.get("amount")) if "life_cycle_stages" in placed.row else None
        if stated and len(f"{stated:.15g}".replace(".", "").strip("0")) >= DIGITS_OF_NOTE:
            groups.setdefault((*label(placed), stated), []).append(placed)
    yield from (_labelled(rows) for rows in groups.values() if len(rows) > 1)


def _labelled(rows: Sequence["PlacedImpact"]) -> Outcome:
    by_size = sorted(rows, key=lambda placed: len(placed.row["life_cycle_stages"]))
    few, many = by_size[0], by_size[-1]
    one, other = few.row["life_cycle_stages"], many.row["life_cycle_stages"]
    if not set(one) < set(other):
        return PASSED
    amount = f"{as_number(central(few.row['amount']) or 0)} {few.row['amount']['unit']}"
    message = f"{amount} stand for {' and '.join(one)}, and in {many.pointer} for {' and '.join(other)}"
    return Failed(
        f"{few.pointer}/life_cycle_stages", message, "label the figure with all its stages", Severity.WARNING
    )
