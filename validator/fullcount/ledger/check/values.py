"""What a cell holds: the readers of frictionless 5 for each type of the Table Schema, cell for cell the same.

A reader answers None for a text that is no value of its type. Numbers are exact decimals, with `NaN`, `inf`, blanks
around them and underscores within, as Python reads them; a number with a thousands separator needs `groupChar`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

from fullcount.ledger.check.schema import Field
from fullcount.ledger.errors import LedgerError, Problem

__all__ = ["FALSE", "TRUE", "Reader", "reader_of"]

Reader = Callable[[Any], Any]
TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")
_USUAL = "%Y-%m-%dT%H:%M:%S"
_IN_USUAL_FORM = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII).fullmatch
_OUTER = re.compile(r"((^[^-\d]*)|(\D*$))")


def reader_of(field: Field) -> Reader:
    """The function from text to value for `field`."""
    return _READERS[field.type](field)


def _string(_field: Field) -> Reader:
    return lambda cell: cell if isinstance(cell, str) else None


def _any(_field: Field) -> Reader:
    return lambda cell: cell


def _number(field: Field) -> Reader:
    options = field.options
    group, point = str(options.get("groupChar", "")), str(options.get("decimalChar", "."))
    bare = options.get("bareNumber", True)

    def read(cell: Any) -> Any:
        if isinstance(cell, bool):
            return None
        if isinstance(cell, int):
            return cell
        text = str(cell).strip()
        text = text if bare else _OUTER.sub("", text)
        text = text.replace(group, "") if group else text
        if point != ".":
            if "." in text:
                return None
            text = text.replace(point, ".")
        try:
            return float(text) if options.get("floatNumber") else Decimal(text)
        except (InvalidOperation, ValueError):
            return None

    return read


def _integer(field: Field) -> Reader:
    bare = field.options.get("bareNumber", True)

    def read(cell: Any) -> Any:
        if isinstance(cell, int):
            return None if isinstance(cell, bool) else cell
        text = str(cell).strip()
        try:
            return int(text if bare else _OUTER.sub("", text))
        except ValueError:
            return None

    return read


def _boolean(field: Field) -> Reader:
    known: dict[str, bool] = dict.fromkeys(field.options.get("trueValues", TRUE), True)
    known.update(dict.fromkeys(field.options.get("falseValues", FALSE), False))
    return lambda cell: cell if isinstance(cell, bool) else known.get(cell)


def _year(_field: Field) -> Reader:
    def read(cell: Any) -> Any:
        if isinstance(cell, str) and len(cell) != len("2026"):
            return None
        try:
            year = int(cell)
        except (ValueError, TypeError):
            return None
        return year if 0 <= year <= 9999 else None

    return read


def _yearmonth(_field: Field) -> Reader:
    def read(cell: Any) -> Any:
        try:
            year, month = map(int, cell.split("-"))
        except (ValueError, AttributeError):
            return None
        return (year, month) if 1 <= month <= 12 else None

    return read


def _moment(field: Field, default: Reader, part: Callable[[datetime], Any]) -> Reader:
    def read(cell: Any) -> Any:
        try:
            if field.format == "default":
                return default(cell)
            if field.format == "any":
                return part(_dateutil("dateutil.parser", field).parse(cell))
            if field.format == _USUAL and _IN_USUAL_FORM(cell):
                return part(datetime.fromisoformat(cell))
            return part(datetime.strptime(cell, field.format))
        except (ValueError, TypeError, OverflowError, IndexError, AttributeError, re.error):
            return None

    return read


def _datetime(field: Field) -> Reader:
    def default(cell: str) -> datetime | None:
        if cell[16] != ":" or len(cell) < len("2026-11-21T00:00:00"):
            return None
        moment: datetime = _dateutil("dateutil.parser", field).isoparse(cell)
        return moment

    return _moment(field, default, lambda moment: moment)


def _date(field: Field) -> Reader:
    def default(cell: str) -> date:
        return datetime.strptime(cell, "%Y-%m-%d").date()

    return _moment(field, default, lambda moment: moment.date())


def _time(field: Field) -> Reader:
    def default(cell: str) -> time | None:
        if cell[5] != ":" or len(cell) < len("00:00:00"):
            return None
        moment: datetime = _dateutil("dateutil.parser", field).isoparse(f"2000-01-01T{cell}")
        return moment.timetz()

    return _moment(field, default, lambda moment: moment.timetz())


def _dateutil(module: str, field: Field) -> Any:
    try:
        return import_module(module)
    except ImportError:
        remedy = "pip install 'fullcount[ledger]'"
        raise LedgerError(
            [Problem(field.name, None, f"the format {field.format!r}", "the library dateutil", remedy)]
        ) from None


_READERS: Mapping[str, Callable[[Field], Reader]] = {
    "string": _string,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "datetime": _datetime,
    "date": _date,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
    "any": _any,
}
