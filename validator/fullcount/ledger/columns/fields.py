"""What a mapping file may say of each field."""

from collections.abc import Iterator
from typing import Any

from fullcount.disclosure import pointer as pointers
from fullcount.ledger.columns.placed import Placed
from fullcount.ledger.columns.units import UNITS
from fullcount.ledger.errors import Problem
from fullcount.ledger.reading.mapping import MATCH_KEYS
from fullcount.ledger.row import OUTCOMES, RUN_TYPES, STAGES, is_code, is_identifier

__all__ = ["CODES", "COUNTS", "FIELDS", "IDS", "NUMBERS", "TIMES", "check_columns"]

NUMBERS = ("elapsed_s", "accelerators", "accelerator_hours", "memory_gib", "energy_kwh", "ghg_kgco2e")
COUNTS = ("nodes", "cores", "restarts")
TIMES = ("start", "end")
CODES = {"outcome": OUTCOMES, "stage": STAGES, "run_type": RUN_TYPES}
IDS = ("component", "facility", "equipment")
_TEXTS = ("job_id", "accelerator_model", "tag", *MATCH_KEYS)
FIELDS = (*_TEXTS, *CODES, *IDS, *TIMES, *NUMBERS, *COUNTS)
_SIZES = frozenset({"elapsed_s", "accelerator_hours", "energy_kwh"})


def check_columns(columns: Any, placed: Placed) -> Iterator[Problem]:
    """Everything wrong with the columns of a mapping file."""
    if not isinstance(columns, dict) or not columns:
        expected = "a map of fields to columns"
        yield placed.problem(
            "/columns", "nothing" if not columns else repr(columns), expected, "write columns: {...}"
        )
        return
    yield from placed.unknown_keys("/columns", columns, FIELDS)
    for name, spec in columns.items():
        if name in FIELDS:
            yield from _check(name, spec, placed)
    if not _SIZES & columns.keys() and not set(TIMES) <= columns.keys():
        expected = "elapsed_s, start and end, accelerator_hours or energy_kwh"
        yield placed.problem("/columns", "neither time nor energy", expected, "name one of these columns")


def _check(name: str, spec: Any, placed: Placed) -> Iterator[Problem]:
    pointer = pointers.child("/columns", name)
    if isinstance(spec, str) and spec:
        return
    if not isinstance(spec, dict):
        yield placed.problem(pointer, repr(spec), "the name of a column, or a map", "put the name in quotes")
        return
    yield from placed.unknown_keys(pointer, spec, _keys(name))
    given = [key for key in ("column", "value") if key in spec]
    if len(given) != 1:
        yield placed.problem(
            pointer, " and ".join(given) or "neither", "either column or value", "name one of them"
        )
    yield from (
        p
        for key in ("column", "format")
        if key in spec
        for p in placed.not_text(f"{pointer}/{key}", spec[key])
    )
    if "unit" in spec and name in UNITS:
        yield from placed.not_one_of(f"{pointer}/unit", spec["unit"], tuple(UNITS[name]))
    yield from _check_words(name, spec, pointer, placed)


def _keys(name: str) -> tuple[str, ...]:
    if name in TIMES:
        return "column", "value", "format"
    if name in NUMBERS or name in COUNTS:
        return ("column", "value", "unit") if name in UNITS else ("column", "value")
    return "column", "value", "values", "default"


def _check_words(name: str, spec: dict[str, Any], pointer: str, placed: Placed) -> Iterator[Problem]:
    values = spec.get("values", {})
    if not isinstance(values, dict):
        yield placed.problem(
            f"{pointer}/values", repr(values), "a map of cells to codes", "write values: {...}"
        )
        return
    words = {f"{pointer}/{key}": spec[key] for key in ("value", "default") if key in spec}
    words |= {pointers.child(f"{pointer}/values", key): value for key, value in values.items()}
    for place, word in words.items():
        if isinstance(word, bool) or not isinstance(word, str | int | float):
            yield placed.problem(place, repr(word), "text or a number", "put it in quotes")
        elif name == "outcome":
            yield from placed.not_one_of(place, str(word), OUTCOMES)
        elif name in CODES and not is_code(str(word), CODES[name]):
            yield from placed.not_one_of(place, str(word), CODES[name])
        elif name in IDS and not is_identifier(str(word)):
            expected = "letters, digits, dot, hyphen, underscore and slash"
            yield placed.problem(place, repr(word), expected, "use only these")
        elif name in (*NUMBERS, *COUNTS) and (not isinstance(word, int | float) or word < 0):
            yield placed.problem(place, repr(word), "a number, 0 or more", "write it without unit or quotes")
