"""From the readings of an entry to rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount_reports.card.codes import lowered
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.shown import Shown, why_absent
from fullcount_reports.comparison.reading import METRICS, Reading
from fullcount_reports.comparison.readings import readings
from fullcount_reports.comparison.row import Row

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry

__all__ = ["row_of", "rows_of"]


USUAL_INTERVAL = 90.0


def rows_of(entry: "Entry", metrics: Sequence[str]) -> Iterator[Row]:
    """Every reading of the metrics, in their order."""
    for metric in metrics:
        for reading in readings(entry, metric):
            yield row_of(entry, reading)


def row_of(entry: "Entry", reading: Reading) -> Row:
    """One reading of an entry, not yet placed in a group."""
    shown, document = reading.shown, entry.document
    figures = list(reading.figures)
    return Row(
        rank=None,
        subject=entry.subject,
        developer=entry.developer,
        year=entry.year,
        kind=document["subject"]["kind"],
        data_status=document["data_status"],
        id=entry.id,
        revision=document["revision"]["number"],
        revision_status=document["revision"]["status"],
        metric=reading.metric,
        phase=reading.phase,
        ghg_basis=reading.ghg_basis,
        energy_boundary=reading.energy_boundary,
        boundary=entry.boundary.code,
        value=shown.value,
        low=shown.low,
        high=shown.high,
        below=shown.below,
        unit=shown.unit or METRICS[reading.metric].unit,
        per="",
        measure=reading.measure,
        whole=lowered("work-boundary", entry.boundary.code) if reading.measure else "",
        how=_how(reading),
        basis=shown.basis,
        evidence_grade=entry.grade_of(figures),
        level=entry.verdict.level,
        missing_share=reading.missing_share,
        not_counted=entry.not_counted,
        accelerators=entry.accelerators,
        country=entry.countries,
        group="",
        reason=_reason(reading),
        rebased_value=None,
        rebased_low=None,
        rebased_high=None,
        rebased_rank=None,
        convention="",
        parameters=entry.parameters.value if entry.parameters else None,
        tokens=entry.tokens.value if entry.tokens else None,
        errors=entry.verdict.errors,
        warnings=entry.verdict.warnings,
        note="; ".join(filter(None, (entry.narrowed, *_of_interval(shown), *shown.notes))),
        sources=entry.cited(figures),
        file=entry.file,
    )


def _of_interval(shown: Shown) -> Iterator[str]:
    """What a reader of the interval must know."""
    if shown.is_range:
        yield "only the ends of the range are stated: the value is the middle"
    if shown.interval != USUAL_INTERVAL and shown.low is not None:
        yield f"the interval holds {shown.interval:g} %, not 90 %"


def _how(reading: Reading) -> str:
    if not reading.shown.is_there:
        return ""
    return "recomputed" if reading.recomputed else "stated"


def _reason(reading: Reading) -> str:
    """Why a reading cannot be ranked, whatever stands beside it; empty where it may be."""
    shown = reading.shown
    if not shown.is_there:
        return why_absent(ENGLISH, shown)
    if shown.value is None:
        return "known only to lie below a bound"
    if shown.partial:
        return "; ".join(("it leaves out some of the work", *shown.notes))
    if reading.on_energy and not reading.energy_boundary:
        return "the energy boundary is not stated: device, node, IT equipment or facility"
    if reading.ghg_basis == "unspecified":
        return "the source does not say whether its intensity is location-based or market-based"
    return ""
