"""The places of findings are right in a large file, however often and with however many threads it is read."""

from pathlib import Path
from typing import Any

import pytest

duckdb = pytest.importorskip("duckdb")

from fullcount.ledger.check import check as checking  # noqa: E402
from fullcount.ledger.check.engine import connected  # noqa: E402
from fullcount.ledger.check.schema import as_schema  # noqa: E402
from fullcount.ledger.check.table import Table  # noqa: E402

ROWS, TIMES, THREADS = 1_000_000, 8, 4
BAD_ELAPSED = {2, 77_777, 250_001, 499_999, 750_123, 1_000_001}
BAD_STAGE = {3, 77_777, 600_000}
SAME_ID = {900_000, 999_999}
SCHEMA = {
    "fields": [
        {"name": "job_id", "type": "string", "constraints": {"unique": True}},
        {"name": "stage", "type": "string", "constraints": {"enum": ["data", "final"]}},
        {"name": "start", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%S"},
        {"name": "elapsed_s", "type": "number", "constraints": {"minimum": 0}},
        {"name": "energy_kwh", "type": "number"},
    ]
}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic table: row n stands on line n, the header being row 1."""
    path = tmp_path_factory.mktemp("large") / "ledger.csv"
    rows = f"(select i + 2 as n from range({ROWS}) as t(i))"
    among = ", ".join(map(str, BAD_ELAPSED)), ", ".join(map(str, BAD_STAGE)), ", ".join(map(str, SAME_ID))
    duckdb.connect().execute(
        f"copy (select 'j' || case when n in ({among[2]}) then 1000 else n end as job_id, "
        f"case when n in ({among[1]}) then 'nowhere' else 'data' end as stage, "
        "'2024-01-01T00:00:00' as start, "
        f"case when n in ({among[0]}) then '-1' else '60' end as elapsed_s, 1.5 as energy_kwh from {rows} order by n) "
        f"to '{path}' (header)"
    )
    return path


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "connected", lambda: connected(THREADS))


def places(result: Any, name: str, column: str) -> list[tuple[int | None, int | None]]:
    return [
        (place.row, place.line)
        for finding in result.bad
        if (finding.name, finding.column) == (name, column)
        for place in finding.places
    ]


@pytest.mark.usefixtures("threads")
def test_places_are_right_every_time(table: Path) -> None:
    for _ in range(TIMES):
        result = checking.check_table(Table(table, table.name, as_schema(SCHEMA, table.name)))
        assert (result.rows, result.way) == (ROWS, "scan")
        assert places(result, "constraint-error", "elapsed_s") == [(n, n) for n in sorted(BAD_ELAPSED)]
        assert places(result, "constraint-error", "stage") == [(n, n) for n in sorted(BAD_STAGE)]
        assert places(result, "unique-error", "job_id") == [(n, n) for n in sorted(SAME_ID)]
