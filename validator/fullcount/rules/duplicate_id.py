"""Two definitions of one kind have the same id.

**What it checks.** The ids of components, allocations, facilities, equipment, compute lines, impacts, sources and
evidence. Each kind is a name space of its own, so that a facility and an equipment may share a name; an impact needs
no id at all.

**Why it matters.** A reference to the id could mean either definition, and the numbers depend on which one is taken.

**Example.** Two facilities `"id": "site"`, one with a PUE of 1.1 and one with 1.4.

**Remedy.** Give the second definition an id of its own, or remove it where it repeats the first.

**Reference.** fullcount 1.0, references: an id MUST be defined once in its list. JSON Schema
2020-12 Validation, 6.4.3: `uniqueItems` compares whole items, so the schema cannot say it. The canonical GTFS schedule
validator (MobilityData) has the same rule, `duplicate_key`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.rules.rule import Failed, NotApplicable, Outcome, Passed, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

Definitions = tuple[str, str, Sequence[Mapping[str, Any]]]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each definition that has an id."""
    right = wrong = 0
    for place, kind, items in _definitions(view):
        first: dict[str, int] = {}
        for index, item in enumerate(items):
            name = item.get("id")
            if name is not None:
                earlier = first.setdefault(name, index)
                if earlier == index:
                    right += 1
                else:
                    wrong += 1
                    yield _repeated(place, kind, name, earlier, index)
    if right:
        yield Passed(right)
    if not right and not wrong:
        yield NotApplicable("the document defines nothing by an id")


def _definitions(view: "View") -> Iterator[Definitions]:
    data = view.data
    yield "/subject/components", "component", data["subject"].get("components", [])
    yield "/scope/allocation", "allocation", data["scope"].get("allocation", [])
    yield "/facilities", "facility", data.get("facilities", [])
    yield "/equipment", "equipment", data.get("equipment", [])
    yield "/compute", "compute line", data.get("compute", [])
    yield "/impacts", "impact", data.get("impacts", [])
    yield "/sources", "source", data.get("sources", [])
    yield "/evidence", "evidence", data.get("evidence", [])


def _repeated(place: str, kind: str, name: str, earlier: int, index: int) -> Failed:
    return Failed(
        f"{place}/{index}/id",
        f'the {kind} "{name}" is already defined at {place}/{earlier}',
        "give it an id of its own, or remove it where it repeats the first",
    )


RULE = Rule(
    name="duplicate-id",
    severity=Severity.ERROR,
    group="references",
    reads=("subject", "scope", "facilities", "equipment", "compute", "impacts", "sources", "evidence"),
    check=check,
)
