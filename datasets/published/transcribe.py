"""Writes the disclosures of the corpus from `published.csv` and the tables in `transcription`.

`python datasets/published/transcribe.py` rewrites `disclosures/`, `findings.csv` and what `datapackage.json` lists of
them. A test keeps them in step.
"""

import sys
from pathlib import Path

from transcription.corpus import BY_HAND, FOLDER, document, slugs, text
from transcription.package import PACKAGE, package_text


def write(folder: Path) -> int:
    """Write every disclosure into `folder` and remove what no table names any more; how many there are."""
    folder.mkdir(exist_ok=True)
    named = {f"{slug}.json" for slug in (*slugs(), *BY_HAND)}
    for path in folder.glob("*.json"):
        if path.name not in named:
            path.unlink()
    for slug in slugs():
        (folder / f"{slug}.json").write_text(text(document(slug)) + "\n", encoding="utf-8")
    return len(named)


if __name__ == "__main__":
    print(f"{FOLDER}: {write(FOLDER)} disclosures")
    PACKAGE.write_text(package_text(), encoding="utf-8")
    sys.exit(0)
