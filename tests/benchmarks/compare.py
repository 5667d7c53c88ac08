"""How fast the published corpus is compared: the whole process against an import of pandas alone."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from ratios import Ratio

from fullcount.rooms import dataset_room

__all__ = ["ratios"]

PAIRS = 5


def ratios(binaries: Path) -> list[Ratio]:
    """The median of paired runs, as the machine may be slower from one pair to the next."""
    corpus = dataset_room("published") / "disclosures"
    ours = [binaries / "fullcount", "compare", corpus, "--today", "2026-11-22"]
    theirs = [sys.executable, "-c", "import pandas"]
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(PAIRS + 1)][1:]
    middle = sorted(pairs, key=lambda pair: pair[0] / pair[1])[PAIRS // 2]
    what = f"compare {len(list(corpus.glob('*.json')))} disclosures"
    return [Ratio(what, 1000 * middle[0], 'python -c "import pandas"', 1000 * middle[1], 2.5)]


def _seconds(command: Sequence[object]) -> float:
    start = perf_counter()
    subprocess.run([*map(str, command)], capture_output=True, check=True)
    return perf_counter() - start


if __name__ == "__main__":
    for ratio in ratios(Path(sys.executable).parent):
        print(ratio.line())
