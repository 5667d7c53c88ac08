"""The npm packages of which parts of the site are made, pinned in `package-lock.json`."""

import shutil
import subprocess
from pathlib import Path

__all__ = ["packages_are_there"]


def packages_are_there(root: Path, *, install: bool) -> bool:
    """Whether they are installed, or can be now."""
    if (root / "node_modules").is_dir():
        return True
    npm = shutil.which("npm")
    if npm is None or not install:
        return False
    print("npm ci")
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=root, check=False)  # noqa: S603
    return done.returncode == 0
