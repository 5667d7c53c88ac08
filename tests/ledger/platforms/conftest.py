"""Exports of platforms in miniature, written for the tests: all of it is invented."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.ledger import LedgerRow, ReadReport, read_ledger

Read = Callable[..., tuple[list[LedgerRow], ReadReport]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write each text (or JSON-able thing) to a file and read them together."""

    def run(*contents: Any, name: str = "export.json", **options: Any) -> tuple[list[LedgerRow], ReadReport]:
        files = []
        for number, content in enumerate(contents):
            folder = tmp_path / str(number)
            folder.mkdir(exist_ok=True)
            text = content if isinstance(content, str) else json.dumps(content)
            (folder / name).write_text(text, encoding="utf-8")
            files.append(folder / name)
        reading = read_ledger(files, user_key=b"synthetic", **options)
        rows = list(reading)
        report = reading.report
        assert report.rows_read == report.rows_used + report.rows_skipped
        return rows, report

    return run


def reasons(counts: Any) -> dict[str, int]:
    """Counts by reason."""
    return {count.reason: count.count for count in counts}
