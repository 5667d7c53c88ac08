"""What a disclosure prints as the sum of other impact rows."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import N, Reader
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.recomputed import sum_as_used
from fullcount.rules.rows import (
    WHOLE,
    PartsByWhole,
    RowKey,
    Rows,
    apart_from_lines,
    by_lines,
    figures_of,
    parts_by_whole,
    rows_by_key,
)
from fullcount.rules.rule import NotApplicable
from fullcount.rules.sums import Sum, added, amounts_of

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.rules.view import View

__all__ = ["row_sums"]


def row_sums(view: "View") -> Iterator[Sum | NotApplicable]:
    """Rows of all phases, rows with all their parts, and rows that other rows divide among the lines."""
    rows = rows_by_key(view)
    parts = parts_by_whole(rows)
    for key in rows:
        if key.phase == "all" and not key.part:
            yield _of_phases(view, rows, parts, key)
        if key in parts:
            yield from _of_parts(rows, key, parts[key])
    for whole, of_lines, complete in by_lines(view, rows):
        if complete:
            yield _sum(rows, whole, of_lines, f"its rows by lines, {len(of_lines)} in all")
        else:
            yield NotApplicable(f"the rows that divide {whole.words} do not cover every line once")


def _of_phases(view: "View", rows: Rows, parts: PartsByWhole, key: RowKey) -> Sum | NotApplicable:
    """Of manufacture and use, each as its rows state it, else as it follows from the lines."""
    manufacture = next((found for row in key.made if (found := _present(rows, parts, row))), [])
    use = _present(rows, parts, key.in_phase("use"))
    if manufacture and use:
        return _sum(rows, key, [*manufacture, *use], "manufacture and use")
    return _with_recomputed(view, rows, key, manufacture, use)


def _with_recomputed(
    view: "View", rows: Rows, key: RowKey, manufacture: Sequence[RowKey], use: Sequence[RowKey]
) -> Sum | NotApplicable:
    pointer, row = rows[key]
    lines = lines_behind(view, pointer, row)
    if isinstance(lines, NotApplicable):
        return lines
    chosen: Sequence[Line] = lines
    figures = figures_of(rows, [*manufacture, *use])
    absent = [phase for phase, stated in (("manufacture", manufacture), ("use", use)) if not stated]

    def parts(read: "Reader[N]") -> "N | Missing":
        return added(_phases(view, chosen, key, figures, absent, read))

    what = f"manufacture and use, {'the former' if manufacture else 'the latter'} as stated"
    return Sum(
        f"{pointer}/amount",
        key.words,
        UNITS.get(key.category, ""),
        row["amount"],
        parts,
        what if figures else "manufacture and use of the lines",
        partial(apart_from_lines, view, rows[key]),
    )


def _phases(
    view: "View",
    lines: Sequence[Line],
    key: RowKey,
    figures: "Sequence[Figure]",
    absent: Sequence[str],
    read: Reader[N],
) -> Iterator[N | Missing]:
    if figures:
        yield amounts_of(figures, "manufacture or use", read)
    for phase in absent:
        yield _phase(view, lines, key, phase, read)


def _phase(view: "View", lines: Sequence[Line], key: RowKey, phase: str, read: Reader[N]) -> N | Missing:
    """The impact of one phase recomputed from the lines; water in use from both its parts."""
    basis = key.ghg_basis if phase == "use" else ""
    names = ("on-site", "off-site") if (key.category, phase) == ("water", "use") else ("",)
    keys = (Key(key.category, phase, name, basis) for name in names)
    return added(sum_as_used(view, lines, of_part, read) for of_part in keys)


def _present(rows: Rows, parts: PartsByWhole, key: RowKey) -> list[RowKey]:
    """The row itself, or parts of it that leave nothing out."""
    if key in rows:
        return [key]
    found = parts.get(key, {})
    complete = (sorted(family) for family in WHOLE if family <= found.keys())
    return [found[name] for name in next(complete, ())]


def _of_parts(rows: Rows, key: RowKey, parts: Mapping[str, RowKey]) -> Iterator[Sum]:
    for family in WHOLE:
        if family <= parts.keys():
            names = sorted(family)
            yield _sum(rows, key, [parts[name] for name in names], " and ".join(names))


def _sum(rows: Rows, whole: RowKey, keys: Sequence[RowKey], what: str) -> Sum:
    figures = figures_of(rows, keys)
    pointer, row = rows[whole]

    def parts(read: "Reader[N]") -> "N | Missing":
        return amounts_of(figures, f"one of {what}", read)

    return Sum(f"{pointer}/amount", whole.words, UNITS.get(whole.category, ""), row["amount"], parts, what)
