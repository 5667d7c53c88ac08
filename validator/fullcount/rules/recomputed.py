"""Impact rows of a document against the same impacts recomputed from the lines they cover."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from fullcount.disclosure.figures import N, Reader, central, fits, printed
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_interval, as_number
from fullcount.rules.arithmetic import Comparison, agree, compare
from fullcount.rules.as_used import as_used, widest
from fullcount.rules.energy_row import metered_lines
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.reasons import once
from fullcount.rules.rows import apart_from_lines
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Passed, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import PlacedImpact, View

__all__ = ["judge_rows", "sum_as_used", "sum_over"]


class Recompute(Protocol):
    """The recomputed impact of several lines, as a reader sees their inputs."""

    def __call__(self, view: "View", lines: Sequence[Line], key: Key, read: Reader[N], /) -> N | Missing: ...


def judge_rows(
    view: "View", keys: Sequence[Key], formula: str, remedy: str, recompute: Recompute | None = None
) -> Iterator[Outcome]:
    """One outcome for each row whose key is among `keys`, against the lines that it stands for.

    Where those do not give its amount, an energy that the document states for the same work may: a metered one
    need not follow from hours and power, and a document without lines has no other.
    """
    for placed in view.impacts:
        if placed.key in keys and "amount" in placed.row:
            yield _judged(view, Row(placed, placed.key, formula, remedy), recompute or sum_over)


ROUNDED = Passed()
"""Passed by the printed rounding alone, where the central values differ: told from `PASSED` by identity."""


class Row(NamedTuple):
    """A printed impact, what it is a figure of, and the words for its formula and its remedy."""

    placed: "PlacedImpact"
    key: Key
    formula: str
    remedy: str


def _judged(view: "View", row: Row, recompute: Recompute) -> Outcome:
    pointer, stated = row.placed
    lines = lines_behind(view, pointer, stated)
    if isinstance(lines, NotApplicable):
        return lines
    outcome = _against(view, row, lines, recompute)
    if outcome is PASSED or row.key.phase != "use":
        return outcome
    metered = metered_lines(view, pointer, stated, lines)
    return _weighed(outcome, _against(view, row, metered, recompute), metered) if metered else outcome


def _weighed(by_lines: Outcome, by_energy: Outcome, metered: Sequence[Line]) -> Outcome:
    """The verdict by the lines and that by the stated energy, which is nearer to the amount.

    Rounding that hours and power leave open does not excuse an amount that the energy of one facility contradicts.
    """
    if by_lines is ROUNDED:
        return by_energy if isinstance(by_energy, Failed) and len(metered) == 1 else by_lines
    if isinstance(by_lines, NotApplicable):
        return by_lines if isinstance(by_energy, NotApplicable) else by_energy
    return by_energy if isinstance(by_energy, Passed) else by_lines


def _against(view: "View", row: Row, lines: Sequence[Line], recompute: Recompute) -> Outcome:
    amount, key = row.placed.row["amount"], row.key
    stated = central(amount)
    if stated is None and "below" not in amount:
        return NotApplicable(f"the {key} amount is not disclosed")
    if not lines:
        return NotApplicable(f"no compute line is covered by the {key} row")
    quick = recompute(view, lines, key, central)
    if isinstance(quick, Missing):
        return NotApplicable(f"the {key} amount cannot be recomputed without {quick}")
    if quick <= amount["below"] if stated is None else agree(stated, quick):
        return PASSED
    left, right = printed(amount), recompute(view, lines, key, printed)
    if left is None or isinstance(right, Missing):
        return NotApplicable(f"the {key} amount cannot be recomputed")
    return _settled(view, row, compare(left, right))


def _settled(view: "View", row: Row, comparison: Comparison) -> Outcome:
    """An interval that the publisher states is wider than the digits; to lie inside it is worth a note."""
    left, right = comparison
    if comparison.within_rounding:
        return ROUNDED
    apart = apart_from_lines(view, row.placed)
    if apart and left.value > right.value and left.low <= right.high + apart.high:
        return NotApplicable(
            f"the {row.key} row includes idle or infrastructure, stated apart from the lines"
        )
    wide = widest(row.placed.row["amount"])
    return _failure(row, comparison, Severity.NOTE if wide and wide.meets(right) else None)


def _failure(row: Row, comparison: Comparison, severity: Severity | None) -> Failed:
    unit, amount = UNITS.get(row.key.category, ""), row.placed.row["amount"]
    sides = f"{comparison.words(unit)} from {row.formula}{comparison.apart}"
    if central(amount) is None:
        sides = (
            f"below {as_number(amount['below'])} {unit} against {as_interval(comparison.recomputed, unit)}"
            f" from {row.formula}"
        )
    return Failed(f"{row.placed.pointer}/amount", f"{row.key}: {sides}", row.remedy, severity)


def sum_over(view: "View", lines: Sequence[Line], key: Key, read: Reader[N]) -> N | Missing:
    """The recomputed impact of several lines, or every input that is missing for it, each once.

    Idle lines are left out where the hours that were used carry their manufacture.
    """
    if read is central and (known := view.known_sums(lines).get(key)) is not None:
        return known  # type: ignore[return-value] # what central reads
    name = id(lines), key, read
    if name not in view.sums:
        view.sums[name] = lines, _sum_over(view, lines, key, read)
    found: N | Missing = view.sums[name][1]
    return found


def _sum_over(view: "View", lines: Sequence[Line], key: Key, read: Reader[N]) -> N | Missing:
    total: N | None = None
    missing: dict[str, None] = {}
    for line in view.merged(lines) if read is central else lines:
        impact = view.recomputed(line, key.phase, read).get(key)
        if impact is None and line.is_idle and key.phase == "manufacture":
            continue
        if impact is None:
            missing[f"{key} of line {line.id}"] = None
        elif isinstance(impact, Missing):
            missing.update(dict.fromkeys(impact.inputs))
        else:
            total = impact if total is None else total + impact
    if not fits(total):
        missing["figures whose sum a number can hold"] = None
    return (
        Missing(tuple(missing) or ("a compute line that carries it",)) if missing or total is None else total
    )


def sum_as_used(view: "View", lines: Sequence[Line], key: Key, read: Reader[N]) -> N | Missing:
    """The recomputed impact of several lines, with figures as used in place of figures as printed."""
    reader: Reader[N] = as_used if read is printed else read  # type: ignore[assignment]
    total = sum_over(view, lines, key, reader)
    return Missing(tuple(once(total.inputs, len(view.lines)))) if isinstance(total, Missing) else total
