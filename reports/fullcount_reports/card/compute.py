"""Section 2: where the compute went, by component and stage, by outcome, by run type."""

from collections.abc import Iterator

from fullcount_reports.card.codes import in_order
from fullcount_reports.card.idle import idle_blocks
from fullcount_reports.card.model import Block, Cell, Column, FigureSlot, Paragraph, Section, Table
from fullcount_reports.card.sheet import IDLE_HOURS, Sheet
from fullcount_reports.card.shown import listed, percentage
from fullcount_reports.card.tally import Tally, gaps_in_words, hours_cell, measures_of, tally

__all__ = ["component_order", "compute"]


def compute(sheet: Sheet) -> Section:
    """Figures and tables of the hours."""
    blocks = tuple(_blocks(sheet)) or (Paragraph(sheet.words("no-lines")),)
    return Section("compute", sheet.words("compute"), blocks)


def _blocks(sheet: Sheet) -> Iterator[Block]:
    for index, measure in enumerate(measures_of(sheet)):
        if not index:
            yield FigureSlot("compute")
        yield _component_by_stage(sheet, measure)
        gaps = gaps_in_words(sheet, measure)
        if gaps:
            yield Paragraph(sheet.words("gaps", lines=listed(gaps, most=12)), "legend")
        if not index:
            yield FigureSlot("outcome")
        yield _by_one_axis(sheet, measure, "outcome")
        yield _by_one_axis(sheet, measure, "run_type")
    if any(line.is_idle for line in sheet.lines):
        yield from idle_blocks(
            sheet, component_order(sheet, tally(sheet, IDLE_HOURS, ("component",)).codes(0))
        )


def _component_by_stage(sheet: Sheet, measure: str) -> Table:
    words, cells = sheet.words, tally(sheet, measure, ("component", "stage"))
    stages = in_order("stage", cells.codes(1))
    heads = (
        Column(words("component")),
        *(Column(words.title("stage", stage), numeric=True) for stage in stages),
        Column(words("total"), numeric=True),
        Column(words("share"), numeric=True),
    )
    rows = [
        _row(sheet, cells, sheet.component_name(name), cells.along(0, name), stages)
        for name in component_order(sheet, cells.codes(0))
    ]
    rows.append(_row(sheet, cells, words("total"), cells, stages))
    caption = words("by-component-and-stage", measure=words(measure))
    return Table(caption, heads, tuple(rows), total=True)


def _row(sheet: Sheet, whole: Tally, name: str, part: Tally, stages: tuple[str, ...]) -> tuple[Cell, ...]:
    by_stage = (hours_cell(sheet, part.along(1, stage)) for stage in stages)
    return Cell(name), *by_stage, hours_cell(sheet, part), _share(sheet, part, whole)


def component_order(sheet: Sheet, codes: frozenset[str]) -> tuple[str, ...]:
    """Components in the order in which the subject lists them, others last by id."""
    listed = [item["id"] for item in sheet.document["subject"].get("components", [])]
    rank = {code: index for index, code in enumerate(listed)}
    return tuple(sorted(codes, key=lambda code: (rank.get(code, len(rank)), code)))


def _by_one_axis(sheet: Sheet, measure: str, axis: str) -> Table:
    words, cells, codelist = sheet.words, tally(sheet, measure, (axis,)), axis.replace("_", "-")
    heads = (
        Column(words(codelist)),
        Column(words(measure), numeric=True),
        Column(words("share"), numeric=True),
    )
    rows = [
        (
            Cell(sheet.words.title(codelist, code)),
            hours_cell(sheet, cells.along(0, code)),
            _share(sheet, cells.along(0, code), cells),
        )
        for code in in_order(codelist, cells.codes(0))
    ]
    rows.append((Cell(words("total")), hours_cell(sheet, cells), _share(sheet, cells, cells)))
    return Table(words(f"by-{codelist}", measure=words(measure)), heads, tuple(rows), total=True)


def _share(sheet: Sheet, part: Tally, whole: Tally) -> Cell:
    if whole.gaps or not whole.total:
        return Cell(sheet.words("share-unknown"), missing=True)
    return Cell(percentage(sheet.words, part.total / whole.total))
