"""Ledger rows as cells of a table, and back."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any

from fullcount.counted import counted
from fullcount.ledger.errors import Problem, clip
from fullcount.ledger.row import (
    ENERGY_BOUNDARIES,
    OUTCOMES,
    RUN_TYPES,
    STAGES,
    LedgerRow,
    is_code,
    is_identifier,
)
from fullcount.ledger.times import local_time

__all__ = ["COLUMNS", "CellError", "cells_of_row", "row_of_cells"]

COLUMNS = tuple(field.name for field in fields(LedgerRow))
_LINE_ENDS = str.maketrans("\r\n", "  ")
_FORMULA = ("=", "+", "-", "@", "\t", " ")


class CellError(Exception):
    """Cells that make no row; `problems` names each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def cells_of_row(row: LedgerRow) -> list[str]:
    """The row as text: None is an empty cell, numbers have the shortest form that reads back the same.

    A text that a spreadsheet would take for a formula gets a space in front, which `read_table` takes off.
    """
    return [_text(getattr(row, column)) for column in COLUMNS]


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    text = str(value).translate(_LINE_ENDS)
    return f" {text}" if text.startswith(_FORMULA) else text


def row_of_cells(cells: Sequence[str], file: str, line: int) -> LedgerRow:
    """The row that `cells` hold, in the order of `COLUMNS`; raises `CellError` with every bad cell."""
    if len(cells) != len(COLUMNS):
        problem = Problem(
            file, line, counted(len(cells), "cell"), f"{len(COLUMNS)} cells", "write the ledger again"
        )
        raise CellError([problem])
    values: dict[str, Any] = {}
    problems = []
    for column, cell in zip(COLUMNS, cells, strict=True):
        read, expected = _READERS[column]
        try:
            values[column] = read(cell)
        except ValueError:
            found = f"{clip(cell)!r} in {column}" if cell else f"an empty {column}"
            problems.append(
                Problem(file, line, found, expected, "correct the cell, or write the ledger again")
            )
    if problems:
        raise CellError(problems)
    return LedgerRow(**values)


def _required(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _identifier(text: str) -> str:
    if text and not is_identifier(text):
        raise ValueError(text)
    return text


def _code(codes: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not is_code(text, codes):
            raise ValueError(text)
        return text

    return read


def _one_of(codes: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in codes:
            raise ValueError(text)
        return text

    return read


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or value < 0:
        raise ValueError(text)
    return value


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _user(text: str) -> str:
    if text and not re.fullmatch(r"[0-9a-f]{12}", text):
        raise ValueError(text)
    return text


def _kept(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The same reader for a column of few different values, each of which is read once."""
    return lru_cache(maxsize=1024)(read)


def _optional(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: read(text) if text else None


_READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "job_id": (_required, "an identifier"),
    "component": (_kept(lambda text: _identifier(_required(text))), "an id"),
    "stage": (_kept(_code(STAGES)), f"one of {', '.join(STAGES)}"),
    "run_type": (_kept(_code(RUN_TYPES)), f"one of {', '.join(RUN_TYPES)}"),
    "outcome": (_kept(_one_of(OUTCOMES)), f"one of {', '.join(OUTCOMES)}"),
    "facility": (_kept(_identifier), "an id"),
    "equipment": (_kept(_identifier), "an id"),
    "start": (_optional(local_time), "YYYY-MM-DDTHH:MM:SS"),
    "end": (_optional(local_time), "YYYY-MM-DDTHH:MM:SS"),
    "elapsed_s": (_optional(_number), "seconds, 0 or more"),
    "accelerators": (_kept(_optional(_number)), "a number, 0 or more"),
    "accelerator_model": (str, "text"),
    "nodes": (_kept(_optional(_count)), "a whole number"),
    "cores": (_kept(_optional(_count)), "a whole number"),
    "memory_gib": (_kept(_optional(_number)), "GiB, 0 or more"),
    "energy_kwh": (_optional(_number), "kWh, 0 or more"),
    "energy_boundary": (
        _kept(_optional(_one_of(ENERGY_BOUNDARIES))),
        f"one of {', '.join(ENERGY_BOUNDARIES)}",
    ),
    "ghg_kgco2e": (_optional(_number), "kgCO2e, 0 or more"),
    "state_raw": (str, "text"),
    "tag_raw": (str, "text"),
    "user": (_kept(_user), "12 hexadecimal digits"),
    "restarts": (_kept(_optional(_count)), "a whole number"),
    "note": (str, "text"),
}
