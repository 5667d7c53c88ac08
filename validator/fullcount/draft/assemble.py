"""A whole draft from compute lines, a lab's own description, the factor packages and the recomputed impacts."""

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from fullcount.draft.certainty import with_intervals
from fullcount.draft.defaults import Defaults
from fullcount.draft.evidence import LedgerEvidence, cite_ledger
from fullcount.draft.figure import missing_figure, tidy
from fullcount.draft.statement import impact_rows, totals, unstated
from fullcount.draft.stubs import component_stubs, equipment_stubs, facility_stubs
from fullcount.draft.work_year import middle_year
from fullcount.rooms import schema_room

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary
    from fullcount.ledger import ReadReport

__all__ = ["NOT_STATED", "UNDECIDED", "assemble", "ordered"]

Item = dict[str, Any]
RIGHTLY_SKIPPED = (
    "step",
    "repeated-header",
    "repeat-within-job",
    "repeat-of-earlier-file",
    "superseded-by-later-row",
    "task-of-counted-run",
    "predicted-consumption",
    "detail-of-output-log",
    "no-epoch-measured",
    "cancelled-window",
    "inside-another-window",
)
NOT_STATED = "not stated"
UNDECIDED = "LicenseRef-undecided"
TRACKED = "a tracker measures accelerators and may model processors and memory"
MODELLING = ("codecarbon", "carbontracker", "experiment-impact-tracker")
NO_MARKET = "no market-based intensity is known"


def assemble(
    about: Item,
    lines: Sequence[Item],
    report: "ReadReport",
    ledger: LedgerEvidence,
    library: "FactorLibrary",
    today: str,
) -> Item:
    """A disclosure as JSON-able data, its keys in the order of the schema.

    `about` is a disclosure without compute, totals and impacts, as far as the lab has written it; what it states is
    kept, and of its compute lines those of idle hours: a lab knows what it had reserved, a log of jobs does not.
    `lines` are the sums of the ledger, `report` what its reading found. `today` is a date as YYYY-MM-DD.
    """
    draft = {**_head(lines, today), **({} if about else {"note": _known_by(report)}), **about}
    if _lost(report):
        draft["note"] = " ".join(filter(None, (draft.get("note", ""), _lost(report))))
    compute = [*(cite_ledger(_tracked(tidy(line), report)) for line in lines), *_idle(about)]
    defaults = Defaults(library, _year(draft, report, today), about.get("sources", []))
    draft["subject"] = _subject(draft["subject"], compute)
    draft["scope"] = _scope(draft["scope"], report)
    draft["facilities"] = [defaults.facility(item) for item in _facilities(about, compute, report)]
    draft["equipment"] = [defaults.equipment(item) for item in _equipment(about, compute, report)]
    draft["compute"] = compute
    draft["evidence"] = [*about.get("evidence", []), ledger.attachment()]
    draft["sources"] = _sources(about, ledger, defaults)
    return ordered(_with_impacts(draft, about, report))


def _tracked(line: Item, report: "ReadReport") -> Item:
    """The energy of a tracker is partly a model, so it is not called measured."""
    energy = line.get("energy", {})
    if "value" not in energy or not report.format.startswith(MODELLING):
        return line
    return {**line, "energy": {**energy, "basis": "calculated", "note": TRACKED}}


def _idle(about: Item) -> list[Item]:
    return [line for line in about.get("compute", []) if "idle_hours" in line]


def _lost(report: "ReadReport") -> str:
    """Rows of the log that could not be read, in words; empty where there are none."""
    lost = [f"{item.count:,} {item.reason}" for item in report.skipped if item.reason not in RIGHTLY_SKIPPED]
    return f"Rows of the log that could not be read and are not counted: {', '.join(lost)}." if lost else ""


def _known_by(report: "ReadReport") -> str:
    """What a draft from a log alone rests on, so that its card says what such a log cannot know."""
    start = "Drafted from a log alone: whatever it does not say is not disclosed"
    return "; ".join([start, *report.assumptions]) + "."


