"""BoAmps reports of any layout read as a draft: one compute line a report, read as the ledger reads it.

A file may hold several reports, as a list or one a line, and several files make one draft: those of one project on its
stages. The same report twice counts once. Several meters of one run are added only where they are evidently of
different devices. A report says nothing of how work ended.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fullcount.draft.assemble import NOT_STATED
from fullcount.draft.imports.boamps.subject import (
    head_of,
    licence_of,
    name_of,
    number_said,
    publisher_of,
    subject_of,
    text_said,
)
from fullcount.draft.imports.held_source import HeldSource, Oddities, not_readable
from fullcount.draft.imports.imported import Fault, Imported, NotReadableError
from fullcount.draft.imports.named import country_named
from fullcount.draft.imports.parts import (
    cited_as,
    equipment_of,
    facility_of,
    line_of,
    slug,
    some,
    source_of,
)
from fullcount.draft.imports.reading import SOURCE, declared
from fullcount.ledger.boamps.layouts import layout_of
from fullcount.ledger.boamps.measures import BadMeasure, Measure, measures_of
from fullcount.ledger.boamps.rows import row_of
from fullcount.ledger.boamps.stages import purpose_of
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.reading.documents import BrokenItem, Item, json_items
from fullcount.ledger.reading.loose import is_missing, map_at, text_of
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.row import LedgerRow

__all__ = ["read", "read_several"]

Node = dict[str, Any]
SECONDS_PER_HOUR = 3600.0
STAGE_ASSUMED = "final"
SHOWN = 4
"""Names that a note shows at most."""


def read(data: bytes, name: str) -> Imported:
    """The draft of one file of reports. Raises `NotReadableError` with all that is wrong with it."""
    return read_several([(data, name)])


def read_several(files: Sequence[tuple[bytes, str]]) -> Imported:
    """The one draft of several files of reports. Raises `NotReadableError` with all that is wrong with any of them."""
    reports = _Reports()
    for data, name in files:
        reports.begin(name)
        try:
            for item in json_items(HeldSource(data, name)):
                reports.take(item)
        except LedgerError as error:
            reports.faults += not_readable(error).faults
    return reports.imported()


class _Reports:
    """The lines of all reports of some files, and the places and devices they name."""

    def __init__(self) -> None:
        self.faults: list[object] = []
        self._files: list[str] = []
        self._odd: list[Oddities] = []
        self._notes: list[str] = []
        self._read: list[tuple[Mapping[str, Any], str]] = []
        self._seen: dict[str, tuple[Mapping[str, Any], str]] = {}
        self._methods: list[str] = []
        self._lines: dict[str, Node] = {}
        self._places: list[Node] = []
        self._devices: list[Node] = []
        self._first_named: dict[str, str] = {}

    def begin(self, name: str) -> None:
        """What follows is of the file `name`."""
        self._files.append(name)
        self._odd.append(Oddities(name, frozenset()))

    @property
    def _name(self) -> str:
        return self._files[-1]

    @property
    def _source(self) -> str:
        return _source(len(self._files))

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
        if self._is_new(item):
            row, _ = row_of(item, measures, "report", [], self._odd[-1].tally, ReadOptions())
            self._line(item, measures, row)

    def _is_new(self, item: Item) -> bool:
        """Whether no report before has this one's id; another with that id and other content is refused."""
        identity, here = text_said(map_at(item.data, "header").get("reportId")), f"{self._name}:{item.line}"
        if not identity:
            return True
        first, where = self._seen.setdefault(identity, (item.data, here))
        if where == here:
            return True
        if first == item.data:
            self._notes.append(f"{here}: the same report as {where}, counted once")
        else:
            found = f"the id of {where} with other content"
            self._refuse(item.line, found, "one report for each reportId", "leave out the older one")
        return False

    def _refuse(self, line: int, found: str, expected: str, remedy: str = "correct the report") -> None:
        self.faults.append(Fault(self._name, str(line), found, expected, remedy))

    def _line(self, item: Item, measures: list[Measure], row: LedgerRow) -> None:
        self._read.append((item.data, self._source))
        self._methods += [measure.tool for measure in measures]
        purpose = purpose_of(row.tag_raw)
        stage = row.stage
        if purpose and stage == "other" and purpose[0] in ("train", "pre-train", "post-train"):
            stage = STAGE_ASSUMED
            self._notes.append(f"{self._name}:{item.line}: {row.tag_raw!r} is taken for the final training")
        identity = slug(row.tag_raw or "work", self._lines)
        held = some(facility=self._place(item.data), equipment=self._equipment(row))
        figures = dict(_figures(row))
        line = line_of(identity, "work", (stage, row.run_type), **held, **figures)
        self._lines[identity] = cited_as(line, self._source)

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
        if (intensity := number_said(found.get("powerSourceCarbonIntensity"))) is not None:
            figure = declared(intensity, "gCO2e/kWh", "environment.powerSourceCarbonIntensity")
            described["carbon_intensity_location_based"] = figure
        identity = facility_of({"name": location or country, **described}, self._places)
        self._first_named.setdefault(identity, self._source)
        return identity

    def imported(self) -> Imported:
        """The draft with the notes. Raises `NotReadableError` where there are faults."""
        if self.faults or not self._read:
            files = ", ".join(self._files)
            empty = Fault(files, "", "no report", "a BoAmps report", "name a file with one")
            raise NotReadableError(self.faults or [empty])
        first = self._read[0][0]
        places = [cited_as(place, self._first_named[place["id"]]) for place in self._places]
        draft = {
            **head_of(first, self._methods),
            "subject": {
                **subject_of(self._read),
                "components": [{"id": "work", "name": name_of(first) or NOT_STATED}],
            },
            **some(facilities=places, equipment=self._devices),
            "compute": list(self._lines.values()),
            "sources": [
                {**source_of("BoAmps report", name), "id": _source(number)}
                for number, name in enumerate(self._files, 1)
            ],
        }
        odd = (note for oddities in self._odd for note in oddities.notes)
        return Imported(draft, (*odd, *self._notes, *self._differing()))

    def _differing(self) -> Iterator[str]:
        """What the reports do not agree on although a draft says it once; the first report is followed."""
        for what, said_by in (("project", name_of), ("publisher", publisher_of), ("licence", licence_of)):
            said = list(dict.fromkeys(filter(None, (said_by(report) for report, _ in self._read))))
            if len(said) > 1:
                shown = ", ".join(repr(each[:60]) for each in said[:SHOWN])
                yield f"{self._files[0]}: the reports name {len(said)} {what}s ({shown}): the first is taken"


def _source(number: int) -> str:
    """The id of the source that the file of a number is."""
    return SOURCE if number == 1 else f"{SOURCE}-{number}"


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
