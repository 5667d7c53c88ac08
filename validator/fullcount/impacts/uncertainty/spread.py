"""How far a figure may be from the truth: the interval that it states, else the default of the standard.

The defaults are `schema/1.0/uncertainty.csv`: one interval for the kind of figure, from the spread of published ones,
and one for its basis, from the pedigree matrix of LCA (Frischknecht, Jungbluth et al. 2007, ecoinvent report No. 1).
They combine as independent errors of a logarithm do.
"""

import csv
from functools import cache
from math import exp, hypot, log
from statistics import NormalDist
from typing import NamedTuple

from fullcount.disclosure.figures import Figure, central
from fullcount.rooms import schema_room

__all__ = ["Default", "Spread", "default_for", "defaults", "spread_of"]

DIVISORS = frozenset({"lifetime", "utilisation", "pue", "overhead_ratio", "host_overhead", "it_overhead"})
"""Figures that a formula divides by, so that no draw may be 0."""
LARGEST = 709.0
"""The logarithm of about the largest float."""
CERTAIN = 99.9
"""Per cent for which an interval of 100 % is taken: a distribution needs a tail."""


class Spread(NamedTuple):
    """A figure with uncertainty: median and two spreads of its logarithm above `floor`, below and above the median.

    Where `linear_below` is set, the interval reaches down to the floor, which a logarithm cannot: below the median
    that many units belong to one standard deviation, and draws stop at the floor. `linear_above` is the same for a
    median that is the floor. Draws never exceed `ceiling`.
    """

    median: float
    sigma_below: float
    sigma_above: float
    floor: float
    ceiling: float
    linear_below: float = 0.0
    linear_above: float = 0.0

    @property
    def is_certain(self) -> bool:
        """Whether every draw is the median."""
        is_point = self.median == self.floor or not (self.sigma_below or self.sigma_above)
        return is_point and not (self.linear_below or self.linear_above)


class Default(NamedTuple):
    """One row of the table of defaults: the factors that lead to the ends of an interval of so many per cent."""

    field: str
    code: str
    times_below: float
    times_above: float
    interval: float
    floor: float
    source: str
    note: str

    @property
    def sigmas(self) -> tuple[float, float]:
        """Standard deviations of the logarithm, below and above."""
        z = _z(self.interval)
        return log(self.times_below) / z, log(self.times_above) / z


@cache
def defaults() -> dict[tuple[str, str], Default]:
    """The table of defaults by field and code."""
    with (schema_room() / "uncertainty.csv").open(encoding="utf-8", newline="") as file:
        rows = [_default(row) for row in csv.DictReader(file)]
    return {(row.field, row.code): row for row in rows}


def default_for(field: str, code: str = "") -> Default:
    """The default for a kind of figure; that of the field as a whole where its code has none."""
    table = defaults()
    return table.get((field, code)) or table[field, ""]


def spread_of(figure: Figure, field: str, code: str = "") -> Spread | None:
    """The spread of a figure of the kind `field`; None where it has no value.

    An interval down to 0 says nothing of a figure to divide by: below its value the default takes its place.
    """
    value = central(figure)
    if value is None:
        return None
    default, ceiling = default_for(field, code), 1.0 if field in {"utilisation", "load"} else float("inf")
    floor = default.floor if value >= default.floor else 0.0
    if ("low" in figure or "high" in figure) and figure.get("interval", 90.0) > 0:
        stated = _stated(value, figure, floor, ceiling)
        reaches_zero = field in DIVISORS and stated.linear_below and not stated.floor
        return stated._replace(sigma_below=default.sigmas[0], linear_below=0.0) if reaches_zero else stated
    of_kind, of_basis = default.sigmas, default_for("basis", figure.get("basis", "declared")).sigmas
    return Spread(value, hypot(of_kind[0], of_basis[0]), hypot(of_kind[1], of_basis[1]), floor, ceiling)


def _stated(value: float, figure: Figure, floor: float, ceiling: float) -> Spread:
    """The interval of the figure: its ends are met just as often as it says, and its value is the median."""
    low, high = min(figure.get("low", value), value), max(figure.get("high", value), value)
    floor, z = floor if low >= floor else 0.0, _z(figure.get("interval", 90.0))
    if value == floor:
        return Spread(value, 0.0, 0.0, floor, ceiling, linear_above=(high - value) / z)
    above = log((high - floor) / (value - floor)) / z
    if low > floor:
        return Spread(value, log((value - floor) / (low - floor)) / z, above, floor, ceiling)
    return Spread(value, 0.0, above, floor, ceiling, linear_below=(value - low) / z)


def _default(row: dict[str, str]) -> Default:
    return Default(
        row["field"],
        row["code"],
        float(row["times_below"]),
        float(row["times_above"]),
        float(row["interval"]),
        float(row["floor"]),
        row["source"],
        row["note"],
    )


@cache
def _z(interval: float) -> float:
    """Standard deviations from the median to the ends of a two-sided interval of so many per cent."""
    return NormalDist().inv_cdf(0.5 + min(interval, CERTAIN) / 200.0)


def ends(spread: Spread) -> tuple[float, float]:
    """The 90 % interval of a spread, for people to read."""
    z, excess = _z(90.0), spread.median - spread.floor
    low = spread.floor + excess * exp(-z * spread.sigma_below) - z * spread.linear_below
    times = exp(min(z * spread.sigma_above, LARGEST))
    high = spread.floor + excess * times + z * spread.linear_above
    return max(low, spread.floor), min(high, spread.ceiling)
