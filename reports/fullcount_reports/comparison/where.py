"""A small language of comparisons of columns: `year>=2024 and (developer=Meta or not kind=service)`.

Operators are = (or ==), !=, <, <=, > and >=, `and`, `or`, `not` and brackets. Text is compared in any case and `=` and
`!=` take globs; a number is compared with a number. A cell that is not known meets no comparison. Nothing is evaluated
as a program.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from operator import ge, gt, le, lt
from typing import Any

from fullcount.disclosure.spelling import quoted
from fullcount_reports.comparison.errors import Wish, WishError, unknown

__all__ = ["Condition", "parse_where"]

Test = Callable[[Mapping[str, Any]], bool]
MOST_TOKENS = 200
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<mark>[()]|[<>=!]=|[<>=])|(?P<word>[^\s()<>=!"']+))"""
)
_ORDER = {"<": lt, "<=": le, ">": gt, ">=": ge}


@dataclass(frozen=True)
class Condition:
    """A parsed expression and the columns that it speaks of."""

    test: Test
    columns: frozenset[str]


def parse_where(text: str, columns: Collection[str]) -> Condition:
    """Read an expression over these columns.

    Raises:
        WishError: it is none, or a column is unknown.

    """
    parser = _Parser(_tokens(text), columns)
    test = parser.either()
    if parser.rest:
        raise _wrong(f"{quoted(parser.rest[0])} after the end", "and, or, or nothing more")
    return Condition(test, frozenset(parser.used))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise _wrong(quoted(text[place : place + 20]), "a column, a mark or a value")
        found.append(match.group().strip())
        place = match.end()
    if len(found) > MOST_TOKENS:
        raise _wrong(f"{len(found)} words", f"at most {MOST_TOKENS}")
    return found


def _wrong(found: str, expected: str) -> WishError:
    remedy = 'write for example "year>=2024 and developer=Meta"'
    return WishError([Wish("--where", found, expected, remedy)])


class _Parser:
    """Reads tokens from the left: `or` binds least, then `and`, then `not`."""

    def __init__(self, tokens: list[str], columns: Collection[str]) -> None:
        self.rest = tokens
        self.columns = columns
        self.used: set[str] = set()

    def either(self) -> Test:
        """Comparisons parted by `or`."""
        tests = [self._both()]
        while self._takes("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._takes("and"):
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)

    def _one(self) -> Test:
        if self._takes("not"):
            inner = self._one()
            return lambda row: not inner(row)
        if self._takes("("):
            within = self.either()
            if not self._takes(")"):
                raise _wrong(self._shown(), "a closing bracket")
            return within
        return self._comparison()

    def _comparison(self) -> Test:
        column = self._next("a column").replace("-", "_")
        if column not in self.columns:
            raise WishError([unknown("--where", column, self.columns)])
        self.used.add(column)
        mark = self._next("one of = != < <= > >=")
        if mark not in {"=", "==", "!=", *_ORDER}:
            raise _wrong(quoted(mark), "one of = != < <= > >=")
        value = self._next("a value")
        if value in {"(", ")", "and", "or", "=", "=="} or value in _ORDER:
            raise _wrong(quoted(value), "a value")
        return _comparison(column, mark, _plain(value))

    def _takes(self, word: str) -> bool:
        if self.rest and self.rest[0].lower() == word:
            self.rest.pop(0)
            return True
        return False

    def _next(self, expected: str) -> str:
        if not self.rest:
            raise _wrong("the end", expected)
        return self.rest.pop(0)

    def _shown(self) -> str:
        return quoted(self.rest[0]) if self.rest else "the end"


def _plain(token: str) -> str:
    return token[1:-1] if token[:1] in {'"', "'"} else token


def _comparison(column: str, mark: str, value: str) -> Test:
    number = _number(value)

    def test(row: Mapping[str, Any]) -> bool:
        cell = row[column]
        if cell is None or cell == "":
            return False
        if isinstance(cell, str):
            return _of_text(cell, mark, value)
        return number is not None and _of_numbers(float(cell), mark, number)

    return test


def _of_text(cell: str, mark: str, value: str) -> bool:
    if mark in _ORDER:
        return bool(_ORDER[mark](cell.lower(), value.lower()))
    return fnmatchcase(cell.lower(), value.lower()) is (mark != "!=")


def _of_numbers(cell: float, mark: str, number: float) -> bool:
    if mark in _ORDER:
        return bool(_ORDER[mark](cell, number))
    return (cell == number) is (mark != "!=")


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return {"true": 1.0, "false": 0.0}.get(value.lower())
