"""The verdicts of frictionless and ours on the same bytes, as lists of (kind, row, field) that can be compared."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fullcount.ledger.check.check import check_table
from fullcount.ledger.check.findings import TableResult
from fullcount.ledger.check.schema import as_schema
from fullcount.ledger.check.table import Table

SECOND_EDITION = "https://datapackage.org/profiles/2.0/dataresource.json"
Verdict = tuple[str, int, int]
Verdicts = Callable[[Path, Mapping[str, Any]], list[Verdict]]


@pytest.fixture(scope="session")
def theirs() -> Verdicts:
    """What frictionless finds."""
    pytest.importorskip("frictionless")
    return _theirs


@pytest.fixture(scope="session")
def ours() -> Callable[[Path, Mapping[str, Any]], tuple[list[Verdict], TableResult]]:
    """What the check finds, and the whole result."""
    pytest.importorskip("duckdb")
    return _ours


def _theirs(path: Path, schema: Mapping[str, Any]) -> list[Verdict]:
    from frictionless import Resource, system

    with system.use_context(trusted=True):
        described = {"name": path.stem, "path": str(path), "schema": dict(schema), "encoding": "utf-8"}
        resource = Resource.from_descriptor({"$schema": SECOND_EDITION, **described})
        report = resource.validate(limit_errors=100_000)
    return of_report(report)


def of_report(report: Any) -> list[Verdict]:
    assert not report.errors, report.errors
    return sorted(
        (error.type, getattr(error, "row_number", None) or 0, getattr(error, "field_number", None) or 0)
        for task in report.tasks
        for error in task.errors
    )


def _ours(path: Path, schema: Mapping[str, Any]) -> tuple[list[Verdict], TableResult]:
    result = check_table(Table(path, path.name, as_schema(schema, path.name), resource=path.stem))
    return verdicts(result), result


def verdicts(result: TableResult) -> list[Verdict]:
    assert all(finding.count == len(finding.places) for finding in result.findings), (
        "more places than are kept"
    )
    return sorted(
        (place.kind, place.row or 0, place.field or 0)
        for finding in result.findings
        for place in finding.places
    )
