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
    try:
        return reader(data, name)
    except NotReadableError as error:
        raise NotReadableError(_of_another_kind([(data, name)], format_name) or error.faults) from None


def read_several(files: "Sequence[tuple[bytes, str]]", format_name: str) -> Imported:
    """The one draft that files of a format in `SEVERAL` say together, each with its name.

    Raises `NotReadableError` with all that is wrong with any of them.
    """
    module = import_module(f"fullcount.draft.imports.{format_name}")
    reader: Callable[[Sequence[tuple[bytes, str]]], Imported] = module.read_several
    try:
        return reader(files)
    except NotReadableError as error:
        raise NotReadableError(_of_another_kind(files, format_name) or error.faults) from None


def _of_another_kind(files: "Sequence[tuple[bytes, str]]", format_name: str) -> list[Fault]:
    """The files that evidently are something else than was said, with what they are."""
    from fullcount.draft.imports.kinds import DISCLOSURE, kind_of  # noqa: PLC0415

    faults = []
    for data, name in files:
        kind = kind_of(data)
        if kind == DISCLOSURE:
            remedy = f"it needs no import: fullcount validate {name}"
            faults.append(Fault(name, "", "a disclosure of fullcount", READERS[format_name], remedy))
        elif kind not in ("", format_name):
            faults.append(
                Fault(name, "", READERS[kind], READERS[format_name], f"fullcount import {kind} {name}")
            )
    return faults
