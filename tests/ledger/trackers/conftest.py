"""Reading of tracker logs that the tests write; every figure is invented."""

import pytest

from fullcount.ledger import read_ledger


@pytest.fixture
def read():
    """Reads logs to the end: the rows, and the report with its counts by reason."""

    def make(paths, **options):
        reading = read_ledger(paths, **options)
        rows = list(reading)
        report = reading.report
        assert report.rows_read == report.rows_used + report.rows_skipped
        return rows, report

    return make


@pytest.fixture
def reasons():
    """Counts by reason."""
    return lambda counts: {count.reason: count.count for count in counts}


@pytest.fixture
def file(tmp_path):
    """Writes a file."""

    def make(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return make
