"""The figures of the card: where the compute went, how it ended, and manufacture against use."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.codes import in_order
from fullcount_reports.card.compute import component_order
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.life_cycle import PhaseSplit, splits
from fullcount_reports.card.numbers import place_of, rounded
from fullcount_reports.card.plain_text import one_line
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.card.shown import amount_cell, percentage
from fullcount_reports.card.tally import Tally, measures_of, tally
from fullcount_reports.figures import Bar, ChartText, Figure, Segment, stacked_bars
from fullcount_reports.figures.palette import PHASE_COLOURS, colour_of_outcome, colour_of_stage

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["figures_of"]


def figures_of(document: "Disclosure", words: Catalogue = ENGLISH) -> tuple[Figure, ...]:
    """Every figure for which the disclosure has numbers."""
    return tuple(_figures(Sheet(document, words)))


def _figures(sheet: Sheet) -> Iterator[Figure]:
    for measure in measures_of(sheet)[:1]:
        cells = tally(sheet, measure, ("component", "stage"))
        if cells.total:
            yield _compute(sheet, measure, cells)
            yield _outcome(sheet, measure, tally(sheet, measure, ("outcome",)))
    known = [split for split in splits(sheet) if split.made_share is not None]
    if known:
        yield _life_cycle(sheet, known)


def _compute(sheet: Sheet, measure: str, cells: Tally) -> Figure:
    words = sheet.words
    bars = [_component(sheet, cells, code) for code in component_order(sheet, cells.codes(0))]
    bars = [bar for bar in bars if bar.length]
    text = ChartText(
        words("by-component-and-stage", measure=words(measure)),
        _subtitle(sheet, cells),
        words(measure),
        words("component"),
        words("stage"),
        tuple(one_line(words.title("stage", code)) for code in in_order("stage", cells.codes(1))),
        separators=_separators(words),
        colon=words("said-of", what="", said=""),
    )
    return Figure("compute", _alt_compute(sheet, measure, cells, bars), stacked_bars(bars, text))


def _component(sheet: Sheet, cells: Tally, code: str) -> Bar:
    part = cells.along(0, code)
    segments = tuple(
        Segment(
            one_line(sheet.words.title("stage", stage)), colour_of_stage(stage), hours, _hours(sheet, hours)
        )
        for stage in in_order("stage", part.codes(1))
        if (hours := part.along(1, stage).total)
    )
    return Bar(one_line(sheet.component_name(code)), segments, _with_share(sheet, part, cells))


def _outcome(sheet: Sheet, measure: str, cells: Tally) -> Figure:
    words, codes = sheet.words, in_order("outcome", cells.codes(0))
    bars = [_ended(sheet, cells, code) for code in codes if cells.along(0, code).total]
    title = words("by-outcome", measure=words(measure))
    text = ChartText(
        title, _subtitle(sheet, cells), words(measure), words("outcome"), separators=_separators(words)
    )
    parts = " ".join(words("alt-outcome-part", outcome=bar.name, hours=bar.end_label) for bar in bars)
    alt = words("alt-outcome", measure=words(measure).lower(), parts=parts, status=_subtitle(sheet, cells))
    return Figure("outcome", alt, stacked_bars(bars, text))


def _ended(sheet: Sheet, cells: Tally, code: str) -> Bar:
    part, name = cells.along(0, code), sheet.words.title("outcome", code)
    segment = Segment(name, colour_of_outcome(code), part.total, "")
    return Bar(name, (segment,), _with_share(sheet, part, cells))


def _life_cycle(sheet: Sheet, known: list[PhaseSplit]) -> Figure:
    words = sheet.words
    text = ChartText(
        words("phases-title"),
        _status(sheet),
        words("share-of-impact"),
        words("category"),
        words("phase"),
        separators=_separators(words),
        colon=words("said-of", what="", said=""),
    )
    parts = " ".join(_alt_split(sheet, split) for split in known)
    alt = words("alt-life-cycle", parts=parts, status=_status(sheet))
    return Figure("life-cycle", alt, stacked_bars([_phases(sheet, split) for split in known], text, 100.0))


def _phases(sheet: Sheet, split: PhaseSplit) -> Bar:
    """The fonts that figures are drawn with lack the subscript two."""
    share = split.made_share or 0.0
    made, used = percentage(sheet.words, share), percentage(sheet.words, 1.0 - share)
    segments = (
        Segment(sheet.words("manufacture"), PHASE_COLOURS["manufacture"], 100.0 * share, made),
        Segment(sheet.words("use"), PHASE_COLOURS["use"], 100.0 * (1.0 - share), used),
    )
    return Bar(one_line(split.name), segments, amount_cell(sheet.words, split.both).text.replace("₂", "2"))


def _alt_compute(sheet: Sheet, measure: str, cells: Tally, bars: list[Bar]) -> str:
    words = sheet.words
    parts = " ".join(_alt_bar(sheet, bar) for bar in bars)
    total, status = _hours(sheet, cells.total), _subtitle(sheet, cells)
    return words("alt-compute", measure=words(measure).lower(), total=total, parts=parts, status=status)


def _alt_bar(sheet: Sheet, bar: Bar) -> str:
    named = (sheet.words("alt-stage", stage=part.name, hours=part.label) for part in bar.segments)
    return sheet.words("alt-component", component=bar.name, total=bar.end_label, stages=", ".join(named))


def _alt_split(sheet: Sheet, split: PhaseSplit) -> str:
    words, share = sheet.words, split.made_share or 0.0
    return words(
        "alt-life-cycle-part",
        category=split.name,
        made=amount_cell(words, split.made).text,
        made_share=percentage(words, share),
        used=amount_cell(words, split.used).text,
        used_share=percentage(words, 1.0 - share),
    )


def _separators(words: Catalogue) -> tuple[str, str]:
    return words.thousands, words.decimal


def _hours(sheet: Sheet, hours: float) -> str:
    return rounded(sheet.words, hours, 0 if hours >= 100 else place_of(hours))


def _with_share(sheet: Sheet, part: Tally, whole: Tally) -> str:
    hours = _hours(sheet, part.total)
    if whole.gaps:
        return hours
    return sheet.words("bar", hours=hours, share=percentage(sheet.words, part.total / whole.total))


def _subtitle(sheet: Sheet, cells: Tally) -> str:
    return sheet.words.parts(_status(sheet), sheet.words("figure-gaps") if cells.gaps else "")


def _status(sheet: Sheet) -> str:
    return one_line(sheet.words(f"subtitle-{sheet.status}", publisher=sheet.document["publisher"]["name"]))
