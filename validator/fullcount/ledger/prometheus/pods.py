"""What kube-state-metrics says about a pod: how it ended, how often it restarted, its labels."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fullcount.ledger.prometheus.holders import pod_of
from fullcount.ledger.prometheus.series import Series

__all__ = ["PodFacts", "is_pod_metric", "learn"]

_PHASES = {"Succeeded": "completed", "Failed": "failed"}
_REASONS = {
    "OOMKilled": "out-of-memory",
    "DeadlineExceeded": "timeout",
    "Evicted": "preempted",
    "Preempting": "preempted",
    "Error": "failed",
    "ContainerCannotRun": "failed",
    "StartError": "failed",
    "Completed": "completed",
}
_RANK = ("out-of-memory", "timeout", "preempted", "failed", "completed", "unknown")
_LABEL = "label_"
_ENDINGS = ("_status_reason", "_status_terminated_reason", "_status_last_terminated_reason")


@dataclass(slots=True)
class PodFacts:
    """`outcome` and `raw`, the word it was read from; `said` are the pod's labels, `fullcount_stage` and others."""

    outcome: str = "unknown"
    raw: str = ""
    restarts: int | None = None
    said: dict[str, str] = field(default_factory=dict)


def is_pod_metric(metric: str) -> bool:
    """Whether a metric is one of kube-state-metrics."""
    return metric.startswith("kube_pod_")


def learn(series: Series, facts: dict[tuple[str, str, str], PodFacts]) -> bool:
    """Take what a series says into `facts`, by cluster, namespace and pod; whether it said anything."""
    namespace, pod = pod_of(series.labels, collided=False)
    if not pod:
        return False
    known = facts.setdefault((series.labels.get("cluster", ""), namespace, pod), PodFacts())
    known.said |= {k.removeprefix(_LABEL): v for k, v in series.labels.items() if k.startswith(_LABEL)}
    if series.metric.endswith("_restarts_total") and series.samples:
        known.restarts = max(known.restarts or 0, int(max(series.samples.values())))
    ended = _ending(series.metric, series.labels)
    if ended and series.samples and _ever(series):
        _keep_worse(known, *ended)
    return True


def _ending(metric: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    if metric == "kube_pod_status_phase" and (word := labels.get("phase", "")) in _PHASES:
        return _PHASES[word], word
    if metric.endswith(_ENDINGS) and (word := labels.get("reason", "")) in _REASONS:
        return _REASONS[word], word
    return None


def _ever(series: Series) -> bool:
    return any(series.samples.values())


def _keep_worse(known: PodFacts, outcome: str, raw: str) -> None:
    """A reason says more than a phase: the first of the list of outcomes wins."""
    if _RANK.index(outcome) < _RANK.index(known.outcome):
        known.outcome, known.raw = outcome, raw
