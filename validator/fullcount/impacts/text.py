"""Impacts in words and numbers, for people at a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import central
from fullcount.impacts.allocation import allocations
from fullcount.impacts.energy import facility_energy
from fullcount.impacts.gaps import in_few_words
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.power import power_model
from fullcount.printing import as_interval, as_number

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Amount
    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts.footprint import ImpactRow
    from fullcount.impacts.uncertainty import Cut, Difference, Drawn, Estimate, Estimates, Input, Share

__all__ = [
    "as_text",
    "basis_lines",
    "columns",
    "difference_lines",
    "estimate_lines",
    "few",
    "footprint_lines",
    "share_lines",
]

DIGITS = 4
"""Significant digits: one more than a sample of a few thousand draws can bear."""
SHOWN_SHARES = 3
SHOWN_NAMES = 3
SMALL_SHARE = 0.01
WIDTH = 28
HEAD = ("", "as it is", "what if", "less by", "", "less by, 5 %", "95 %")


def footprint_lines(rows: "Sequence[ImpactRow[Amount]]") -> Iterator[str]:
    """Every impact with the interval of its inputs, or what is missing for it; minerals and primary energy always."""
    yield from (f"{row.key!s:{WIDTH}} {_total(row)}" for row in rows)
    stated = {row.key for row in rows}
    for key in (Key("adpe", "use"), Key("pe", "use"), Key("pe", "manufacture")):
        if key not in stated:
            factor = "factor per kWh" if key.phase == "use" else "figure of making the equipment"
            yield f"{key!s:{WIDTH}} not computed: no {factor} is stated"


def _total(row: "ImpactRow[Amount]") -> str:
    because = f"cannot be computed without {in_few_words(row.missing)}"
    if row.total is None:
        return because
    total = as_interval(row.total, UNITS.get(row.key.category, ""))
    if row.complete:
        return total
    return f"{total} of {counted(len(row.by_line), 'line')}; of {len(row.missing)} more it {because}"


def basis_lines(document: "Disclosure") -> Iterator[str]:
    """What the energies rest on, and how manufacture is allocated."""
    models = Counter(_evidence(line) for line in lines_of(document))
    yield from (f"energy of {counted(count, 'line')}: {model}" for model, count in models.items())
    idle = {line.equipment["id"] for line in lines_of(document) if line.is_idle and line.equipment}
    for found in allocations(document):
        yield f"allocation: {found}"
        if found.equipment in idle and found.idle.parts:
            yield f"allocation: {found.idle}"


def _evidence(line: Line) -> str:
    """What the energy of a line rests on, if it can be computed."""
    if isinstance(facility_energy(line, central), Missing):
        return "not computed"
    return str(power_model(line))


def estimate_lines(estimates: "Estimates", axis: str = "") -> Iterator[str]:
    """A table of medians and 90 % intervals; with an axis, one of the category totals by its codes as well."""
    inputs = counted(len(estimates.inputs), "uncertain input")
    yield f"{counted(estimates.draws, 'draw')} of {inputs}, seed {estimates.seed}"
    drawn = [row for row in estimates.rows if row.drawn]
    told = _telling([row.cut for row in drawn if not row.cut.axis])
    parts = [[row for row in drawn if row.cut in told]]
    parts += [[row for row in drawn if row.cut.axis == axis]] if axis else []
    for rows in parts:
        known = [[_name(row.cut) + _part(row), *_numbers(row.drawn)] for row in rows if row.drawn]
        yield from columns([["", "as stated", "5 %", "median", "95 %"], *known])
    yield from _phases_left_out(estimates)
    for row in estimates.rows:
        if row.gaps and row.cut.key.phase:
            yield f"{'lacking in part' if row.drawn else 'not computed'}: {row.cut.key}, without {few(row.gaps)}"


def _phases_left_out(estimates: "Estimates") -> Iterator[str]:
    """The totals that lack what none of their phases is said to lack: a phase of which nothing is stated."""
    whole = [row for row in estimates.rows if not row.cut.axis]
    for total in whole:
        parts = {name for row in whole if _is_part(row.cut, total.cut) for name in row.gaps}
        silent = [name for name in total.gaps if name not in parts]
        if total.cut.is_total and silent:
            yield f"lacking in part: {total.cut.key} total, without {few(silent)}"


def _part(row: "Estimate | Difference") -> str:
    """How much of the work the figure is for, where that is not all of it."""
    if 0 < row.lacking < row.lines:
        return f", whole for {row.lines - row.lacking:,} of {row.lines:,} lines"
    return ", in part" if row.gaps else ""


def _telling(cuts: "Sequence[Cut]") -> "set[Cut]":
    """The cuts without totals that repeat the one part that they have."""
    return {cut for cut in cuts if not cut.is_total or sum(_is_part(other, cut) for other in cuts) > 1}


def _is_part(cut: "Cut", total: "Cut") -> bool:
    key, whole = cut.key, total.key
    return bool(key.phase) and key.category == whole.category and key.ghg_basis in ("", whole.ghg_basis)


def _name(cut: "Cut") -> str:
    unit = UNITS.get(cut.key.category, "")
    what = f"{cut.key}{'' if cut.key.phase else ' total'} ({unit})"
    return f"{cut.code}: {what}" if cut.axis else what


def _numbers(drawn: "Drawn") -> list[str]:
    found = drawn.statistics
    values = (drawn.central, found.p05, found.median, found.p95) if found else (drawn.central,)
    return [as_text(value) for value in values]


def share_lines(estimates: "Estimates", most: int = SHOWN_SHARES) -> Iterator[str]:
    """What makes the total of each category uncertain, at most so many inputs each, and what would narrow it."""
    return (
        _share(row.cut.key, share)
        for row in estimates.rows
        for share in row.shares[:most]
        if share.share >= SMALL_SHARE
    )


def _share(key: Key, share: "Share") -> str:
    from fullcount.impacts.uncertainty.next_step import next_step  # noqa: PLC0415 - with the draws only

    found, percent = share.input, f"{100 * share.share:.0f} %"
    head = f"{percent} of the uncertainty in {key} is the {found.label}"
    return f"{head} ({_ends(found)}): {next_step(found)}"


def _ends(found: "Input") -> str:
    from fullcount.impacts.uncertainty.spread import ends  # noqa: PLC0415

    low, high = ends(found.spread)
    unit = "" if found.unit == "1" else f" {found.unit}"
    return f"{as_text(low, 3)} to {as_text(high, 3)}{unit}"


def difference_lines(words: Sequence[str], differences: "Sequence[Difference]") -> Iterator[str]:
    """What a disclosure comes to under other conditions, beside what it comes to as it is."""
    yield "what if"
    yield from (f"  {sentence}" for sentence in words)
    whole = [found for found in differences if not found.cut.axis]
    told = _telling([found.cut for found in whole])
    rows = [_difference(found) for found in whole if found.saving and found.cut in told]
    if not rows:
        yield "no impact can be computed both before and after"
    elif not any(found.saving.central for found in whole if found.saving):
        yield "no impact depends on what was changed"
    yield from columns([HEAD[: max(map(len, rows), default=0)], *rows])
    yield from (line for found in whole if found.cut.key.phase for line in _unlike(found))


def _unlike(found: "Difference") -> Iterator[str]:
    """An impact that covers other work after the change than before."""
    if found.lost:
        yield f"no longer computed for all that it was: {found.cut.key}, without {few(found.lost)}"
    if found.gained and found.after:
        unit = UNITS.get(found.cut.key.category, "")
        yield f"now computed for more: {found.cut.key}, {as_text(found.after.central)} {unit}"


def _difference(found: "Difference") -> list[str]:
    before, after, saving = found.before, found.after, found.saving
    assert before and after and saving  # noqa: S101, PT018 - others are not shown
    share = f"{100 * saving.central / before.central:.1f} %" if before.central else ""
    ends = [saving.statistics.p05, saving.statistics.p95] if saving.statistics else []
    numbers = [as_text(value) for value in (before.central, after.central, saving.central)]
    return [_name(found.cut) + _part(found), *numbers, share, *map(as_text, ends)]


def as_text(value: float, digits: int = DIGITS) -> str:
    """A computed number with the digits that it can bear."""

    return as_number(value, digits)


def few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    further = len(names) - SHOWN_NAMES
    return "; ".join(names[:SHOWN_NAMES]) + (f" and {further:,} more" if further > 0 else "")


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of equal length as lines: the first column to the left, the others to the right. A head alone is nothing."""
    if len(rows) < 2:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
