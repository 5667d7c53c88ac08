"""The page that lists what is published at the addresses of a version."""

from collections.abc import Iterator
from pathlib import Path

from fullcount.rooms import schema_room
from reference.schema import read_json

__all__ = ["published_page"]

VERSION = "1.0"
INTRODUCTION = f"""\
Everything of the standard that programs read. The `$id` of a schema is `https://w3id.org/fullcount/{VERSION}/` and the
path below. <a href="SHA256SUMS">SHA256SUMS</a> holds the checksum of every file, and `sha256sum --check SHA256SUMS`
compares a copy. What stays the same at these addresses, and what may come, is a matter of
[governance](../standard/governance.md)."""


def published_page() -> Iterator[str]:
    """The lines of the page."""
    yield from (f"# Version {VERSION} of the standard", "", INTRODUCTION, "")
    yield from ("## Schemas and catalogue", "", "| file | |", "|---|---|")
    for path in sorted(schema_room().glob("*.*")):
        yield f"| {_link(path)} | {_what(path)} |"
    for folder, title in (("codelists", "Codelists"), ("tables", "Tables"), ("crosswalks", "Crosswalks")):
        files = sorted((schema_room() / folder).iterdir())
        yield from ("", f"## {title}", "", " · ".join(map(_link, files)))
    yield from _suite()


def _link(path: Path) -> str:
    place = path.relative_to(schema_room()).as_posix()
    return f'<a href="{place}">{path.name}</a>'


def _what(path: Path) -> str:
    if path.name.endswith(".schema.json"):
        copy = " (draft-07, for editors)" if "draft-07" in path.name else ""
        return f"{read_json(path.name)['title']}{copy}"
    return OTHER[path.name]


OTHER = {
    "quantities.csv": "Units and limits of the quantities",
    "rules.json": "The rules and the requirements of the coverage levels",
    "uncertainty.csv": "Default intervals of figures that state none",
}


def _suite() -> Iterator[str]:
    suite = schema_room() / "conformance"
    yield from ("", "## Conformance suite", "", SUITE, "")
    yield from ("| rule | documents |", "|---|---|")
    for folder in sorted(path for path in suite.iterdir() if path.is_dir()):
        yield f"| [{folder.name}](../rules/{folder.name}.md) | {' · '.join(map(_link, sorted(folder.iterdir())))} |"


SUITE = """\
<a href="conformance/index.json">index.json</a> lists every document with what is expected of it;
<a href="conformance/base.json">base.json</a> is the document that they vary, without a finding.
[How conformance is measured](../standard/conformance.md)."""
