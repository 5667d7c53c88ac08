"""One row a pod, and one for each GPU that no pod holds, after the last file is read."""

import math
from collections.abc import Iterator, Sequence

from fullcount.counted import counted
from fullcount.ledger.prometheus.answers import series_of_answers
from fullcount.ledger.prometheus.held_gpus import Holding, shared_times
from fullcount.ledger.prometheus.holders import Holder, gpu_of, holder_of, is_exporter, mig_share
from fullcount.ledger.prometheus.pods import PodFacts, is_pod_metric, learn
from fullcount.ledger.prometheus.series import Series
from fullcount.ledger.prometheus.sheets import series_of_sheet
from fullcount.ledger.reading.held import step_of
from fullcount.ledger.reading.moments import NO_ZONE, UTC_TIMES, written
from fullcount.ledger.reading.options import Axes, ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.stated import stated_axes
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.tolerant_json import is_json
from fullcount.ledger.row import UNASSIGNED, LedgerRow

__all__ = ["NO_POD", "read_prometheus"]

NO_POD = "no-pod"
_SERIES = (
    "a row read is one series; the series of all metrics and GPUs of a pod make one row, by the name of the pod: "
    "a name that is used again is the same row"
)
_SAMPLES = (
    "a sample stands until the next one, the last for one step; over a gap of more than three steps nothing is "
    "counted, neither time nor energy"
)
_ENERGY = (
    "energy is that of the GPUs alone (boundary accelerator), from the counter "
    "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION in mJ, else from the integral of DCGM_FI_DEV_POWER_USAGE in W"
)
_IDLE = "GPUs that no pod held are rows of stage other with the note no-pod: hours that no pod used"
_MIG = (
    "a MIG instance counts as its compute slices over those of the GPU (7; A30: 4), and as that share of the power "
    "of the GPU, which DCGM reports for every instance; slices without an instance are in no row"
)
_SHARED = "where several pods have one GPU at a time, each counts its equal share of hours and energy"
_COLLIDED = (
    "labels exported_pod and exported_namespace name the pod; pod and namespace are then the exporter's own"
)
_NO_OUTCOME = "the export does not say how a pod ended (kube_pod_status_phase does): its outcome is unknown"

_Facts = dict[tuple[str, str, str], PodFacts]


