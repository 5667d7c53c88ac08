"""A printed figure with the inputs from which it can be recomputed: one row of `agreement.csv`."""

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.disclosure.figures import Amount, printed

__all__ = ["ROOM", "Claim", "claims", "numeral", "rows_of", "unclaimed"]

ROOM = Path(__file__).resolve().parents[2] / "datasets/published"
EXACT = frozenset({"devices", "accelerators_per_node", "lifetime_years", "memory_gb", "density_gb_per_cm2"})
"""Counts, capacities and conventions: no rounding is in them."""
FACTORS = {
    "h": 1.0,
    "kWh": 1.0,
    "Wh": 1e-3,
    "MWh": 1e3,
    "kg": 1.0,
    "g": 1e-3,
    "t": 1e3,
    "lb": 0.45359237,
    "L": 1.0,
    "mL": 1e-3,
    "m3": 1e3,
    "MJ": 1.0,
    "kgSbe": 1.0,
    "1": 1.0,
    "%": 0.01,
}
"""Units in which figures are printed, in those of the standard; a pound is 0.45359237 kg by definition."""

Figure = dict[str, Any]


class Claim(NamedTuple):
    """One row. Blank cells are what the source leaves out of its own product."""

    cells: Mapping[str, str]

    def __getattr__(self, column: str) -> str:
        try:
            return self.cells[column]
        except KeyError:
            raise AttributeError(column) from None

    def figure(self, column: str, unit: str, times: float = 1.0) -> Figure:
        """A cell in a unit of the standard, with the rounding in which it is printed."""
        if column in EXACT:
            value = float(self.cells[column]) * times
            return {"low": value, "high": value, "unit": unit}
        return {**numeral(self.cells[column], times), "unit": unit}

    def amount(self, column: str, times: float = 1.0) -> Amount:
        """The interval in which a cell is printed."""
        return _amount(self.figure(column, "", times))

    def amounts(self) -> list[Amount]:
        """The terms, in the unit of the printed figure."""
        return [_amount(numeral(text)) for text in self.cells["terms"].split()]

    @property
    def target(self) -> Amount:
        """What is printed, in the unit in which it is printed."""
        return _amount(numeral(self.cells["printed"]))

    @property
    def factor(self) -> float:
        """From the printed unit to that of the standard."""
        return FACTORS[self.cells["unit"]]


def numeral(text: str, times: float = 1.0) -> Figure:
    """A number as printed. With a point or an exponent every digit counts; else trailing zeros do not."""
    number = Decimal(text)
    digits = {"significant_figures": len(number.as_tuple().digits)} if set(text) & set(".e") else {}
    return {"value": float(number) * times, **digits}


def _amount(figure: Figure) -> Amount:
    interval = printed(figure)
    if interval is None:
        raise ValueError(f"no number in {figure}")
    return interval


def claims() -> list[Claim]:
    """Every claim, in the order of the table."""
    return [Claim(row) for row in rows_of("agreement.csv")]


def unclaimed() -> list[dict[str, str]]:
    """The published rows that cannot be recomputed, each with the reason."""
    return rows_of("not-recomputed.csv")


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one table of the package."""
    with (ROOM / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
