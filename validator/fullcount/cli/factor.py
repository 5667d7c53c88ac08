"""`fullcount factor`: which impact factors are known, for a place or by words, and everything about one."""

import re

from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.factor_tables import add_factor_arguments, library_of
from fullcount.cli.output import add_format, print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence
    from typing import Any

    from fullcount.factors import Factor, FactorLibrary, Found

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount factor find FRA 2024
  fullcount factor find US-VT 2023 --kind grid-carbon-intensity --format json
  fullcount factor find h100
  fullcount factor show ember/lifecycle-generation/FRA/2024
  fullcount factor find FRA 2024 --factors ours.csv
"""
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
SHOWN = 50
"""Factors that text lists; JSON lists all."""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    from fullcount.factors.kinds import KINDS

    parser.add_argument("action", choices=("find", "show"), help="list factors, or show all about one")
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="find: a place, or words, and perhaps a year; show: an id"
    )
    parser.add_argument("--kind", choices=tuple(KINDS), metavar="KIND", help="find only this kind of factor")
    parser.add_argument("--scope", metavar="SCOPE", help="find only this scope, such as lifecycle-generation")
    add_factor_arguments(parser)
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Find or show, in tables that are as they were sealed."""
    library = library_of(arguments).verify()
    return _find(library, arguments) if arguments.action == "find" else _show(library, arguments)


def _find(library: "FactorLibrary", arguments: "Namespace") -> int:
    from fullcount.factors.search import at_place, by_words

    words, year = _words_and_year(arguments.words)
    narrowed = {"kind": arguments.kind, "scope": arguments.scope}
    place = _place(library, words)
    if not place:
        _refuse_two_letters(library, words)
    found = (
        at_place(library, place, year, **narrowed) if place else by_words(library, words, year, **narrowed)
    )
    _refuse_wrong_year(library, words, found)
    if not found:
        raise _nothing(library, words, place, arguments)
    if arguments.format == "json":
        print_json([_answer(item, _note(item, year)) for item in found])
    else:
        _print_found(found, year, named=_is_named(words, place, found))
    return FINE


def _is_named(words: "Sequence[str]", place: str | None, found: "Sequence[Found]") -> bool:
    """Whether the places are to be named: there are several, or the one was not asked for by its own code."""
    if place:
        return " ".join(words).lower() != place.lower()
    return len({item.region for item in found if item.region}) > 1


def _place(library: "FactorLibrary", words: "Sequence[str]") -> str | None:
    """The one place that the words are the code or the name of."""
    from fullcount.factors.search import known_place, place_named

    known = known_place(library, words[0]) if len(words) == 1 else None
    return known or place_named(library, words)


def _words_and_year(words: "Sequence[str]") -> "tuple[list[str], int | None]":
    """The words without the year at their end, and the year; stops where no word or a second year is left."""
    *first, last = words
    rest, year = (first, int(last)) if first and YEAR.fullmatch(last) else (list(words), None)
    if not any(word.strip() for word in rest):
        raise Exit(
            USAGE, ["there is no word to look for; give a place, such as FRA, or a name, such as h100"]
        )
    if year and YEAR.fullmatch(rest[-1]):
        raise Exit(USAGE, [f"two years were given, {rest[-1]} and {year}: give one"])
    return rest, year


def _refuse_two_letters(library: "FactorLibrary", words: "Sequence[str]") -> None:
    """Stop at two letters alone that are no country with factors: as part of a name they would find anything."""
    from fullcount.factors.letters import country_named, is_two_letters, places_like

    word, *more = words
    if more or not is_two_letters(word):
        return
    country = country_named(word)
    what = f"for {country}" if country else f"for {word!r}, which is the code of no country"
    near = ", ".join(places_like(library, word))
    hint = f"like it are {near}" if near else "write its code or its whole name, such as FR, FRA or France"
    raise Exit(FINDINGS, [f"no factor {what}; {hint}"])


def _refuse_wrong_year(library: "FactorLibrary", words: "Sequence[str]", found: "Sequence[Found]") -> None:
    """Stop at a number that is no year, after a place or after words that find something without it."""
    from fullcount.factors.search import known_years

    *others, last = words
    if not others or not last.isdigit():
        return
    place = _place(library, others)
    years = known_years(library, place, others)
    if years and (place or not found):
        named = " ".join(map(repr, others))
        raise Exit(FINDINGS, [f"no factor for {named} in the year {last}; known years are {years}"])


