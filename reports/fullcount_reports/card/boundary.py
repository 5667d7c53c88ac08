"""Section 4: what is counted and what is not, with reasons."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount_reports.card.codes import in_order
from fullcount_reports.card.model import Block, Bullets, Cell, Column, Item, Paragraph, Section, Table
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.card.shown import amount_cell, of_figure

if TYPE_CHECKING:
    from fullcount.disclosure.types import Allocation, Ancestor

__all__ = ["boundary"]


def boundary(sheet: Sheet) -> Section:
    """Functional unit, period, cut-off, allocation, life-cycle stages in and out, lineage."""
    return Section("boundary", sheet.words("boundary"), tuple(_blocks(sheet)))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield Bullets(tuple(_terms(sheet)))
    stages = sheet.document["scope"].get("life_cycle", [])
    if stages:
        yield _stages(sheet)
    unmentioned = _unmentioned(sheet)
    if unmentioned:
        yield Paragraph(sheet.words("stages-unmentioned", stages=unmentioned), "legend")
    ancestors = sheet.document["subject"].get("lineage", [])
    if ancestors:
        yield Paragraph(sheet.words("lineage"))
        yield Bullets(tuple(_ancestor(sheet, ancestor) for ancestor in ancestors))


def _terms(sheet: Sheet) -> Iterator[Item]:
    words, scope = sheet.words, sheet.document["scope"]
    unit = scope["functional_unit"]
    amount = amount_cell(words, of_figure(words, unit["amount"], "1")).text if "amount" in unit else ""
    described = (
        words("unit-amount", unit=unit["description"], amount=amount) if amount else unit["description"]
    )
    yield Item(described, words("functional-unit"))
    period = scope.get("period")
    yield Item(
        words("from-to", start=words.day(period["start"]), end=words.day(period["end"]))
        if period
        else words("not-stated"),
        words("period"),
    )
    yield Item(scope.get("cut_off", words("not-stated")), words("cut-off"))
    shared = words.parts(*(_allocation(sheet, entry) for entry in scope.get("allocation", [])))
    yield Item(shared or words("not-stated"), words("allocation"))
    if "note" in scope:
        yield Item(scope["note"], words("note"))


def _allocation(sheet: Sheet, entry: "Allocation") -> str:
    words = sheet.words
    text = words("allocated", what=entry["what"], key=words.lowered("allocation-key", entry["key"]))
    if "share" in entry:
        text += f" ({amount_cell(words, of_figure(words, entry['share'], '1')).text})"
    return words("said-of", what=text, said=entry["note"]) if "note" in entry else text


def _stages(sheet: Sheet) -> Table:
    words = sheet.words
    columns = (Column(words("life-cycle-stage")), Column(words("inclusion")), Column(words("reason")))
    rows = tuple(
        (
            Cell(sheet.words.title("life-cycle-stage", entry["stage"])),
            Cell(sheet.words.title("inclusion", entry["inclusion"])),
            Cell(entry.get("reason", "")),
        )
        for entry in sheet.document["scope"].get("life_cycle", [])
    )
    return Table(words("stages-caption"), columns, rows)


def _unmentioned(sheet: Sheet) -> str:
    mentioned = {entry["stage"] for entry in sheet.document["scope"].get("life_cycle", [])}
    missing = [code for code in in_order("life-cycle-stage", _ALL_STAGES) if code not in mentioned]
    return ", ".join(sheet.words.title("life-cycle-stage", code) for code in missing)


_ALL_STAGES = frozenset(
    {
        "data",
        "research",
        "training",
        "evaluation",
        "inference",
        "hardware-manufacture",
        "building",
        "end-of-life",
    }
)


def _ancestor(sheet: Sheet, ancestor: "Ancestor") -> Item:
    relation, into = sheet.words.title("lineage-relation", ancestor["relation"]), ancestor.get("component")
    if into:
        component = sheet.component_name(into)
        relation = sheet.words("ancestor-of", relation=relation, component=component)
    link = ancestor.get("url") or ancestor.get("disclosure", "")
    return Item(ancestor["name"], relation, href=link, after=ancestor.get("note", ""))
