"""Reports of Data & Impact Accounting: `dia_report` blocks, and state files with many nodes.

| field                                        | becomes                                                        |
|----------------------------------------------|----------------------------------------------------------------|
| key of the node, or model_name of the card   | component; job_id (a block without a name: a hash of it)       |
| energy_kwh, carbon_kgco2eq                   | energy_kwh, ghg_kgco2e: the middle of an interval, with a flag |
| quality                                      | `unavailable` is missing; all but `measured` is flagged        |
| compute.hardware.gpu, count (gpu, gpu_count) | accelerator_model, accelerators                                |
| compute.duration_gpu_hours (gpu_hours)       | elapsed_s: accelerator-hours over accelerators                 |
| method, lineage[].relation                   | run_type                                                       |
| context.region (region)                      | a hint in the report                                           |
| water_liters, carbon_intensity, wue          | flags and sentences in the report: the ledger has no column    |
| lineage[].model                              | counted in the report; what a base model used is not added     |

Read in VectorInstitute/ai-impact-accounting at b7cc5f6 (arXiv 2601.21632). Each node is an increment: what this model
added to those it was made from. A node is one row, and counts once however many files repeat it. The format
does not say what its energy covers: no boundary, unless the user names it. Its times are those of the report.
"""

import re

from fullcount.ledger.dia.reader import read_dia as read
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]

_BLOCK = re.compile(r"""^[ \t]*["']?dia_report["']?[ \t]*:""", re.MULTILINE)
_INLINE = re.compile(r"""\{\s*["']dia_report["']\s*:""")
_NODES = re.compile(r'"nodes"\s*:\s*\{')
_FIGURES = re.compile(r'"(?:energy_kwh|carbon_kgco2eq|lineage)"\s*:')


def recognises(source: TextSource) -> bool:
    """Whether a file has a `dia_report` block, or is a state file, by its first 64 KiB."""
    start = source.start
    if _BLOCK.search(start) or _INLINE.search(start):
        return True
    is_state = _NODES.search(start) is not None and _FIGURES.search(start) is not None
    return is_state and start.lstrip().startswith("{")
