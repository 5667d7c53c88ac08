"""The kinds of work of which there could be less, as the compute lines tell them apart."""

from typing import NamedTuple

from fullcount.impacts.scenario.without import IDLE

__all__ = ["KINDS", "Kind"]


class Kind(NamedTuple):
    """The code of an axis, the same in words, a practice of the codelist and what its removal leaves out."""

    name: str
    title: str
    axis: str
    code: str
    work: str
    practice: str
    not_considered: str


OVERLAP = "A failed run may be an ablation too: savings overlap and do not add up."
KINDS = (
    Kind(
        "fewer-failures",
        "Fewer failed runs",
        *("outcome", "failed", "failed work", "small-scale-first"),
        f"What tests and small trials beforehand would take. {OVERLAP}",
    ),
    Kind(
        "fewer-out-of-memory",
        "Fewer runs out of memory",
        *("outcome", "out-of-memory", "work that ran out of memory", "small-scale-first"),
        f"Whether the runs could have been sized beforehand. {OVERLAP}",
    ),
    Kind(
        "fewer-timeouts",
        "Less work lost at time limits",
        *("outcome", "timeout", "work stopped at a time limit", "checkpoint-and-resume"),
        f"Whether later jobs went on from it: then its outcome is resumed, and it was not lost. {OVERLAP}",
    ),
    Kind(
        "resume-preempted",
        "Go on from what was pre-empted",
        *("outcome", "preempted", "pre-empted work", "checkpoint-and-resume"),
        f"What checkpoints take, and whether later jobs went on from it all the same. {OVERLAP}",
    ),
    Kind(
        "stop-earlier",
        "Stop unpromising runs earlier",
        *("outcome", "cancelled", "cancelled work", "early-stopping"),
        f"What the runs taught before they were stopped. {OVERLAP}",
    ),
    Kind(
        "smaller-ablations",
        "Smaller ablations",
        *("stage", "ablate", "ablation", "small-scale-first"),
        f"What smaller models or less data would no longer show. {OVERLAP}",
    ),
    Kind(
        "cheaper-tuning",
        "Cheaper hyper-parameter search",
        *("stage", "hyperparam", "hyper-parameter search", "efficient-search"),
        f"What fewer trials would have missed. {OVERLAP}",
    ),
    Kind(
        "smaller-exploration",
        "Smaller exploration",
        *("stage", "explore", "exploration", "small-scale-first"),
        f"Ideas that show only at size. {OVERLAP}",
    ),
    Kind(
        "published-baselines",
        "Baselines that others have run",
        *("stage", "baseline", "baselines", "share-baselines"),
        f"Whether comparable baselines are published. {OVERLAP}",
    ),
    Kind(
        "smaller-debugging",
        "Debugging on less hardware",
        *("run_type", "debug", "debugging", "debug-on-small-hardware"),
        f"Faults that show only at size. {OVERLAP}",
    ),
    Kind(
        "release-reserved",
        "Release what is reserved and not used",
        *("hours", IDLE, "reserved and unused time", "high-utilisation"),
        "Time that must be held ready, and whether others would use the hardware.",
    ),
)
