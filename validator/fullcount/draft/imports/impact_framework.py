"""Manifests of the Impact Framework read as a draft: each component without children is one compute line.

A manifest may be an input, or an output of a run that went well; of one that failed nothing is read but its error. Keys
are free there, so units are those that the manifest declares, else those of the framework's common keys, and a note
says so. Grams become kilograms, seconds become days.
"""

import re
from collections.abc import Container, Iterator, Mapping
from math import fsum
from typing import Any, NamedTuple

from fullcount.disclosure.pointer import child
from fullcount.draft.imports.imported import Imported
from fullcount.draft.imports.observations import period_of, units_of
from fullcount.draft.imports.parts import covering, ghg, line_of, slug, some, source_of
from fullcount.draft.imports.reading import Reading, declared
from fullcount.ledger.row import OUTCOMES, RUN_TYPES, STAGES, is_code
from fullcount.powers_of_ten import KILO, shifted

__all__ = ["read"]

Item = dict[str, Any]
ENERGY, INTENSITY, HOURS = "energy", "grid/carbon-intensity", "fullcount/accelerator-hours"
OPERATIONAL = ("carbon-operational", "operational-carbon")
EMBODIED = ("carbon-embodied", "embodied-carbon")
ENERGIES = {"Wh": -KILO, "kWh": 0, "MWh": KILO}
CARBONS = {"g": -KILO, "gCO2": -KILO, "gCO2e": -KILO, "gCO2eq": -KILO, "kg": 0, "kgCO2e": 0, "kgCO2eq": 0}
INTENSITIES = {"gCO2e/kWh": 0, "gCO2eq/kWh": 0, "g/kWh": 0, "kgCO2e/kWh": KILO, "kgCO2eq/kWh": KILO}
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,299}")
CODES = {"stage": (STAGES, "other"), "run-type": (RUN_TYPES, "other"), "outcome": (OUTCOMES, "unknown")}
KINDS = ("model", "model-family", "dataset", "method-study", "service")
STATUSES = ("primary", "transcribed", "synthetic")
DEEPEST = 32
_REQUIRED = (
    ("/name", str, "a text"),
    ("/initialize/plugins", Mapping, "an object"),
    ("/tree", Mapping, "an object"),
)


class Leaf(NamedTuple):
    """A component without children: its name, its place, and that of the defaults it has."""

    name: str
    pointer: str
    defaults: str


def read(data: bytes, name: str) -> Imported:
    """The draft of one manifest. Raises `NotReadableError` with all that is wrong with it."""
    reading = Reading(data, name)
    _judge(reading)
    if reading.faults:
        return reading.imported({})
    manifest = _Manifest(reading)
    for leaf in _leaves(reading, Leaf("tree", "/tree", "/tree/defaults"), 0):
        manifest.take(leaf)
    return reading.imported(manifest.draft())


def _judge(reading: Reading) -> None:
    """The keys that every manifest has, and whether it is what a failed run left behind."""
    if reading.at("/execution/status") == "fail":
        said = reading.text("/execution/error") or "no error is named"
        remedy = "mend the manifest and run it again"
        reading.fault(
            "/execution/status", f"a run that failed: {said}", "an input, or a run that went well", remedy
        )
        return
    for pointer, kind, expected in _REQUIRED:
        if not isinstance(reading.at(pointer), kind):
            found = "missing" if reading.at(pointer) is None else "of another kind"
            reading.fault(pointer, f"{pointer} {found}", expected, "complete the manifest")


def _leaves(reading: Reading, node: Leaf, depth: int) -> Iterator[Leaf]:
    children = reading.at(f"{node.pointer}/children")
    if children is None:
        yield node
    elif not isinstance(children, Mapping) or depth > DEEPEST:
        reading.fault(
            f"{node.pointer}/children", "no components by name", "an object, not too deep", "correct the tree"
        )
    else:
        for key in children:
            pointer = child(f"{node.pointer}/children", str(key))
            own = f"{pointer}/defaults"
            defaults = own if isinstance(reading.at(own), Mapping) else node.defaults
            yield from _leaves(reading, Leaf(str(key), pointer, defaults), depth + 1)