def read_prometheus(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """Rows of all files together; memory grows with the samples. Raises `LedgerError` for what is no export."""
    tally.format = "Prometheus range of dcgm-exporter metrics"
    for sentence in (_SERIES, _SAMPLES, _ENERGY):
        tally.assume(sentence)
    series = [one for source in sources for one in _series(source, tally)]
    facts: _Facts = {}
    gpus = [one for one in series if _is_of_gpu(one, facts, tally)]
    holdings = _holdings(gpus, tally)
    shared = {id(holding) for holding in shared_times(holdings)}
    for holding in holdings:
        tally.file, tally.line = holding.first.file, holding.first.line
        yield from _row(holding, facts, tally, options, is_shared=id(holding) in shared)


def _series(source: TextSource, tally: Tally) -> list[Series]:
    tally.file = source.name
    answers = is_json(source)
    exports = list(series_of_answers(source, tally)) if answers else [series_of_sheet(source, tally)]
    for export in exports:
        step_s = step_of([sorted(one.samples) for one in export])
        if step_s is not None:
            tally.assume(f"the step is the median spacing of the samples: {step_s:g} s in {source.name}")
        for one in export:
            one.step_s = step_s
    return [one for export in exports for one in export]


def _is_of_gpu(series: Series, facts: _Facts, tally: Tally) -> bool:
    """Whether a series tells who held a GPU when; any other is counted here."""
    tally.file = series.file
    tally.read(series.line)
    if is_pod_metric(series.metric):
        reason = "facts-about-a-pod" if learn(series, facts) else "other-metric"
        tally.skip(reason, series.line, series.metric)
    elif not series.metric:
        expected = "a series with the name of its metric; sum, rate and other functions drop it: export the raw metric"
        tally.reject("no-metric-name", series.line, "a series without name", expected)
    elif not series.metric.startswith("DCGM_FI_"):
        tally.skip("other-metric", series.line, series.metric)
    elif gpu_of(series.labels) is None:
        expected = "the label UUID, or Hostname and gpu: export the raw metric, not a sum over GPUs"
        tally.reject("no-gpu-label", series.line, series.metric, expected)
    elif not series.samples:
        tally.skip("series-without-samples", series.line, series.metric)
    else:
        return True
    return False


def _holdings(series: list[Series], tally: Tally) -> list[Holding]:
    collided = any("exported_pod" in one.labels for one in series)
    if collided:
        tally.assume(_COLLIDED)
    common = max((one.step_s for one in series if one.step_s), default=0.0)
    found: dict[Holder, Holding] = {}
    for one in series:
        gpu = gpu_of(one.labels)
        if gpu is None:
            continue
        tally.file = one.file
        if not collided and is_exporter(one.labels.get("pod", "")):
            tally.flag("pod-is-the-exporter", one.line, "pod names dcgm-exporter itself: read as an idle GPU")
        holder = holder_of(one.labels, gpu, collided=collided)
        holding = found.get(holder)
        if holding is None:
            holding = found[holder] = Holding(holder, one)
        else:
            tally.skip("series-of-same-pod", one.line, holder.id)
        holding.take(one, gpu, common)
    return list(found.values())


def _row(
    holding: Holding, facts: _Facts, tally: Tally, options: ReadOptions, *, is_shared: bool
) -> Iterator[LedgerRow]:
    holder, line = holding.holder, holding.first.line
    if not any(gpu.times for gpu in holding.gpus.values()):
        tally.skip("held-by-a-pod-all-the-time", line, holder.id)
        return
    known = facts.get((holder.cluster, holder.namespace, holder.pod), PodFacts())
    if known.outcome == "unknown" and not holder.is_idle:
        tally.assume(_NO_OUTCOME)
    axes, tag = _axes(holding, known, tally, options)
    elapsed_s = holding.elapsed_s
    sized = elapsed_s > 0
    odd = _odd(holding, tally, is_shared=is_shared)
    kwh = _energy(holding, odd) if sized else None
    for code, found in odd.items():
        tally.flag(code, line, f"{holder.id}: {found}")
    start, end = _times(holding, tally)
    row = LedgerRow(
        job_id=holder.id,
        **axes.columns,
        outcome=known.outcome,
        start=start,
        end=end,
        elapsed_s=elapsed_s if sized else None,
        accelerators=holding.accelerators if sized else float(len(holding.gpus)),
        accelerator_model=holding.model if sized else "",
        nodes=len({gpu.gpu.node for gpu in holding.gpus.values() if gpu.gpu.node}) or None,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary or "accelerator",
        state_raw=known.raw,
        tag_raw=tag,
        restarts=known.restarts,
        note=";".join(([NO_POD] if holder.is_idle else []) + list(odd)),
    )
    yield from tally.used(row, untagged=axes.untagged)


def _axes(holding: Holding, known: PodFacts, tally: Tally, options: ReadOptions) -> tuple[Axes, str]:
    holder = holding.holder
    gpu = next(iter(holding.gpus.values())).gpu
    job = {
        "account": holder.namespace,
        "job_name": holder.pod or holder.job,
        "partition": gpu.pool or gpu.node,
    }
    labels = {name: value for name, value in holding.first.labels.items() if name.startswith("fullcount_")}
    axes, tag = stated_axes({**labels, **known.said}, job, options, tally, holding.first.line)
    if holder.is_idle:
        tally.assume(_IDLE)
        axes = axes._replace(component=UNASSIGNED, stage="other", run_type="other", untagged=False)
    return axes, tag


def _times(holding: Holding, tally: Tally) -> tuple[str | None, str | None]:
    tally.assume(UTC_TIMES if holding.zoned else NO_ZONE)
    spans = holding.spans
    try:
        return written(min(start for start, _ in spans)), written(math.ceil(max(end for _, end in spans)))
    except ValueError:
        return None, None


def _odd(holding: Holding, tally: Tally, *, is_shared: bool) -> dict[str, str]:
    """Codes of what is odd about a holding, with what was found."""
    odd: dict[str, str] = {}
    if holding.elapsed_s == 0:
        odd["step-unknown"] = "one sample of each series does not tell for how long"
        return odd
    if holding.gaps:
        odd["gap-in-samples"] = counted(holding.gaps, "gap")
    if any(gpu.gpu.profile or mig_share(gpu.gpu) is None for gpu in holding.gpus.values()):
        tally.assume(_MIG)
        odd["mig-share"] = counted(len(holding.gpus), "instance")
    if any(mig_share(gpu.gpu) is None for gpu in holding.gpus.values()):
        odd["mig-profile-unknown"] = "counted as a whole GPU"
    if is_shared:
        tally.assume(_SHARED)
        odd["gpu-shared-by-pods"] = counted(len(holding.gpus), "GPU")
    return odd


def _energy(holding: Holding, odd: dict[str, str]) -> float | None:
    """kWh of all GPUs, None where one of them has none: a part is not the whole."""
    parts = [gpu.energy() for gpu in holding.gpus.values()]
    for part in parts:
        odd |= dict.fromkeys(part.odd, counted(len(parts), "GPU"))
    known = [part.kwh for part in parts if part.kwh is not None]
    if known and len(known) < len(parts):
        odd["energy-of-some-gpus-only"] = (
            f"{len(known)} of {len(parts)} GPUs, {math.fsum(known):g} kWh left out"
        )
    elif known and any(_is_short(gpu.power_w, gpu.counter_mj, gpu.times) for gpu in holding.gpus.values()):
        odd["energy-covers-less-than-time"] = "samples of power or counter are missing at some times"
    return math.fsum(known) if known and len(known) == len(parts) else None


def _is_short(power_w: dict[float, float], counter_mj: dict[float, float], times: set[float]) -> bool:
    return len(power_w.keys() | counter_mj.keys()) < 0.95 * len(times)
