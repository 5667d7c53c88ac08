"""Every page of the observatory with the text that it should have."""

from functools import cache
from pathlib import Path

from observatory.corpus import Corpus, read
from observatory.figures import figures
from observatory.groups import groups
from observatory.index import index
from observatory.page import page

__all__ = ["ROOT", "outputs", "pages", "published"]

ROOT = Path(__file__).resolve().parents[3]
ROOM = ROOT / "datasets/published"
GENERATED = "# Written by docs/generate.py: do not edit."


@cache
def published() -> Corpus:
    """The corpus of the project."""
    return read(ROOM / "disclosures", ROOM / "findings.csv")


def outputs() -> dict[Path, str]:
    """The committed pages of the published corpus."""
    return {ROOT / f"docs/observatory/{name}": text for name, text in pages(published()).items()}


def pages(corpus: Corpus) -> dict[str, str]:
    """The pages of a corpus by the names of their files."""
    own = {f"{item.slug}.md": page(item, corpus) for item in corpus.items}
    found = {"index.md": index(corpus), "groups.md": groups(corpus), "figures.md": figures(corpus), **own}
    return {name: _marked(text) for name, text in found.items()}


def _marked(text: str) -> str:
    """The page with the mark of a generated file in its front matter; before the heading it would hide the title."""
    return text.replace("---\n", f"---\n{GENERATED}\n", 1)
