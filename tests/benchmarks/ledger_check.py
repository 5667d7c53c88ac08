"""How fast a ledger is checked: against frictionless, pandera on polars, and a scan that decodes every column."""

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from ratios import Ratio

__all__ = ["ratios"]

ROWS, PART, ROUNDS = 1_000_000, 50_000, 3
MOST_MB = 300
BAD_EVERY = 100_003
"""A bad cell in so many rows, where there are any."""
MAKE = """
copy (
  select (1000000 + i)::varchar as job_id, ['moshi', 'mimi', 'helium', 'tts'][1 + i % 4] as component,
    ['data', 'explore', 'baseline', 'ablate', 'final'][1 + i % 5] as stage,
    ['train', 'evaluate', 'pre-train'][1 + i % 3] as run_type,
    ['completed', 'failed', 'cancelled', 'timeout'][1 + i % 4] as outcome, 'cluster' as facility,
    ['h100', 'a100'][1 + i % 2] as equipment,
    strftime(timestamp '2024-01-01' + to_seconds(i * 30), '%Y-%m-%dT%H:%M:%S') as "start",
    strftime(timestamp '2024-01-01' + to_seconds(i * 30 + 3600 + i % 977), '%Y-%m-%dT%H:%M:%S') as "end",
    case when {bad} then '-1' else (3600 + i % 977)::varchar end as elapsed_s,
    [1, 2, 4, 8, 16][1 + i % 5] as accelerators,
    'nvidia-h100' as accelerator_model, 1 + i % 4 as nodes, 8 * (1 + i % 8) as cores, 64.5 as memory_gib,
    round(0.7 * (i % 16), 3) as energy_kwh, 'node' as energy_boundary, null as ghg_kgco2e, 'COMPLETED' as state_raw,
    'proj:' || (i % 50) as tag_raw, substr(md5((i % 40)::varchar), 1, 12) as "user", 0 as restarts, null as note
  from range({rows}) as t(i)
) to '{path}' (header)
"""
SCAN = """
import duckdb, sys
names = [row[0] for row in duckdb.sql(f"describe from read_csv('{sys.argv[1]}', all_varchar = true)").fetchall()]
sums = ", ".join(f'max("{name}")' for name in names)
duckdb.sql(f"select {sums} from read_csv('{sys.argv[1]}', all_varchar = true)").fetchall()
"""
FRICTIONLESS = """
import json, sys
from frictionless import Resource, system
from fullcount.rooms import schema_room
schema = json.loads((schema_room() / "tables" / "ledger.schema.json").read_text())
described = {"name": "ledger", "path": sys.argv[1], "schema": schema, "encoding": "utf-8"}
with system.use_context(trusted=True):
    sys.exit(not Resource.from_descriptor(described).validate().valid)
"""
PANDERA = """
import json, sys
import pandera.polars as pa, polars as pl
from fullcount.rooms import schema_room
schema = json.loads((schema_room() / "tables" / "ledger.schema.json").read_text())
types = {"number": pl.Float64, "integer": pl.Int64, "datetime": pl.Datetime}
columns = {}
for field in schema["fields"]:
    limits, checks = field.get("constraints", {}), []
    checks += [pa.Check.ge(limits["minimum"])] if "minimum" in limits else []
    checks += [pa.Check.isin(limits["enum"])] if "enum" in limits else []
    checks += [pa.Check.str_matches(limits["pattern"])] if "pattern" in limits else []
    checks += [pa.Check.str_length(max_value=limits["maxLength"])] if "maxLength" in limits else []
    required = bool(limits.get("required"))
    columns[field["name"]] = pa.Column(types.get(field["type"], pl.String), checks, nullable=not required)
dtypes = {name: column.dtype.type for name, column in columns.items()}
read = {name: pl.String if kind == pl.Datetime else kind for name, kind in dtypes.items()}
frame = pl.scan_csv(sys.argv[1], schema=read).with_columns(
    pl.col("start", "end").str.to_datetime("%Y-%m-%dT%H:%M:%S")
)
pa.DataFrameSchema(columns).validate(frame.collect(), lazy=True)
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
    good, bad, part = (folder / name for name in ("good.csv", "bad.csv", "part.csv"))
    _make(good, ROWS)
    _make(bad, ROWS, f"i % {BAD_EVERY} = 7")
    _make(part, PART)
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
        whole = _frictionless_s(part)
        yield Ratio(
            what, 1000 * taken["ours"], "frictionless (20 x 50k rows)", 1000 * whole, 50, at_least=True
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


def _frictionless_s(part: Path) -> float:
    """Its time in s for a million rows, from a part: it grows linearly with them, and the import is counted once."""
    start = _least_s({"import": [sys.executable, "-c", "from frictionless import Resource"]}, 1)["import"]
    taken = _least_s({"part": [sys.executable, "-c", FRICTIONLESS, part]}, 1)["part"]
    return start + (taken - start) * ROWS / PART


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
