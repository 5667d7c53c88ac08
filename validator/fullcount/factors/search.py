"""Finding factors: all that is known for a place, or those whose names hold some words."""

import re
from collections.abc import Iterable, Iterator, Sequence

from fullcount.factors.factor import Factor, Found, Step
from fullcount.factors.kinds import KINDS, scope_rank
from fullcount.factors.letters import is_two_letters
from fullcount.factors.library import FactorLibrary
from fullcount.factors.places import country_of, normalise_place

__all__ = [
    "at_place",
    "by_words",
    "known_place",
    "known_years",
    "nearest_ids",
    "nearest_names",
    "place_named",
]

CLOSE = 0.5
_WORD = re.compile(r"\w+")


def known_place(library: FactorLibrary, word: str) -> str | None:
    """The place that a word names, in any case, or None: one that has a factor, or whose country has.

    That a country is that of `ML-1` is seen by its first letters only as they are typed: `ml-1` may be a machine.
    """
    names = [normalise_place(name) for name in dict.fromkeys((word, word.upper(), word.lower())) if name]
    for place in names:
        if any(library.scan(None, place)) or (country_of(place) and not _is_subdivision(place)):
            return place
    return next((place for place in names[:1] if country_of(place)), None)


def place_named(library: FactorLibrary, words: Sequence[str]) -> str | None:
    """The place that is called so in the tables, in any case; None where none or several are (Georgia)."""
    name = " ".join(words).lower()
    places = {factor.region for factor in library.scan() if factor.region and factor.name.lower() == name}
    return places.pop() if len(places) == 1 else None


def _is_subdivision(place: str) -> bool:
    return place[2:3] == "-" and place[:2].isupper()


def at_place(
    library: FactorLibrary, place: str, year: int | None, *, kind: str | None = None, scope: str | None = None
) -> list[Found]:
    """The nearest factor of every kind and scope for a place and its country, the preferred scope first.

    Without a year the newest of each.
    """
    factors = _there(library, place, kind)
    pairs = {(factor.kind, factor.scope) for factor in factors if scope in (None, factor.scope)}
    order = list(KINDS)
    return [
        found
        for one, other in sorted(pairs, key=lambda pair: (order.index(pair[0]), scope_rank(*pair), pair[1]))
        if (found := _nearest(library, place, year, one, other, factors))
    ]


def _there(library: FactorLibrary, place: str, kind: str | None = None) -> list[Factor]:
    """The factors of a place and of its country."""
    places = [place, *filter(None, [country_of(place)])]
    return [factor for where in places for factor in library.scan(kind, where)]


def _nearest(
    library: FactorLibrary, place: str, year: int | None, kind: str, scope: str, factors: Sequence[Factor]
) -> Found | None:
    alike = [factor for factor in factors if (factor.kind, factor.scope) == (kind, scope)]
    there = [factor for factor in alike if factor.region == place] or alike
    return library.find(kind, place, year or max(factor.year for factor in there), scope=scope)


def by_words(
    library: FactorLibrary,
    words: Sequence[str],
    year: int | None,
    *,
    kind: str | None = None,
    scope: str | None = None,
) -> list[Found]:
    """The factors whose id or name holds every word, in any case; two letters only as a whole word.

    Of those for a place, the nearest to the year, or else the newest; `year` says nothing of things without a place.
    """
    factors = [factor for factor in _with_words(library, words, kind) if scope in (None, factor.scope)]
    placed = {
        (factor.kind, factor.region, factor.scope): None for factor in factors if KINDS[factor.kind].placed
    }
    things = [factor for factor in factors if not KINDS[factor.kind].placed]
    nearest = (
        _nearest(library, region, year, of, within, [f for f in factors if f.region == region])
        for of, region, within in placed
    )
    return [
        *filter(None, nearest),
        *(Found(factor, Step.EXACT_YEAR, factor.region, factor.year) for factor in things),
    ]


def _with_words(library: FactorLibrary, words: Sequence[str], kind: str | None = None) -> Iterator[Factor]:
    wanted = [word.lower() for word in words]
    return (factor for factor in library.scan(kind) if all(_holds(_text(factor), word) for word in wanted))


def _holds(text: str, word: str) -> bool:
    """Whether a text has a word somewhere; two letters are too few to be part of another word."""
    return word in text and (not is_two_letters(word) or word in _WORD.findall(text))


def _text(factor: Factor) -> str:
    return f"{factor.id} {factor.name}".lower()


def known_years(library: FactorLibrary, place: str | None, words: Sequence[str]) -> str:
    """The years of the factors of a place, or of those that words find: `2010 to 2024`; "" where there is none."""
    factors = _there(library, place) if place else _with_words(library, words)
    years = sorted({factor.year for factor in factors})
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return ", ".join(f"{a} to {b}" if a < b else str(a) for a, b in zip(starts, ends, strict=True))


def nearest_names(library: FactorLibrary, words: Sequence[str]) -> list[str]:
    """Up to three places, things or names in the tables that are spelt like what was asked for."""
    return _close(" ".join(words), _names(library))


def nearest_ids(library: FactorLibrary, factor_id: str) -> list[str]:
    """Up to three ids that are spelt like this one."""
    return _close(factor_id, (factor.id for factor in library.scan()))


def _names(library: FactorLibrary) -> Iterator[str]:
    for factor in library.scan():
        yield from (factor.region, factor.name, factor.id.split("/")[2])


def _close(asked: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only where nothing was found

    by_lower = {name.lower(): name for name in names if name}
    return [by_lower[name] for name in get_close_matches(asked.lower(), by_lower, n=3, cutoff=CLOSE)]
