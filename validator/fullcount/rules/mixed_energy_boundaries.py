"""Energies with different boundaries are added up, or stand in one table under one name.

**What it checks.** Whether a total or a row of energy is the plain sum of lines or rows whose stated boundaries
differ; and, for energy rows that claim one boundary (or none) beside rows of greenhouse gases for the same lines,
whether the factor between the two shows that some have the PUE inside (it equals the carbon intensity) and some
have not (it equals the intensity times the PUE).

**Why it matters.** From accelerators to facility the energy of one run grows up to twofold. A sum over both means
nothing, and neither does a comparison of rows.

**Example.** Development of OLMo prints 196 MWh and 65 t for the 7B model, 332 g/kWh as at its site, and 116 MWh and
46 t for the 13B model: 397 g/kWh, which is the 352 of its site times the PUE of 1.12.

**Remedy.** Bring all energies to one boundary before they are added or listed together, and state it.

**Reference.** Morrison et al. 2025, arXiv 2503.05804, Table 1. Energy MUST state its boundary (fullcount 1.0,
quantities). What only the factor shows is a warning. `node` and `it` count as one boundary.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import agree, as_interval, compare
from fullcount.rules.implied_boundary import Sighting, sightings
from fullcount.rules.rows import by_lines, energy_rows, figures_of, rows_by_key
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.sums import added, amounts_of, energy_at

if TYPE_CHECKING:
    from fullcount.rules.view import View

REMEDY = "bring all energies to one boundary before they are added or listed together"
SAME = {"node": "it"}


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each sum of energies, and one for each energy row that its factor tells of."""
    yield from _sums_of_lines(view)
    yield from _sums_of_rows(view)
    yield from _tables(sightings(view))


def _sums_of_lines(view: "View") -> Iterator[Outcome]:
    total = view.data.get("totals", {}).get("energy")
    if total is not None:
        yield _of_lines(view, "/totals/energy", total, view.lines)
    for pointer, row in energy_rows(view):
        yield _of_lines(view, f"{pointer}/amount", row["amount"], view.covered(row))


def _of_lines(view: "View", pointer: str, whole: Figure, lines: Sequence[Line]) -> Outcome:
    figures = [line.raw["energy"] for line in lines if central(line.raw.get("energy")) is not None]
    outcome = _added_up(pointer, whole, figures, "lines")
    if isinstance(outcome, Failed):
        energy_of = energy_at(whole.get("boundary"), view, modelled=True)
        proper = added(energy_of(line, central) for line in lines)
        value = central(whole)
        if value is not None and not isinstance(proper, Missing) and agree(value, proper):
            return PASSED
    return outcome


def _sums_of_rows(view: "View") -> Iterator[Outcome]:
    rows = rows_by_key(view)
    for whole, parts, complete in by_lines(view, rows):
        if complete and whole.category == "energy":
            pointer, row = rows[whole]
            yield _added_up(f"{pointer}/amount", row["amount"], figures_of(rows, parts), "rows")


def _added_up(pointer: str, whole: Figure, figures: Sequence[Figure], what: str) -> Outcome:
    names = [str(figure["boundary"]) for figure in figures if "boundary" in figure]
    boundaries = {SAME.get(name, name) for name in names}
    if not boundaries:
        return NotApplicable(f"no {what} below {pointer} state an energy with its boundary")
    if len(boundaries) == 1:
        return PASSED
    left, right = printed(whole), amounts_of(figures, what, printed)
    if left is None or isinstance(right, Missing) or not left.meets(right):
        return PASSED
    words = f"{compare(left, right).words('kWh')} from {what} at the boundaries {' and '.join(sorted(set(names)))}"
    return Failed(pointer, words, REMEDY)


def _tables(found: Sequence[Sighting | NotApplicable]) -> Iterator[Outcome]:
    seen = [item for item in found if isinstance(item, Sighting)]
    yield from (item for item in found if isinstance(item, NotApplicable))
    for label in dict.fromkeys(item.label for item in seen):
        table = [item for item in seen if item.label == label]
        inside = sum(item.pue_inside for item in table)
        odd = label != "facility" if label else inside < len(table) - inside
        for item in table:
            mixed = 0 < inside < len(table) and item.pue_inside is odd
            yield _odd(item, len(table)) if mixed else PASSED


def _odd(item: Sighting, count: int) -> Failed:
    shown = "has the PUE inside" if item.pue_inside else "has no PUE inside"
    other = "have none" if item.pue_inside else "have it"
    words = (
        f"{as_interval(item.factor, 'gCO2e/kWh')} shows that this energy {shown}"
        f" ({as_interval(item.intensity, 'gCO2e/kWh')}, PUE {as_interval(item.pue, '').replace('  ', ' ').strip()}),"
        f" where others of {count} rows {other}"
    )
    return Failed(item.pointer, words, REMEDY, Severity.WARNING)


RULE = Rule(
    name="mixed-energy-boundaries",
    severity=Severity.ERROR,
    group="accounting",
    reads=("facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
