"""Disclosures narrowed to the work that all of them count."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from fullcount.corpus.boundary import FAILED, FIRST
from fullcount.impacts.line import Line
from fullcount_reports.card.codes import lowered

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry

__all__ = ["WITHIN", "common_boundary", "lines_only", "narrowed"]

WITHIN: Mapping[str, tuple[str, ...]] = {
    "life-cycle": ("life-cycle", "development", "training", "final-run", "research", "serving"),
    "development": ("development", "training", "final-run", "research"),
    "training": ("training", "final-run"),
    "final-run": ("final-run",),
    "research": ("research",),
    "serving": ("serving",),
}
"""What lies within a boundary, the largest first."""


def common_boundary(entries: "Iterable[Entry]") -> str:
    """The largest boundary that lies within those of all entries, leaving aside one stage alone and what is unclear;
    empty where there is none.
    """
    known = [WITHIN[entry.boundary.code] for entry in entries if entry.boundary.code in WITHIN]
    return next((code for code in known[0] if all(code in within for within in known)), "") if known else ""


def narrowed(entry: "Entry", target: str) -> "Entry | str":
    """An entry that counts no more than `target`, or in words why it cannot be narrowed.

    Its lines of that work are kept, with the impacts that are stated for them or for some of them; totals of the whole
    are left out, and impacts are recomputed from the lines where they are not stated for these alone.
    """
    own = entry.boundary.code
    if own == target:
        return entry
    if target not in WITHIN.get(own, ()):
        return (
            f"it counts {lowered('work-boundary', own)}, not known to hold {lowered('work-boundary', target)}"
        )
    return lines_only(entry, target) or (
        f"it has no compute lines of {lowered('work-boundary', target)} to narrow it to"
    )


def lines_only(entry: "Entry", target: str) -> "Entry | None":
    """An entry with the lines of a boundary only; None where there is no such line."""
    kept = [line for line in entry.sheet.lines if _BELONGS[target](line)]
    if not kept:
        return None
    document = {key: value for key, value in entry.document.items() if key != "totals"}
    total = _subtotal(entry, frozenset(line.id for line in kept))
    changed = {
        "scope": cast("dict[str, Any]", entry.document["scope"]) | {"boundary": target},
        "compute": [line.raw for line in kept],
        "impacts": _impacts(entry, frozenset(line.id for line in kept)),
        **({"totals": total} if total else {}),
    }
    left = len(entry.sheet.lines) - len(kept)
    words = f"narrowed to {lowered('work-boundary', target)}: {left} of {len(entry.sheet.lines)} compute lines left out"
    return entry.of_document({**document, **changed}, words)


def _is_first_run(line: Line) -> bool:
    return _is_training(line) and line.raw["run_type"] in FIRST


def _is_training(line: Line) -> bool:
    return line.raw["stage"] == "final" and line.raw["outcome"] not in FAILED and not line.is_idle


def _is_research(line: Line) -> bool:
    return line.raw["stage"] != "serve" and not _is_training(line)


_BELONGS: Mapping[str, Callable[[Line], bool]] = {
    "final-run": _is_first_run,
    "training": _is_training,
    "research": _is_research,
    "development": lambda line: line.raw["stage"] != "serve",
    "serving": lambda line: line.raw["stage"] == "serve",
}


def _impacts(entry: "Entry", kept: frozenset[str]) -> list[Any]:
    """The rows that are stated for kept lines alone; one for all of them is then a row for everything."""
    found: list[Any] = []
    for row in entry.sheet.document.get("impacts", []):
        covered = entry.sheet.covered(row)
        if "covers" in row and "life_cycle_stages" not in row and covered and covered <= kept:
            whole = {key: value for key, value in row.items() if key != "covers"}
            found.append(whole if covered == kept else row)
    return found


def _subtotal(entry: "Entry", kept: frozenset[str]) -> dict[str, Any]:
    """The subtotal of just the kept lines, as a total."""
    for subtotal in entry.document.get("totals", {}).get("subtotals", []):
        covered = entry.sheet.covered({"covers": subtotal["covers"], "category": "", "phase": ""})
        if covered == kept and "period" not in subtotal:
            return {key: value for key, value in subtotal.items() if key not in {"covers", "note"}}
    return {}
