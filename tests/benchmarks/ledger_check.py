"""How fast a ledger is checked: against frictionless, pandera on polars, and a scan that decodes every column.

All are whole processes with their imports, on the same synthetic ledger and against its Table Schema. frictionless runs
as its command does, on two parts, from which follow its fixed time and its time a row. pandera reads every column as
text, then casts and checks it, and tells all failures with their rows, which a typed reading of the CSV would not.
"""

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from ratios import Ratio

from fullcount.rooms import schema_room

__all__ = ["ratios"]

ROWS, ROUNDS = 1_000_000, 3
PARTS = (20_000, 80_000)
"""Rows that frictionless is timed on."""
MOST_MB = 300
BAD_EVERY = 10_007
"""A bad cell in so many rows, where there are any: about 100 in a million."""
MAKE = """
copy (
  with t as (select i, (hash(i) >> 1)::bigint as a, (hash(i, 1) >> 1)::bigint as b, (hash(i, 2) >> 1)::bigint as c
    from range({rows}) as r(i)),
  u as (select *, (10 * exp(1 + (a % 9000) / 1000.0))::bigint as elapsed, [0, 1, 1, 1, 2, 4, 4, 8, 16][1 + b % 9] as n
    from t)
  select (5000000 + i)::varchar as job_id, ['moshi', 'mimi', 'helium', 'tts', 'unassigned'][1 + a % 5] as component,
    ['data', 'explore', 'explore', 'baseline', 'ablate', 'hyperparam', 'final'][1 + b % 7] as stage,
    ['train', 'train', 'evaluate', 'pre-train', 'generate', 'debug'][1 + c % 6] as run_type,
    ['completed', 'completed', 'failed', 'cancelled', 'timeout', 'out-of-memory'][1 + c % 6] as outcome,
    'cluster' as facility, ['h100', 'a100', 'l40s'][1 + a % 3] as equipment,
    strftime(timestamp '2024-01-01' + to_seconds(i * 30 + b % 30), '%Y-%m-%dT%H:%M:%S') as "start",
    strftime(timestamp '2024-01-01' + to_seconds(i * 30 + b % 30 + elapsed), '%Y-%m-%dT%H:%M:%S') as "end",
    case when {bad} then '-1' else elapsed::varchar end as elapsed_s, n as accelerators,
    case when n > 0 then ['nvidia-h100', 'nvidia-a100', 'nvidia-l40s'][1 + a % 3] end as accelerator_model,
    greatest(1, n // 8) as nodes, 8 * greatest(1, n) as cores, 64.5 * greatest(1, n) as memory_gib,
    case when b % 3 > 0 then round(elapsed / 3600.0 * (0.1 + n * 0.4), 6) end as energy_kwh,
    case when b % 3 > 0 then 'node' end as energy_boundary, null as ghg_kgco2e,
    ['COMPLETED', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT', 'OUT_OF_MEMORY'][1 + c % 6] as state_raw,
    'proj:' || (a % 50) as tag_raw, substr(md5((b % 60)::varchar), 1, 12) as "user",
    case when c % 50 = 0 then 1 else 0 end as restarts, case when c % 40 = 0 then 'no-tag' end as note
  from u
) to '{path}' (header)
"""
SCAN = """
import duckdb, sys
names = [row[0] for row in duckdb.sql(f"describe from read_csv('{sys.argv[1]}', all_varchar = true)").fetchall()]
sums = ", ".join(f'max("{name}")' for name in names)
duckdb.sql(f"select {sums} from read_csv('{sys.argv[1]}', all_varchar = true)").fetchall()
"""
PANDERA = """
import json, sys
import pandera.polars as pa, polars as pl
from fullcount.rooms import schema_room
schema = json.loads((schema_room() / "tables" / "ledger.schema.json").read_text())
types = {"number": pl.Float64, "integer": pl.Int64}
def moments(form):
    def good(data):
        text = pl.col(data.key)
        return data.lazyframe.select(text.is_null() | text.str.to_datetime(form, strict=False).is_not_null())
    return pa.Check(good)
columns = {}
for field in schema["fields"]:
    limits, checks = field.get("constraints", {}), []
    checks += [pa.Check.ge(limits["minimum"])] if "minimum" in limits else []
    checks += [pa.Check.isin(limits["enum"])] if "enum" in limits else []
    checks += [pa.Check.str_matches(limits["pattern"])] if "pattern" in limits else []
    checks += [pa.Check.str_length(max_value=limits["maxLength"])] if "maxLength" in limits else []
    checks += [moments(field["format"])] if field["type"] == "datetime" else []
    kind, required = types.get(field["type"], pl.String), bool(limits.get("required"))
    columns[field["name"]] = pa.Column(kind, checks, nullable=not required, coerce=kind != pl.String)
frame = pl.read_csv(sys.argv[1], infer_schema=False)
try:
    pa.DataFrameSchema(columns).validate(frame, lazy=True)
except pa.errors.SchemaErrors as found:
    print(found.failure_cases)
    sys.exit(1)
"""
MEASURED = """
import subprocess, sys
from resource import RUSAGE_CHILDREN, getrusage
code = subprocess.run(sys.argv[1:], capture_output=True).returncode
print(getrusage(RUSAGE_CHILDREN).ru_maxrss, code)
"""


