"""Cells of a table as values of the ledger."""

import math
import re
from datetime import datetime

from fullcount.ledger.columns.fields import CODES, COUNTS, FIELDS, IDS, NUMBERS, TIMES
from fullcount.ledger.columns.mapping import Column, TableMapping
from fullcount.ledger.columns.units import UNITS
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.loose import LARGEST
from fullcount.ledger.reading.moments import Moment, moment, moment_of_datetime
from fullcount.ledger.row import is_code, is_identifier

__all__ = ["BadCellError", "Cells"]

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._/-]+")
_THOUSANDS = re.compile(r"\d{1,3}([ \u00a0\u202f'])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_COMMA_FOR_POINT = str.maketrans({",": ".", ".": "?"})


class BadCellError(Exception):
    """A cell that cannot be read: `field`, what was `found` with its column, what was `expected`."""

    def __init__(self, field: str, found: str, expected: str) -> None:
        super().__init__(found)
        self.field, self.found, self.expected = field, found, expected


class Cells:
    """One row by field. `repairs` tells what was changed to make an id, `odd` which words were not listed."""

    def __init__(self, row: dict[str, str], mapping: TableMapping) -> None:
        self._row, self._mapping = row, mapping
        self.repairs: list[str] = []
        self.odd: dict[str, str] = {}
        self.numbers = {name: self._number(name) for name in (*NUMBERS, *COUNTS)}
        self.times = {name: self._time(name) for name in TIMES}
        self.texts = {name: self._word(name) for name in FIELDS if name not in (*NUMBERS, *COUNTS, *TIMES)}

    def _cell(self, name: str) -> tuple[Column, str]:
        """How a field is read, and its text; empty where the table says nothing."""
        column = self._mapping.columns.get(name, Column())
        if not column.column:
            return column, column.value
        text = self._row[column.column].strip()
        return column, "" if text in self._mapping.missing else text

    def _number(self, name: str) -> float | None:
        column, text = self._cell(name)
        if not text:
            return None
        plain = _THOUSANDS.sub(lambda match: match[0].replace(match[1], ""), text)
        if column.column and self._mapping.decimal == "," and self._mapping.format == "csv":
            plain = plain.translate(_COMMA_FOR_POINT)
        try:
            value = float(plain)
        except ValueError:
            value = math.nan
        whole = name not in COUNTS or value.is_integer()
        if not 0 <= value <= LARGEST or not whole:
            expected = "a whole number, 0 or more" if name in COUNTS else "a number, 0 or more"
            raise self._bad(name, column, text, expected)
        return value * UNITS[name][column.unit] if column.unit else value

    def _bad(self, name: str, column: Column, text: str, expected: str) -> BadCellError:
        return BadCellError(name, f"{clip(text)!r} in {clip(column.column or name)}", expected)

    def _time(self, name: str) -> Moment | None:
        column, text = self._cell(name)
        if not text:
            return None
        try:
            if column.format:
                return moment_of_datetime(datetime.strptime(text, column.format))
            return moment(text)
        except (ValueError, re.error):
            expected = f"a time as {column.format}" if column.format else "ISO 8601, or a number since 1970"
            raise self._bad(name, column, text, expected) from None

    def _word(self, name: str) -> str:
        column, text = self._cell(name)
        word = column.values.get(text, "") if column.values else text
        if text and not word:
            self.odd[f"unlisted-{name.replace('_', '-')}"] = text
        word = word or column.default
        if name in CODES:
            return self._code(name, word)
        return self._id(word) if name in IDS else word

    def _code(self, name: str, word: str) -> str:
        codes = CODES[name]
        known = word in codes if name == "outcome" else is_code(word, codes)
        if word and not known:
            if is_code(word.lower(), codes):
                return word.lower()
            self.odd[f"unlisted-{name.replace('_', '-')}"] = word
        return word if known else ""

    def _id(self, word: str) -> str:
        if not word or is_identifier(word):
            return word
        self.repairs.append(word)
        return _NOT_IN_ID.sub("-", word).strip("-._/")[:200]
