"""Weights & Biases: runs as CSV or JSON, files of a run's folder, and exports of system events.

| in the export                                    | becomes                                                     |
|--------------------------------------------------|-------------------------------------------------------------|
| ID, id, run_id; else the name of the run folder  | job_id                                                      |
| State, state                                     | outcome                                                     |
| _wandb.runtime, else Runtime, else _runtime (s)  | elapsed_s                                                   |
| Created, createdAt, startedAt; heartbeatAt       | start; end                                                  |
| gpu_count, gpu_nvidia, _wandb.gpu_count          | accelerators: those of the node                             |
| gpu, gpu_nvidia                                  | accelerator_model                                           |
| cpu_count                                        | cores of the node                                           |
| system.gpu.N.powerWatts over time (events)       | energy_kwh, boundary accelerator                            |
| energy_consumed, emissions (CodeCarbon's)        | energy_kwh, ghg_kgco2e                                      |
| stage, run_type, fullcount.… in the config       | stage, run type, component                                  |
| User, username                                   | user, as a keyed hash                                       |
| project, Group, Job Type, Name, Notes            | to the rules file: project, account, partition, job_name, comment |

JSON is what the public API gives: a list of runs, or one a line. Of a run's folder `files/wandb-metadata.json` and
`files/wandb-summary.json` are read; files of one folder are one run. Events are rows with `_timestamp` or `_runtime`
and `system.gpu.N.powerWatts`, as `run.history(stream="events")` gives them: they belong to the run that a column
run_id, the name of the file or its folder names, else to the only run there is. Fields are those of wandb/wandb,
`sdk/internal`.
"""

import csv
import re

from fullcount.ledger.reading.csv_records import cells_of
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.wandb.reader import read_wandb as read

__all__ = ["read", "recognises"]

_JSON = re.compile(
    r'"(?:_wandb|_runtime|heartbeatAt|summaryMetrics|summary_metrics|system\.gpu\.\d+\.powerWatts)"'
)
_METADATA = ('"startedAt"', '"python"')
_COLUMNS = (
    frozenset({"name", "state", "created"}),
    frozenset({"name", "state", "runtime"}),
    frozenset({"summary", "config", "name"}),
)


def recognises(source: TextSource) -> bool:
    """Whether a file starts with the columns or the keys of W&B's runs, metadata, summaries or events."""
    head = source.first_line
    if head.lstrip()[:1] in {"{", "["}:
        return _JSON.search(source.start) is not None or all(key in source.start for key in _METADATA)
    try:
        columns = {cell.strip().lower() for cell in cells_of(head)}
    except csv.Error:
        return False
    return any(columns >= needed for needed in _COLUMNS) or "system.gpu.0.powerwatts" in columns
