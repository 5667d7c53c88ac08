"""The formats that a disclosure can be written in."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fullcount_reports.exports.exported import Exported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fullcount.disclosure.types import Disclosure

__all__ = ["FORMATS", "Format", "export"]


class Format(NamedTuple):
    """A format: its name in full, and the versions of it that can be written, the usual one first.

    `looks_beside` is set where the export looks at the files attached to a disclosure, and so is told their folder.
    """

    title: str
    versions: tuple[str, ...]
    looks_beside: bool = False


FORMATS = {
    "cyclonedx": Format(
        "CycloneDX bill of materials, environmental considerations of a model card", ("1.6", "1.7")
    ),
    "boamps": Format("BoAmps, one report for each kind of work", ("1.1",)),
    "spdx": Format("SPDX document, energy of the AI profile", ("3.0.1",)),
    "dia": Format("DIA, Data & Impact Accounting, `dia_report`", ("0.1",)),
    "fmti": Format("Foundation Model Transparency Index, compute indicators", ("2025-12",)),
    "sci": Format("SCI for AI, report for one functional unit", ("parameter", "token", "flop", "request")),
    "itu_l1801": Format("ITU-T L.1801, reporting headings, from public descriptions", ("2026-02",)),
    "eu_gpai": Format(
        "EU Model Documentation Form for general-purpose AI, from public transcriptions", ("AIO", "NCA", "DP")
    ),
    "badge": Format("Badge with coverage level and date", ("svg",), looks_beside=True),
}


def export(document: "Disclosure", name: str, version: str = "", folder: "Path | None" = None) -> Exported:
    """A well-formed disclosure in the format `name`, whose module is imported when it is asked for.

    `folder` is where the files lie that are attached to it. Raises `NotExpressibleError` where the result would be
    invalid there, with everything that is lacking.
    """
    form = FORMATS[name]
    write: Callable[..., Exported] = import_module(f"fullcount_reports.exports.{name}").export
    beside = (folder,) if form.looks_beside else ()
    return write(document, version or form.versions[0], *beside)
