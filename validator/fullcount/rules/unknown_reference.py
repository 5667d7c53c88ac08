"""A reference names something that the document does not define.

**What it checks.** Every id that a compute line, an impact, a subtotal, a component, an ancestor, a figure, a practice
or a source names: components, facilities, equipment, allocations, lines, sources and evidence. Also that each
restatement points at a figure, and each decision of a review at a rule and a place of the document.

**Why it matters.** A line whose facility is not defined has no place, so neither its energy nor its emissions can
be checked; a figure whose source is not listed cannot be traced.

**Example.** `"facility": "fr-par2"` where the only facility is `fr-par-2`.

**Remedy.** Correct the id, or define what it names.

**Reference.** fullcount 1.0, references: an id MUST be defined in the same document.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fullcount.rules.pointed import figure_at, may_be_found_at
from fullcount.rules.references import references
from fullcount.rules.rule import PASSED, Failed, Outcome, Passed, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line, each source that figures cite, and each other place that refers to something."""
    yield from _of_lines(view)
    yield from _of_figures(view)
    for pointer, kind, defined, name in references(view):
        yield PASSED if name in defined else _unknown(pointer, kind, defined, name)
    yield from _of_restatements(view)
    yield from _of_decisions(view)


def _unknown(pointer: str, kind: str, known: Collection[str], name: str) -> Failed:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a finding

    nearest = get_close_matches(name, known, n=1)
    hint = f'; nearest is "{nearest[0]}"' if nearest else ""
    message = f'"{name}" is no {kind} of this document{hint}'
    return Failed(pointer, message, f"correct the id or define the {kind}")


def _of_lines(view: "View") -> Iterator[Outcome]:
    defined = (
        ("component", view.components),
        ("facility", view.facilities),
        ("equipment", view.equipment),
        ("allocation", frozenset(item["id"] for item in view.data["scope"].get("allocation", []))),
    )
    raws: list[Mapping[str, Any]] = [line.raw for line in view.lines]
    for key, known in defined:
        names = [raw[key] for raw in raws if key in raw]
        unknown = set(names).difference(known)
        right = len(names) - sum(name in unknown for name in names) if unknown else len(names)
        if right:
            yield Passed(right)
        for index, raw in enumerate(raws if unknown else ()):
            if raw.get(key) in unknown:
                yield _unknown(f"/compute/{index}/{key}", key, known, raw[key])


def _of_figures(view: "View") -> Iterator[Outcome]:
    """One outcome for each source that figures cite, and one for each figure that cites none of the document."""
    unknown = view.cited.difference(view.sources)
    if view.cited - unknown:
        yield Passed(len(view.cited - unknown))
    if unknown:
        for placed in view.placed_figures:
            name = placed.figure.get("source")
            if isinstance(name, str) and name in unknown:
                yield _unknown(f"{placed.pointer}/source", "source", view.sources, name)


def _of_restatements(view: "View") -> Iterator[Outcome]:
    for index, item in enumerate(view.data.get("restatements", [])):
        if figure_at(view.data, item["of"]) is not None:
            yield PASSED
        else:
            message = f'"{item["of"]}" points at no figure of this document'
            remedy = "point at a figure, or at an impact row that has an amount"
            yield Failed(f"/restatements/{index}/of", message, remedy)


def _of_decisions(view: "View") -> Iterator[Outcome]:
    """One outcome for each decision of a review: its rule is known, and its place exists."""
    for i, review in enumerate(view.data.get("reviews", [])):
        for j, decision in enumerate(review.get("decisions", [])):
            at, rule, place = f"/reviews/{i}/decisions/{j}", decision["rule"], decision.get("pointer")
            if not _is_rule(rule):
                message = f'"{rule}" is no rule of this rule set'
                yield Failed(f"{at}/rule", message, "name the rule as the finding does", Severity.WARNING)
            elif place is not None and not may_be_found_at(view.data, place):
                message = f'"{place}" is no place of this document'
                yield Failed(f"{at}/pointer", message, "point at the place of the finding", Severity.WARNING)
            else:
                yield PASSED


def _is_rule(name: str) -> bool:
    from fullcount.disclosure.shape_error import SHAPE_RULES  # noqa: PLC0415 - only where a review decides
    from fullcount.rules.table import rule_named  # noqa: PLC0415 - the table lists this rule too

    return name in SHAPE_RULES or rule_named(name) is not None


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
        "totals",
        "impacts",
        "restatements",
        "sources",
        "practices",
        "evidence",
        "reviews",
    ),
    check=check,
)
