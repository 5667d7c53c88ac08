"""What a disclosure prints as the sum of other impact rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import N, Reader
from fullcount.impacts.key import UNITS
from fullcount.impacts.line import Missing
from fullcount.rules.rows import WHOLE, RowKey, Rows, by_lines, figures_of, rows_by_key
from fullcount.rules.rule import NotApplicable
from fullcount.rules.sums import Sum, amounts_of

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["row_sums"]


def row_sums(view: "View") -> Iterator[Sum | NotApplicable]:
    """Rows of all phases, rows with all their parts, and rows that other rows divide among the lines."""
    rows = rows_by_key(view)
    for key in rows:
        if key.phase == "all" and not key.part:
            yield from _of_phases(rows, key)
        if not key.part:
            yield from _of_parts(rows, key)
    for whole, parts, complete in by_lines(view, rows):
        if complete:
            yield _sum(rows, whole, parts, f"its {len(parts)} rows by lines")
        else:
            yield NotApplicable(f"the rows that divide {whole.words} do not cover every line once")


def _of_phases(rows: Rows, key: RowKey) -> Iterator[Sum | NotApplicable]:
    """Nothing is said of a row that stands alone: it is no sum of others."""
    made = [key._replace(phase="manufacture"), key._replace(phase="manufacture", ghg_basis="")]
    manufacture = next((parts for row in made if (parts := _present(rows, row))), [])
    use = _present(rows, key._replace(phase="use"))
    if manufacture and use:
        yield _sum(rows, key, [*manufacture, *use], "manufacture and use")
    elif manufacture or use:
        absent = "use" if manufacture else "manufacture"
        yield NotApplicable(f"{key.words} has no {absent} row beside it")


def _present(rows: Rows, key: RowKey) -> list[RowKey]:
    """The row itself, or parts of it that leave nothing out."""
    if key in rows:
        return [key]
    divided = ([key._replace(part=part) for part in sorted(family)] for family in WHOLE)
    return next((parts for parts in divided if all(part in rows for part in parts)), [])


def _of_parts(rows: Rows, key: RowKey) -> Iterator[Sum]:
    for family in WHOLE:
        parts = [key._replace(part=part) for part in sorted(family)]
        if all(part in rows for part in parts):
            yield _sum(rows, key, parts, " and ".join(sorted(family)))


def _sum(rows: Rows, whole: RowKey, keys: Sequence[RowKey], what: str) -> Sum:
    figures = figures_of(rows, keys)
    pointer, row = rows[whole]

    def parts(read: Reader[N]) -> N | Missing:
        return amounts_of(figures, f"one of {what}", read)

    return Sum(f"{pointer}/amount", whole.words, UNITS.get(whole.category, ""), row["amount"], parts, what)
