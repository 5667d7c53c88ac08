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
    """A format: its name in full, the versions of it that can be written, the usual one first, and the files it makes.

    `needs` is what its exporter takes besides the disclosure: the `verdict` of the rules, or the `package` of files
    in which the disclosure lies.
    """

    title: str
    versions: tuple[str, ...]
    files: str
    needs: str = ""


FORMATS = {
    "cyclonedx": Format(
        "CycloneDX bill of materials, environmental considerations of a model card",
        ("1.6", "1.7"),
        "bom.cdx.json",
    ),
    "huggingface": Format("Hugging Face model card, metadata and section on emissions", (), "README.md"),
    "latex": Format(
        "LaTeX section for a paper, with figures, checklist answers and BibTeX",
        ("2e",),
        "footprint.tex, footprint-checklist.tex, main.tex, sources.bib and a PDF for each figure",
        needs="verdict",
    ),
    "boamps": Format(
        "BoAmps, one report for each kind of work", ("1.1",), "boamps-STAGE.json for each kind of work"
    ),
    "spdx": Format("SPDX document, energy of the AI profile", ("3.0.1",), "spdx.json"),
    "dia": Format("DIA, Data & Impact Accounting, `dia_report`", ("0.1",), "dia_report.json"),
    "croissant": Format("Croissant metadata of a data package", ("1.0",), "croissant.json", needs="package"),
    "fmti": Format("Foundation Model Transparency Index, compute indicators", ("2025-12",), "fmti.csv"),
    "sci": Format(
        "SCI for AI, report for one functional unit",
        ("parameter", "token", "flop", "request"),
        "sci.json and sci.md",
    ),
    "impact_framework": Format("Impact Framework, manifest to be run", ("1.0",), "manifest.yaml"),
    "itu_l1801": Format(
        "ITU-T L.1801, reporting headings, from public descriptions",
        ("2026-02",),
        "itu-l1801.md and itu-l1801.json",
    ),
    "eu_gpai": Format(
        "EU Model Documentation Form for general-purpose AI, from public transcriptions",
        ("AIO", "NCA", "DP"),
        "eu-gpai-RECIPIENT.md and eu-gpai-RECIPIENT.json",
    ),
    "badge": Format("Badge with coverage level and date", ("svg",), "badge.svg", needs="package"),
    "xlsx": Format(
        "Workbook of a spreadsheet program, to be filled in and read back", ("1.0",), "disclosure.xlsx"
    ),
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
