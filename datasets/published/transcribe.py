"""Writes the disclosures of the corpus from `published.csv` and the tables in `transcription`.

`python datasets/published/transcribe.py` rewrites `disclosures/`, `findings.csv` and what `datapackage.json` lists of
them. A test keeps them in step.
"""

import sys
from pathlib import Path

from transcription.corpus import BY_HAND, FOLDER, document, slugs
from transcription.findings import FINDINGS, findings_text
from transcription.package import PACKAGE, package_text

from fullcount.draft.row import text_of


def write(folder: Path) -> int:
    """Write every disclosure into `folder` and remove what no table names any more; how many there are."""
    folder.mkdir(exist_ok=True)
    named = {f"{slug}.json" for slug in (*slugs(), *BY_HAND)}
    for path in folder.glob("*.json"):
        if path.name not in named:
            path.unlink()
    for slug in slugs():
        (folder / f"{slug}.json").write_text(text_of(document(slug)) + "\n", encoding="utf-8")
    return len(named)


if __name__ == "__main__":
    print(f"{FOLDER}: {write(FOLDER)} disclosures")
    FINDINGS.write_text(findings_text(), encoding="utf-8")
    PACKAGE.write_text(package_text(), encoding="utf-8")
    sys.exit(0)
