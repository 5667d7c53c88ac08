"""What the tests of Slurm's accounting share."""

from collections.abc import Callable, Iterable

import pytest

from fullcount.ledger import LedgerRow, ReadReport, read_ledger
from fullcount.ledger.reading.report import Count

Read = Callable[..., tuple[list[LedgerRow], ReadReport]]
Reasons = Callable[[Iterable[Count]], dict[str, int]]


@pytest.fixture
def read() -> Read:
    """The rows and the report of a log; every row read is either used or skipped."""

    def run(path: object, **options: object) -> tuple[list[LedgerRow], ReadReport]:
        reading = read_ledger(path, **options)
        rows = list(reading)
        assert reading.report.rows_read == reading.report.rows_used + reading.report.rows_skipped
        assert reading.report.rows_used == len(rows)
        return rows, reading.report

    return run


@pytest.fixture
def reasons() -> Reasons:
    """How often each thing happened."""
    return lambda counts: {count.reason: count.count for count in counts}
