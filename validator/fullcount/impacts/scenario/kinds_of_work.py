"""The kinds of work of which there could be less, as the compute lines tell them apart."""

from typing import NamedTuple

from fullcount.impacts.scenario.without import HOURS, IDLE

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


KINDS = (
    Kind(
        "fewer-failures",
        "Fewer failed runs",
        *("outcome", "failed", "failed work", "small-scale-first"),
        "What tests and small trials beforehand would take.",
    ),
    Kind(
        "fewer-out-of-memory",
        "Fewer runs out of memory",
        *("outcome", "out-of-memory", "work that ran out of memory", "small-scale-first"),
        "Whether the runs could have been sized beforehand.",
    ),
    Kind(
        "fewer-timeouts",
        "Less work lost at time limits",
        *("outcome", "timeout", "work stopped at a time limit", "checkpoint-and-resume"),
        "Whether later jobs went on from it: then its outcome is resumed, and it was not lost.",
    ),
    Kind(
        "resume-preempted",
        "Go on from what was pre-empted",
        *("outcome", "preempted", "pre-empted work", "checkpoint-and-resume"),
        "What checkpoints take, and whether later jobs went on from it all the same.",
    ),
    Kind(
        "stop-earlier",
        "Stop unpromising runs earlier",
        *("outcome", "cancelled", "cancelled work", "early-stopping"),
        "What the runs taught before they were stopped.",
    ),
    Kind(
        "smaller-ablations",
        "Smaller ablations",
        *("stage", "ablate", "ablation", "small-scale-first"),
        "What smaller models or less data would no longer show.",
    ),
    Kind(
        "cheaper-tuning",
        "Cheaper hyper-parameter search",
        *("stage", "hyperparam", "hyper-parameter search", "efficient-search"),
        "What fewer trials would have missed.",
    ),
    Kind(
        "smaller-exploration",
        "Smaller exploration",
        *("stage", "explore", "exploration", "small-scale-first"),
        "Ideas that show only at size.",
    ),
    Kind(
        "published-baselines",
        "Baselines that others have run",
        *("stage", "baseline", "baselines", "share-baselines"),
        "Whether comparable baselines are published.",
    ),
    Kind(
        "smaller-debugging",
        "Debugging on less hardware",
        *("run_type", "debug", "debugging", "debug-on-small-hardware"),
        "Faults that show only at size.",
    ),
    Kind(
        "release-reserved",
        "Release what is reserved and not used",
        *(HOURS, IDLE, "reserved and unused time", "high-utilisation"),
        "Time that must be held ready, and whether others would use the hardware.",
    ),
)
