"""A component or the whole subject comes from itself.

**What it checks.** That no component is used by itself, directly or through others, and that no ancestor names the
id of this very disclosure, nor does a related disclosure.

**Why it matters.** Shared work is divided along `used_by`, and families are added up along the lineage, each node
once. In a circle neither has a start: the sum is endless or depends on where it begins.

**Example.** `tts` is used by `moshi` and `moshi` is used by `tts`.

**Remedy.** Remove the use that does not exist, or give the shared work a component of its own. An ancestor names the
disclosure of the earlier subject, and a related disclosure another account or part of the work; never this one.

**Reference.** fullcount 1.0, references: components and lineage MUST be acyclic. W3C PROV-Constraints
(2013), ordering of derivations: what is derived comes after what it is derived from.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

Edges = Mapping[str, tuple[str, list[str]]]
"""For each component its pointer and the components that it is used by."""


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each component with `used_by`, each ancestor with a disclosure and each related disclosure."""
    edges: Edges = {
        item["id"]: (f"/subject/components/{index}", item["used_by"])
        for index, item in enumerate(view.data["subject"].get("components", []))
        if "used_by" in item
    }
    ancestors = [
        (f"/subject/lineage/{index}/disclosure", item["disclosure"])
        for index, item in enumerate(view.data["subject"].get("lineage", []))
        if "disclosure" in item
    ]
    related = [
        (f"/related/{index}/disclosure", item["disclosure"])
        for index, item in enumerate(view.data.get("related", []))
    ]
    yield from _components(edges)
    yield from _others("ancestor", ancestors, view.data["id"], "name the disclosure of the earlier subject")
    yield from _others("related disclosure", related, view.data["id"], "name the other disclosure")
    if not edges and not ancestors and not related:
        yield NotApplicable("no component is used by another and no other disclosure is named")


def _others(what: str, named: list[tuple[str, str]], own: str, remedy: str) -> Iterator[Outcome]:
    for pointer, name in named:
        if name == own:
            yield Failed(pointer, f'the {what} "{name}" is this disclosure itself', remedy)
        else:
            yield PASSED


def _components(edges: Edges) -> Iterator[Outcome]:
    """A walk in depth without recursion; an edge back to a component of the present path closes a cycle."""
    done: set[str] = set()
    for start in edges:
        path: dict[str, Iterator[tuple[int, str]]] = {}
        _enter(start, path, edges, done)
        while path:
            here = next(reversed(path))
            index, name = next(path[here], (-1, ""))
            if index < 0:
                del path[here]
                done.add(here)
                yield PASSED
            elif name in path:
                yield _closed(f"{edges[here][0]}/used_by/{index}", [*path], name)
            else:
                _enter(name, path, edges, done)


def _enter(name: str, path: dict[str, Iterator[tuple[int, str]]], edges: Edges, done: set[str]) -> None:
    if name in edges and name not in done:
        path[name] = iter(enumerate(edges[name][1]))


def _closed(pointer: str, path: list[str], name: str) -> Failed:
    circle = " -> ".join([*path[path.index(name) :], name])
    return Failed(
        pointer, f"components use each other in a circle: {circle}", "remove the use that does not exist"
    )


RULE = Rule(
    name="lineage-cycle",
    severity=Severity.ERROR,
    group="references",
    reads=("id", "subject", "related"),
    check=check,
)
