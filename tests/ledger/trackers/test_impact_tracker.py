import json
import math
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger

KIND = "experiment-impact-tracker"
ONE = {
    "cpu_hours": 1.5,
    "estimated_carbon_impact_kg": 0.79,
    "total_power": 1.58,
    "kw_hr_cpu": 0.2,
    "exp_len_hours": 2.0,
    "gpu_hours": 3.1,
    "kw_hr_gpu": 0.8,
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ONE),
        json.dumps([ONE], indent=1),
        json.dumps({"experiment a": ONE}),
        json.dumps({key: [value] for key, value in ONE.items()}),
        json.dumps(ONE) + "\n",
        ",".join(ONE) + "\n" + ",".join(map(str, ONE.values())) + "\n",
    ],
)
def test_a_summary_is_read_in_every_wrapping(read, file, text):
    path = file("summary", text)
    (row,), report = read(path)
    assert detect(path) == KIND
    assert (row.energy_kwh, row.energy_boundary, row.ghg_kgco2e) == (1.58, "facility", 0.79)
    assert (row.elapsed_s, row.accelerators, row.note) == (7200, None, "")
    assert any("weighted by utilisation" in sentence for sentence in report.assumptions)
    assert any("implied factor: 0.5 kgCO2e/kWh" in sentence for sentence in report.assumptions)


def test_an_aggregate_is_one_row_a_run(read, file):
    text = json.dumps({"a": {"total_power": [1, 2], "exp_len_hours": [1, 3]}})
    rows, _ = read(file("summary.json", text))
    assert [(row.energy_kwh, row.elapsed_s) for row in rows] == [(1, 3600), (2, 10800)]


def test_what_the_initial_information_adds_is_read(read, file):
    more = {
        "gpu_info": [{"name": "Synth X"}, {"name": "Synth X"}],
        "experiment_start": "2020-01-01 10:00:00.5",
        "experiment_end": 1577880000,
        "region": {"id": "US-CA"},
        "region_carbon_intensity_estimate": {"carbonIntensity": 250.7},
    }
    (row,), report = read(file("summary.json", json.dumps({**ONE, **more})))
    assert (row.accelerators, row.accelerator_model) == (2, "Synth X")
    assert (row.start, row.end) == ("2020-01-01T10:00:00", "2020-01-01T12:00:00")
    assert (report.accelerator_hours, report.countries, report.regions) == (4.0, {"US": 1}, {"US-CA": 1})
    assert any("250.7 gCO2e/kWh" in sentence for sentence in report.assumptions)


def test_without_a_length_the_times_tell_it(read, file):
    times = {"experiment_start": "2020-01-01T10:00:00", "experiment_end": "2020-01-01T10:30:00"}
    (row,), _ = read(file("s.json", json.dumps({"total_power": 1, "estimated_carbon_impact_kg": 1, **times})))
    assert row.elapsed_s == 1800


def test_without_a_total_the_parts_are_the_energy_without_pue(read, file):
    (row,), report = read(file("s.json", json.dumps({**ONE, "total_power": None})))
    assert (row.energy_kwh, row.energy_boundary) == (1.0, "node")
    assert any("without PUE" in sentence for sentence in report.assumptions)


def test_a_total_of_zero_is_a_meter_that_was_not_read(read, file):
    (row,), _ = read(file("s.json", json.dumps({"total_power": 0, "exp_len_hours": 1})))
    assert (row.energy_kwh, row.energy_boundary, row.note) == (None, None, "no-energy")


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"total_power": 1.2, "estimated_carbon_impact_kg": 0.6}, "another-pue"),
        ({"kw_hr_gpu": 80, "total_power": 126.716, "gpu_info": [{"name": "X"}]}, "impossible-gpu-energy"),
        ({"exp_len_hours": 0}, "energy-without-duration"),
        ({"experiment_start": "yesterday"}, "unreadable-time"),
    ],
)
def test_what_is_odd_is_flagged_and_kept(read, file, reasons, changed, flag):
    rows, report = read(file("s.json", json.dumps({**ONE, **changed})))
    assert len(rows) == 1
    assert reasons(report.flags) == {flag: 1}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("0.500 +/- 0.10,1", "mean-of-runs"),
        ("-1,1", "negative-total-power"),
        ("much,1", "unreadable-total-power"),
        ("1,inf", "unreadable-exp-len-hours"),
        ("1", "wrong-number-of-cells"),
        ('"1,1', "wrong-number-of-cells"),
    ],
)
def test_a_bad_row_is_counted_with_its_line(read, file, reasons, cells, reason):
    rows, report = read(file("s.csv", f"total_power,exp_len_hours\n1,1\n{cells}\n"))
    assert len(rows) == 1
    assert reasons(report.skipped) == {reason: 1}
    assert report.skipped[0].examples[0].line == 3


def test_samples_are_refused_with_what_to_do(file):
    path = file("data.json", '{"timestamp": 1, "rapl_estimated_attributable_power_draw": 40.0}\n' * 3)
    assert detect(path) == KIND
    with pytest.raises(LedgerError, match="gather_additional_info"):
        list(read_ledger(path))


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "total_power,exp_len_hours,total_power\n1,1,1\n", '{"total_power": 1,']
)
def test_what_is_no_summary_is_refused(file, text):
    with pytest.raises(LedgerError):
        list(read_ledger(file("s", text), KIND))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(1e-6, 1e6), st.floats(0.01, 1e5)), min_size=1, max_size=6))
def test_energies_and_hours_of_all_experiments_add_up(read, file, figures):
    text = "total_power,exp_len_hours\n" + "".join(f"{kwh!r},{hours!r}\n" for kwh, hours in figures)
    rows, report = read(file("s.csv", text))
    assert math.isclose(report.energy_kwh, math.fsum(kwh for kwh, _ in figures))
    assert [row.elapsed_s for row in rows] == [hours * 3600 for _, hours in figures]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120))
def test_no_bytes_crash_the_reader(tmp_path, data):
    for start in (b"total_power,exp_len_hours\n", b'{"total_power": '):
        path = tmp_path / "any"
        path.write_bytes(start + data)
        reading = read_ledger(path, KIND)
        with suppress(LedgerError):
            rows = list(reading)
            assert reading.report.rows_read == len(rows) + reading.report.rows_skipped
