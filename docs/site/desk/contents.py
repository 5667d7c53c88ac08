"""What the review desk's Python is made of: the wheel of fullcount without what only other commands read, and the
pure parts of what it depends on, as they are installed.
"""

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from hatchling.builders.wheel import WheelBuilder

__all__ = ["STAYS", "contents", "versions"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]

DEPENDENCIES = (
    "attrs",
    "Jinja2",
    "jsonschema",
    "jsonschema-specifications",
    "MarkupSafe",
    "PyYAML",
    "referencing",
)
"""All that fullcount needs where no compiled code runs. `rpds-py` is compiled only; see `stand_in/`."""

STAYS = (
    "fullcount/cli/",
    "fullcount/corpus/",
    "fullcount/datasets/examples/",
    "fullcount/datasets/moshi/",
    "fullcount/datasets/published/",
    "fullcount/draft/",
    "fullcount/ledger/",
    "fullcount/schema/1.0/conformance/",
    "fullcount/schema/1.0/disclosure.draft-07.schema.json",
    "fullcount_reports/comparison/",
    "fullcount_reports/desk/page/",
    "fullcount_reports/exports/",
)
"""What only commands read. A ledger is read where a disclosure attaches it, which a pasted draft does not."""

COMPILED = {".so", ".pyd", ".pyx", ".pxd", ".c", ".h", ".pyc"}
NO_RUN_TIME = {"tests", "test", "benchmarks", "__pycache__"}


def contents() -> Iterator[tuple[str, Path]]:
    """Each file of the desk's Python: its name below site-packages, and where it is now."""
    yield from _fullcount()
    for name in DEPENDENCIES:
        yield from _installed(name)
    yield "rpds/__init__.py", HERE / "stand_in/rpds/__init__.py"


def versions() -> dict[str, str]:
    """The version of each package that travels, by name."""
    return {name: distribution(name).version for name in ("fullcount", *DEPENDENCIES)}


def _fullcount() -> Iterator[tuple[str, Path]]:
    for file in sorted(
        WheelBuilder(str(ROOT)).recurse_included_files(), key=lambda file: file.distribution_path
    ):
        name = PurePosixPath(file.distribution_path)
        if name.suffix not in COMPILED and not str(name).startswith(STAYS):
            yield str(name), Path(file.path)


def _installed(name: str) -> Iterator[tuple[str, Path]]:
    for file in sorted(distribution(name).files or ()):
        if file.suffix in COMPILED or NO_RUN_TIME & set(file.parts) or ".." in file.parts:
            continue
        if ".dist-info" not in file.parts[0] or _is_licence(file):
            yield str(file), Path(str(file.locate()))


def _is_licence(file: PurePosixPath) -> bool:
    return "licenses" in file.parts or file.name.upper().startswith(("LICENSE", "METADATA"))