def ratios(commands: Path) -> list[Ratio]:
    """Every ratio; `commands` is the folder of the installed commands."""
    if importlib.util.find_spec("duckdb") is None:
        print("duckdb is not installed: pip install 'fullcount[ledger]'")
        return []
    with tempfile.TemporaryDirectory() as folder:
        return list(_ratios(commands, Path(folder)))


def _ratios(commands: Path, folder: Path) -> Iterator[Ratio]:
    good, bad = folder / "good.csv", folder / "bad.csv"
    _make(good, ROWS)
    _make(bad, ROWS, f"i % {BAD_EVERY} = 7")
    python = sys.executable
    words = {
        "ours": [commands / "fullcount", "ledger", "check", good],
        "places": [commands / "fullcount", "ledger", "check", bad],
        "scan": [python, "-c", SCAN, good],
        **({"pandera": [python, "-c", PANDERA, good]} if _has("pandera", "polars") else {}),
    }
    taken = _least_s(words, ROUNDS)
    what = "ledger check, 1M rows"
    yield Ratio(what, 1000 * taken["ours"], "a scan that decodes every column", 1000 * taken["scan"], 2.5)
    yield Ratio(f"{what}, with places", 1000 * taken["places"], "such a scan", 1000 * taken["scan"], 4)
    if "pandera" in taken:
        yield Ratio(
            what, 1000 * taken["ours"], "pandera on polars", 1000 * taken["pandera"], 2.5, at_least=True
        )
    if _has("frictionless"):
        whole = _frictionless_s(commands / "frictionless", folder)
        yield Ratio(
            what, 1000 * taken["ours"], "frictionless (from two parts)", 1000 * whole, 50, at_least=True
        )
    for name in ("ours", "places"):
        yield Ratio(
            f"memory of {what}{', with places' * (name == 'places')}",
            _mb(words[name]),
            f"{MOST_MB} MB",
            MOST_MB,
            1,
            unit="MB",
        )


def _make(path: Path, rows: int, bad: str = "false") -> None:
    import duckdb

    duckdb.connect().execute(MAKE.format(rows=rows, bad=bad, path=path))


def _has(*modules: str) -> bool:
    return all(importlib.util.find_spec(name) is not None for name in modules)


def _frictionless_s(command: Path, folder: Path) -> float:
    """Its time in s for a million rows: the line through its times for two parts."""
    schema = schema_room() / "tables" / "ledger.schema.json"
    taken = []
    for rows in PARTS:
        part = folder / f"{rows}.csv"
        _make(part, rows)
        words = [command, "validate", "--trusted", part, "--schema", schema]
        taken.append(_least_s({str(rows): words}, ROUNDS)[str(rows)])
    each = (taken[1] - taken[0]) / (PARTS[1] - PARTS[0])
    return taken[0] + each * (ROWS - PARTS[0])


def _least_s(commands: dict[str, Sequence[str | Path]], rounds: int) -> dict[str, float]:
    """Least time of each command in s; they take turns. The one named `places` has findings."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, words in commands.items():
            start = perf_counter()
            done = subprocess.run(words, capture_output=True, check=False, text=True)
            times[name].append(perf_counter() - start)
            if done.returncode != (name == "places"):
                print(f"{name} does not run: {done.stderr[-500:]}")
    return {name: min(taken) for name, taken in times.items()}


def _mb(words: Sequence[str | Path]) -> float:
    """Peak memory of a command, measured from a small process, since a child counts what its parent held."""
    found = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], capture_output=True, text=True, check=True
    )
    kib = int(found.stdout.split()[0]) / (1024 if sys.platform == "darwin" else 1)
    return kib / 1024


if __name__ == "__main__":
    for ratio in ratios(Path(sys.executable).parent):
        print(ratio.line())
