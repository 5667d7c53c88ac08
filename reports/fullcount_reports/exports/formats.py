"""The formats that a disclosure can be written in."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fullcount_reports.exports.exported import Exported

if TYPE_CHECKING:
    from collections.abc import Callable

    from fullcount.disclosure.types import Disclosure

__all__ = ["FORMATS", "Format", "export"]


class Format(NamedTuple):
    """A format: its name in full, and the versions of it that can be written, the usual one first, if it has any."""

    title: str
    versions: tuple[str, ...]


FORMATS = {
    "cyclonedx": Format(
        "CycloneDX bill of materials, environmental considerations of a model card", ("1.6", "1.7")
    ),
    "huggingface": Format("Hugging Face model card, metadata and section on emissions", ()),
    "xlsx": Format("Workbook of a spreadsheet program, to be filled in and read back", ("1.0",)),
}


def export(document: "Disclosure", name: str, version: str = "") -> Exported:
    """A well-formed disclosure in the format `name`, whose module is imported when it is asked for.

    Raises `NotExpressibleError` where the result would be invalid there, with everything that is lacking.
    """
    write: Callable[[Disclosure, str], Exported] = import_module(f"fullcount_reports.exports.{name}").export
    return write(document, version or next(iter(FORMATS[name].versions), ""))
