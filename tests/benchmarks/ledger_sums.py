"""How fast and in how much memory Slurm exports are summed: against a bare scan, pandas and a plain loop.

All are whole processes with their imports, on the same synthetic exports (`exports.py`): 10 million rows, and 1 million
for how time and memory grow. Loop and pandas sum the same figures by the same keys and must come to the same hours;
they take the export to be plain, while the tool also looks for repeats and odd rows, and counts every row.

    python tests/benchmarks/ledger_sums.py 50000000     one more size, for memory
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from exports import write_export
from ratios import Ratio

__all__ = ["ratios"]

SMALL, LARGE, ROUNDS = 1_000_000, 10_000_000, 5
MOST_MB = 300
COUNT = """
import duckdb, sys
names = open(sys.argv[1]).readline().strip().split("|")
columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
dialect = "delim='|', quote='', escape='', header=true, auto_detect=false"
scan = f"read_csv('{sys.argv[1]}', {dialect}, columns={{{columns}}})"
print(duckdb.connect().execute(f"select count(*) from {scan}").fetchall())
"""
LOOP = """
import sys
sums = {}
with open(sys.argv[1]) as lines:
    places = {name: place for place, name in enumerate(next(lines).rstrip().split("|"))}
    read = "JobID", "State", "Start", "End", "ElapsedRaw", "NCPUS", "AllocTRES", "ConsumedEnergyRaw", "Comment"
    job, state, start, end, elapsed, cores, tres, joules, tag = (places[name] for name in read)
    for line in lines:
        cells = line.rstrip().split("|")
        if "." in cells[job]:
            continue
        held = dict(item.split("=") for item in cells[tres].split(","))
        model = next((key[9:] for key in held if key.startswith("gres/gpu:")), "")
        seconds, first, last = int(cells[elapsed]), cells[start], cells[end]
        key = *cells[tag].split(","), cells[state].split(" ")[0], model
        known = sums.setdefault(key, [0, 0, 0, 0, first, last])
        known[0] += 1
        known[1] += seconds * int(held.get("gres/gpu", 0))
        known[2] += seconds * int(cells[cores])
        known[3] += int(cells[joules] or 0)
        known[4], known[5] = min(known[4], first), max(known[5], last)
print(sum(known[1] for known in sums.values()) / 3600)
"""
PANDAS = """
import sys
import pandas as pd
names = ["JobID", "State", "Start", "End", "ElapsedRaw", "NCPUS", "AllocTRES", "ConsumedEnergyRaw", "Comment"]
how = {"jobs": "sum", "accelerator_s": "sum", "core_s": "sum", "joules": "sum", "first": "min", "last": "max"}
parts = []
for rows in pd.read_csv(sys.argv[1], sep="|", quoting=3, dtype=str, usecols=names, chunksize=500_000):
    rows = rows[~rows.JobID.str.contains(".", regex=False)]
    seconds = rows.ElapsedRaw.astype("int64")
    count = rows.AllocTRES.str.extract(r"gres/gpu=(\\d+)", expand=False).fillna("0").astype("int64")
    keys = rows.Comment.str.split(",", expand=True)
    keys["state"] = rows.State.str.split(" ").str[0]
    keys["model"] = rows.AllocTRES.str.extract(r"gres/gpu:([^=]+)=", expand=False).fillna("")
    jobs = pd.DataFrame({
        "jobs": 1, "accelerator_s": seconds * count, "core_s": seconds * rows.NCPUS.astype("int64"),
        "joules": rows.ConsumedEnergyRaw.fillna("0").astype("int64"), "first": rows.Start, "last": rows.End,
    })
    parts.append(jobs.groupby([keys[name] for name in keys]).agg(how))
sums = pd.concat(parts)
sums = sums.groupby(level=list(range(sums.index.nlevels))).agg(how)
print(sums.accelerator_s.sum() / 3600)
"""


class Taken(NamedTuple):
    """A process: its time in ms, its greatest memory in MB, and what it printed."""

    ms: float
    mb: float
    text: str


def ratios(bin_folder: Path) -> list[Ratio]:
    """Needs about 3 GB of disk for a minute or two."""
    with tempfile.TemporaryDirectory() as scratch:
        small, large = Path(scratch) / "small.txt", Path(scratch) / "large.txt"
        write_export(small, SMALL)
        write_export(large, LARGE)
        return [*_against_peers(bin_folder, large), *_growth(bin_folder, small, large)]


def _against_peers(bin_folder: Path, export: Path) -> list[Ratio]:
    runs = [(_taken(_python(COUNT, export)), _taken(_ours(bin_folder, export))) for _ in range(ROUNDS)]
    count, ours = (median(run[place].ms for run in runs) for place in (0, 1))
    loop, pandas = _taken(_python(LOOP, export)), _taken(_python(PANDAS, export))
    _check(runs[0][1].text, loop.text, pandas.text)
    what = f"sum {LARGE:,} sacct rows"
    return [
        Ratio(what, ours, "a bare count by DuckDB", count, 2.2),
        Ratio(what, ours, "pandas in chunks", pandas.ms, 6, at_least=True),
        Ratio(what, ours, "a plain Python loop", loop.ms, 3, at_least=True),
    ]


def _growth(bin_folder: Path, small: Path, large: Path) -> list[Ratio]:
    few, many = _taken(_ours(bin_folder, small)), _taken(_ours(bin_folder, large))
    tenfold = few.ms * LARGE / SMALL
    return [
        Ratio(f"sum {LARGE:,} sacct rows", many.ms, "ten times a tenth of them", tenfold, 1.3),
        Ratio(f"peak memory, {SMALL:,} rows", few.mb, "the goal", MOST_MB, 1, unit="MB"),
        Ratio(f"peak memory, {LARGE:,} rows", many.mb, "the goal", MOST_MB, 1, unit="MB"),
    ]


def _python(program: str, export: Path) -> list[str | Path]:
    return [sys.executable, "-c", program, export]


def _ours(bin_folder: Path, export: Path) -> list[str | Path]:
    return [bin_folder / "fullcount", "ledger", "summary", "slurm", export, "--format", "json"]


def _taken(command: Sequence[str | Path]) -> Taken:
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        taken = perf_counter() - start
        output.seek(0)
        text = output.read().decode()
    if status:
        raise RuntimeError(f"{command[0]} failed")
    return Taken(1000 * taken, usage.ru_maxrss / 1024, text)


def _check(summary: str, *peers: str) -> None:
    """Raises RuntimeError where a peer comes to other hours."""
    ours = sum(total["accelerator_hours"] or 0 for total in json.loads(summary)["totals"])
    if not all(math.isclose(ours, float(peer), rel_tol=1e-9) for peer in peers):
        raise RuntimeError(f"{ours} hours, and the peers say {peers}")


def main() -> None:
    """The ratios, or time and memory of the numbers of rows that are named."""
    bin_folder = Path(sys.executable).parent
    if not sys.argv[1:]:
        for ratio in ratios(bin_folder):
            print(ratio.line())
    for rows in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as scratch:
            export = Path(scratch) / "export.txt"
            write_export(export, rows)
            ours, count = _taken(_ours(bin_folder, export)), _taken(_python(COUNT, export))
        print(
            f"{rows:,} rows: {ours.ms / 1000:.1f} s, {ours.mb:.0f} MB; a bare count {count.ms / 1000:.1f} s"
        )


if __name__ == "__main__":
    main()
