"""Reports and cards written for the tests; all of it is invented."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.ledger import LedgerRow, ReadReport, read_ledger


class Read:
    """The rows and the report of one reading."""

    def __init__(self, rows: list[LedgerRow], report: ReadReport) -> None:
        self.rows, self.report = rows, report

    @property
    def row(self) -> LedgerRow:
        """The only row."""
        (row,) = self.rows
        return row

    def _counts(self, name: str) -> dict[str, int]:
        return {count.reason: count.count for count in getattr(self.report, name)}

    @property
    def skipped(self) -> dict[str, int]:
        """Reasons of skipped and rejected rows."""
        return self._counts("skipped")

    @property
    def odd(self) -> dict[str, int]:
        """Reasons of flags."""
        return self._counts("flags")

    @property
    def repaired(self) -> dict[str, int]:
        """Reasons of repairs."""
        return self._counts("repairs")

    def example(self, reason: str) -> str:
        """What was found at the first row with this reason."""
        counts = (*self.report.skipped, *self.report.flags, *self.report.repairs)
        return next(count.examples[0].found for count in counts if count.reason == reason)

    def line(self, reason: str) -> int:
        """The line of the first row with this reason."""
        counts = (*self.report.skipped, *self.report.flags, *self.report.repairs)
        return next(count.examples[0].line for count in counts if count.reason == reason)

    def says(self, words: str) -> bool:
        """Whether an assumption of the report holds these words."""
        return any(words in sentence for sentence in self.report.assumptions)


@pytest.fixture
def read() -> Callable[..., Read]:
    """Reads files into rows and a report, and checks that every row read is used or skipped."""

    def make(paths: Any, **options: Any) -> Read:
        reading = read_ledger(paths, **options)
        rows = list(reading)
        report = reading.report
        assert report.rows_read == report.rows_used + report.rows_skipped
        assert report.rows_used == len(rows)
        return Read(rows, report)

    return make


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Writes text, bytes or data (as JSON) to a file of a name."""

    def make(content: Any, name: str = "report.json") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(
                content if isinstance(content, str) else json.dumps(content, indent=1), encoding="utf-8"
            )
        return path

    return make


@pytest.fixture
def report_11() -> Callable[..., dict[str, Any]]:
    """A BoAmps report of layout 1.1, synthetic, with other measures or components where given."""

    def make(*measures: Any, components: Any = None, **changed: Any) -> dict[str, Any]:
        measure = {
            "measurementMethod": "codecarbon",
            "version": "2.8.1",
            "powerConsumption": 1.5,
            "measurementDuration": 3600,
            "measurementDateTime": "2025-04-01 10:00:00",
        }
        cards = [
            {"componentName": "2 x Invented G9", "componentType": "gpu", "nbComponent": 2, "memorySize": 48}
        ]
        return {
            "header": {
                "reportId": "synthetic-1",
                "reportDatetime": "2025-04-02 09:00:00",
                "publisher": {"confidentialityLevel": "public", "projectName": "demo"},
            },
            "task": {
                "taskStage": "training",
                "taskFamily": "chatbot",
                "algorithms": [{"parametersNumber": 7}],
                "dataset": [{"dataUsage": "input", "dataType": "text"}],
            },
            "measures": [{**measure, **one} for one in measures or ({},)],
            "infrastructure": {
                "infraType": "onPremise",
                "components": cards if components is None else components,
            },
            "environment": {"country": "france", "location": "Lyon"},
            **changed,
        }

    return make
