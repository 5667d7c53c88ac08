"""Something is defined that nothing refers to.

**What it checks.** That each component, facility, equipment, allocation with a stated share, source and piece of
evidence is named somewhere. The only facility or equipment of a document is used by every line that names none;
evidence of kind ledger supports the lines themselves. An allocation without a share states a method and needs no
line. Where there are no compute lines, only sources and evidence are judged.

**Why it matters.** It is harmless to the numbers, but often the trace of a lost line or of a reference that names
something else: a facility with a PUE that no line uses changes no result, though its author may think so.

**Example.** Equipment `v100-node` beside lines that all name `a100-node`.

**Remedy.** Refer to it, or remove it.

**Reference.** fullcount 1.0, references: a definition SHOULD be referred to. The canonical GTFS
schedule validator (MobilityData) does the same for transit feeds (`unused_shape`, a warning there).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.rules.references import selections
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each definition."""
    data, subject = view.data, view.data["subject"]
    if view.lines:
        components = subject.get("components", [])
        yield from _judged("/subject/components", "component", components, _components(view))
        facilities = {line.facility["id"] for line in view.lines if line.facility}
        named = facilities | _selected(view, "facilities")
        yield from _judged("/facilities", "facility", data.get("facilities", []), named)
        equipment = {line.equipment["id"] for line in view.lines if line.equipment}
        named = equipment | _selected(view, "equipment")
        yield from _judged("/equipment", "equipment", data.get("equipment", []), named)
        allocations = data["scope"].get("allocation", [])
        yield from _judged("/scope/allocation", "allocation", allocations, _divided(view))
    else:
        yield NotApplicable("no compute line could refer to a component, facility or equipment")
    yield from _judged("/sources", "source", data.get("sources", []), _cited(view))
    yield from _judged("/evidence", "evidence", data.get("evidence", []), _shown(view))


def _judged(place: str, kind: str, items: Sequence[Mapping[str, Any]], used: set[str]) -> Iterator[Outcome]:
    for index, item in enumerate(items):
        if item["id"] in used:
            yield PASSED
        else:
            message = f'nothing refers to the {kind} "{item["id"]}"'
            yield Failed(f"{place}/{index}", message, "refer to it or remove it")


def _components(view: "View") -> set[str]:
    subject = view.data["subject"]
    used = {line.raw["component"] for line in view.lines} | _selected(view, "components")
    for item in subject.get("components", []):
        used.update(item.get("used_by", ()))
    used.update(item["component"] for item in subject.get("lineage", []) if "component" in item)
    return used


def _divided(view: "View") -> set[str]:
    """Allocations that lines name, and those that state a method and no share."""
    named = {line.raw["allocation"] for line in view.lines if "allocation" in line.raw}
    return named | {item["id"] for item in view.data["scope"].get("allocation", []) if "share" not in item}


def _selected(view: "View", axis: str) -> set[str]:
    return {name for _, covers in selections(view) for name in covers.get(axis, ())}


def _cited(view: "View") -> set[str]:
    return {*view.cited} | {item["source"] for item in view.data.get("practices", []) if "source" in item}


def _shown(view: "View") -> set[str]:
    shown = {source["evidence"] for source in view.data.get("sources", []) if "evidence" in source}
    return shown | {item["id"] for item in view.data.get("evidence", []) if item["kind"] == "ledger"}


RULE = Rule(
    name="unused-definition",
    severity=Severity.NOTE,
    group="references",
    reads=(
        "subject",
        "scope",
        "facilities",
        "equipment",
        "compute",
        "totals",
        "impacts",
        "restatements",
        "sources",
        "practices",
        "evidence",
    ),
    check=check,
)