def _head(lines: Sequence[Item], today: str) -> Item:
    named = next((line["component"] for line in lines), NOT_STATED)
    return {
        "fullcount": "1.0",
        "id": "draft/untitled",
        "revision": {"number": 1, "date": today, "status": "draft"},
        "publisher": {"name": "a publisher not yet named"},
        "licence": UNDECIDED,
        "data_status": "primary",
        "subject": {"kind": "model", "name": named},
        "scope": {"functional_unit": {"description": NOT_STATED}},
    }


def _subject(subject: Item, lines: Sequence[Item]) -> Item:
    described = subject.get("components", [])
    return {**subject, "components": [*described, *component_stubs(lines, described)]}


def _scope(scope: Item, report: "ReadReport") -> Item:
    if "period" in scope or report.period is None:
        return scope
    start, end = (moment[:10] for moment in report.period)
    return {**scope, "period": {"start": start, "end": end}}


def _year(draft: Item, report: "ReadReport", today: str) -> int:
    """The year in the middle of the work, for the choice of factors."""
    period = draft["scope"].get("period") or {}
    dates = (period["start"], period["end"]) if period else report.period or (today,)
    return middle_year(*dates)


def _facilities(about: Item, lines: Sequence[Item], report: "ReadReport") -> list[Item]:
    described = about.get("facilities", [])
    return [_implied(item, report) for item in (*described, *facility_stubs(lines, described, report))]


def _implied(facility: Item, report: "ReadReport") -> Item:
    """Where the log states greenhouse gases and energy, their ratio is the intensity that it used."""
    field = "carbon_intensity_location_based"
    if field in facility or not report.ghg_kgco2e or not report.energy_kwh:
        return facility
    value = float(f"{report.ghg_kgco2e / report.energy_kwh * 1000:.6g}")
    note = "implied by the log: its greenhouse gases over its energy; the log does not name the factor"
    figure = {"value": value, "unit": "gCO2e/kWh", "basis": "calculated", "source": "ledger", "note": note}
    market = "carbon_intensity_market_based"
    absent = {} if market in facility else {market: missing_figure(NO_MARKET)}
    return {**facility, field: figure, **absent}


def _equipment(about: Item, lines: Sequence[Item], report: "ReadReport") -> list[Item]:
    described = about.get("equipment", [])
    return [*described, *equipment_stubs(lines, described, report)]


def _sources(about: Item, ledger: LedgerEvidence, defaults: Defaults) -> list[Item]:
    stated = about.get("sources", [])
    known = {source.get("id") for source in stated}
    return [
        *stated,
        *(source for source in (ledger.source(), *defaults.sources) if source["id"] not in known),
    ]


def _with_impacts(draft: Item, about: Item, report: "ReadReport") -> Item:
    stated = about.get("impacts", [])
    document = cast("Disclosure", draft)
    footprint = with_intervals(document)
    rows = unstated(impact_rows(document, footprint), stated)
    summed = {**totals(document, footprint), **about.get("totals", {})}
    return {**draft, "totals": summed, "impacts": [*stated, *_of_log(rows, report), *rows]}


def _of_log(rows: list[Item], report: "ReadReport") -> list[Item]:
    """The greenhouse gases that a tracker states, where nothing better can be computed; it replaces that row."""
    location = [row for row in rows if row["category"] == "gwp" and row.get("ghg_basis") == "location"]
    computed = any("value" in row["amount"] for row in location)
    if report.ghg_kgco2e is None or computed or not location:
        return []
    for row in location:
        rows.remove(row)
    note = "as the log states it, for the energy that the log covers"
    amount = {
        "value": float(f"{report.ghg_kgco2e:.6g}"),
        "unit": "kgCO2e",
        "basis": "declared",
        "source": "ledger",
        "note": note,
    }
    return [{"category": "gwp", "phase": "use", "ghg_basis": "location", "amount": amount}]


def ordered(draft: Item) -> Item:
    """The keys in the order of the schema, empty ones left out."""
    order = [*_keys(), *(key for key in draft if key not in _keys())]
    return {key: draft[key] for key in order if key in draft and draft[key] not in ([], {})}


@cache
def _keys() -> tuple[str, ...]:
    schema = json.loads((schema_room() / "disclosure.schema.json").read_bytes())
    return tuple(schema["properties"])
