"""BoAmps reports, every layout from the first draft to 1.1 (see `layouts`).

| field                                       | becomes                                                        |
|---------------------------------------------|----------------------------------------------------------------|
| header.reportId                             | job_id; without one, a hash of the report                      |
| header.publisher.projectName                | component                                                      |
| task.taskStage                              | run_type and stage (see `stages`), as written in tag_raw       |
| measures[].powerConsumption                 | energy_kwh, in `unit` where there is one, else kWh by layout   |
| measures[].measurementDuration (s)          | elapsed_s                                                      |
| measures[].measurementDateTime              | start; the end, where CodeCarbon 3.3 and later wrote the file  |
| measures[].measurementMethod, …TrackingMode | energy_boundary (see `meters`)                                 |
| infrastructure.components[]                 | accelerators, accelerator_model, memory_gib (see `components`) |
| environment.country, location               | hints in the report                                            |
| powerSourceCarbonIntensity, quality, calibration | sentences in the report                                   |

Read in Boavizta/BoAmps at 3bfefec. A BoAmps report has no emissions, PUE or water, and does not say how a run ended:
outcome `unknown`. One row a report; a report of status `corrective`
takes the place of its forerunner. Several measures are added only where they are evidently of different
devices, as the format does not say whether they are parts of one run or repeat it; `--measures` does.
"""

import re

from fullcount.ledger.boamps.reader import read_boamps as read
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]

_OPENING = re.compile(r"\s*[\[{]")
_KEYS = ("powerConsumption", "$$key", "taskStage", "nbComponent", "hardwareContext", "measureUnit")
_KEYED = re.compile("|".join(rf'"{re.escape(key)}"\s*:' for key in _KEYS))


def recognises(source: TextSource) -> bool:
    """Whether a file is JSON with keys of a BoAmps report, or of a part of one."""
    return _OPENING.match(source.start) is not None and _KEYED.search(source.start) is not None
