"""Whose GPU a series is about: its pod, its GPU, and the share of the GPU that it is."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

__all__ = ["Gpu", "Holder", "gpu_of", "holder_of", "is_exporter", "mig_share", "pod_of"]

_EXPORTER = re.compile(r"(?:.*-)?dcgm-?exporter(?:-.*)?", re.IGNORECASE)
_PROFILE = re.compile(r"(\d)g\.(\d+)gb.*", re.IGNORECASE)
_SLICES = 7
_A30_SLICES = 4
_NODES = ("Hostname", "hostname", "node", "exported_node", "kubernetes_node", "instance")
_POOLS = (
    "node_pool",
    "nodepool",
    "pool",
    "partition",
    "label_cloud_google_com_gke_nodepool",
    "label_node_pool",
)


class Holder(NamedTuple):
    """A pod (or a job of a scheduler), or where all names are empty one idle GPU."""

    cluster: str
    namespace: str
    pod: str
    job: str
    gpu: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether no pod and no job holds the GPU."""
        return not self.pod and not self.job

    @property
    def id(self) -> str:
        """The same for the same names, without telling them: 16 hexadecimal digits of SHA-256."""
        return f"{'no-pod' if self.is_idle else 'pod'}-{sha256('/'.join(self).encode()).hexdigest()[:16]}"


class Gpu(NamedTuple):
    """One GPU or MIG instance: `key` tells it from all others."""

    key: str
    model: str
    node: str
    profile: str
    pool: str


def pod_of(labels: Mapping[str, str], *, collided: bool) -> tuple[str, str]:
    """Namespace and pod; where the exporter's own labels collide with the pod's, these are called exported_*."""
    prefixes = ("exported_",) if collided else ("exported_", "")
    for prefix in prefixes:
        pod = _first(labels, (f"{prefix}pod", f"{prefix}pod_name"))
        if pod and (prefix or not is_exporter(pod)):
            return _first(labels, (f"{prefix}namespace", f"{prefix}pod_namespace")), pod
    return "", ""


def is_exporter(pod: str) -> bool:
    """Whether a pod is the exporter itself, which holds no GPU."""
    return _EXPORTER.fullmatch(pod) is not None


def holder_of(labels: Mapping[str, str], gpu: Gpu, *, collided: bool) -> Holder:
    """Who holds the GPU of a series."""
    namespace, pod = pod_of(labels, collided=collided)
    job = "" if pod else labels.get("hpc_job", "")
    return Holder(labels.get("cluster", ""), namespace, pod, job, "" if pod or job else gpu.key)


def gpu_of(labels: Mapping[str, str]) -> Gpu | None:
    """The GPU of a series; None where the labels do not tell which one."""
    node = _first(labels, _NODES)
    uuid = _first(labels, ("UUID", "uuid", "gpu_uuid"))
    index = _first(labels, ("gpu", "device"))
    if not uuid and not (node and index):
        return None
    instance = _first(labels, ("GPU_I_ID", "gpu_i_id"))
    whole = uuid or f"{node}/{index}"
    model = _first(labels, ("modelName", "model_name", "gpu_model")).replace("+", " ")
    profile = _first(labels, ("GPU_I_PROFILE", "gpu_i_profile"))
    return Gpu(f"{whole}/{instance}" if instance else whole, model, node, profile, _first(labels, _POOLS))


def mig_share(gpu: Gpu) -> float | None:
    """Compute slices of a MIG instance over those of its GPU: 7, of an A30 4 (NVIDIA MIG User Guide). 1 without MIG.

    None where the profile cannot be read.
    """
    if not gpu.profile:
        return None if "/" in gpu.key and gpu.key.startswith("GPU-") else 1.0
    match = _PROFILE.fullmatch(gpu.profile)
    slices = (
        _A30_SLICES
        if "A30" in gpu.model.upper().split() or "A30" in gpu.model.upper().split("-")
        else _SLICES
    )
    return min(1.0, int(match[1]) / slices) if match else None


def _first(labels: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((labels[name] for name in names if labels.get(name)), "")
