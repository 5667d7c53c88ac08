"""Ledgers of invented jobs."""

from collections.abc import Callable

import pytest

from fullcount.ledger import LedgerRow, write_ledger
from fullcount.ledger.merge import merge_ledgers

BASE = {
    "job_id": "1",
    "component": "demo",
    "stage": "final",
    "run_type": "train",
    "outcome": "completed",
    "facility": "",
    "equipment": "",
    "start": "2024-03-01T10:00:00",
    "end": "2024-03-01T11:00:00",
    "elapsed_s": 3600.0,
    "accelerators": 8.0,
    "accelerator_model": "h100",
    "nodes": 1,
    "cores": 96,
    "memory_gib": 900.0,
    "energy_kwh": None,
    "energy_boundary": None,
    "ghg_kgco2e": None,
    "state_raw": "COMPLETED",
    "tag_raw": "demo,final,train",
    "user": "",
    "restarts": 0,
    "note": "",
}


@pytest.fixture
def job() -> Callable[..., LedgerRow]:
    """A ledger row: a completed hour on eight H100, changed by keyword."""

    def make(job_id: str = "1", **changed: object) -> LedgerRow:
        return LedgerRow(**{**BASE, "job_id": job_id, **changed})

    return make


@pytest.fixture
def merged(tmp_path):
    """Merges lists of rows; returns the rows that stay, and the report."""

    def merge(*parts):
        tables = [write_ledger(rows, tmp_path / str(n)) for n, rows in enumerate(parts)]
        found = merge_ledgers(tables)
        return list(found.rows), found.rows.report

    return merge
