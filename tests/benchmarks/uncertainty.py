"""How fast a large model is drawn: against brightway, against the bare random numbers, and against itself."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brightway
import numpy as np
from large_model import LargeModel
from ratios import Ratio, least_s, whole_processes

from fullcount.impacts.uncertainty.sampling import THREADS
from fullcount.rooms import dataset_room

__all__ = ["ratios"]

MILLION = 1_000_000
ROUNDS = 3
MODEL = LargeModel()
SHAPE = f"{MODEL.lines} lines x {MODEL.groups * MODEL.categories} factors"
MOST_MB = 200
MEASURED = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from large_model import LargeModel
LargeModel().sample(1_000_000)
status = Path("/proc/self/status")
own = [line.split()[1] for line in status.open() if line.startswith("VmHWM")] if status.exists() else []
print(*(own or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def ratios(commands: Path) -> list[Ratio]:
    """Every ratio; `commands` is the folder of the installed commands."""
    return [*_against_others(), *_against_itself(), *_memory(), *_command(commands)]


def _against_others() -> Iterator[Ratio]:
    taken = least_s({"ours": lambda: MODEL.sample(MILLION), "bare": _bare}, ROUNDS)
    ours, what = taken["ours"], f"1M draws, {SHAPE}"
    yield Ratio(what, 1000 * ours, "bare normal numbers and exp", 1000 * taken["bare"], 1.6)
    theirs = brightway.drawn(MODEL)
    if theirs is None:
        print("bw2calc is not installed: pip install --group bench")
        return
    seconds, mean = theirs
    if abs(mean / MODEL.mean(0) - 1) > 0.01:
        print(f"bw2calc computes another model: its mean is {mean:g}, not {MODEL.mean(0):g}")
        return
    what = f"1,000 draws, {SHAPE}"
    yield Ratio(what, 1e6 * ours / MILLION, "bw2calc", 1e6 * seconds, 300, at_least=True)


def _bare() -> None:
    """As many normal numbers as a million draws need, and their exponentials, in as many threads."""

    def numbers(part: int) -> None:
        rng, block = np.random.Generator(np.random.SFC64(part)), np.empty((MODEL.numbers, 4096))
        for _ in range(MILLION // 4096 // THREADS):
            np.exp(rng.standard_normal(out=block), out=block)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(numbers, range(THREADS)))


def _against_itself() -> Iterator[Ratio]:
    many = LargeModel(lines=10 * MODEL.lines)
    taken = least_s(
        {
            "few": lambda: [MODEL.sample(MILLION // 10, seed) for seed in range(10)],
            "1M": lambda: MODEL.sample(MILLION),
            "many": lambda: many.sample(MILLION // 10),
        },
        ROUNDS,
    )
    few_ms = 1000 * taken["few"]
    yield Ratio("1M draws", 1000 * taken["1M"], "100k draws ten times", few_ms, 1.3)
    yield Ratio("100k draws, 2,000 lines", 1000 * taken["many"], "200 lines ten times", few_ms, 1.3)


def _memory() -> Iterator[Ratio]:
    """Peak of a process that draws a million times; `ru_maxrss` would count what its parent held before it began."""
    words = [sys.executable, "-c", MEASURED, str(Path(__file__).parent)]
    found = subprocess.run(words, capture_output=True, text=True, check=True)
    kib = int(found.stdout) / (1024 if sys.platform == "darwin" else 1)
    yield Ratio(f"memory of 1M draws, {SHAPE}", kib / 1024, f"{MOST_MB} MB", MOST_MB, 1, unit="MB")


def _command(commands: Path) -> Iterator[Ratio]:
    """The estimate of the reference disclosure as a whole process."""
    document = dataset_room("moshi") / "disclosure.json"
    words = [commands / "fullcount", "impacts", document, "--uncertainty"]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        print("fullcount impacts --uncertainty does not run")
        return
    taken = whole_processes({"ours": words, "numpy": [sys.executable, "-c", "import numpy"]})
    yield Ratio(
        "impacts --uncertainty, Moshi-style", taken["ours"], "python -c import numpy", taken["numpy"], 4
    )
