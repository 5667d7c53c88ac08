"""Reports of others read as a draft of a disclosure: one module a format, `read(data, name) -> Imported`."""

from importlib import import_module
from typing import TYPE_CHECKING

from fullcount.draft.imports.imported import Fault, Imported, NotReadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["READERS", "SEVERAL", "Fault", "Imported", "NotReadableError", "read", "read_several"]

READERS = {
    "boamps": "energy report of BoAmps, any layout",
    "cyclonedx": "CycloneDX bill of materials in JSON",
    "dia": "DIA report, state file or model card with `dia_report`",
    "huggingface": "model card of the Hugging Face Hub",
    "impact_framework": "manifest of the Impact Framework, to be run or as it was run",
    "spdx": "SPDX 3 document in JSON, with the AI profile",
    "xlsx": "workbook of a spreadsheet program, as fullcount export and init write it",
}
"""The formats that can be read, and what a file of each is."""
SEVERAL = frozenset({"boamps"})
"""The formats of which several files make one draft, as each file is on one part of the work."""


def read(data: bytes, name: str, format_name: str) -> Imported:
    """The draft that a file of a format says. Raises `NotReadableError` with all that is wrong with it."""
    reader: Callable[[bytes, str], Imported] = import_module(f"fullcount.draft.imports.{format_name}").read
    return reader(data, name)


def read_several(files: "Sequence[tuple[bytes, str]]", format_name: str) -> Imported:
    """The one draft that files of a format in `SEVERAL` say together, each with its name.

    Raises `NotReadableError` with all that is wrong with any of them.
    """
    reader: Callable[[Sequence[tuple[bytes, str]]], Imported] = import_module(
        f"fullcount.draft.imports.{format_name}"
    ).read_several
    return reader(files)
