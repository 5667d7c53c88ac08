"""MLflow's runs: `mlflow.search_runs()` or `mlflow experiments csv` as CSV, and the JSON of `runs/search`.

| in the export                               | becomes                                                          |
|---------------------------------------------|------------------------------------------------------------------|
| run_id (run_uuid)                           | job_id                                                           |
| start_time, end_time                        | start, end (UTC), elapsed_s                                      |
| status                                      | outcome: FINISHED completed, FAILED failed, KILLED cancelled     |
| metrics system/gpu_N_…, system/NODE/gpu_N_… | accelerators: how many GPUs are named; and nodes                 |
| metrics energy_consumed, emissions (CodeCarbon's) | energy_kwh, ghg_kgco2e                                     |
| tag fullcount.accelerators                  | accelerators, before what the metrics say                        |
| tags stage, run_type, fullcount.…           | stage, run type, component                                       |
| tag mlflow.user, user_id                    | user, as a keyed hash                                            |
| tag mlflow.parentRunId                      | what a parent did beside its children: see `nested`              |
| run name, experiment, source, note          | read for the rules file only (job_name, project, workdir, comment) |

Of a system metric an export keeps the last value only. The last power of a run is no energy, so none is made of it.
Statuses and fields are those of mlflow/mlflow, `protos/service.proto` and `entities/run_info.py`.
"""

import csv

from fullcount.ledger.mlflow.reader import read_mlflow as read
from fullcount.ledger.reading.csv_records import cells_of
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]

_COLUMNS = frozenset({"run_id", "experiment_id", "status"})
_KEYS = ('"info"', '"experiment_id"', '"status"')


def recognises(source: TextSource) -> bool:
    """Whether a file starts with the columns or the keys of MLflow's runs."""
    head = source.first_line
    if head.lstrip()[:1] in {"{", "["}:
        return all(key in source.start for key in _KEYS)
    try:
        return set(cells_of(head)) >= _COLUMNS
    except csv.Error:
        return False
