"""`make bench`: how fast the tool is against peers and against bare Python, as ratios taken in one run.

Absolute times differ from machine to machine and from minute to minute; ratios of commands that take turns do not.
"""

import compileall
import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import orjson
from documents import as_bytes, large, small

BIN = Path(sys.executable).parent
ROUNDS = 15
TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Ratio:
    """One figure against another, and the goal for their ratio (at most, or at least)."""

    what: str
    ours_ms: float
    against: str
    theirs_ms: float
    goal: float
    at_least: bool = False

    def line(self) -> str:
        """One line of the report."""
        ratio = self.theirs_ms / self.ours_ms if self.at_least else self.ours_ms / self.theirs_ms
        met = ratio >= self.goal if self.at_least else ratio <= self.goal
        words = f"{ratio:.1f}x {'faster than' if self.at_least else 'of'} {self.against}"
        goal = f"goal: {'at least' if self.at_least else 'at most'} {self.goal:g}x"
        return f"{self.what:42} {self.ours_ms:8.1f} ms  {words:38} {goal:22} {'met' if met else 'MISSED'}"


def whole_processes(commands: dict[str, Sequence[str]]) -> dict[str, float]:
    """Median time of each command in ms; the commands take turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            start = perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            times[name].append(perf_counter() - start)
    return {name: 1000 * median(values) for name, values in times.items()}


def in_process(functions: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Least time of each function in ms, which other work on the machine cannot lower; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for round_ in range(ROUNDS * 2 + 1):
        for name, function in functions.items():
            gc.collect()
            start = perf_counter()
            function()
            if round_:
                times[name].append(perf_counter() - start)
    return {name: 1000 * min(values) for name, values in times.items()}


def start_up(folder: Path) -> list[Ratio]:
    """Whole processes: the version, the help, and the validation of a small file."""
    document = folder / "small.json"
    document.write_bytes(as_bytes(small()))
    schema = subprocess.run(
        [BIN / "fullcount", "schema", "--path"], capture_output=True, text=True, check=True
    )
    taken = whole_processes(
        {
            "bare": [sys.executable, "-c", "pass"],
            "version": [BIN / "fullcount", "--version"],
            "help": [BIN / "fullcount", "--help"],
            "validate": [BIN / "fullcount", "validate", document],
            "peer": [BIN / "check-jsonschema", "--schemafile", schema.stdout.strip(), document],
        }
    )
    bare, size = taken["bare"], f"{document.stat().st_size / 1000:.1f} KB"
    return [
        Ratio("fullcount --version", taken["version"], "python -c pass", bare, 4),
        Ratio("fullcount --help", taken["help"], "python -c pass", bare, 4),
        Ratio(f"validate {size}, all rules", taken["validate"], "python -c pass", bare, 10),
        Ratio(
            f"validate {size}, all rules",
            taken["validate"],
            "check-jsonschema",
            taken["peer"],
            7,
            at_least=True,
        ),
    ]


def big_document() -> list[Ratio]:
    """In process: the schema and every rule over a large document, against parsing it."""
    from fullcount.disclosure import parse
    from fullcount.review.check import validate

    text = as_bytes(large())
    document = parse(text, "large.json")
    found = validate(document, TODAY).findings
    taken = in_process({"parse": lambda: orjson.loads(text), "check": lambda: validate(document, TODAY)})
    what = f"schema and rules, {len(text) / 1000:.0f} KB ({len(found)} findings)"
    return [Ratio(what, taken["check"], "parsing it with orjson", taken["parse"], 5)]


def main() -> None:
    """Run every benchmark and print the ratios, with byte code written as an installer does."""
    for package in ("fullcount", "fullcount_reports"):
        compileall.compile_dir(str(Path(__import__(package).__file__ or "").parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        ratios = [*start_up(Path(folder)), *big_document()]
    for ratio in ratios:
        print(ratio.line())
    if "--json" in sys.argv:
        print(json.dumps([ratio.__dict__ for ratio in ratios], indent=2))


if __name__ == "__main__":
    main()
