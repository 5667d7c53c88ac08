"""A corpus of 100,000 synthetic disclosures of 8 KB: checked and tabulated, against what a plain loop takes.

The peers are a loop of `json` and python `jsonschema` for the schema check alone, taken on a sample and extrapolated,
and reading and parsing all files with orjson in one process.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

import orjson
from corpus_documents import document, documents, write_corpus
from ratios import Ratio

from fullcount.rooms import schema_room

__all__ = ["ratios"]

COUNT = 100_000
SAMPLE = 300
MEMORY_MB = 500
PARSE = "import pathlib, sys, orjson\nfor path in open(sys.argv[1]):\n    orjson.loads(open(path[:-1], 'rb').read())\n"


def ratios(bin_folder: Path, count: int = COUNT) -> list[Ratio]:
    """First run, second run, one changed file, a quarter of the files; and the memory of all processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "in", count)
        files = sorted((folder / "in").rglob("*.json"))
        (folder / "list").write_text("".join(f"{path}\n" for path in files))
        quarter = sorted((folder / "in").iterdir())[: max(1, count // 4000)]
        parse_s, _ = _taken([sys.executable, "-c", PARSE, folder / "list"])
        loop_s = _loop_s(files[:SAMPLE]) * count
        build = [bin_folder / "fullcount", "corpus", "build"]
        part_s, _ = _taken([*build, *quarter, "-o", folder / "part.parquet"])
        first_s, memory_mb = _taken([*build, folder / "in", "-o", folder / "corpus.parquet"])
        again_s, _ = _taken([*build, folder / "in", "-o", folder / "corpus.parquet"])
        files[count // 2].write_bytes(
            orjson.dumps({**document(count // 2, next(documents(1))), "title": "Changed"})
        )
        changed_s, _ = _taken([*build, folder / "in", "-o", folder / "corpus.parquet"])
    what = f"corpus of {count:,} disclosures, checked and built"
    growth = f"a quarter of it, times {count / (1000 * len(quarter)):g}"
    return [
        Ratio(what, first_s, "a jsonschema loop", loop_s, 40, at_least=True, unit="s"),
        Ratio(what, first_s, "parsing it with orjson", parse_s, 8, unit="s"),
        Ratio("... memory of all processes", memory_mb, f"{MEMORY_MB} MB", MEMORY_MB, 1, unit="MB"),
        Ratio("... growth", first_s, growth, part_s * count / (1000 * len(quarter)), 1.15, unit="s"),
        Ratio("... again, nothing changed", again_s, "the first run", first_s, 10, at_least=True, unit="s"),
        Ratio("... again, one file changed", changed_s, "the first run", first_s, 3, at_least=True, unit="s"),
    ]


def _loop_s(files: list[Path]) -> float:
    """Seconds for one file of the loop that anyone would write first."""
    from jsonschema import Draft202012Validator

    schema = json.loads((schema_room() / "disclosure.schema.json").read_bytes())
    validator = Draft202012Validator(schema)
    start = perf_counter()
    for path in files:
        list(validator.iter_errors(json.loads(path.read_bytes())))
    return (perf_counter() - start) / len(files)


def _taken(command: list[object]) -> tuple[float, float]:
    """Seconds of a whole command, and the most memory in MB of it and its workers, what they share counted once."""
    start = perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most: list[float] = [0.0]
    watch = Thread(target=_watch, args=(process, most))
    watch.start()
    code = process.wait()
    seconds = perf_counter() - start
    watch.join()
    if code not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with {code}")
    return seconds, most[0]


def _watch(process: "subprocess.Popen[bytes]", most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_pss_mb, _family(process.pid))))
        sleep(0.5)


def _family(pid: int) -> list[int]:
    """A process and all below it, where the system tells."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(found for child in children for found in _family(child))]


def _pss_mb(pid: int) -> float:
    """Memory of a process, of what it shares with others its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    for ratio in ratios(Path(sys.executable).parent, int(os.environ.get("COUNT", COUNT))):
        print(ratio.line())
