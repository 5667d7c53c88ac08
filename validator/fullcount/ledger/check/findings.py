"""What a check comes to: faults of one kind put together, with exact counts and the first places."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from fullcount.ledger.check.faults import Fault
from fullcount.ledger.errors import Problem

__all__ = ["PLACES", "Finding", "RuleResult", "TableResult", "grouped"]

PLACES = 100
"""Places kept of each finding."""
Severity = Literal["error", "warning"]
State = Literal["passed", "failed", "not-applicable"]
_LABELS = "give the columns their names, in the order of the schema"
_REMEDIES = {
    "blank-row": "delete the row",
    "extra-cell": "quote cells with a comma in them, or delete the cell",
    "missing-cell": "add the cells, empty where nothing is known",
    "unique-error": "keep one of the rows",
    "primary-key": "keep one of the rows",
    "foreign-key": "correct the cell, or add the row to the other table",
    "source-error": "export the table again",
    "encoding-error": "save the table as UTF-8",
    "hash-count": "write the package again, or find out who changed the table",
    "byte-count": "write the package again, or find out who changed the table",
    **dict.fromkeys(("blank-label", "duplicate-label", "extra-label", "incorrect-label"), _LABELS),
    **dict.fromkeys(("missing-label", "unmatched-header"), _LABELS),
}
_OF_CELLS = frozenset({"type-error", "constraint-error", "unique-error"})
_OF_ROWS = frozenset({"missing-cell"})
_CELL = "correct the cell, or write the ledger again"


def _row(place: Fault) -> str:
    return f" in row {place.row}" if place.line is None and place.row is not None else ""


@dataclass(slots=True)
class Finding:
    """One kind of fault in one column: `count` is exact, `places` are the first."""

    name: str
    severity: Severity
    column: str
    expected: str
    remedy: str
    count: int = 0
    places: list[Fault] = field(default_factory=list)

    def problems(self, file: str) -> list[Problem]:
        """The places as problems of a file."""
        where = f" in {self.column}" if self.name in _OF_CELLS else ""
        return [
            Problem(file, place.line, f"{place.found}{_row(place)}{where}", place.expected, self.remedy)
            for place in self.places
        ]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        places = [
            {"row": place.row, "line": place.line, "field": place.field, "found": place.found}
            for place in self.places
        ]
        told = {
            "name": self.name,
            "severity": self.severity,
            "column": self.column or None,
            "count": self.count,
        }
        return {**told, "expected": self.expected, "remedy": self.remedy, "places": places}


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How a rule of the ledger ended; `reason` says why it is not applicable, or what was left out."""

    name: str
    state: State
    reason: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class TableResult:
    """All that is known of one table. `way` is `scan` or `exact`: which reader judged it."""

    file: str
    rows: int
    way: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleResult, ...]

    @property
    def bad(self) -> list[Finding]:
        """Every finding, those of the schema first."""
        return [*self.findings, *(rule.finding for rule in self.rules if rule.finding)]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        rules = [
            {"name": rule.name, "state": rule.state, **({"reason": rule.reason} if rule.reason else {})}
            for rule in self.rules
        ]
        findings = [finding.as_dict() for finding in self.bad]
        return {"file": self.file, "rows": self.rows, "findings": findings, "rules": rules}


def grouped(faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """The findings that faults come to, in the order of their first place."""
    found: dict[tuple[str, str, str], Finding] = {}
    for fault in faults:
        column = "" if fault.kind in _OF_ROWS else fault.column
        key = fault.kind, column, fault.expected
        if key not in found:
            remedy = _REMEDIES.get(fault.kind, _CELL)
            found[key] = Finding(fault.kind, "error", column, fault.expected, remedy)
        finding = found[key]
        finding.count += 1
        if len(finding.places) < PLACES:
            finding.places.append(fault)
    return tuple(found.values())
