"""Whatever is in a file, it is read, rejected with a reason or refused with words, never a crash."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, read_ledger

SEVERAL = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
NUMBERS = st.one_of(st.none(), st.booleans(), st.integers(-5, 10**20), st.floats())
SCALARS = st.one_of(NUMBERS, st.text(max_size=8), st.sampled_from(["N/A", "2 x A", "kWh"]))
KEYS = st.sampled_from(
    [
        *(
            "header",
            "task",
            "taskStage",
            "taskType",
            "dataset",
            "dataUsage",
            "measures",
            "unit",
            "powerConsumption",
        ),
        *(
            "measurementDuration",
            "measurementDateTime",
            "measurementMethod",
            "$$key",
            "value",
            "infrastructure",
        ),
        *(
            "components",
            "nbComponent",
            "componentType",
            "componentName",
            "memorySize",
            "hardware",
            "environment",
        ),
        *(
            "dia_report",
            "nodes",
            "report",
            "scope",
            "energy_kwh",
            "carbon_kgco2eq",
            "quality",
            "lineage",
            "compute",
        ),
        *("gpu_hours", "gpu_count", "context", "footprint", "reportId", "publisher", "algorithms"),
    ]
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
MARKS = (
    *("---", "co2_eq_emissions:", "  emissions: 5", "co2_eq_emissions: 1,710", "license: mit", "# Title"),
    *("- **Hours used:** 5", "- **Carbon Emitted:** 5 kg", "|a|GPU hours|CO2 (kg CO2)|", "|-|-|-|"),
    *("|m|1|2|", "```yaml", "```", "dia_report: {scope: incremental, energy_kwh: 5}", "<table>"),
    *("<tr><td>a<td>", "</table>"),
)
LINES = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=20)), max_size=14)


def outcome(path, kind):
    reading, refusal, rows = None, None, []
    try:
        reading = read_ledger(path, kind)
        rows = list(reading)
    except LedgerError as error:
        refusal = error
    if refusal or not reading:
        assert all(problem.found and problem.expected and problem.remedy for problem in refusal.problems)
        return
    report = reading.report
    assert report.rows_read == report.rows_used + report.rows_skipped
    assert len(rows) == report.rows_used
    for row in rows:
        figures = (row.energy_kwh, row.ghg_kgco2e, row.elapsed_s, row.accelerators)
        assert all(figure is None or figure >= 0 for figure in figures)


@SEVERAL
@pytest.mark.parametrize("kind", ["boamps", "dia", "huggingface"])
@given(data=DATA)
def test_any_json(tmp_path, kind, data):
    path = tmp_path / "any.json"
    path.write_text(json.dumps(data))
    outcome(path, kind)


@SEVERAL
@pytest.mark.parametrize("kind", ["boamps", "dia", "huggingface"])
@given(lines=LINES)
def test_any_lines(tmp_path, kind, lines):
    path = tmp_path / "any.md"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    outcome(path, kind)


@SEVERAL
@pytest.mark.parametrize("kind", ["boamps", "dia", "huggingface"])
@given(data=st.binary(max_size=200))
def test_any_bytes(tmp_path, kind, data):
    path = tmp_path / "any"
    path.write_bytes(data)
    outcome(path, kind)
