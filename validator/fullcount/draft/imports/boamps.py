"""BoAmps reports of any layout read as a draft: one compute line a report, read as the ledger reads it.

A file may hold several reports, as a list or one a line: those of one project on its stages. Several meters of one run
are added only where they are evidently of different devices. A report says nothing of how work ended.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.draft.imports.held_source import HeldSource, Oddities, not_readable
from fullcount.draft.imports.imported import Fault, Imported, NotReadableError
from fullcount.draft.imports.named import country_named
from fullcount.draft.imports.parts import (
    equipment_of,
    facility_of,
    line_of,
    revision_of,
    slug,
    some,
    source_of,
)
from fullcount.draft.imports.reading import declared
from fullcount.ledger.boamps.layouts import layout_of
from fullcount.ledger.boamps.measures import BadMeasure, Measure, measures_of
from fullcount.ledger.boamps.rows import row_of
from fullcount.ledger.boamps.stages import purpose_of
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.reading.documents import BrokenItem, Item, json_items
from fullcount.ledger.reading.loose import is_missing, list_at, map_at, number_of, text_of
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.row import LedgerRow
from fullcount.powers_of_ten import BILLION, shifted

__all__ = ["read"]

Node = dict[str, Any]
SECONDS_PER_HOUR = 3600.0
SAID = re.compile(r"(primary|transcribed|synthetic) figures: ")
"""How our own reports say whose figures they are."""
LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:+_-]{0,99}")
DAY = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=[ T]|$)")
STAGE_ASSUMED = "final"
LONGEST = 20_000


def read(data: bytes, name: str) -> Imported:
    """The draft of one file of reports. Raises `NotReadableError` with all that is wrong with it."""
    reports = _Reports(name)
    try:
        for item in json_items(HeldSource(data, name)):
            reports.take(item)
    except LedgerError as error:
        raise not_readable(error) from None
    return reports.imported()


class _Reports:
    """The lines of all reports of a file, and the places and devices they name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._odd = Oddities(name, frozenset())
        self._faults: list[Fault] = []
        self._notes: list[str] = []
        self._read: list[Mapping[str, Any]] = []
        self._methods: list[str] = []
        self._lines: dict[str, Node] = {}
        self._places: list[Node] = []
        self._devices: list[Node] = []

    def take(self, item: Item | BrokenItem) -> None:
        """Read one report, or say what is wrong with it."""
        if isinstance(item, BrokenItem):
            self._refuse(item.line, item.found, item.expected)
            return
        layout = layout_of(item.data) if isinstance(item.data, Mapping) else None
        if layout is None:
            self._refuse(item.line, "no report of a known layout", "a BoAmps report with its measures")
            return
        try:
            measures = measures_of(item.data, layout)
        except BadMeasure as bad:
            self._refuse(item.line_of(*bad.steps), bad.found, bad.expected)
            return
        row, _ = row_of(item, measures, "report", [], self._odd.tally, ReadOptions())
        self._line(item, measures, row)

    def _refuse(self, line: int, found: str, expected: str) -> None:
        self._faults.append(Fault(self._name, str(line), found, expected, "correct the report"))

    def _line(self, item: Item, measures: list[Measure], row: LedgerRow) -> None:
        self._read.append(item.data)
        self._methods += [measure.tool for measure in measures]
        purpose = purpose_of(row.tag_raw)
        stage = row.stage
        if purpose and stage == "other" and purpose[0] in ("train", "pre-train", "post-train"):
            stage = STAGE_ASSUMED
            self._notes.append(f"{self._name}:{item.line}: {row.tag_raw!r} is taken for the final training")
        identity = slug(row.tag_raw or "work", self._lines)
        held = some(facility=self._place(item.data), equipment=self._equipment(row))
        figures = dict(_figures(row))
        self._lines[identity] = line_of(identity, "work", (stage, row.run_type), **held, **figures)

    def _equipment(self, row: LedgerRow) -> str:
        return (
            equipment_of(row.accelerator_model, self._devices, self._notes) if row.accelerator_model else ""
        )

    def _place(self, report: Mapping[str, Any]) -> str:
        found = map_at(report, "environment")
        said, location = text_of(found.get("country")), text_of(found.get("location"))
        country = "" if is_missing(said) else country_named(said)
        described = some(country=country, location="" if is_missing(location) else location)
        if said and not is_missing(said) and not country:
            self._notes.append(
                f"{self._name}: {said!r} is the name of no one country: add it to the facility"
            )
        if not described:
            return ""
        if (intensity := _number(found.get("powerSourceCarbonIntensity"))) is not None:
            figure = declared(intensity, "gCO2e/kWh", "environment.powerSourceCarbonIntensity")
            described["carbon_intensity_location_based"] = figure
        return facility_of({"name": location or country, **described}, self._places)

    def imported(self) -> Imported:
        """The draft with the notes. Raises `NotReadableError` where there are faults."""
        if self._faults or not self._read:
            empty = Fault(self._name, "", "no report", "a BoAmps report", "name a file with one")
            raise NotReadableError(self._faults or [empty])
        first = self._read[0]
        draft = {
            **_head(first, self._methods),
            "subject": {**_subject(self._read), "components": [{"id": "work", "name": _named(first)}]},
            **some(facilities=self._places, equipment=self._devices),
            "compute": list(self._lines.values()),
            "sources": [source_of("BoAmps report", self._name)],
        }
        return Imported(draft, (*self._odd.notes, *self._notes))


