"""Work on an ancestor seems to be counted here.

**What it checks.** Where the lineage names an ancestor: that no component bears its name and has pre-training,
that no pre-training line names it in its id, that no impact row does, and that no pre-training ended before the
period of the scope. A name in an id alone is a note, and nothing where the subject bears the ancestor's name itself, as
a fine-tuned model mostly does. Training, as distinct from pre-training, is a note too: it may be the fine-tuning.

**Why it matters.** A disclosure is incremental. A family is added up along its lineage, and what an ancestor
reports already is counted twice when its descendants report it again.

**Example.** A model fine-tuned from Elder-1B with a component `elder-1b` and 50,000 hours of pre-training.

**Remedy.** Leave the ancestor's work to its own disclosure and name that in the lineage.

**Reference.** fullcount 1.0, lineage: relations, never impacts. ISO 14044, 4.3.4.1: allocated parts sum to the
whole, and no more.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

WORD = re.compile(r"[a-z0-9]+")
IN_BRACKETS = re.compile(r"\([^)]*\)")
LONGEST = 500  # characters; beyond it a text is no name
REMEDY = "leave the work on the ancestor to its own disclosure, and name that in the lineage"
Name = tuple[str, ...]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line and impact row with an id."""
    ancestors = {
        _words(ancestor["name"]): ancestor["name"] for ancestor in view.data["subject"].get("lineage", [])
    }
    ancestors.pop((), None)
    if not ancestors:
        yield NotApplicable("the lineage names no ancestor")
        return
    named = _components(view, ancestors)
    own = _words(view.data["subject"]["name"])
    ancestors = {name: title for name, title in ancestors.items() if not _holds(own, name)}
    period = view.data["scope"].get("period")
    for line in view.lines:
        yield _of_line(line, named, ancestors, period["start"] if period else "")
    for pointer, row in view.impacts:
        if "id" in row:
            name = _in_id(row["id"], ancestors)
            message = f"the impact row {row['id']} bears the name of the ancestor {name}"
            yield Failed(pointer, message, REMEDY, Severity.NOTE) if name else PASSED


def _words(text: str) -> Name:
    """The words of a name, what stands in brackets left out."""
    return tuple(WORD.findall(IN_BRACKETS.sub("", text[:LONGEST].lower())))


def _components(view: "View", ancestors: Mapping[Name, str]) -> Mapping[str, str]:
    """Components that bear the name of an ancestor, by id."""
    found = {}
    for component in view.data["subject"].get("components", []):
        name = ancestors.get(_words(component["id"])) or ancestors.get(_words(component["name"]))
        if name:
            found[component["id"]] = name
    return found


def _of_line(line: "Line", named: Mapping[str, str], ancestors: Mapping[Name, str], start: str) -> Outcome:
    raw = line.raw
    if raw["run_type"] not in {"pre-train", "train"}:
        return PASSED
    if name := named.get(raw["component"]) or _in_id(raw["id"], ancestors):
        by_component = raw["run_type"] == "pre-train" and raw["component"] in named
        milder = None if by_component else Severity.NOTE
        return Failed(line.pointer, f"{_work(line)} bears the name of the ancestor {name}", REMEDY, milder)
    if raw["run_type"] == "pre-train" and "period" in raw and raw["period"]["end"] < start:
        ended = f"ended on {raw['period']['end']}, before the scope begins on {start}"
        return Failed(line.pointer, f"{_work(line)} {ended}: it may be that of an ancestor", REMEDY)
    return PASSED


def _work(line: "Line") -> str:
    return f"line {line.id} ({as_number(central(line.hours) or 0)} h of {line.raw['run_type']})"


def _in_id(text: str, ancestors: Mapping[Name, str]) -> str:
    """The ancestor whose whole name, word by word, stands in an id; empty text where none does."""
    lower = text.lower()
    for name, title in ancestors.items():
        if name[0] in lower and _holds(_words(text), name):
            return title
    return ""


def _holds(words: Name, name: Name) -> bool:
    """Whether a name stands in a text, word by word."""
    size = len(name)
    return any(words[at : at + size] == name for at in range(len(words) - size + 1))


RULE = Rule(
    name="base-model-included",
    severity=Severity.WARNING,
    group="honesty",
    reads=("subject", "scope", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
