"""A reference names something that the document does not define.

**What it checks.** Every id that a compute line, an impact, a component, an ancestor, a figure, a practice or a
source names: components, facilities, equipment, allocations, lines, sources and evidence.

**Why it matters.** A line whose facility is not defined has no place, so neither its energy nor its emissions can
be checked; a figure whose source is not listed cannot be traced.

**Example.** `"facility": "fr-par2"` where the only facility is `fr-par-2`.

**Remedy.** Correct the id, or define what it names.

**Reference.** fullcount 1.0, references: an id MUST be defined in the same document.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from fullcount.rules.rule import PASSED, Failed, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

Reference = tuple[str, str, Collection[str], str]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each reference."""
    for pointer, kind, known, name in _references(view):
        if name in known:
            yield PASSED
        else:
            nearest = get_close_matches(name, known, n=1)
            hint = f'; nearest is "{nearest[0]}"' if nearest else ""
            yield Failed(
                pointer,
                f'"{name}" is no {kind} of this document{hint}',
                f"correct the id or define the {kind}",
            )


def _references(view: "View") -> Iterator[Reference]:
    yield from _of_lines(view)
    yield from _of_impacts(view)
    yield from _of_subject(view)
    yield from _of_sources(view)


def _of_lines(view: "View") -> Iterator[Reference]:
    allocations = {item["id"] for item in view.data["scope"].get("allocation", [])}
    for line in view.lines:
        raw, at = line.raw, line.pointer
        yield f"{at}/component", "component", view.components, raw["component"]
        for key, kind, known in (
            ("facility", "facility", view.facilities),
            ("equipment", "equipment", view.equipment),
            ("allocation", "allocation", allocations),
        ):
            if key in raw:
                yield f"{at}/{key}", kind, known, raw[key]  # type: ignore[literal-required]


def _of_impacts(view: "View") -> Iterator[Reference]:
    lines = {line.id for line in view.lines}
    for pointer, row in view.impacts:
        covers: Mapping[str, Any] = row.get("covers", {})
        for key, kind, known in (
            ("lines", "line", lines),
            ("components", "component", view.components),
            ("facilities", "facility", view.facilities),
            ("equipment", "equipment", view.equipment),
        ):
            for index, name in enumerate(covers.get(key, [])):
                yield f"{pointer}/covers/{key}/{index}", kind, known, name


def _of_subject(view: "View") -> Iterator[Reference]:
    subject = view.data["subject"]
    for i, component in enumerate(subject.get("components", [])):
        for j, name in enumerate(component.get("used_by", [])):
            yield f"/subject/components/{i}/used_by/{j}", "component", view.components, name
    for i, ancestor in enumerate(subject.get("lineage", [])):
        if "component" in ancestor:
            yield f"/subject/lineage/{i}/component", "component", view.components, ancestor["component"]


def _of_sources(view: "View") -> Iterator[Reference]:
    evidence = {item["id"] for item in view.data.get("evidence", [])}
    for pointer, _, figure in view.figures:
        if "source" in figure:
            yield f"{pointer}/source", "source", view.sources, figure["source"]
    for i, practice in enumerate(view.data.get("practices", [])):
        if "source" in practice:
            yield f"/practices/{i}/source", "source", view.sources, practice["source"]
    for i, source in enumerate(view.data.get("sources", [])):
        if "evidence" in source:
            yield f"/sources/{i}/evidence", "evidence", evidence, source["evidence"]


RULE = Rule(
    name="unknown-reference",
    severity=Severity.ERROR,
    group="references",
    reads=(
        "subject",
        "scope",
        "facilities",
        "equipment",
        "compute",
        "impacts",
        "sources",
        "practices",
        "evidence",
    ),
    check=check,
)
