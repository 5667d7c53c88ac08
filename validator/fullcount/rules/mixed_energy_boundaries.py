"""Energies with different boundaries are added up, or stand in one table under one name.

**What it checks.** Whether a total or a row of energy is the plain sum of lines or rows whose stated boundaries
differ; and, for energies of rows or lines that claim one boundary (or none) beside greenhouse gases for the same work,
whether the factor between the two shows that some have the PUE inside (it equals the carbon intensity) and some
have not (it equals the intensity times the PUE).

**Why it matters.** From accelerators to facility the energy of one run grows up to twofold. A sum over both means
nothing, and neither does a comparison of rows.

**Example.** Development of OLMo prints 196 MWh and 65 t for the 7B model, 332 g/kWh as at its site, and 116 MWh and
46 t for the 13B model: 397 g/kWh, which is the 352 of its site times the PUE of 1.12.

**Remedy.** Bring all energies to one boundary before they are added or listed together, and state it.

**Reference.** Morrison et al. 2025, arXiv 2503.05804, Table 1. Energy MUST state its boundary (fullcount 1.0,
quantities). What only the factor shows is a warning. `node` and `it` count as one boundary where no equipment states
an IT overhead.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.rules.arithmetic import agree, compare
from fullcount.rules.implied_boundary import told_by_factors
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.rows import by_lines, figures_of, rows_by_key, use_energies
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.sums import added, amounts_of, energy_at

if TYPE_CHECKING:
    from fullcount.rules.view import View

REMEDY = "bring all energies to one boundary before they are added or listed together"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each sum of energies, and one for each energy row that its factor tells of."""
    yield from _sums_of_lines(view)
    yield from _sums_of_rows(view)
    yield from told_by_factors(view, REMEDY)


def _sums_of_lines(view: "View") -> Iterator[Outcome]:
    total = view.data.get("totals", {}).get("energy")
    if total is not None:
        yield from _of_lines(view, "/totals/energy", total, view.lines, view.metered)
    for pointer, row in use_energies(view):
        lines = lines_behind(view, pointer, row)
        if not isinstance(lines, NotApplicable):
            metered = view.metered if lines is view.lines else set(lines).intersection(view.metered)
            yield from _of_lines(view, f"{pointer}/amount", row["amount"], lines, metered)


def _of_lines(
    view: "View", pointer: str, whole: Figure, lines: Sequence[Line], metered: Collection[Line]
) -> Iterator[Outcome]:
    """Nothing is said where no line states an energy: then nothing is added up."""
    if metered:
        outcome = _added_up(view, pointer, whole, [line.raw["energy"] for line in metered], "lines")
        converted = isinstance(outcome, Failed) and _is_converted(whole, lines)
        yield PASSED if converted else outcome


def _is_converted(whole: Figure, lines: Sequence[Line]) -> bool:
    energy_of = energy_at(whole.get("boundary"), modelled=True)
    proper, value = added(energy_of(line, central) for line in lines), central(whole)
    return value is not None and not isinstance(proper, Missing) and agree(value, proper)


def _sums_of_rows(view: "View") -> Iterator[Outcome]:
    rows = rows_by_key(view)
    for whole, parts, complete in by_lines(view, rows):
        if complete and whole.category == "energy":
            pointer, row = rows[whole]
            yield _added_up(view, f"{pointer}/amount", row["amount"], figures_of(rows, parts), "rows")


def _added_up(view: "View", pointer: str, whole: Figure, figures: Sequence[Figure], what: str) -> Outcome:
    names = [str(figure["boundary"]) for figure in figures if "boundary" in figure]
    apart = any(central(item.get("it_overhead")) for item in view.equipment.values())
    boundaries = {name if apart or name != "node" else "it" for name in names}
    if not boundaries:
        return NotApplicable(f"the energies of the {what} that are added up state no boundary")
    if len(boundaries) == 1:
        return PASSED
    left, right = printed(whole), amounts_of(figures, what, printed)
    if left is None or isinstance(right, Missing) or not left.meets(right):
        return PASSED
    words = f"{compare(left, right).words('kWh')} from {what} at the boundaries {' and '.join(sorted(set(names)))}"
    return Failed(pointer, words, REMEDY)


RULE = Rule(
    name="mixed-energy-boundaries",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
