"""Tables of a card as LaTeX: booktabs, columns as wide as their texts need, never wider than the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from fullcount_reports.card.latex_notes import with_notes
from fullcount_reports.card.latex_text import latex, latex_breaking, latex_code
from fullcount_reports.card.model import Cell, Column, Table
from fullcount_reports.card.numbers import NO_BREAK

__all__ = ["LONG", "latex_table"]

LONG = 40
"""Lines of the tallest table that is set in one piece."""
_LINE = 47.0  # width of a page of text, in em of the small type of tables: 5.2 inches
_GAP = 0.016  # between two columns, as a share of the line
_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[] -"), frozenset("mwMW%@—…")
_ROOMY = 30  # characters of a cell that is seldom alone on its line
_END = r" \tabularnewline"


def latex_table(table: Table, status: str = "") -> str:
    """One table, or several where its columns do not fit; `status` marks data that are not the lab's own."""
    marked, notes = with_notes(table)
    parts = _parts(marked)
    captions = _captions(table.caption, len(parts), status)
    tables = zip(parts, captions, strict=True)
    return "\n".join(_table(part, caption, _below(part, notes)) for part, caption in tables)


def _below(part: Table, notes: Sequence[str]) -> str:
    """The notes whose mark stands in this part, in small print."""
    texts = {cell.text for row in part.rows for cell in row}
    here = [note for note in notes if any(text.endswith(note.partition(NO_BREAK)[0]) for text in texts)]
    lines = r" \par ".join(map(latex_breaking, here))
    return f"\\par\\smallskip\n{{\\scriptsize\\raggedright {lines}\\par}}\n" if here else ""


def _captions(caption: str, count: int, status: str) -> Iterator[str]:
    for number in range(1, count + 1):
        whole = caption if count == 1 else f"{caption} ({number}/{count})"
        yield f"{whole}. {status}." if status else f"{whole}."


def _parts(table: Table) -> list[Table]:
    """The table cut between columns so that each part fits; every part begins with the first column."""
    needs = [_need(table, index) for index in range(len(table.columns))]
    if sum(needs) <= _room(len(needs)):
        return [table]
    first = max(needs[0], min(_want(table, 0), _LINE / 4))
    cuts, used = [1], first
    for index, need in enumerate(needs[1:], 1):
        if used + need > _room(index - cuts[-1] + 2) and index > cuts[-1]:
            cuts.append(index)
            used = first
        used += need
    return [_only(table, (0, *range(first, last))) for first, last in pairwise([*cuts, len(needs)])]


def _only(table: Table, columns: Sequence[int]) -> Table:
    rows = tuple(tuple(row[index] for index in columns) for row in table.rows)
    return replace(table, columns=tuple(table.columns[index] for index in columns), rows=rows)


def _room(columns: int) -> float:
    """What is left of a line for the texts of so many columns, in em."""
    return _LINE * (1 - _GAP * (columns - 1))


def _table(table: Table, caption: str, below: str) -> str:
    return (_in_pages if _lines(table) > LONG else _in_one_piece)(table, caption, below)


def _lines(table: Table) -> float:
    """How many lines the rows take, about."""
    widths = [share * _LINE for share in _widths(table)]
    return sum(
        max(_lines_of(cell, width) for cell, width in zip(row, widths, strict=True)) for row in table.rows
    )


def _lines_of(cell: Cell, width: float) -> int:
    return sum(ceil(_width(text) / width) for text in (cell.text, cell.detail) if text)


def _in_one_piece(table: Table, caption: str, below: str) -> str:
    return "\n".join(
        (
            r"\begin{footprintfloat}{table}",
            r"\footprinttabletype",
            f"\\caption{{{latex(caption)}}}",
            f"\\begin{{tabular}}{{{_columns(table)}}}",
            r"\toprule",
            _heads(table),
            r"\midrule",
            *_rows(table),
            r"\bottomrule",
            r"\end{tabular}",
            f"{below}\\end{{footprintfloat}}",
        )
    )


def _in_pages(table: Table, caption: str, below: str) -> str:
    """A table that may go on over the page, in one column even in a paper of two."""
    return "\n".join(
        (
            r"\footprintonecolumn",
            r"{\footprinttabletype\setlength{\LTcapwidth}{\linewidth}",
            f"\\begin{{longtable}}{{{_columns(table)}}}",
            f"\\caption{{{latex(caption)}}}{_END}",
            r"\toprule",
            _heads(table),
            r"\midrule",
            r"\endfirsthead",
            r"\toprule",
            _heads(table),
            r"\midrule",
            r"\endhead",
            r"\bottomrule",
            r"\endfoot",
            *_rows(table),
            f"\\end{{longtable}}{below}}}",
            r"\footprintcolumnsback",
        )
    )


def _heads(table: Table) -> str:
    return " & ".join(latex_breaking(column.title) for column in table.columns) + _END


def _rows(table: Table) -> Iterator[str]:
    apart = any(cell.detail or len(cell.text) > _ROOMY for row in table.rows for cell in row)
    for row in table.rows:
        if table.total and row is table.rows[-1]:
            yield r"\midrule"
        elif apart and row is not table.rows[0]:
            yield r"\addlinespace[0.4ex]"
        yield " & ".join(map(_cell, row)) + _END


def _cell(cell: Cell) -> str:
    text = latex_code(cell.text) if cell.code else latex_breaking(cell.text)
    text = f"\\emph{{{text}}}" if cell.missing and text else text
    if not cell.detail:
        return text
    below = f"{{\\scriptsize {latex_breaking(cell.detail)}}}"
    return f"{text}\\par {below}" if text else below


def _columns(table: Table) -> str:
    """Every column a paragraph of fixed width, so that no text can push another off the page."""
    widths = zip(table.columns, _widths(table), strict=True)
    return f"@{{}}{''.join(_column(column, width) for column, width in widths)}@{{}}"


def _column(column: Column, share: float) -> str:
    side = r"\raggedleft" if column.numeric else r"\raggedright"
    return f">{{{side}\\arraybackslash}}p{{{share:.3f}\\linewidth}}"


def _widths(table: Table) -> list[float]:
    """Of each column, as a share of the line: what it wants; where that is too much, the widest give way."""
    indices, room = range(len(table.columns)), _room(len(table.columns))
    wants, needs = [_want(table, i) for i in indices], [_need(table, i) for i in indices]

    def within(limit: float) -> list[float]:
        return [max(need, min(want, limit)) for want, need in zip(wants, needs, strict=True)]

    limits = (_LINE * step / 200 for step in range(200, 0, -1))
    limit = next((limit for limit in limits if sum(within(limit)) <= room), 0.0)
    return [width / _LINE for width in within(limit)]


def _texts(table: Table, index: int) -> Iterator[str]:
    yield table.columns[index].title
    for row in table.rows:
        yield row[index].text
        yield row[index].detail


def _want(table: Table, index: int) -> float:
    return max(map(_width, _texts(table, index)))


def _need(table: Table, index: int) -> float:
    """Width of the longest piece that cannot be broken."""
    longest = max(_width(piece) for text in _texts(table, index) for piece in _pieces(text))
    return min(longest, _LINE / 2.2)


def _pieces(text: str) -> Iterator[str]:
    for word in text.replace("-", "- ").split(" "):
        yield word if NO_BREAK in word else word[:20]


def _width(text: str) -> float:
    """An estimate in em of Computer Modern."""
    return 0.1 + sum(map(_width_of, text))


def _width_of(character: str) -> float:
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.85
    return 0.72 if character.isupper() else 0.53 if character.isdigit() else 0.5
