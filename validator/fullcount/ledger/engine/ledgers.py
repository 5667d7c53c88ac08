"""Ledgers as the engine's view of jobs: every cell read as what the Table Schema says it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.engine.base import Engine, EngineError, Scan, literal
from fullcount.ledger.groups import KEYS, MEASURES, Group, latest, select
from fullcount.ledger.parquet import is_parquet
from fullcount.ledger.reading.period import CLIPPED
from fullcount.ledger.row import ENERGY_BOUNDARIES, OUTCOMES, RUN_TYPES, STAGES

__all__ = ["group_of", "ledger_groups"]

_TEXTS = ("component", "stage", "run_type", "outcome", "facility", "equipment", "user")
_TIME, _CORES, _AMOUNT = "decimal(28, 15)", "decimal(9, 0)", "decimal(38, 20)"
"""Seconds to 15 places, so that a product with cores has 38 digits, which both engines hold; kWh and kg to 20."""
_NUMBERS = {
    "elapsed_s": _TIME,
    "accelerators": "double",
    "cores": _CORES,
    "energy_kwh": _AMOUNT,
    "ghg_kgco2e": _AMOUNT,
}

_MOST = "1e15"
"""Beyond this the exact reader may decide; infinity and NaN are beyond it too."""
_REQUIRED = ("job_id", "component", "stage", "run_type", "outcome")
_IDENTIFIER = "^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$"
_CUSTOM = "[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9.-]*"
_FORMS = {
    **dict.fromkeys(("component", "facility", "equipment"), _IDENTIFIER),
    "stage": f"^({'|'.join(STAGES)}|{_CUSTOM})$",
    "run_type": f"^({'|'.join(RUN_TYPES)}|{_CUSTOM})$",
    '"user"': "^[0-9a-f]{12}$",
}
_CODES = {"outcome": OUTCOMES, "energy_boundary": ENERGY_BOUNDARIES}


def ledger_groups(engine: Engine, paths: Sequence[Path], extra: Sequence[str] = ()) -> list[Group]:
    """The groups of all rows of ledgers, CSV or Parquet; `extra` are the keys `month` and `user`, where wanted.

    Raises `EngineError` for a table with a cell that cannot be read: `read_table` says which.
    """
    scans = [Scan(tuple(alike), COLUMNS) for alike in _by_form(paths)]
    tables = [engine.table(f"ledgers{number}", scan) for number, scan in enumerate(scans)]
    jobs = " union all ".join(map(_jobs, tables))
    keys = (*KEYS, *extra, "unreadable")
    found = [
        dict(zip((*keys, *MEASURES), row, strict=True)) for row in engine.rows(select(f"({jobs}) jobs", keys))
    ]
    unreadable = [row.pop("unreadable") for row in found]
    if len(paths) > 1 and any(engine.rows(_repeated(tables))):
        raise EngineError("jobs that are in several ledgers")
    if any(unreadable) or any(map(engine.broken, scans)):
        raise EngineError("rows that cannot be read")
    return [group_of(row) for row in found]


def _repeated(tables: Sequence[str]) -> str:
    """One row where an attempt of a job, or a job that is cut to a period in one of them, comes twice."""
    rows = " union all ".join(f'select job_id, "start", note from {table}' for table in tables)
    attempts = f'select job_id from ({rows}) every group by job_id, "start" having count(*) > 1'
    cut = f"select job_id from ({rows}) every where contains(note, {literal(CLIPPED)})"
    return f"select 1 from ({attempts} union all {cut}) twice limit 1"


def _by_form(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The ledgers in Parquet, and those in CSV."""
    packed = {path: is_parquet(path) for path in paths}
    for form in dict.fromkeys(packed.values()):
        yield [path for path in paths if packed[path] is form]


def group_of(row: dict[str, Any], units_per_kwh: float = 1) -> Group:
    """A group from its keys and measures, by name."""
    energy, first, last, open_s = (row.pop(name) for name in ("energy", "first", "last", "last_open_s"))
    kwh = energy if energy is None or units_per_kwh == 1 else float(energy) / units_per_kwh
    return Group(**row, energy_kwh=kwh, first=_text(first), last=latest(_text(last), open_s))


def _text(moment: str | datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment


def _jobs(table: str) -> str:
    """The select that reads every column that is summed or grouped by."""
    texts = ", ".join(f"coalesce({name}, '') as {name}" for name in _TEXTS)
    model = (
        "ltrim(coalesce(accelerator_model, ''), ' ') as accelerator_model"  # the space guards spreadsheets
    )
    return f"""
        select {texts}, {model},
            case when elapsed_s is null then 'untimed' when {_number("elapsed_s")} = 0 then 'never' else 'timed' end
                as duration,
            {_number("elapsed_s")} as elapsed_s, {_number("accelerators")} as accelerators,
            {_number("cores")} as cores, energy_boundary, {_number("energy_kwh")} as energy,
            {_number("ghg_kgco2e")} as ghg_kgco2e, coalesce(substr("start", 1, 7), '') as month,
            "start" as started, "end" as ended, {_unreadable()} as unreadable
        from {table}"""


def _number(name: str) -> str:
    return f"try_cast({name} as {_NUMBERS[name]})"


def _unreadable() -> str:
    """Whether a row has a cell that `read_table` would refuse, or may read in another way than it is read here."""
    cells = {
        **{name: f"coalesce({_number(name)} between 0 and {_MOST}, false)" for name in _NUMBERS},
        **{name: f"regexp_matches({name}, '^[0-9]{{1,9}}$')" for name in ("nodes", "cores", "restarts")},
        **{name: f"regexp_matches({name}, {literal(form)})" for name, form in _FORMS.items()},
        **{name: _one_of(name, codes) for name, codes in _CODES.items()},
        **{f'"{name}"': _moment(f'"{name}"') for name in ("start", "end")},
    }
    required = " or ".join(f"{name} is null" for name in _REQUIRED)
    return f"({required} or {' or '.join(f'not ({name} is null or {good})' for name, good in cells.items())})"


def _one_of(cell: str, codes: Sequence[str]) -> str:
    return " or ".join(f"{cell} = {literal(code)}" for code in codes)


def _moment(cell: str) -> str:
    return (
        f"length({cell}) = 19 and substr({cell}, 11, 1) = 'T' and try_cast({cell} as timestamp) is not null"
    )
