"""Ledgers as the engine's view of jobs: every cell read as what the Table Schema says it is."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fullcount.ledger.cells import COLUMNS, CellError, row_of_cells
from fullcount.ledger.engine.base import Engine, EngineError, Scan, literal
from fullcount.ledger.groups import KEYS, MEASURES, Group, latest, select
from fullcount.ledger.parquet import is_parquet
from fullcount.ledger.reading.period import CLIPPED

__all__ = ["group_of", "ledger_groups"]

_TEXTS = ("component", "stage", "run_type", "outcome", "facility", "equipment", "accelerator_model", "user")
_TIME, _CORES, _AMOUNT = "decimal(28, 15)", "decimal(9, 0)", "decimal(38, 20)"
"""Seconds to 15 places, so that a product with cores has 38 digits, which both engines hold; kWh and kg to 20."""
_NUMBERS = {
    "elapsed_s": _TIME,
    "accelerators": "double",
    "cores": _CORES,
    "energy_kwh": _AMOUNT,
    "ghg_kgco2e": _AMOUNT,
}

_DECIMALS = ("elapsed_s", "energy_kwh", "ghg_kgco2e")
_LEAST = (("elapsed_s", 1e-5), ("energy_kwh", 1e-10), ("ghg_kgco2e", 1e-10))
"""Below this, too little of a number is left in the decimals."""
_COUNTS = ("nodes", "cores", "restarts")
_FIGURE = "^[0-9]+([.][0-9]*)?([eE][-+]?[0-9]{1,3})?$"
_MOMENT = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"


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
    if any(unreadable) or any(map(engine.broken, scans)) or not all(map(_are_codes, found)):
        raise EngineError("rows that cannot be read, or numbers too small for its sums")
    return [group_of(row) for row in found]


def _repeated(tables: Sequence[str]) -> str:
    """One row where an attempt of a job comes twice, or a job is cut to a period, so that its parts may overlap."""
    rows = " union all ".join(f'select job_id, "start", note from {table}' for table in tables)
    attempts = f'select job_id from ({rows}) every group by job_id, "start" having count(*) > 1'
    cut = f"select job_id from ({rows}) every where contains(note, {literal(CLIPPED)})"
    return f"select 1 from ({attempts} union all {cut}) twice limit 1"


def _are_codes(group: dict[str, Any]) -> bool:
    """Whether the table reader takes these texts for what they are."""
    cells = {"job_id": "x", **{name: group.get(name) or "" for name in (*_TEXTS, "energy_boundary")}}
    try:
        row_of_cells([cells.get(name, "") for name in COLUMNS], "", 0)
    except CellError:
        return False
    return not any(text.startswith(" ") for text in cells.values())


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
    return f"""
        select {texts},
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
    """Cells that the table reader refuses, or that the engine would read otherwise."""
    wrong = [f"{name} is not null and ({_number(name)} is null or {_number(name)} < 0)" for name in _NUMBERS]
    wrong += [
        f"try_cast({name} as double) <> 0 and try_cast({name} as double) < {least}" for name, least in _LEAST
    ]
    wrong += [f"{name} is not null and not regexp_matches({name}, '^[0-9]{{1,9}}$')" for name in _COUNTS]
    wrong += [f'"{name}" is not null and not ({_is_moment(name)})' for name in ("start", "end")]
    wrong += [
        "job_id is null",
        "memory_gib is not null and not coalesce(try_cast(memory_gib as double) >= 0, false)",
    ]
    wrong += [
        f"not regexp_matches({name}, '{_FIGURE}')" for name in (*_DECIMALS, "accelerators", "memory_gib")
    ]
    wrong += ["user is not null and not regexp_matches(user, '^[0-9a-f]{12}$')"]
    return "coalesce(" + " or ".join(f"({one})" for one in wrong) + ", false)"


def _is_moment(name: str) -> str:
    return f"""regexp_matches("{name}", '{_MOMENT}') and try_cast("{name}" as timestamp) is not null"""
