"""The pages of the data sets: their READMEs, with links that hold in the site, and the licences of the factors."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["dataset_pages"]

ROOT = Path(__file__).resolve().parent.parent
DATASETS = ROOT / "datasets"
FACTORS = DATASETS / "factors"
TEXTS = {
    "moshi.md": "moshi/README.md",
    "assumptions.md": "moshi/ASSUMPTIONS.md",
    "published.md": "published/README.md",
    "examples.md": "examples/README.md",
}
LINKS = {
    "../moshi/README.md": "moshi.md",
    "../../docs/agreement.md": "../agreement.md",
    "`ASSUMPTIONS.md`": "[`ASSUMPTIONS.md`](assumptions.md)",
}
NOTICE = re.compile(r"\]\(([\w-]+(?:\.\d)?)/NOTICE\.md\)")


def dataset_pages() -> Iterator[tuple[str, str]]:
    """The name of each page below `docs/datasets` with its text."""
    for page, source in TEXTS.items():
        yield page, _with_links((DATASETS / source).read_text(encoding="utf-8"))
    yield "factors.md", "\n".join(_factors()).rstrip() + "\n"


def _with_links(text: str) -> str:
    for there, here in LINKS.items():
        text = text.replace(there, here)
    return text


def _factors() -> Iterator[str]:
    text = (FACTORS / "README.md").read_text(encoding="utf-8")
    yield NOTICE.sub(lambda found: f"](#{_anchor(found[1])})", text).rstrip()
    yield from ("", "## Licences and sources")
    for package in sorted(FACTORS.glob("*/datapackage.json")):
        yield from _package(json.loads(package.read_text(encoding="utf-8")), package.parent)


def _anchor(package: str) -> str:
    return f"package-{package}"


def _package(package: dict[str, Any], folder: Path) -> Iterator[str]:
    licence = package["licenses"][0]
    yield from ("", f'<a id="{_anchor(folder.name)}"></a>', "", f"### {folder.name}: {package['title']}", "")
    yield from (f"Licence: [{licence['title']}]({licence['path']}).", "")
    notice = (folder / "NOTICE.md").read_text(encoding="utf-8")
    yield from (notice.partition("\n")[2].strip(), "", "| source |", "|---|")
    yield from (f"| [{source['title']}]({source['path']}) |" for source in package["sources"])
