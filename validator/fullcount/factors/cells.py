"""What is wrong with the cells of one row: (found, expected, remedy), one for each thing that is wrong."""

import difflib
import math
import re
from collections.abc import Iterator, Mapping

from fullcount.counted import in_unit
from fullcount.factors.kinds import KINDS, Kind
from fullcount.factors.places import WORLD, countries, normalise_place

__all__ = ["row_problems"]

_ID = re.compile(r"[a-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*){2,}", re.ASCII)
_PLACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_VERIFIED = ("", "yes", "partly", "no")
_COUNTRY = re.compile(r"[A-Z]{2,3}", re.ASCII)
_A_PLACE = "give a country (FRA), a subdivision (US-VT) or a site"
_A_COUNTRY = "the ISO 3166-1 alpha-3 code of a country (FRA), XKX or WLD"
_SHOWN = 60
THOUSAND = 1000

_Wrong = tuple[str, str, str]


def row_problems(row: Mapping[str, str], *, allow_unverified: bool) -> Iterator[_Wrong]:
    """Everything that is wrong with one row of a factor table; nothing when it is good."""
    yield from _name_problems(row)
    yield from _kind_problems(row)
    yield from _region_problems(row)
    yield from _figure_problems(row)
    yield from _origin_problems(row, allow_unverified=allow_unverified)


def _name_problems(row: Mapping[str, str]) -> Iterator[_Wrong]:
    if not _ID.fullmatch(row["id"]):
        yield _cell(row, "id"), "an id such as 'mylab/stack/FRA/2024'", "write source/scope/place/year"
    if not _SLUG.fullmatch(row["scope"]):
        expected = "a scope such as 'lifecycle-generation'"
        yield _cell(row, "scope"), expected, "use lower-case letters, digits and hyphens"
    if not _YEAR.fullmatch(row["year"]):
        yield _cell(row, "year"), "the year the figure is for, such as 2024", "give the year"


def _kind_problems(row: Mapping[str, str]) -> Iterator[_Wrong]:
    kind = KINDS.get(row["kind"])
    if kind is None:
        near = difflib.get_close_matches(row["kind"], KINDS, 1)
        remedy = f"did you mean {near[0]!r}?" if near else "use one of these"
        yield _cell(row, "kind"), f"one of {', '.join(KINDS)}", remedy
        return
    if row["unit"] != kind.unit:
        remedy = f"convert the value to {kind.unit}"
        yield _cell(row, "unit"), f"{kind.unit!r}, the unit of every {kind.code}", remedy
    if not row.get("region") and kind.placed:
        yield "no region", f"the place that this {kind.code} is for", _A_PLACE


def _region_problems(row: Mapping[str, str]) -> Iterator[_Wrong]:
    """A place that cannot be one, or that is never asked for: a country goes by its three letters."""
    region, known = row.get("region", ""), countries()
    if region and not _PLACE.fullmatch(region):
        yield _cell(row, "region"), "a place in letters, digits, dots, hyphens and underscores", _A_PLACE
    elif known and _COUNTRY.fullmatch(region) and region not in known:
        yield _cell(row, "region"), _A_COUNTRY, _country_meant(region, known)


def _country_meant(region: str, known: Mapping[str, str]) -> str:
    """The country of two letters, or those whose three are nearly the same."""
    if (whole := normalise_place(region)) in known:
        return f"write {whole} ({known[whole]})"
    near = difflib.get_close_matches(region, known, 3) if len(region) == len(WORLD) else []
    if near:
        return f"did you mean {' or '.join(f'{code} ({known[code]})' for code in near)}?"
    return "write the code of the country; a site in lower-case letters"


def _figure_problems(row: Mapping[str, str]) -> Iterator[_Wrong]:
    figures: dict[str, float] = {}
    for column in ("low", "value", "high"):
        cell = row.get(column, "")
        number = _number(cell)
        if number is not None:
            figures[column] = number
        elif cell or column == "value":
            yield (
                _cell(row, column),
                "a number",
                "write digits and a decimal point, nothing else",
            )
    yield from (_negative(row, column) for column, number in figures.items() if number < 0)
    yield from _absurd_figures(row, figures)
    if list(figures.values()) != sorted(figures.values()):
        found = ", ".join(f"{column} {row[column]}" for column in figures)
        yield found, "low <= value <= high", "put the three in order, or leave low and high empty"


def _absurd_figures(row: Mapping[str, str], figures: Mapping[str, float]) -> Iterator[_Wrong]:
    """Figures that no unit, place or device explains; negative ones and other units are named elsewhere."""
    kind = KINDS.get(row["kind"])
    if kind is None or row["unit"] != kind.unit:
        return
    for column, number in figures.items():
        if kind.is_in_larger_unit(number):
            remedy = f"if it is in {kind.larger_unit}, write {number * THOUSAND:.10g}"
            yield _cell(row, column), _possible(kind), remedy
        elif number >= 0 and not kind.possible.holds(number):
            yield _cell(row, column), _possible(kind), "check the unit and the decimal point"


def _possible(kind: Kind) -> str:
    low, high = kind.possible
    ends = f"0, or 1 to {high:,g}" if kind.larger_unit and not low else f"{low:,g} to {high:,g}"
    return f"{in_unit(ends, kind.unit)}, outside which a figure of kind {kind.code} is absurd"


def _origin_problems(row: Mapping[str, str], *, allow_unverified: bool) -> Iterator[_Wrong]:
    for column in ("source", "licence"):
        if not row[column]:
            yield _cell(row, column), f"the {column} of the figure", f"say the {column}: no number without it"
    verified = row.get("verified", "")
    if verified not in _VERIFIED:
        yield _cell(row, "verified"), "'yes', 'partly' or 'no'", "use one of these, or leave it empty"
    elif verified == "no" and not allow_unverified:
        yield (
            _cell(row, "verified"),
            "a checked figure",
            "compare it with its source, or take unverified ones with --unverified",
        )


def _number(cell: str) -> float | None:
    if not _NUMBER.fullmatch(cell):
        return None
    number = float(cell)
    return number if math.isfinite(number) else None


def _negative(row: Mapping[str, str], column: str) -> _Wrong:
    return _cell(row, column), "a figure of 0 or more", "check the sign"


def _cell(row: Mapping[str, str], column: str) -> str:
    text = row.get(column, "")
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"{column} {shown!r}" if text else f"no {column}"
