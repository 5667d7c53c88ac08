"""How much of the work a disclosure counts: as it states, else derived from its lines and its life cycle.

| what the lines are of | boundary |
|---|---|
| stage serve alone | serving |
| stage serve and others | life-cycle |
| stage final, not known to have failed, run type train or pre-train | final-run |
| the same with run type post-train alone | stage |
| stage final of several run types, not known to have failed | training |
| stage final and data | training |
| stage final with failed runs, or with explore, baseline, ablate or hyperparam | development |
| explore, baseline, ablate or hyperparam without final | research |
| stage data alone | stage |
| stage other or a custom one among them, unless it is development, serving or life-cycle | unclear |

Where the scope includes research or inference of which there is no line, it is unclear as well. Without lines the life
cycle decides: inference alone is serving, with more life-cycle; training alone is training, with research development;
research alone is research; anything else is unclear.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine, Disclosure

__all__ = ["FAILED", "FIRST", "RESEARCH", "UNCLEAR", "Boundary", "boundary_of"]

UNCLEAR = "unclear"
RESEARCH = frozenset({"explore", "baseline", "ablate", "hyperparam"})
KNOWN = RESEARCH | {"data", "final", "serve"}
FAILED = frozenset({"failed", "cancelled", "timeout", "preempted", "out-of-memory"})
"""Outcomes of work that led nowhere; of an unknown one nothing is supposed."""
FIRST = frozenset({"train", "pre-train"})


class Boundary(NamedTuple):
    """A code of the codelist work-boundary, and whether the disclosure states it itself."""

    code: str
    stated: bool


def boundary_of(document: "Disclosure") -> Boundary:
    """The boundary of a disclosure."""
    said = document["scope"].get("boundary")
    if said:
        return Boundary(said, True)
    lines = [line for line in document.get("compute", []) if "idle_hours" not in line]
    included = {
        item["stage"] for item in document["scope"].get("life_cycle", []) if item["inclusion"] == "included"
    }
    return Boundary(_of_lines(lines, included) if lines else _of_life_cycle(included), False)


def _of_lines(lines: "list[ComputeLine]", included: set[str]) -> str:
    stages = {line["stage"] for line in lines}
    failed = any(line["stage"] != "serve" and line["outcome"] in FAILED for line in lines)
    research = failed or bool(stages & RESEARCH)
    unseen = ("research" in included and not research) or ("inference" in included and "serve" not in stages)
    if unseen:
        return UNCLEAR
    if "serve" in stages:
        return "serving" if stages == {"serve"} else "life-cycle"
    if research and "final" in stages:
        return "development"
    if not stages <= KNOWN:
        return UNCLEAR
    if research:
        return "research"
    return _of_training(stages, {line["run_type"] for line in lines})


def _of_training(stages: set[str], run_types: set[str]) -> str:
    if "final" not in stages or run_types == {"post-train"}:
        return "stage"
    return "final-run" if stages == {"final"} and len(run_types) == 1 and run_types <= FIRST else "training"


def _of_life_cycle(included: set[str]) -> str:
    work = included & {"research", "training", "inference"}
    if "inference" in work:
        return "serving" if work == {"inference"} else "life-cycle"
    if work == {"research", "training"}:
        return "development"
    return next(iter(work)) if len(work) == 1 else UNCLEAR
