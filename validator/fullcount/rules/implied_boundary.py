"""What the factor between printed greenhouse gases and printed energy tells about the boundary of the energy."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Amount, Figure, central
from fullcount.impacts.boundary import overhead
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_interval
from fullcount.rules.as_used import as_used
from fullcount.rules.reasons import grouped
from fullcount.rules.rows import RowKey, Rows, rows_by_key
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["told_by_factors"]

INTENSITIES = {
    "location": "carbon_intensity_location_based",
    "market": "carbon_intensity_market_based",
}


class Pair(NamedTuple):
    """A printed energy and the greenhouse gases of the same work; `name` is the energy in words."""

    pointer: str
    name: str
    energy: Figure
    ghg: Figure
    basis: str
    lines: Sequence[Line]


class Sighting(NamedTuple):
    """An energy whose implied factor (gCO2e/kWh) shows whether the PUE is inside; `label` is what it states."""

    pointer: str
    label: str
    pue_inside: bool
    factor: Amount
    intensity: Amount
    pue: Amount


def _sightings(view: "View") -> list[Sighting | NotApplicable]:
    """One for each energy that has greenhouse gases beside it, unless the factor fits both or neither."""
    rows = rows_by_key(view)
    return [found for pair in (*_of_rows(view, rows), *_of_lines(view, rows)) for found in _seen(pair)]


def _of_rows(view: "View", rows: Rows) -> Iterator[Pair]:
    for key in rows:
        if (key.category, key.phase, key.stages) == ("energy", "use", ()):
            pointer, row = rows[key]
            for basis in INTENSITIES:
                beside = rows.get(key.of_basis("gwp", basis))
                if beside is not None:
                    name, lines = f"the {key.words} row", view.covered(row)
                    yield Pair(f"{pointer}/amount", name, row["amount"], beside.row["amount"], basis, lines)
                    break


def _of_lines(view: "View", rows: Rows) -> Iterator[Pair]:
    """Energies that stand on the lines, beside one row of greenhouse gases for each line."""
    seen: set[int] = set()
    for key in rows:
        if key.category == "gwp" and key.covers and _is_plain_use(key) and not _energy_beside(rows, key):
            lines = view.covered(rows[key].row)
            if len(lines) == 1 and lines[0].index not in seen and "energy" in lines[0].raw:
                line = lines[0]
                seen.add(line.index)
                name, ghg = f"the energy of line {line.id}", rows[key].row["amount"]
                yield Pair(f"{line.pointer}/energy", name, line.raw["energy"], ghg, key.ghg_basis, lines)


def _is_plain_use(key: RowKey) -> bool:
    return (
        key.phase == "use"
        and key.ghg_basis in INTENSITIES
        and not (key.part or key.stages or key.period or key.per)
    )


def _energy_beside(rows: Rows, key: RowKey) -> bool:
    return key.of_basis("energy", "") in rows


def _seen(pair: Pair) -> Iterator[Sighting | NotApplicable]:
    if central(pair.energy) is None or central(pair.ghg) is None:
        return
    if len({line.facility["id"] if line.facility else "" for line in pair.lines}) != 1:
        yield NotApplicable(f"the boundary of {pair.name} cannot be seen: its lines have not one facility")
        return
    line, name = pair.lines[0], INTENSITIES[pair.basis]
    pue = overhead(line, as_used)
    intensity = as_used(line.facility.get(name)) if line.facility else None  # type: ignore[arg-type]
    if isinstance(pue, Missing) or intensity is None:
        lacking = pue if isinstance(pue, Missing) else f"the intensity of {line.facility_name}"
        yield NotApplicable(f"the boundary of {pair.name} cannot be seen without {lacking}")
    else:
        yield from _compared(pair, pue, intensity)


def _compared(pair: Pair, pue: Amount, intensity: Amount) -> Iterator[Sighting]:
    energy, ghg = as_used(pair.energy), as_used(pair.ghg)
    if energy is not None and ghg is not None and energy.low > 0:
        factor = ghg * 1000.0 / energy
        inside, outside = factor.meets(intensity), factor.meets(intensity * pue)
        if inside is not outside:
            yield Sighting(pair.pointer, pair.energy.get("boundary", ""), inside, factor, intensity, pue)


def told_by_factors(view: "View", remedy: str) -> Iterator[Outcome]:
    """One outcome for each sighting: a warning where energies of one label differ in what is inside."""
    found = _sightings(view)
    seen = [item for item in found if isinstance(item, Sighting)]
    yield from grouped((item for item in found if isinstance(item, NotApplicable)), len(view.lines))
    for label in dict.fromkeys(item.label for item in seen):
        table = [item for item in seen if item.label == label]
        inside = sum(item.pue_inside for item in table)
        odd = label != "facility" if label else inside < len(table) - inside
        for item in table:
            mixed = 0 < inside < len(table) and item.pue_inside is odd
            yield _odd(item, len(table), remedy) if mixed else PASSED


def _odd(item: Sighting, count: int, remedy: str) -> Failed:
    shown = "has the PUE inside" if item.pue_inside else "has no PUE inside"
    other = "have none" if item.pue_inside else "have it"
    words = (
        f"{as_interval(item.factor, 'gCO2e/kWh')} shows that this energy {shown}"
        f" ({as_interval(item.intensity, 'gCO2e/kWh')}, PUE {as_interval(item.pue, '1')}),"
        f" where others of {count} {other}"
    )
    return Failed(item.pointer, words, remedy, Severity.WARNING)
