"""What impact rows stand for, and which life-cycle stage a compute line belongs to."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fullcount.impacts.key import Key
from fullcount.impacts.line import SUCCESSFUL

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine, Impact

__all__ = ["RESEARCH", "inclusion_of", "key_of", "life_cycle_of", "period_of", "same_coverage"]

RESEARCH = frozenset({"explore", "baseline", "ablate", "hyperparam"})

AXES = ("lines", "components", "stages", "run_types", "outcomes", "facilities", "equipment")
_BY_STAGE = {
    **dict.fromkeys(RESEARCH, frozenset({"research"})),
    "data": frozenset({"data"}),
    "final": frozenset({"training"}),
    "serve": frozenset({"inference"}),
}
_BY_RUN_TYPE = {
    "evaluate": frozenset({"evaluation"}),
    "generate": frozenset({"data"}),
    "debug": frozenset({"research"}),
    "infer": frozenset({"inference"}),
}
_NONE: frozenset[str] = frozenset()

OF_LESS = frozenset({"covers", "life_cycle_stages", "period", "per"})
"""What makes a row a figure of less, or of something else, than all of the work."""
_OF_ALL: tuple[object, ...] = ((), (), (), "")


def life_cycle_of(line: "ComputeLine") -> frozenset[str]:
    """The life-cycle stages under which a line may be counted; none where its codes do not say.

    A run that did not complete may be counted as research or under the stage that it was for.
    """
    stages = _BY_STAGE.get(line["stage"], _NONE) | _BY_RUN_TYPE.get(line["run_type"], _NONE)
    if stages and line["outcome"] not in {*SUCCESSFUL, "unknown"}:
        return stages | {"research"}
    return stages


def inclusion_of(scope: Mapping[str, Any], stage: str) -> tuple[str, str]:
    """Inclusion and reason of a life-cycle stage in the scope; empty text where the scope does not say."""
    for entry in scope.get("life_cycle", []):
        if entry["stage"] == stage:
            return entry["inclusion"], entry.get("reason", "")
    return "", ""


def key_of(row: "Impact") -> Key:
    """What an impact row is a figure of."""
    return _key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))


_key = lru_cache(maxsize=1024)(Key)  # a few dozen are in use


def same_coverage(row: "Impact") -> tuple[object, ...]:
    """A key that is equal for rows that stand for the same lines, life-cycle stages, period and unit."""
    if OF_LESS.isdisjoint(row):
        return _OF_ALL
    selection: Mapping[str, Any] = row.get("covers", {})
    axes = tuple((axis, tuple(sorted(selection[axis]))) for axis in AXES if axis in selection)
    return axes, tuple(sorted(row.get("life_cycle_stages", ()))), period_of(row), row.get("per", "")


def period_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """First and last day of the period of a row, empty where it is that of the scope."""
    period = row.get("period")
    return (period["start"], period["end"]) if period else ()
