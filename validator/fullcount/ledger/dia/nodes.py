"""The nodes of a file: of a state file, of a document with `dia_report`, or of a model card."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.errors import LedgerError
from fullcount.ledger.reading.cards import Card, Passage, card_of, code_blocks, title_of
from fullcount.ledger.reading.documents import BrokenItem, Item, json_items, yaml_item
from fullcount.ledger.reading.loose import list_at, map_at, text_of
from fullcount.ledger.reading.source import TextSource

__all__ = ["Node", "nodes_of"]

_NAMED = re.compile(r"""["']?dia_report["']?\s*:""")


@dataclass(frozen=True, slots=True)
class Node:
    """One model: its id (empty where the block names none), its report and where that stands.

    `steps` lead from the item to the report. `report` is whatever stands there: None in a node without one.
    """

    name: str
    report: Any
    lineage: list[Mapping[str, Any]]
    updated: str
    item: Item
    steps: tuple[str | int, ...]

    def line(self, *steps: str | int) -> int:
        """The line of a value of the report."""
        return self.item.line_of(*self.steps, *steps)


def nodes_of(source: TextSource) -> Iterator[Node | BrokenItem]:
    """Every node of a file, in its order. Raises `LedgerError` for JSON or YAML that cannot be read."""
    text = source.whole()
    if text.lstrip()[:1] in {"{", "["}:
        for item in json_items(source):
            yield from [item] if isinstance(item, BrokenItem) else _of_item(item, "")
        return
    card = card_of(text)
    if card.front is None and not _has_fence(card):
        yield from _of_item(yaml_item(text, source), "")
    else:
        yield from _of_card(card, source)


def _has_fence(card: Card) -> bool:
    return any(_NAMED.search(block.text) for _, block in code_blocks(card.body))


def _of_card(card: Card, source: TextSource) -> Iterator[Node | BrokenItem]:
    name = title_of(card.body)
    if card.front:
        item = _read(card.front, source)
        if isinstance(item, BrokenItem):
            yield item
        else:
            name = _named(item.data) or name
            yield from _of_item(item, name)
    for language, block in code_blocks(card.body):
        if language in {"", "yaml", "yml", "json"} and _NAMED.search(block.text):
            read = _read(block, source)
            yield from [read] if isinstance(read, BrokenItem) else _of_item(read, name)


def _read(block: Passage, source: TextSource) -> Item | BrokenItem:
    """JSON is read by the same parser, as it is YAML too."""
    try:
        return yaml_item(block.text, source, block.first)
    except LedgerError as error:
        problem = error.problems[0]
        return BrokenItem(problem.line or block.first, problem.found, problem.expected, "broken-text")


def _named(data: Any) -> str:
    if not isinstance(data, Mapping):
        return ""
    return text_of(data.get("model_name")) or next(
        (text_of(m.get("name")) for m in list_at(data, "model-index")), ""
    )


def _of_item(item: Item, name: str) -> Iterator[Node]:
    data = item.data
    if "dia_report" in map_at(data):
        report = data["dia_report"]
        own = text_of(map_at(data).get("model")) or text_of(map_at(data).get("model_id")) or name
        yield Node(own, report, list_at(report, "lineage"), "", item, ("dia_report",))
    for key, node in map_at(data, "nodes").items():
        lineage = list_at(node, "lineage") or list_at(map_at(node, "report"), "lineage")
        report = node.get("report") if isinstance(node, Mapping) else node
        updated = text_of(map_at(node).get("updated_at"))
        yield Node(key, report, lineage, updated, item, ("nodes", key, "report"))
