"""From the text of a profile to the profile, or everything that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Problem, Unreadable, load, parse
from fullcount.disclosure.pointer import child
from fullcount.disclosure.problem import MAX_PROBLEMS
from fullcount.disclosure.spelling import listed, nearest, quoted
from fullcount.review.finding import Severity
from fullcount.review.profile.profile import Override, Profile, Setting
from fullcount.review.profile.rules import rule_faults
from fullcount.review.profile.values import Fault, kind_of, text_fault

if TYPE_CHECKING:
    from fullcount.disclosure import Document

__all__ = ["load_profile", "read_profile"]

KEYS = ("$schema", "profile", "name", "description", "fail_on", "minimum_level", "rules")
TEXTS = {"$schema": 500, "name": 200, "description": 2000}
"""The longest text of each key, in characters; our choice, and that of the schema."""

VERSION = "1.0"
HIGHEST_LEVEL = 5


def read_profile(text: str | bytes, name: str) -> Profile:
    """The profile in a JSON or YAML text that is called `name`. Raises Unreadable with every problem at once."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return _profile(parse(content, name))


def load_profile(path: str | Path) -> Profile:
    """The same from a file, or `-`. Raises Unreadable."""
    return _profile(load(path))


def _profile(document: "Document") -> Profile:
    problems = [_problem(document, fault) for fault in _faults(document.data)]
    if problems:
        raise Unreadable(document.name, tuple(sorted(problems, key=_line)[:MAX_PROBLEMS]))
    data = document.data
    overrides = [
        Override(rule, Setting(entry["severity"]), entry["reason"])
        for rule, entry in data.get("rules", {}).items()
    ]
    return Profile(
        file=document.name,
        sha256=document.sha256,
        name=data["name"],
        description=data.get("description", ""),
        fail_on=Severity(data["fail_on"]) if "fail_on" in data else None,
        minimum_level=data.get("minimum_level"),
        overrides={item.rule: item for item in overrides},
    )


def _line(problem: Problem) -> tuple[int, int]:
    return problem.place or (0, 0)


def _problem(document: "Document", fault: Fault) -> Problem:
    place = document.key_place(fault.pointer) if fault.at_key else document.place(fault.pointer)
    return Problem(fault.pointer, place, fault.found, fault.expected, fault.remedy)


def _faults(data: Any) -> Iterator[Fault]:
    if not isinstance(data, dict):
        remedy = f'begin it with profile: "{VERSION}" and a name'
        yield Fault("", kind_of(data), "an object, the profile", remedy)
        return
    for key in data:
        if key not in KEYS:
            near = nearest(key, KEYS)
            remedy = f"write {near}" if near else "remove it"
            yield Fault(
                child("", key), f"the unknown key {quoted(key)}", f"one of {listed(KEYS)}", remedy, True
            )
    yield from _version(data)
    yield from _texts(data)
    yield from _thresholds(data)
    yield from rule_faults(data.get("rules", {}))


def _version(data: dict[str, Any]) -> Iterator[Fault]:
    if "profile" not in data:
        yield Fault("", "no key profile", "the version of this layout", f'add profile: "{VERSION}"')
    elif data["profile"] != VERSION:
        found = kind_of(data["profile"])
        yield Fault("/profile", found, f'the text "{VERSION}"', f'write profile: "{VERSION}", in quotes')


def _texts(data: dict[str, Any]) -> Iterator[Fault]:
    if "name" not in data:
        yield Fault("", "no key name", "what this profile is called", "add name: with a few words")
    for key, longest in TEXTS.items():
        if key in data and (fault := text_fault(child("", key), data[key], longest)):
            yield fault


def _thresholds(data: dict[str, Any]) -> Iterator[Fault]:
    severities = [severity.value for severity in Severity]
    if "fail_on" in data and data["fail_on"] not in severities:
        remedy = "write the mildest severity that shall fail the check"
        yield Fault("/fail_on", kind_of(data["fail_on"]), listed(severities), remedy)
    level = data.get("minimum_level", 0)
    if type(level) is not int or not 0 <= level <= HIGHEST_LEVEL:
        remedy = "write the lowest coverage level that shall pass"
        yield Fault("/minimum_level", kind_of(level), f"a whole number from 0 to {HIGHEST_LEVEL}", remedy)
