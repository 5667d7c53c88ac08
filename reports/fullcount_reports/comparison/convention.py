"""One convention for all disclosures: the power of an accelerator-hour, the PUE and the grid."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.spelling import quoted
from fullcount.factors.search import known_place, known_years, nearest_names
from fullcount.printing import as_number
from fullcount.ranges import PUE
from fullcount_reports.comparison.errors import Wish, WishError, unknown

if TYPE_CHECKING:
    from fullcount.factors import Factor, FactorLibrary

__all__ = ["Convention", "parse_convention"]

CARBON = "grid-carbon-intensity"
FURTHEST = 10
"""Years between the year that is written and that of the factor; further apart, the year was mistaken."""
_YEAR = re.compile(r"(.+)-(\d{4})", re.ASCII)
_EXAMPLE = "grid=FRA-2024,pue=1.2,power=tdp"
_PARTS = ("grid", "pue", "power")
Figure = dict[str, Any]


@dataclass(frozen=True)
class Convention:
    """What is the same for all; None, or False, where each keeps its own. Figures are as in a disclosure: the intensity
    in gCO2e/kWh. `words` says all of it.
    """

    intensity: Figure | None
    pue: Figure | None
    rated_power: bool
    words: str


def parse_convention(text: str, library: "FactorLibrary") -> Convention:
    """Read `grid=FRA-2024,pue=1.2,power=tdp`; any part may be left out.

    Raises:
        WishError: with everything that is wrong with it.

    """
    wrong: list[Wish] = []
    given = _pairs(text, wrong)
    grid = _grid(given["grid"], library, wrong) if "grid" in given else None
    pue = _pue(given["pue"], wrong) if "pue" in given else None
    if given.get("power", "tdp").lower() != "tdp":
        wrong.append(_wish(f"power {quoted(given['power'])}", "tdp, the rated power", "write power=tdp"))
    if wrong:
        raise WishError(wrong)
    power = "power" in given
    return Convention(grid and grid[0], pue, power, _words(grid, pue, power))


def _pairs(text: str, wrong: list[Wish]) -> dict[str, str]:
    given: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        name, mark, value = (piece.strip() for piece in part.partition("="))
        if name not in _PARTS:
            wrong.append(unknown("--rebase", name, _PARTS, f"write for example {_EXAMPLE}"))
        elif not mark or not value:
            wrong.append(_wish(f"{name} without a value", _EXAMPLE, "complete it"))
        elif name in given:
            wrong.append(_wish(f"{name} twice", "each part once", "leave one of them out"))
        given[name] = value
    if not given:
        wrong.append(_wish("nothing", _EXAMPLE, "name at least one part"))
    return given


def _wish(found: str, expected: str, remedy: str) -> Wish:
    return Wish("--rebase", found, expected, remedy)


def _pue(value: str, wrong: list[Wish]) -> Figure | None:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not PUE.holds(number):
        wrong.append(
            _wish(f"pue {quoted(value)}", f"a number from {PUE.low:g} to {PUE.high:g}", "write pue=1.2")
        )
        return None
    return {"value": number, "unit": "1"}


def _grid(value: str, library: "FactorLibrary", wrong: list[Wish]) -> tuple[Figure, str] | None:
    """The intensity, and in words where it is from."""
    try:
        number = float(value)
    except ValueError:
        return _of_place(value, library, wrong)
    if not 0.0 <= number <= 2000.0:
        wrong.append(
            _wish(f"grid {quoted(value)}", "an intensity from 0 to 2000 gCO2e/kWh", "write grid=FRA-2024")
        )
        return None
    return {"value": number, "unit": "gCO2e/kWh"}, f"{as_number(number)} gCO2e/kWh"


def _of_place(value: str, library: "FactorLibrary", wrong: list[Wish]) -> tuple[Figure, str] | None:
    dated = _YEAR.fullmatch(value)
    name = dated[1] if dated else value
    place = known_place(library, name)
    if place is None:
        near = nearest_names(library, [name])
        remedy = f"did you mean {' or '.join(near)}?" if near else "see fullcount factor"
        wrong.append(
            _wish(
                f"the place {quoted(name)}",
                "a country, subdivision or cloud region of the factor tables",
                remedy,
            )
        )
        return None
    years = [factor.year for factor in library.scan(CARBON, place)]
    year = int(dated[2]) if dated else max(years, default=9999)
    found = library.find(CARBON, place, year)
    if found is None or (dated and abs(found.factor.year - year) > FURTHEST):
        known = known_years(library, place, [])
        remedy = f"known are {known}" if known else "give the intensity itself, as in grid=50"
        wrong.append(_wish(f"no intensity of {name} in {year}", "a year that the factor tables know", remedy))
        return None
    return _figure(found.factor), ", ".join(filter(None, (_named(found.factor), found.explanation)))


def _figure(factor: "Factor") -> Figure:
    ends = (
        {"low": factor.low, "high": factor.high} if factor.low is not None and factor.high is not None else {}
    )
    return {"value": factor.value, "unit": factor.unit, "factor": factor.id, **ends}


def _named(factor: "Factor") -> str:
    return f"{as_number(factor.value)} {factor.unit} ({factor.id})"


def _words(grid: tuple[Figure, str] | None, pue: Figure | None, power: bool) -> str:
    parts = (
        "accelerator-hours times the rated power, hosts not added" if power else "each lab's own energy",
        f"PUE {as_number(pue['value'])}" if pue else "each lab's own PUE",
        f"grid {grid[1]}" if grid else "each lab's own location-based intensity",
    )
    return "; ".join(parts)
