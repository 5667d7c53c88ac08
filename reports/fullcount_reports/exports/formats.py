"""The formats that a disclosure can be written in."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fullcount_reports.exports.exported import Exported

if TYPE_CHECKING:
    from collections.abc import Callable

    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.card import ReviewLine
    from fullcount_reports.exports.package import Package

__all__ = ["FORMATS", "Format", "export"]


class Format(NamedTuple):
    """A format: its name in full, and the versions of it that can be written, the usual one first, if it has any.

    `needs` is what its exporter takes besides the disclosure: the `verdict` of the rules, or the `package` of files
    in which the disclosure lies.
    """

    title: str
    versions: tuple[str, ...]
    needs: str = ""


FORMATS = {
    "cyclonedx": Format(
        "CycloneDX bill of materials, environmental considerations of a model card", ("1.6", "1.7")
    ),
    "huggingface": Format("Hugging Face model card, metadata and section on emissions", ()),
    "latex": Format(
        "LaTeX section for a paper, with figures, checklist answers and BibTeX", ("2e",), needs="verdict"
    ),
    "boamps": Format("BoAmps, one report for each kind of work", ("1.1",)),
    "spdx": Format("SPDX document, energy of the AI profile", ("3.0.1",)),
    "dia": Format("DIA, Data & Impact Accounting, `dia_report`", ("0.1",)),
    "croissant": Format("Croissant metadata of a data package", ("1.0",), needs="package"),
    "fmti": Format("Foundation Model Transparency Index, compute indicators", ("2025-12",)),
    "sci": Format("SCI for AI, report for one functional unit", ("parameter", "token", "flop", "request")),
    "impact_framework": Format("Impact Framework, manifest to be run", ("1.0",)),
    "itu_l1801": Format("ITU-T L.1801, reporting headings, from public descriptions", ("2026-02",)),
    "eu_gpai": Format(
        "EU Model Documentation Form for general-purpose AI, from public transcriptions", ("AIO", "NCA", "DP")
    ),
    "badge": Format("Badge with coverage level and date", ("svg",), needs="package"),
    "xlsx": Format("Workbook of a spreadsheet program, to be filled in and read back", ("1.0",)),
}


def export(
    document: "Disclosure", name: str, version: str = "", beside: "ReviewLine | Package | None" = None
) -> Exported:
    """A well-formed disclosure in the format `name`, whose module is imported when it is asked for.

    `beside` is what the format needs besides. Raises `NotExpressibleError` where the result would be invalid there,
    with everything that is lacking.
    """
    write: Callable[..., Exported] = import_module(f"fullcount_reports.exports.{name}").export
    more = (beside,) if FORMATS[name].needs else ()
    return write(document, version or next(iter(FORMATS[name].versions), ""), *more)
