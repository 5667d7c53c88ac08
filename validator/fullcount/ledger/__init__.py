"""The ledger: logs of schedulers and trackers, one row a job, and the sums of its rows."""

from fullcount.ledger.dataframe import frame
from fullcount.ledger.detect import KINDS, Reading, detect, read_ledger
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.reading.mapping import JobMapping, load_mapping
from fullcount.ledger.reading.report import Count, Example, ReadReport
from fullcount.ledger.row import ENERGY_BOUNDARIES, OUTCOMES, RUN_TYPES, STAGES, UNASSIGNED, LedgerRow
from fullcount.ledger.summary import summarise
from fullcount.ledger.table import read_table, write_ledger

__all__ = [
    "ENERGY_BOUNDARIES",
    "KINDS",
    "OUTCOMES",
    "RUN_TYPES",
    "STAGES",
    "UNASSIGNED",
    "Count",
    "Example",
    "JobMapping",
    "LedgerError",
    "LedgerRow",
    "Problem",
    "ReadReport",
    "Reading",
    "detect",
    "frame",
    "load_mapping",
    "read_ledger",
    "read_table",
    "summarise",
    "write_ledger",
]