class _Manifest:
    """Lines, carbon and places of all components."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._units = units_of(reading)
        self._said: set[str] = set()
        self._components: dict[str, str] = {}
        self._lines: dict[str, Item] = {}
        self._rows: list[Item] = []
        self._places: list[Item] = []

    def take(self, leaf: Leaf) -> None:
        """Read one component: what it came to if it was run, else what goes in."""
        outputs = self._reading.at(f"{leaf.pointer}/outputs")
        entries = list(self._reading.items(f"{leaf.pointer}/{'inputs' if outputs is None else 'outputs'}"))
        if not entries:
            self._reading.note(leaf.pointer, f"component {leaf.name} has no observation: left out")
            return
        identity = _identity(leaf.name, self._lines)
        energy = self._sum(leaf, entries, (ENERGY,), ENERGIES, "kWh")
        hours = self._sum(leaf, entries, (HOURS,), {"accelerator-h": 0}, "accelerator-h")
        held = some(**period_of(self._reading, entries), facility=self._facility(leaf, entries))
        figures = {
            **(
                {} if hours is None else {"accelerator_hours": declared(hours, "accelerator-h", leaf.pointer)}
            ),
            **({} if energy is None else {"energy": self._energy(leaf, energy)}),
        }
        codes = {key: self._code(leaf, entries, key) for key in CODES}
        component = self._component(leaf, entries)
        line = line_of(identity, component, (codes["stage"], codes["run-type"]), **held, **figures)
        self._lines[identity] = {**line, "outcome": codes["outcome"]}
        self._carbon(leaf, entries, identity)

    def draft(self) -> Item:
        """The sections of the draft."""
        reading = self._reading
        kind, status = reading.at("/tags/kind"), reading.at("/tags/category")
        components = [{"id": key, "name": name, "kind": "model"} for key, name in self._components.items()]
        subject = {"kind": kind if kind in KINDS else "model", "name": reading.text("/name") or "not stated"}
        return {
            **({"data_status": status} if status in STATUSES else {}),
            "subject": {**subject, **some(components=components)},
            **some(facilities=self._places),
            "compute": list(self._lines.values()),
            **some(impacts=self._rows),
            "sources": [source_of("Impact Framework manifest", reading.name)],
        }

    def _energy(self, leaf: Leaf, value: float) -> Item:
        """Our own manifests hold energy of the facility; others do not say what is inside."""
        ours = isinstance(self._value(leaf, "", "fullcount/stage"), str)
        return declared(value, "kWh", leaf.pointer, **({"boundary": "facility"} if ours else {}))

    def _value(self, leaf: Leaf, entry: str, key: str) -> Any:
        """A key of an observation, else of the defaults."""
        found = self._reading.at(child(entry, key)) if entry else None
        return self._reading.at(child(leaf.defaults, key)) if found is None else found

    def _sum(
        self, leaf: Leaf, entries: list[str], keys: tuple[str, ...], units: Mapping[str, int], unit: str
    ) -> float | None:
        """The sum over the observations in our unit; None where one has no such key, or its unit is another."""
        key = next((key for key in keys if self._value(leaf, entries[0], key) is not None), None)
        if key is None:
            return None
        exponent = self._exponent(child(entries[0], key), key, units, unit)
        found = [self._reading.number(self._where(leaf, entry, key), unit) for entry in entries]
        known = [number for number in found if number is not None]
        if exponent is None or len(known) < len(found):
            self._reading.note(
                leaf.pointer, f"{key} of {leaf.name} is not known for all observations: left out"
            )
            return None
        return fsum(shifted(number, exponent) for number in known)

    def _where(self, leaf: Leaf, entry: str, key: str) -> str:
        own = child(entry, key)
        return child(leaf.defaults, key) if self._reading.at(own) is None else own

    def _exponent(self, pointer: str, key: str, units: Mapping[str, int], unit: str) -> int | None:
        said = self._units.get(key)
        if said is None and key not in self._said:
            self._said.add(key)
            usual = next(name for name in units) if unit == "kgCO2e" else unit
            self._reading.note(
                pointer, f"the unit of {key} is not declared: taken as {usual}, as is usual there"
            )
        if said is None:
            return -KILO if unit == "kgCO2e" else 0
        known = {name.lower(): exponent for name, exponent in units.items()}
        if said.lower() not in known:
            self._reading.note(pointer, f"{key} is in {said!r}, which is none of {', '.join(units)}")
        return known.get(said.lower())

    def _code(self, leaf: Leaf, entries: list[str], key: str) -> str:
        codes, otherwise = CODES[key]
        found = self._value(leaf, entries[0], f"fullcount/{key}")
        return found if isinstance(found, str) and is_code(found, codes) else otherwise

    def _component(self, leaf: Leaf, entries: list[str]) -> str:
        """The component that our own manifests name, else one for all."""
        named = self._value(leaf, entries[0], "fullcount/component")
        name = named if isinstance(named, str) and named else self._reading.text("/name") or "model"
        for identity, known in self._components.items():
            if known == name:
                return identity
        identity = _identity(name, self._components)
        self._components[identity] = name
        return identity

    def _facility(self, leaf: Leaf, entries: list[str]) -> str:
        """The place of one carbon intensity; empty where there is none, or several."""
        found = {self._reading.number(self._where(leaf, entry, INTENSITY), "gCO2e/kWh") for entry in entries}
        if found == {None}:
            return ""
        exponent = self._exponent(
            self._where(leaf, entries[0], INTENSITY), INTENSITY, INTENSITIES, "gCO2e/kWh"
        )
        value = found.pop()
        if found or value is None or exponent is None:
            self._reading.note(leaf.pointer, f"{INTENSITY} of {leaf.name} changes or is not known: left out")
            return ""
        named = self._value(leaf, entries[0], "fullcount/facility")
        figure = declared(shifted(value, exponent), "gCO2e/kWh")
        return self._placed(named if isinstance(named, str) else "", figure)

    def _placed(self, name: str, figure: Item) -> str:
        """The id of the place with that name and intensity, which is added where it is new."""
        described = {"name": name or "Place not named", "carbon_intensity_location_based": figure}
        for place in self._places:
            if {**place, "id": ""} == {"id": "", **described}:
                return str(place["id"])
        identity = _identity(name or "site", [place["id"] for place in self._places])
        self._places.append({"id": identity, **described})
        return identity

    def _carbon(self, leaf: Leaf, entries: list[str], line: str) -> None:
        used = self._sum(leaf, entries, OPERATIONAL, CARBONS, "kgCO2e")
        made = self._sum(leaf, entries, EMBODIED, CARBONS, "kgCO2e")
        if used is not None:
            self._rows.append(ghg(declared(used, "kgCO2e", leaf.pointer), covering(line), "location"))
        if made is not None:
            amount = declared(made, "kgCO2e", leaf.pointer)
            self._rows.append({"category": "gwp", "phase": "manufacture", **covering(line), "amount": amount})


def _identity(name: str, taken: Container[str]) -> str:
    """The name where it can be an id and is not taken, else an id made of it."""
    return name if ID.fullmatch(name) and name not in taken else slug(name, taken)