def _figures(row: LedgerRow) -> Iterator[tuple[str, Node]]:
    """Hours of all accelerators are the product where the report says both, and nothing else where it does not."""
    count, seconds = row.accelerators, row.elapsed_s
    if count:
        yield "accelerators", declared(count, "1", "infrastructure.components[].nbComponent")
    if seconds is not None:
        yield "wall_clock", declared(seconds / SECONDS_PER_HOUR, "h", "measures[].measurementDuration")
    if count and seconds is not None:
        product = declared(count * seconds / SECONDS_PER_HOUR, "accelerator-h")
        note = "accelerators times hours by the clock"
        yield "accelerator_hours", {**product, "basis": "calculated", "note": note}
    if row.energy_kwh is not None:
        within = {"boundary": row.energy_boundary} if row.energy_boundary else {}
        yield "energy", declared(row.energy_kwh, "kWh", "measures[].powerConsumption", **within)
    else:
        yield "energy", {"not_disclosed": {"reason": "not-stated"}}


def _head(report: Mapping[str, Any], methods: list[str]) -> Node:
    header = map_at(report, "header")
    publisher, licence = text_of(map_at(header, "publisher").get("name")), text_of(header.get("licensing"))
    day = DAY.match(text_of(header.get("reportDatetime")))
    said = {found[1] for method in methods if (found := SAID.match(method))}
    return {
        **some(licence=licence if LICENCE.fullmatch(licence) else ""),
        **revision_of(day[0] if day else ""),
        **({"publisher": {"name": publisher[:LONGEST]}} if publisher else {}),
        **({"data_status": said.pop()} if len(said) == 1 else {}),
    }


def _subject(reports: list[Mapping[str, Any]]) -> Node:
    """What the reports are about; figures of the model where only one value is given."""
    first = reports[0]
    algorithms = [each for report in reports for each in list_at(map_at(report, "task"), "algorithms")]
    billions = {_number(algorithm.get("parametersNumber")) for algorithm in algorithms} - {None}
    datasets = [each for report in reports for each in list_at(map_at(report, "task"), "dataset")]
    tokens = {_number(each.get("dataQuantity")) for each in datasets if each.get("dataType") == "token"} - {
        None
    }
    parameters, quantity = _only(billions), _only(tokens)
    locators = ("task.algorithms[].parametersNumber", "task.dataset[].dataQuantity")
    return {
        "kind": "model",
        "name": _named(first),
        **some(description=_text(map_at(first, "task").get("taskDescription"))),
        **(
            {}
            if parameters is None
            else {"parameters": declared(shifted(parameters, BILLION), "1", locators[0])}
        ),
        **({} if quantity is None else {"training_tokens": declared(quantity, "1", locators[1])}),
    }


def _named(report: Mapping[str, Any]) -> str:
    algorithm = next(iter(list_at(map_at(report, "task"), "algorithms")), {})
    project = map_at(report, "header", "publisher").get("projectName")
    keys = ("algorithmName", "foundationModelName")
    names = (project, *(algorithm.get(key) for key in keys))
    return next((found for name in names if (found := _text(name))), "not stated")


def _text(value: Any) -> str:
    """A text as it is written; empty for none and for a word that means nothing."""
    return value[:LONGEST] if isinstance(value, str) and not is_missing(value) else ""


def _number(value: Any) -> float | None:
    """A number of 0 or more, also as text; None for anything else, as nothing hangs on it."""
    try:
        return number_of(value)
    except ValueError:
        return None


def _only(found: set[float | None]) -> float | None:
    return found.pop() if len(found) == 1 else None
