"""What the factor between printed greenhouse gases and printed energy tells about the boundary of the energy."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import Amount, printed
from fullcount.impacts.energy import overhead
from fullcount.impacts.line import Line, Missing
from fullcount.rules.rows import RowKey, Rows, rows_by_key
from fullcount.rules.rule import NotApplicable

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["Sighting", "sightings"]

INTENSITIES = (
    ("location", "carbon_intensity_location_based"),
    ("market", "carbon_intensity_market_based"),
)


class Sighting(NamedTuple):
    """An energy row whose implied factor (gCO2e/kWh) shows whether the PUE is inside; `label` is what it states."""

    pointer: str
    label: str
    pue_inside: bool
    factor: Amount
    intensity: Amount
    pue: Amount


def sightings(view: "View") -> list[Sighting | NotApplicable]:
    """One for each energy row that has greenhouse gases beside it, unless the factor fits both or neither."""
    rows = rows_by_key(view)
    return [
        found
        for key in rows
        if key.category == "energy" and key.phase == "use"
        for found in _of(view, rows, key)
    ]


def _of(view: "View", rows: Rows, key: RowKey) -> Iterator[Sighting | NotApplicable]:
    for basis, name in INTENSITIES:
        beside = key._replace(category="gwp", ghg_basis=basis)
        if beside in rows and not key.stages:
            lines = view.covered(rows[key].row)
            if len({line.facility["id"] if line.facility else "" for line in lines}) != 1:
                yield NotApplicable(f"the lines of the {key.words} row have not one facility")
            else:
                yield from _seen(rows, key, beside, lines, name)
            return


def _seen(
    rows: Rows, key: RowKey, beside: RowKey, lines: Sequence[Line], name: str
) -> Iterator[Sighting | NotApplicable]:
    line = lines[0]
    pue = overhead(line, printed)
    intensity = printed(line.facility.get(name)) if line.facility else None  # type: ignore[arg-type]
    if isinstance(pue, Missing) or intensity is None:
        lacking = pue if isinstance(pue, Missing) else f"{name.replace('_', ' ')} of {line.facility_name}"
        yield NotApplicable(f"the boundary of the {key.words} row cannot be seen without {lacking}")
        return
    pointer, row = rows[key]
    energy, ghg = printed(row["amount"]), printed(rows[beside].row["amount"])
    if energy is not None and ghg is not None and energy.low > 0:
        factor = ghg * 1000.0 / energy
        inside, outside = factor.meets(intensity), factor.meets(intensity * pue)
        if inside is not outside:
            label = row["amount"].get("boundary", "")
            yield Sighting(f"{pointer}/amount", label, inside, factor, intensity, pue)
