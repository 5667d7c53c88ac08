"""GPUs of a Kubernetes cluster, as NVIDIA's dcgm-exporter reports them and Prometheus keeps them.

| in the export                            | becomes                                                              |
|------------------------------------------|----------------------------------------------------------------------|
| namespace, pod (or exported_*), hpc_job  | one row a pod; job_id is a hash, the names go to the rules file only |
| times of any DCGM_FI_ sample             | start, end (UTC), elapsed_s: the time for which there are samples    |
| UUID, else Hostname and gpu              | accelerators: GPU-seconds over elapsed_s                             |
| GPU_I_PROFILE                            | the share of the GPU that a MIG instance is                          |
| modelName                                | accelerator_model                                                    |
| Hostname                                 | nodes                                                                |
| DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION, mJ | energy_kwh, boundary accelerator                                     |
| DCGM_FI_DEV_POWER_USAGE, W               | energy_kwh where there is no counter                                 |
| kube_pod_status_phase, kube_pod_container_status_…_reason | outcome                                             |
| kube_pod_labels (label_fullcount_stage) | stage, run type, component                                           |
| GPUs that no pod holds                   | rows of stage other with the note no-pod                             |

Read are answers of `/api/v1/query_range` (one, several in a list, or one a line), the output of `promtool
query range -o json`, VictoriaMetrics' JSON lines, and CSV with one sample a line or one series a
column (Grafana). Metrics are those of github.com/NVIDIA/dcgm-exporter, `etc/default-counters.csv`. How samples become
time and energy: see `energy`.
"""

from fullcount.ledger.prometheus.reader import read_prometheus as read
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]

_SIGNS = ("DCGM_FI_", '"resultType"', '"errorType"')


def recognises(source: TextSource) -> bool:
    """Whether a file starts with a DCGM metric or an answer of Prometheus."""
    return any(sign in source.start for sign in _SIGNS)
