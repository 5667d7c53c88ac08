"""Reading DIA reports into ledger rows: one row a node."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any

from fullcount.counted import counted
from fullcount.ledger.dia.nodes import Node, nodes_of
from fullcount.ledger.dia.rows import Totals, row_of
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import BrokenItem
from fullcount.ledger.reading.loose import text_of
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.unfit import Unfit
from fullcount.ledger.row import LedgerRow

__all__ = ["read_dia"]

_GENERAL = (
    "each node is an increment and one row; what its base models used is not added",
    "DIA does not say what an energy covers, when the work ran, on how many nodes, or how it ended",
)


@dataclass(slots=True)
class _Kept:
    """Nodes of all files by name, the one that was updated last, and what was read besides."""

    nodes: dict[str, tuple[str, Node]] = field(default_factory=dict)
    bases: set[str] = field(default_factory=set)


def read_dia(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a node, after the last file is read: memory grows with the number of nodes.

    Raises `LedgerError` for JSON or YAML that cannot be read, with its position.
    """
    tally.format = "DIA"
    for sentence in _GENERAL:
        tally.assume(sentence)
    kept, totals = _Kept(), Totals()
    for source in sources:
        tally.file = source.name
        found = False
        for node in nodes_of(source):
            found = True
            _take(node, source.name, kept, tally)
        if not found:
            _nothing(source, tally)
    yield from _all_rows(kept, totals, tally, options)
    _sum_up(kept, totals, tally)


def _nothing(source: TextSource, tally: Tally) -> None:
    tally.read(1)
    tally.reject("no-dia-report", 1, source.name, "a dia_report block, or a state file with nodes")


def _take(node: Node | BrokenItem, file: str, kept: _Kept, tally: Tally) -> None:
    """Keep a node unless it is bad, empty or an earlier state of one that is known."""
    if isinstance(node, BrokenItem):
        tally.read(node.line)
        tally.reject(node.reason, node.line, node.found, node.expected)
        return
    line = node.line()
    tally.read(line)
    if node.report is None:
        tally.skip("no-report", line, f"{clip(node.name)} has no report: its impacts are not known")
    elif not isinstance(node.report, Mapping):
        tally.reject(
            "unreadable-report", line, f"a {type(node.report).__name__}", "a report, which is an object"
        )
    elif (scope := text_of(node.report.get("scope"))) != "incremental":
        found = f"scope {clip(scope) or 'missing'} of {clip(node.name)}"
        tally.reject("scope-not-incremental", node.line("scope"), found, "scope incremental")
    else:
        kept.bases.update(text_of(base.get("model")) for base in node.lineage)
        _keep(node, file, kept, tally)


def _keep(node: Node, file: str, kept: _Kept, tally: Tally) -> None:
    name = node.name or f"dia-{_digest(node)}"
    if name not in kept.nodes:
        kept.nodes[name] = (file, node)
        return
    older_file, older = kept.nodes[name]
    if _digest(older) == _digest(node):
        tally.skip("repeated-node", node.line(), f"{clip(name)} again, the same")
    elif node.updated > older.updated:
        kept.nodes[name] = (file, node)
        tally.skip("earlier-state", older.line(), f"{clip(name)} of {older.updated or 'no date'}", older_file)
    elif node.updated < older.updated:
        tally.skip("earlier-state", node.line(), f"{clip(name)} of {node.updated or 'no date'}")
    else:
        tally.reject("node-contradicts", node.line(), f"{clip(name)} with other figures", "each node once")


def _digest(node: Node) -> str:
    return sha256(dumps(node.report, sort_keys=True).encode()).hexdigest()[:12]


def _all_rows(kept: _Kept, totals: Totals, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    for name, (file, node) in kept.nodes.items():
        tally.file, tally.line = file, node.line()
        try:
            row, untagged = row_of(name, node, totals, tally, options)
        except Unfit as bad:
            tally.reject(bad.reason, tally.line, f"{clip(name)}: {bad.found}", bad.expected)
        else:
            yield from tally.used(row, untagged=untagged)


def _sum_up(kept: _Kept, totals: Totals, tally: Tally) -> None:
    """Sentences about all nodes together."""
    named: set[Any] = kept.bases - {""}
    if named:
        absent = len(named - kept.nodes.keys())
        tally.assume(
            f"lineage names {counted(len(named), 'base model')}, {absent:,} of them without a row here: "
            "a total of a model needs the sum over its lineage, each ancestor once"
        )
    for sentence in totals.sentences():
        tally.assume(sentence)
