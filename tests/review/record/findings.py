"""A document and findings on it, both invented."""

from fullcount.disclosure import Document, parse
from fullcount.review.finding import Finding, Severity
from fullcount.review.record import Decision, Record, Reviewer, decide, start

from ..cases import TODAY

DRAFT = b'fullcount: "1.0"\nid: example/draft\nrevision: {number: 3}\n'
WHO = Reviewer("R. Viewer", "Example University", True)


def found(rule: str, pointer: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, severity, pointer, None, f"{rule} at {pointer}", f"mend {rule}")


ERROR = found("pue-applied-twice", "/impacts/1")
OTHER_ERROR = found("duplicate-id", "/compute/0")
WARNING = found("false-precision", "/compute/0", Severity.WARNING)
WARNING_ELSEWHERE = found("false-precision", "/compute/1", Severity.WARNING)
NOTE = found("power-basis-unknown", "/compute/1", Severity.NOTE)
ALL = (NOTE, WARNING, WARNING_ELSEWHERE, ERROR, OTHER_ERROR)


def draft(content: bytes = DRAFT) -> Document:
    return parse(content, "folder/draft.yaml")


def decision(finding: Finding, code: str, *, everywhere: bool = False) -> Decision:
    return Decision(finding.rule, None if everywhere else finding.pointer, code, f"because of {finding.rule}")


def decided(*decisions: Decision, findings: tuple[Finding, ...] = ALL) -> Record:
    record = start(draft(), findings, WHO, TODAY)
    return decide(record, decisions, findings) if decisions else record
