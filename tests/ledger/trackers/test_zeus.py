import json
import math
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger

HEAD = "start_time,window_name,elapsed_time,gpu0_energy,gpu1_energy\n"
ONE = {"time": 3600.0, "gpu_energy": {"0": 1.8e6, "1": 1.8e6}, "cpu_energy": None, "dram_energy": None}
HOST = {**ONE, "cpu_energy": {"0": 1.8e6}, "dram_energy": {"0": 0.36e6}}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ONE),
        json.dumps([ONE], indent=1),
        json.dumps({"epoch": ONE}),
        json.dumps({"window": "epoch", "measurement": ONE}),
        json.dumps({"window": "epoch", **ONE}) + "\n",
        json.dumps({"time": 3600.0, "energy": [1.8e6, 1.8e6], "cpu_energy": None}),
    ],
)
def test_a_measurement_is_read_in_every_wrapping(read, file, text):
    path = file("m.json", text)
    (row,), report = read(path)
    assert detect(path) == "zeus"
    assert (row.elapsed_s, row.accelerators, row.energy_kwh, row.energy_boundary) == (
        3600,
        2,
        1.0,
        "accelerator",
    )
    assert report.format == "zeus json"


def test_json_lines_are_one_window_each_and_a_bad_line_is_counted(read, file, reasons):
    rows, report = read(file("m.jsonl", f"{json.dumps(ONE)}\n{{broken\n{json.dumps(HOST)}\n"))
    assert [row.job_id for row in rows] == ["m.jsonl:1", "m.jsonl:3"]
    assert reasons(report.skipped) == {"broken-json": 1}


def test_windows_in_one_line_have_ids_of_their_own(read, file):
    rows, _ = read(file("m.json", json.dumps([ONE, ONE])))
    assert [row.job_id for row in rows] == ["m.json:1", "m.json:1.2"]


@pytest.mark.parametrize(
    ("measured", "told", "kwh", "boundary"),
    [
        (HOST, None, 1.6, "node"),
        ({**HOST, "dram_energy": None}, None, 1.0, "accelerator"),
        ({**HOST, "dram_energy": None}, "node", 1.5, "node"),
        ({**HOST, "gpu_energy": {}}, None, 0.6, "node"),
        (
            {"time": 1, "gpu_energy": {}, "soc_energy": {"cpu_total_mj": 3.6e9, "gpu_mj": None}},
            None,
            1.0,
            "node",
        ),
        (
            {"time": 1, "gpu_energy": {}, "soc_energy": {"cpu_energy_mj": 1, "total_energy_mj": 3.6e9}},
            None,
            1.0,
            "node",
        ),
    ],
)
def test_the_energy_is_that_of_its_boundary(read, file, measured, told, kwh, boundary):
    (row,), _ = read(file("m.json", json.dumps(measured)), energy_boundary=told)
    assert math.isclose(row.energy_kwh, kwh)
    assert row.energy_boundary == boundary


def test_a_cancelled_window_is_no_run(read, file, reasons):
    nothing = {"time": 0.0, "gpu_energy": {"0": 0.0}, "cpu_energy": {"0": 0.0}}
    assert reasons(read(file("m.json", json.dumps([nothing])))[1].skipped) == {"cancelled-window": 1}


def test_a_window_shorter_than_the_counter_has_no_energy(read, file):
    (row,), _ = read(file("m.json", json.dumps({"time": 0.01, "gpu_energy": {"0": 0.0}})))
    assert (row.energy_kwh, row.energy_boundary, row.note) == (None, None, "shorter-than-counter")


@pytest.mark.parametrize(
    ("measured", "reason"),
    [
        ({"time": 1, "gpu_energy": {"0": -5}}, "negative-gpu-energy"),
        ({"time": "long", "gpu_energy": {"0": 5}}, "unreadable-time"),
        ({"time": True, "gpu_energy": {"0": 5}}, "unreadable-time"),
        ({"time": 1, "gpu_energy": 5}, "unreadable-gpu-energy"),
        ({"time": 1, "gpu_energy": {"0": 1}, "soc_energy": 3}, "unreadable-soc-energy"),
        ({"gpu": 1}, "no-measurement"),
        (7, "no-record"),
    ],
)
def test_a_bad_measurement_is_counted_with_its_line(read, file, reasons, measured, reason):
    text = f"[{json.dumps(ONE)},\n{json.dumps(measured)}]"
    rows, report = read(file("m.json", text))
    assert len(rows) == 1
    assert reasons(report.skipped) == {reason: 1}
    assert report.skipped[0].examples[0].line == 2


def test_the_monitor_s_log_is_read_with_its_times(read, file):
    path = file("zeus.csv", HEAD + "1700000000.5,a, b,100.0,1800000,1800000\n")
    (row,), report = read(path)
    assert detect(path) == "zeus"
    assert (row.start, row.end, row.energy_kwh) == ("2023-11-14T22:13:20", "2023-11-14T22:15:00", 1.0)
    assert any("UTC" in sentence for sentence in report.assumptions)


def test_windows_inside_another_are_not_counted_twice(read, file, reasons):
    steps = "".join(f"{1000 + n * 10},step,10,1000,1000\n" for n in range(10))
    rows, report = read(file("zeus.csv", f"{HEAD}{steps}1000,epoch,100,10000,10000\n1090,late,20,1,1\n"))
    assert [row.elapsed_s for row in rows] == [100, 20]
    assert rows[1].note == "overlapping-windows"
    assert reasons(report.skipped) == {"inside-another-window": 10}


def test_a_short_row_is_counted(read, file, reasons):
    assert reasons(read(file("zeus.csv", HEAD + "1,a,2,3\n"))[1].skipped) == {"short-row": 1}


def test_an_empty_file_is_refused(file):
    with pytest.raises(LedgerError, match="an empty file"):
        list(read_ledger(file("m.json", "\n"), "zeus"))


def test_a_broken_document_is_refused_with_its_line(file):
    with pytest.raises(LedgerError, match=r"m\.json:2"):
        list(read_ledger(file("m.json", '{"time": 1,\n"gpu_energy" {}}'), "zeus"))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(joules=st.lists(st.floats(1e-3, 1e9), min_size=1, max_size=16), seconds=st.floats(0.1, 1e7))
def test_joules_become_kwh_and_indices_accelerators(read, file, joules, seconds):
    data = {"time": seconds, "gpu_energy": {str(n): j for n, j in enumerate(joules)}}
    (row,), report = read(file("m.json", json.dumps(data)))
    assert math.isclose(row.energy_kwh * 3.6e6, sum(joules))
    assert math.isclose(report.accelerator_hours, len(joules) * seconds / 3600)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(tmp_path, data):
    for start in (HEAD.encode(), b'{"time": 1, "gpu_energy": '):
        path = tmp_path / "any"
        path.write_bytes(start + data)
        reading = read_ledger(path, "zeus")
        with suppress(LedgerError):
            rows = list(reading)
            assert reading.report.rows_read == len(rows) + reading.report.rows_skipped
