"""Writes the ledger and the disclosure of the synthetic project from its job log and `about.yaml`.

`python datasets/moshi/disclose.py` rewrites `ledger.csv.gz`, `datapackage.json` and `disclosure.json` in this
folder, as `fullcount disclose` makes them. A test keeps them in step.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from fullcount.cli import main

HERE = Path(__file__).resolve().parent
KEPT = ("ledger.csv.gz", "datapackage.json", "disclosure.json")
TODAY = "2026-11-21"
USER_KEY = "synthetic"


def disclose(folder: Path) -> int:
    """Make everything in `folder`; the exit code of the command."""
    log, about, mapping = (HERE / name for name in ("sacct-synthetic.txt.gz", "about.yaml", "mapping.yaml"))
    options = ["--about", str(about), "--mapping", str(mapping), "--user-key", USER_KEY, "--today", TODAY]
    return main(["disclose", str(log), *options, "--out", str(folder)])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        code = disclose(Path(made))
        for name in KEPT:
            shutil.copyfile(Path(made) / name, HERE / name)
    sys.exit(code)
