"""What conferences ask about the compute of a paper, answered from a disclosure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.impacts.line import SUCCESSFUL
from fullcount_reports.card.codes import in_order, lowered, title_of
from fullcount_reports.card.headline import headline
from fullcount_reports.card.model import Bullets, Card, Cell, Column, Item, Paragraph, Section, Table
from fullcount_reports.card.numbers import place_of, rounded
from fullcount_reports.card.sheet import Sheet, figure_at
from fullcount_reports.card.shown import amount_cell, of_figure, percentage
from fullcount_reports.card.tally import Tally, hours_cell, measures_of, tally
from fullcount_reports.exports.latex.words import WORDS

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment
    from fullcount_reports.card.model import Block

__all__ = ["checklist"]

_SIZES = ("parameters", "active_parameters", "training_tokens", "training_compute")
_OPEN_ENDED = SUCCESSFUL | {"unknown"}


def checklist(sheet: Sheet) -> Card:
    """The questions as sections of a card, each with what the disclosure answers."""
    document = sheet.document
    revision = document["revision"]
    about = {"id": document["id"], "number": revision["number"], "date": revision["date"]}
    questions = {
        "workers": _workers(sheet),
        "memory": iter((Paragraph(WORDS["no-memory"]),)),
        "per-run": _per_run(sheet),
        "in-total": _in_total(sheet),
        "more": _more(sheet),
        "size": _size(sheet),
    }
    sections = ((name, tuple(blocks)) for name, blocks in questions.items())
    asked = tuple(Section(f"checklist-{name}", WORDS[name], blocks) for name, blocks in sections if blocks)
    status = "" if sheet.status == "primary" else sheet.words(f"status-{sheet.status}")
    warning = (Paragraph(sheet.words(f"warning-{sheet.status}"), "warning"),) if status else ()
    lead = (*warning, Paragraph(WORDS["lead"].format(**about), "legend"))
    return Card(WORDS["title"], status, lead, (), asked, sheet.words.language)


def _workers(sheet: Sheet) -> "Iterator[Block]":
    equipment = [_worker(item) for item in sheet.document.get("equipment", [])]
    places = [_place(dict(place)) for place in sheet.document.get("facilities", [])]
    entries = [Item(text, WORDS["equipment-term"]) for text in equipment]
    entries += [Item(text, WORDS["facility-term"]) for text in places]
    if entries:
        yield Bullets(tuple(entries))
    if not equipment:
        yield Paragraph(WORDS["no-equipment"])
    if not places:
        yield Paragraph(WORDS["no-facility"])


def _worker(item: "Equipment") -> str:
    name, nodes = item["name"], item.get("nodes")
    if "accelerator" in item:
        count = item.get("accelerators_per_node")
        each = WORDS["a-node"].format(count=count) if count else ""
        accelerator = title_of("accelerator", item["accelerator"])
        text = WORDS["worker"].format(name=name, accelerator=accelerator, count=each)
    elif "cores_per_node" in item:
        text = WORDS["cores"].format(name=name, count=item["cores_per_node"])
    else:
        text = WORDS["bare-worker"].format(name=name)
    return text if nodes is None else WORDS["nodes"].format(worker=text, nodes=nodes)


def _place(place: dict[str, object]) -> str:
    keys = ("operator", "cloud_region", "location", "subdivision", "country")
    where = ", ".join(str(place[key]) for key in keys if key in place)
    return WORDS["place"].format(name=place["name"], where=where) if where else str(place["name"])


def _per_run(sheet: Sheet) -> "Iterator[Block]":
    for measure in measures_of(sheet):
        words, cells = sheet.words, tally(sheet, measure, ("stage", "run_type"))
        heads = (
            Column(words("stage")),
            Column(words("run-type")),
            Column(WORDS["runs"], numeric=True),
            Column(words(measure), numeric=True),
            Column(WORDS["mean"], numeric=True),
        )
        rows = [
            _run_row(sheet, cells, measure, stage, kind)
            for stage in in_order("stage", cells.codes(0))
            for kind in in_order("run-type", cells.along(0, stage).codes(1))
        ]
        yield Table(WORDS["per-run-caption"].format(measure=words(measure)), heads, tuple(rows))
    if measures_of(sheet):
        yield Paragraph(WORDS["per-run-note"], "legend")
    else:
        yield Paragraph(WORDS["no-hours"])


def _run_row(sheet: Sheet, cells: Tally, measure: str, stage: str, kind: str) -> tuple[Cell, ...]:
    part, runs = cells.along(0, stage).along(1, kind), _runs(sheet, measure, stage, kind)
    unknown = Cell(WORDS["runs-unknown"], missing=True)
    known = bool(runs) and not part.gaps
    mean = part.total / runs if known and runs else 0.0
    return (
        Cell(title_of("stage", stage)),
        Cell(title_of("run-type", kind)),
        Cell(rounded(sheet.words, runs, 0)) if runs is not None else unknown,
        hours_cell(sheet, part),
        Cell(rounded(sheet.words, mean, place_of(mean))) if known else unknown,
    )


def _runs(sheet: Sheet, measure: str, stage: str, kind: str) -> float | None:
    """How many runs some lines are, if each of them says so."""
    raws = [line.raw for line in sheet.lines if measure in line.raw]
    chosen = [raw for raw in raws if raw["stage"] == stage and raw["run_type"] == kind]
    counts = [central(figure_at(raw, "runs")) for raw in chosen]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _in_total(sheet: Sheet) -> "Iterator[Block]":
    rows = next(block.rows for block in headline(sheet).blocks if isinstance(block, Table))
    yield Bullets(tuple(_indicator(sheet, *row[:3]) for row in rows))


def _indicator(sheet: Sheet, label: Cell, amount: Cell, interval: Cell) -> Item:
    stated = interval.text and interval.text != sheet.words("no-interval")
    between = WORDS["interval"].format(interval=interval.text) if stated else ""
    after = "; ".join(text for text in (amount.detail, between) if text)
    return Item(amount.text, label.text, after=f"({after})" if after else "")


def _more(sheet: Sheet) -> "Iterator[Block]":
    tallies = {measure: tally(sheet, measure, ("stage", "outcome")) for measure in measures_of(sheet)}
    known = {measure: cells for measure, cells in tallies.items() if cells.total}
    for measure, cells in known.items():
        yield from _beside_the_final(sheet, sheet.words(measure), cells)
    if not known:
        yield Paragraph(WORDS["no-hours"])
    yield Paragraph(_research(sheet))


def _beside_the_final(sheet: Sheet, measure: str, cells: Tally) -> "Iterator[Block]":
    final = sum(hours for (stage, outcome), hours in cells.hours.items() if _is_final(stage, outcome))
    items = tuple(_other_hours(sheet, cells))
    share = percentage(sheet.words, final / cells.total)
    key = "gaps" if cells.gaps else "unknown" if not final else "yes" if items else "no"
    said = WORDS[f"more-{key}"].format(measure=measure, final=_hours(sheet, final), share=share)
    yield Paragraph(said)
    if items:
        yield Bullets(items)


def _is_final(stage: str, outcome: str) -> bool:
    return stage == "final" and outcome in SUCCESSFUL


def _other_hours(sheet: Sheet, cells: Tally) -> Iterator[Item]:
    for stage in in_order("stage", cells.codes(0)):
        hours = sum(h for (code, end), h in cells.hours.items() if code == stage and not _is_final(code, end))
        if hours:
            term = WORDS["final-term"] if stage == "final" else title_of("stage", stage)
            yield Item(_with_share(sheet, hours, cells), term)
    ended = sum(hours for (_, outcome), hours in cells.hours.items() if outcome not in _OPEN_ENDED)
    if ended:
        yield Item(_with_share(sheet, ended, cells), WORDS["not-as-meant"])


def _with_share(sheet: Sheet, hours: float, cells: Tally) -> str:
    if cells.gaps:
        return _hours(sheet, hours)
    share = percentage(sheet.words, hours / cells.total)
    return WORDS["hours-share"].format(hours=_hours(sheet, hours), share=share)


def _hours(sheet: Sheet, hours: float) -> str:
    return rounded(sheet.words, hours, 0 if hours >= 100 else place_of(hours)) + "\N{NO-BREAK SPACE}h"


def _research(sheet: Sheet) -> str:
    stages = sheet.document["scope"].get("life_cycle", [])
    entry = next((entry for entry in stages if entry["stage"] == "research"), None)
    if entry is None:
        return WORDS["research-unmentioned"]
    reason = f" ({entry['reason']})" if entry.get("reason") else ""
    inclusion = lowered("inclusion", entry["inclusion"])
    return WORDS["research-stated"].format(inclusion=inclusion, reason=reason)


def _size(sheet: Sheet) -> "Iterator[Block]":
    figures = ((name, figure_at(sheet.document["subject"], name)) for name in _SIZES)
    sizes = [(name, of_figure(sheet.words, figure, "1")) for name, figure in figures if figure is not None]
    if sizes:
        yield Bullets(tuple(Item(amount_cell(sheet.words, shown).text, WORDS[name]) for name, shown in sizes))
