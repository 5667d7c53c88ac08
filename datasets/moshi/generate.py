"""Write the synthetic Slurm log of an imaginary project shaped like Moshi.

    python datasets/moshi/generate.py [FOLDER]

No line of it comes from a real cluster. The same seed gives the same text; ASSUMPTIONS.md says where each
number that shapes it comes from.
"""

import gzip
import sys
from pathlib import Path
from random import Random

from synthesis.cluster import Cluster
from synthesis.export import lines, numbered
from synthesis.workload import all_jobs

SEED = 260411154
NAME = "sacct-synthetic.txt.gz"


def log_text(seed: int = SEED) -> str:
    """The whole log."""
    rng = Random(seed)
    attempts = Cluster(rng).run(all_jobs(rng))
    return "\n".join(lines(attempts, numbered(attempts))) + "\n"


def write_log(folder: Path) -> Path:
    """Write the log into `folder`; the same text always, the same bytes on one version of zlib."""
    target = folder / NAME
    with target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as stream:
        stream.write(log_text().encode())
    return target


if __name__ == "__main__":
    written = write_log(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
    print(f"{written}: {written.stat().st_size / 1e6:.2f} MB")
