"""Any table, CSV or Parquet, by a mapping file that says which column is what, in which unit (see `mapping`).

| in the mapping file                       | becomes                                                                |
|-------------------------------------------|------------------------------------------------------------------------|
| job_id                                    | job_id; without one, file and line                                     |
| start, end, elapsed_s                     | the same; elapsed_s is their difference where it has no column         |
| accelerators, accelerator_hours           | accelerators: the hours over the time, where only hours are given      |
| energy_kwh, ghg_kgco2e, memory_gib        | the same, converted from the unit that the mapping names               |
| component, stage, run_type, outcome, tag  | the axes, by a table of values where the words are the table's own     |
| user                                      | user, as a keyed hash                                                  |
| project, job_name, account, partition, workdir, comment | read for the rules file only                             |
| energy_boundary, timezone                 | energy_boundary; a sentence of the report                              |

A cell that is empty or says that there is nothing (see `missing`) is unknown, and never 0.
"""

from fullcount.ledger.columns.reader import read_columns as read
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]


def recognises(source: TextSource) -> bool:
    """Never: which table it is, its mapping file says."""
    del source
    return False
