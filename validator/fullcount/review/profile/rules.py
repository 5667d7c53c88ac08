"""What is wrong with the rules of a profile, and what it may not do with them."""

from collections.abc import Iterator
from typing import Any

from fullcount.disclosure.pointer import child
from fullcount.disclosure.shape import SHAPE_RULES
from fullcount.disclosure.spelling import listed, nearest, quoted
from fullcount.review.finding import Severity
from fullcount.review.profile.profile import Setting
from fullcount.review.profile.values import Fault, kind_of, text_fault
from fullcount.rules.table import RULES, rule_named

__all__ = ["rule_faults"]

KEYS = ("severity", "reason")
LONGEST_REASON = 2000
"""In characters; our choice, and that of the schema."""

SETTINGS = [setting.value for setting in Setting]


def rule_faults(rules: Any) -> Iterator[Fault]:
    """Every fault of the object that holds the overrides, by the name of the rule."""
    if not isinstance(rules, dict):
        remedy = "write NAME: {severity: ..., reason: ...} for each rule"
        yield Fault("/rules", kind_of(rules), "an object with the names of rules as keys", remedy)
        return
    for name, entry in rules.items():
        pointer = child("/rules", name)
        yield from _name(pointer, name)
        yield from _entry(pointer, name, entry)


def _name(pointer: str, name: str) -> Iterator[Fault]:
    if name in SHAPE_RULES:
        found = f"{quoted(name)}, which the schema finds"
        remedy = "remove it: what is not well-formed is an error everywhere"
        yield Fault(pointer, found, "the name of a rule", remedy, True)
    elif rule_named(name) is None:
        near = nearest(name, [rule.name for rule in RULES])
        remedy = f"write {near}" if near else "see fullcount explain for the list of all rules"
        yield Fault(pointer, f"the unknown rule {quoted(name)}", "the name of a rule", remedy, True)


def _entry(pointer: str, name: str, entry: Any) -> Iterator[Fault]:
    if not isinstance(entry, dict):
        yield Fault(pointer, kind_of(entry), "an object with severity and reason", "add both")
        return
    for key in entry:
        if key not in KEYS:
            remedy = f"write {near}" if (near := nearest(key, KEYS)) else "remove it"
            yield Fault(
                child(pointer, key), f"the unknown key {quoted(key)}", f"{listed(KEYS)}", remedy, True
            )
    yield from _severity(pointer, name, entry)
    if "reason" not in entry:
        remedy = "add reason: and say why, for every report repeats it"
        yield Fault(pointer, "no reason", "why the severity is another one here", remedy, True)
    elif fault := text_fault(f"{pointer}/reason", entry["reason"], LONGEST_REASON):
        yield fault


def _severity(pointer: str, name: str, entry: dict[str, Any]) -> Iterator[Fault]:
    if "severity" not in entry:
        yield Fault(pointer, "no severity", listed(SETTINGS), "add severity:", True)
        return
    value, rule = entry["severity"], rule_named(name)
    if value not in SETTINGS:
        yield Fault(f"{pointer}/severity", kind_of(value), listed(SETTINGS), "write one of them")
    elif rule and rule.severity is Severity.ERROR and value in {Setting.NOTE, Setting.OFF}:
        expected = '"error" or "warning": this rule is a MUST of the standard'
        remedy = "lower it to warning at most; waive a single finding in the review of its document"
        yield Fault(f"{pointer}/severity", f'"{value}"', expected, remedy)
