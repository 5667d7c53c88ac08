"""Section 5: every factor used, with year, scope and source, and the methods in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central
from fullcount_reports.card.model import Block, Bullets, Cell, Column, Item, Paragraph, Section, Table
from fullcount_reports.card.numbers import exact, unit_name
from fullcount_reports.card.sheet import Sheet, figure_at
from fullcount_reports.card.shown import amount_cell, mark_of, of_figure, with_unit

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment, Facility, Manufacture

__all__ = ["factors"]

_OF_FACILITY = (
    "pue",
    "overhead_ratio",
    "wue",
    "water_intensity",
    "carbon_intensity_location_based",
    "carbon_intensity_market_based",
)
_OF_EQUIPMENT = (
    "rated_power",
    "load",
    "power",
    "idle_power",
    "host_overhead",
    "it_overhead",
    "lifetime",
    "utilisation",
)
_METHODS = ("energy", "ghg", "water", "other", "manufacture", "intervals", "totals")


def factors(sheet: Sheet) -> Section:
    """A table for each facility and equipment, then the formulas in words."""
    return Section("factors", sheet.words("factors"), tuple(_blocks(sheet)))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    words = sheet.words
    tables = [_of_facility(sheet, place) for place in sheet.document.get("facilities", [])]
    tables += [_of_equipment(sheet, item) for item in sheet.document.get("equipment", [])]
    yield from (table for table in tables if table.rows)
    yield from (Paragraph(words("no-factors-of", what=table.caption)) for table in tables if not table.rows)
    if not tables:
        yield Paragraph(words("no-factors"))
    yield Bullets(tuple(Item(words(f"method-{name}"), words(f"method-{name}-term")) for name in _METHODS))


def _of_facility(sheet: Sheet, place: "Facility") -> Table:
    rows = _rows(sheet, place, _OF_FACILITY)
    for entry in place.get("use_factors", []):
        label = sheet.words("use-factor", category=sheet.words.title("category", entry["category"]))
        rows.append(_row(sheet, label, entry["amount"]))
    details = (place.get("operator"), place.get("location"), place.get("subdivision") or place.get("country"))
    where = ", ".join(text for text in details if text)
    key = "facility-caption" if where else "facility-caption-bare"
    return Table(sheet.words(key, name=place["name"], where=where), _columns(sheet), tuple(rows))


def _of_equipment(sheet: Sheet, item: "Equipment") -> Table:
    rows = _rows(sheet, item, _OF_EQUIPMENT)
    for entry in item.get("manufacture", []):
        label = sheet.words(
            f"made-per-{entry['per']}", category=sheet.words.title("category", entry["category"])
        )
        rows.append(_row(sheet, label, entry["amount"], sheet.words.parts(*_about(sheet, entry))))
    return Table(_equipment_caption(sheet, item), _columns(sheet), tuple(rows))


def _about(sheet: Sheet, entry: "Manufacture") -> Iterator[str]:
    """What an entry covers, and the lifetime and utilisation of its own."""
    words = sheet.words
    covers = ", ".join(words.lowered("manufacture-coverage", code) for code in entry.get("covers", []))
    years, share = central(entry.get("lifetime")), central(entry.get("utilisation"))
    if covers:
        yield words("made-covers", what=covers)
    if years is not None:
        yield words("made-lasts-one") if years == 1 else words("made-lasts", years=exact(words, years))
    if share is not None:
        yield words("made-used", share=exact(words, share))


def _equipment_caption(sheet: Sheet, item: "Equipment") -> str:
    accelerator, count = item.get("accelerator"), item.get("accelerators_per_node")
    if accelerator is None:
        return sheet.words("equipment-caption-bare", name=item["name"])
    title = sheet.words.title("accelerator", accelerator)
    key = "equipment-caption" if count else "equipment-caption-uncounted"
    return sheet.words(key, name=item["name"], count=count, accelerator=title)


def _columns(sheet: Sheet) -> tuple[Column, ...]:
    words = sheet.words
    return (
        Column(words("factor")),
        Column(words("value"), numeric=True),
        Column(words("basis")),
        Column(words("year")),
        Column(words("scope-of-factor")),
        Column(words("source")),
    )


def _rows(sheet: Sheet, section: Mapping[str, object], names: Sequence[str]) -> list[tuple[Cell, ...]]:
    figures = ((name, figure_at(section, name)) for name in names)
    return [_row(sheet, sheet.words(name), figure) for name, figure in figures if figure is not None]


def _row(sheet: Sheet, label: str, figure: Figure, detail: str = "") -> tuple[Cell, ...]:
    shown = of_figure(sheet.words, figure, "")
    scope = figure.get("scope")
    origin = sheet.words.parts(figure.get("factor", ""), figure.get("note", ""))
    return (
        Cell(label, detail or _how_power_is_known(sheet, figure)),
        _value(sheet, figure),
        Cell(mark_of(sheet.words, shown)),
        Cell(str(figure.get("year", ""))),
        Cell(sheet.words.title("factor-scope", scope) if scope else ""),
        Cell(sheet.cited(figure.get("source"), figure.get("locator", "")), origin),
    )


def _value(sheet: Sheet, figure: Figure) -> Cell:
    """Every digit as stated: a factor is to be used again."""
    words, value = sheet.words, central(figure)
    if value is None or "value" not in figure:
        return amount_cell(words, of_figure(words, figure, ""))
    unit = unit_name(figure.get("unit", ""))
    ends = ("low" in figure) and words(
        "interval", low=exact(words, figure["low"]), high=exact(words, figure["high"])
    )
    return Cell(with_unit(words, exact(words, value), unit), ends or "")


def _how_power_is_known(sheet: Sheet, figure: Figure) -> str:
    known, extent = figure.get("power_basis"), figure.get("boundary")
    titles = (
        sheet.words.title("power-basis", known) if known else "",
        sheet.words(f"extent-{extent}") if extent else "",
    )
    return ", ".join(title for title in titles if title)
