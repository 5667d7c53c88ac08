"""What a disclosure prints as the sum of its compute lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from fullcount.counted import among
from fullcount.disclosure.figures import Amount, Figure, N, Reader, central, is_missing
from fullcount.impacts.line import Line, Missing
from fullcount.impacts.use import ENERGY
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.rows import apart_from_lines, use_energies
from fullcount.rules.rule import NotApplicable
from fullcount.rules.sums import Recompute, Sum, added, energy_at, known_sum

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["COUNTED", "energies", "expected_lines", "in_words", "totals"]

Apart = Callable[[], Amount | None] | None

COUNTED = (
    ("runs", "", "1"),
    ("accelerator_hours", "core_hours", "accelerator-h"),
    ("core_hours", "accelerator_hours", "core-h"),
    ("idle_hours", "", "accelerator-h"),
)
"""Figure of a line that totals add up, the figure that may stand in its place, and the unit."""


def totals(view: "View") -> Iterator[Sum | NotApplicable]:
    """The counts, the energy and the final share among the totals, and the same for subtotals."""
    stated = view.data.get("totals", {})
    yield from _added_up(view, stated, "/totals", "the total", view.lines)
    for index, subtotal in enumerate(stated.get("subtotals", [])):
        at = f"/totals/subtotals/{index}"
        lines, unplaced = lines_behind(view, at, subtotal), _unplaced(view, subtotal["covers"])
        if isinstance(lines, NotApplicable):
            yield lines
        elif unplaced or not lines:
            yield NotApplicable(unplaced or f"no compute line is covered by {at}")
        else:
            yield from _added_up(view, subtotal, at, f"subtotal {index + 1}", lines)
    if "final_share" in stated:
        yield _final_share(view, stated["final_share"])


def _unplaced(view: "View", covers: Mapping[str, Any]) -> str:
    """In words that some lines could belong to a selection by place or machine, but do not name theirs."""
    for axis, key in (("facilities", "facility"), ("equipment", "equipment")):
        silent = sum(getattr(line, key) is None for line in view.lines) if axis in covers else 0
        if silent:
            some = among(silent, len(view.lines), "line")
            return f"{some} without {key} could belong to a subtotal by {key}"
    return ""


def _added_up(
    view: "View", stated: Mapping[str, Any], at: str, name: str, lines: Sequence[Line]
) -> Iterator[Sum | NotApplicable]:
    for key, instead, unit in COUNTED:
        if key in stated:
            parts = _counter(expected_lines(lines, key, instead), key)
            yield Sum(f"{at}/{key}", f"{name} of {in_words(key)}", unit, stated[key], parts, "the lines")
    if "energy" in stated:
        yield _energy(view, f"{at}/energy", f"{name} of energy", stated["energy"], lines)


def energies(view: "View") -> Iterator[Sum | NotApplicable]:
    """Rows of energy in use, without part, against the lines that they stand for."""
    for placed in use_energies(view):
        pointer, row = placed
        amount, lines = row["amount"], lines_behind(view, pointer, row)
        if isinstance(lines, NotApplicable):
            yield lines
        elif "boundary" not in amount and central(amount) is not None:
            yield NotApplicable(f"the boundary of {pointer}/amount is not stated")
        else:
            apart = partial(apart_from_lines, view, placed)
            yield _energy(view, f"{pointer}/amount", "energy use", amount, lines, apart)


def in_words(key: str) -> str:
    """The key of a figure of lines in words."""
    return key.replace("_", "-")


def expected_lines(lines: Sequence[Line], key: str, instead: str) -> list[Line]:
    """The lines that should have the figure: those that do not have the other one in its place.

    Idle hours are no work: lines of them have no runs and no hours that were used, and no other line has idle hours.
    """
    idle = key == "idle_hours"
    return [
        line
        for line in lines
        if key in line.raw or (not idle and not line.is_idle and instead not in line.raw)
    ]


def _line_figure(line: Line, key: str, read: Reader[N]) -> N | Missing:
    """A figure of a line, or that it is missing."""
    amount = read(line.raw.get(key))  # type: ignore[arg-type]
    return Missing((f"the {in_words(key)} of line {line.id}",)) if amount is None else amount


def _counter(lines: Sequence[Line], key: str) -> Recompute:
    def parts(read: "Reader[N]") -> "N | Missing":
        if read is central and lines:
            known = known_sum(line.raw.get(key) for line in lines)  # type: ignore[misc]
            if known is not None:
                return known  # type: ignore[return-value] # what central reads
        return added(_line_figure(line, key, read) for line in lines)

    return parts


def _energy(
    view: "View", pointer: str, name: str, figure: Figure, lines: Sequence[Line], apart: Apart = None
) -> Sum | NotApplicable:
    """A measured total need not be what the lines come to at another boundary: no less than what is inside it."""
    boundary, measured = figure.get("boundary") or _common_boundary(lines), figure.get("basis") == "measured"
    if boundary is None and not is_missing(figure):
        return NotApplicable(f"the boundary of {name} is not stated")
    inside = measured and any(line.raw.get("energy", {}).get("boundary") != boundary for line in lines)

    def parts(read: "Reader[N]") -> "N | Missing":
        return _energy_of(view, lines, boundary, measured, read)

    what = "energies of lines inside it" if inside else f"the lines at the {boundary} boundary"
    return Sum(pointer, name, "kWh", figure, parts, what, apart, at_least=inside)


def _energy_of(
    view: "View", lines: Sequence[Line], boundary: str | None, measured: bool, read: Reader[N]
) -> N | Missing:
    """The energy of lines in kWh at a boundary, added up once: totals and rows often print the same."""
    if read is central and boundary == "facility" and not measured:
        known = view.known_sums(lines).get(ENERGY)
        if known is not None:
            return known  # type: ignore[return-value] # what central reads
    name = id(lines), boundary, measured, read
    if name not in view.energy_sums:
        energy_of, chosen = energy_at(boundary, modelled=not measured), lines
        if read is central:
            chosen = view.merged(lines)
        view.energy_sums[name] = lines, added([energy_of(line, read) for line in chosen])
    found: N | Missing = view.energy_sums[name][1]
    return found


def _common_boundary(lines: Sequence[Line]) -> str | None:
    found = {line.raw.get("energy", {}).get("boundary") for line in lines}
    return found.pop() if len(found) == 1 else None


def _is_final(line: Line) -> bool:
    return line.raw["stage"] == "final" and line.is_successful


def _final_share(view: "View", figure: Figure) -> Sum | NotApplicable:
    lines = expected_lines(view.lines, "accelerator_hours", "core_hours")
    final = [line for line in lines if _is_final(line)]
    other = [line for line in lines if not _is_final(line)]
    if not other:
        return NotApplicable("no line other than the final run is listed")
    if not any(central(line.raw.get("accelerator_hours")) for line in final):
        return NotApplicable("the final run has no accelerator-hours")

    def parts(read: "Reader[N]") -> "N | Missing":
        made = added(_line_figure(line, "accelerator_hours", read) for line in final)
        rest = added(_line_figure(line, "accelerator_hours", read) for line in other)
        if isinstance(made, Missing) or isinstance(rest, Missing):
            return made if isinstance(made, Missing) else rest
        return 100.0 / (rest / made + 1.0)

    return Sum(
        "/totals/final_share", "the final share", "%", figure, parts, "final over all accelerator-hours"
    )