def _nothing(
    library: "FactorLibrary", words: "Sequence[str]", place: str | None, arguments: "Namespace"
) -> Exit:
    """The end of a search in vain, with what is there instead."""
    from fullcount.factors.search import at_place, nearest_names

    wanted = [
        f"of {what} {name}" for what, name in (("kind", arguments.kind), ("scope", arguments.scope)) if name
    ]
    asked = " ".join([*(repr(word) for word in words), *wanted])
    if place:
        known = [f"{item.factor.kind} ({item.factor.scope})" for item in at_place(library, place, None)]
        return Exit(FINDINGS, [f"no factor for {asked}; known there: {', '.join(known) or 'none'}"])
    nearest = nearest_names(library, words)
    hint = f"; nearest are {', '.join(map(repr, nearest))}" if nearest else ""
    return Exit(FINDINGS, [f"no factor for {asked}{hint}"])


def _note(found: "Found", year: int | None) -> str:
    """What stands in for the year that was asked for, of things too: they have one figure, whatever the year."""
    if found.explanation or year in (None, found.factor.year):
        return found.explanation
    return f"of {found.factor.year}, not of {year}: it is not stated year by year"


def _answer(found: "Found", note: str) -> "dict[str, Any]":
    asked = {"region": found.region, "year": found.year}
    head = {"asked": asked, "step": found.step.value, "explanation": note}
    return {**head, "factor": _as_data(found.factor)}


def _as_data(factor: "Factor") -> "dict[str, Any]":
    """The fields of a factor, empty ones left out: missing is neither zero nor empty."""
    return {name: value for name, value in factor._asdict().items() if value not in ("", None)}


def _print_found(found: "Sequence[Found]", year: int | None, *, named: bool) -> None:
    """A line for each factor, with the name of its place where `named`."""
    from fullcount.printing import printable

    rows = [(*_cells(item.factor), item.factor.name if named else "") for item in found[:SHOWN]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells, item in zip(rows, found, strict=False):
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print(printable("  ".join(padded).rstrip()))
        if note := _note(item, year):
            print(f"    {printable(note)}")
    if len(found) > SHOWN:
        print(f"and {len(found) - SHOWN} more: add words, --kind or --scope")


def _cells(factor: "Factor") -> tuple[str, ...]:
    return factor.kind, _value(factor), str(factor.year), factor.scope, factor.id


def _value(factor: "Factor") -> str:
    """The figure as its table states it, every digit."""
    unit = "" if factor.unit == "1" else f" {factor.unit}"
    if factor.low is None and factor.high is None:
        return f"{_number(factor.value)}{unit}"
    low, high = (factor.value if end is None else end for end in (factor.low, factor.high))
    return f"{_number(factor.value)} ({_number(low)} to {_number(high)}){unit}"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _show(library: "FactorLibrary", arguments: "Namespace") -> int:
    if arguments.kind or arguments.scope:
        raise Exit(USAGE, ["--kind and --scope narrow what find lists; show takes ids"])
    known = [(_existing(library, name), name) for name in arguments.words]
    answers = [_whole(library, factor) for factor, _ in known]
    if arguments.format == "json":
        print_json(answers if len(answers) > 1 else answers[0])
    else:
        for answer in answers:
            _print_whole(answer)
    return FINE


def _existing(library: "FactorLibrary", name: str) -> "Factor":
    from fullcount.factors.search import nearest_ids

    factor = library.get(name)
    if factor is None:
        nearest = nearest_ids(library, name)
        hint = f"; nearest are {', '.join(nearest)}" if nearest else ""
        raise Exit(FINDINGS, [f"no factor has the id {name!r}{hint}"])
    return factor


def _whole(library: "FactorLibrary", factor: "Factor") -> "dict[str, Any]":
    """Every field, and how to cite it."""
    from fullcount.factors.citation import citation

    table = library.table_of(factor.id)
    path = str(table.path) if table else ""
    cite = citation(factor, table.path) if table else factor.source
    return {**_as_data(factor), "cite": cite, "table": path}


def _print_whole(answer: "dict[str, Any]") -> None:
    from fullcount.printing import printable

    for line in _lines(answer):
        print(printable(line))


def _lines(answer: "dict[str, Any]") -> "Iterator[str]":
    from fullcount.factors import Factor

    yield answer["id"]
    for name in (*Factor._fields[1:], "cite", "table"):
        value = answer.get(name, "not stated")
        shown = _number(value) if isinstance(value, float) else value
        yield f"  {name.replace('_', ' ') + ':':12} {shown}"
