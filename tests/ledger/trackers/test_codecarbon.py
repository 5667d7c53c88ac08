import csv
import io

import pytest

from fullcount.ledger import LedgerError, read_ledger, summarise

PLACE = ("country_name", "country_iso_code", "region")
HOST = ("os", "python_version", "cpu_count", "cpu_model", "gpu_count", "gpu_model", "longitude", "latitude")
V1 = ["experiment_id", "timestamp", "project_name", "duration", "emissions", "energy_consumed", *PLACE]
V2 = [
    *("timestamp", "project_name", "run_id", "duration", "emissions", "emissions_rate"),
    *("cpu_power", "gpu_power", "ram_power", "cpu_energy", "gpu_energy", "ram_energy", "energy_consumed"),
    *(*PLACE, "cloud_provider", "cloud_region", *HOST, "ram_total_size", "tracking_mode", "on_cloud"),
]
V31 = [*V2[:20], "codecarbon_version", *V2[20:], "pue"]
V32 = [*V31[:3], "experiment_id", *V31[3:]]
V34 = [*V32[:14], "water_consumed", *V32[14:], "wue"]
V38 = [
    *V34[:-3],
    "cpu_utilization_percent",
    "gpu_utilization_percent",
    "ram_utilization_percent",
    "ram_used_gb",
    *V34[-3:],
]
GOOD = {
    "experiment_id": "5b0fa12a",
    "timestamp": "2025-02-01T12:00:00",
    "project_name": "synth-demo",
    "run_id": "r1",
    "duration": "3600.0",
    "emissions": "0.5",
    "emissions_rate": "99",
    "cpu_power": "100",
    "gpu_power": "2000",
    "ram_power": "50",
    "cpu_energy": "0.1",
    "gpu_energy": "2.0",
    "ram_energy": "0.05",
    "energy_consumed": "2.15",
    "water_consumed": "0.0",
    "country_name": "Freedonia",
    "country_iso_code": "FRD",
    "region": "north",
    "os": "Linux-6",
    "python_version": "3.11.7",
    "codecarbon_version": "3.3.0",
    "cpu_count": "128",
    "cpu_model": "Some CPU",
    "gpu_count": "8",
    "gpu_model": "8 x NVIDIA A40",
    "longitude": "2.0",
    "latitude": "48.0",
    "ram_total_size": "500",
    "tracking_mode": "machine",
    "on_cloud": "N",
    "pue": "1.0",
    "wue": "0.0",
}


@pytest.fixture
def log(tmp_path):
    def make(columns, *rows, lost=()):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        for changed in rows:
            kept = [column for column in columns if column not in lost]
            writer.writerow([{**GOOD, **changed}.get(column, "") for column in kept])
        path = tmp_path / "emissions.csv"
        path.write_text(text.getvalue())
        return path

    return make


def read(path, **options):
    reading = read_ledger(path, **options)
    rows = list(reading)
    assert reading.report.rows_read == reading.report.rows_used + reading.report.rows_skipped
    return rows, reading.report


def reasons(counts):
    return {count.reason: count.count for count in counts}


@pytest.mark.parametrize(
    ("columns", "version"),
    [
        (V1, "1.0"),
        (V2, "2.0.0"),
        (V31, "2.2.3"),
        (V32, "2.7.0"),
        (V34, "3.0.8"),
        (V38, "3.2.1"),
        (V38[::-1], "3.2.1"),
    ],
)
def test_every_layout_is_read_by_the_names_of_its_columns(log, columns, version):
    rows, report = read(log(columns, {}))
    assert report.format == f"codecarbon {version} layout"
    assert (rows[0].energy_kwh, rows[0].ghg_kgco2e, rows[0].elapsed_s) == (2.15, 0.5, 3600.0)
    assert (rows[0].start, rows[0].end) == ("2025-02-01T11:00:00", "2025-02-01T12:00:00")


def test_what_a_run_held_is_read(log):
    rows, report = read(log(V31, {}))
    (row,) = rows
    assert (row.accelerators, row.accelerator_model, row.nodes, row.cores) == (8, "NVIDIA A40", 1, None)
    assert (row.component, row.stage, row.outcome) == ("synth-demo", "other", "unknown")
    assert (report.accelerator_hours, report.countries, report.regions) == (8.0, {"FRD": 1}, {"north": 1})


def test_rows_of_one_run_are_cumulative_so_only_the_longest_is_kept(log):
    flushes = [
        {"duration": d, "energy_consumed": e} for d, e in (("60", "0.1"), ("180", "0.3"), ("120", "0.2"))
    ]
    rows, report = read(log(V31, *flushes))
    assert [(r.elapsed_s, r.energy_kwh) for r in rows] == [(180, 0.3)]
    assert reasons(report.skipped) == {"superseded-by-later-row": 2}
    assert [e.line for e in report.skipped[0].examples] == [2, 4]


@pytest.mark.parametrize("run_id", ["", "None"])
def test_rows_without_run_are_one_run_each(log, run_id):
    rows, report = read(log(V31, {"run_id": run_id}, {"run_id": run_id}))
    assert len({row.job_id for row in rows}) == 2
    assert any("without run_id" in sentence for sentence in report.assumptions)


@pytest.mark.parametrize(
    ("pue", "boundary"), [("1.0", "node"), ("", "node"), ("1.2", "facility"), ("0.9", "node")]
)
def test_only_a_pue_above_one_is_inside_the_energy(log, pue, boundary):
    rows, report = read(log(V31, {"pue": pue}))
    assert rows[0].energy_boundary == boundary
    assert ("pue-below-one" in reasons(report.flags)) is (pue == "0.9")


def test_a_layout_without_pue_is_of_the_node(log):
    assert read(log(V2, {}))[0][0].energy_boundary == "node"


def test_no_gpu_seen_is_unknown_and_not_zero(log):
    rows, report = read(log(V38, {"gpu_count": "", "gpu_model": ""}))
    assert rows[0].accelerators is None
    assert report.accelerator_hours is None
    assert "not_disclosed" in summarise(rows)[0]["accelerator_hours"]


def test_missing_energy_is_missing(log):
    rows, report = read(log(V31, {"run_id": "a", "energy_consumed": "", "emissions": ""}, {"run_id": "b"}))
    assert (rows[0].energy_kwh, rows[0].energy_boundary, rows[0].ghg_kgco2e) == (None, None, None)
    assert report.energy_kwh == 2.15
    assert reasons(report.flags) == {"no-energy": 1}


def test_the_tool_s_default_project_names_no_component(log):
    assert read(log(V31, {"project_name": "codecarbon"}))[0][0].component == "unassigned"


def test_a_row_that_lost_its_empty_columns_is_put_right(log):
    lost = ("cloud_provider", "cloud_region", "gpu_count", "gpu_model")
    rows, report = read(log(V38, {"tracking_mode": "process"}, lost=lost))
    assert (rows[0].energy_kwh, rows[0].accelerators) == (2.15, None)
    assert reasons(report.repairs) == {"short-row-realigned": 1}
    assert report.countries == {"FRD": 1}


def test_a_short_row_keeps_its_gpus_where_only_the_cloud_is_lost(log):
    rows, _ = read(log(V38, {}, lost=("cloud_provider", "cloud_region")))
    assert (rows[0].accelerators, rows[0].accelerator_model, rows[0].energy_boundary) == (
        8,
        "NVIDIA A40",
        "node",
    )


@pytest.mark.parametrize("lost", [("duration",), ("longitude", "latitude"), ("wue",)])
def test_a_short_row_that_cannot_be_put_right_is_counted(log, lost):
    rows, report = read(log(V38, {}, lost=lost))
    assert rows == []
    assert reasons(report.skipped) == {"short-row": 1}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"tracking_mode": "14.6"}, "shifted-row"),
        ({"duration": ""}, "no-duration"),
        ({"duration": "long"}, "unreadable-duration"),
        ({"duration": "-1"}, "negative-duration"),
        ({"duration": "1e300"}, "unreadable-duration"),
        ({"energy_consumed": "nine"}, "unreadable-energy-consumed"),
        ({"emissions": "inf"}, "unreadable-emissions"),
    ],
)
def test_a_bad_row_is_counted_with_its_reason(log, changed, reason):
    rows, report = read(log(V31, changed, {"run_id": "good"}))
    assert [row.job_id for row in rows] == ["good"]
    assert reasons(report.skipped) == {reason: 1}


def test_long_rows_and_broken_quotation_are_counted(log):
    path = log(V31, {"run_id": "good"})
    path.write_text(path.read_text() + ",".join(["1"] * 40) + '\na,"b\n')
    rows, report = read(path)
    assert len(rows) == 1
    assert reasons(report.skipped) == {"broken-quotation": 1, "long-row": 1}


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"gpu_energy": "100"}, "impossible-gpu-energy"),
        ({"gpu_power": "90000"}, "impossible-gpu-power"),
        ({"gpu_power": "0"}, "gpu-power-zero-with-energy"),
    ],
)
def test_impossible_power_is_flagged_and_the_row_kept(log, changed, flag):
    rows, report = read(log(V31, changed))
    assert rows[0].note == flag
    assert reasons(report.flags) == {flag: 1}


def test_a_csv_of_something_else_is_refused(tmp_path):
    path = tmp_path / "emissions.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(LedgerError, match="timestamp, duration"):
        list(read_ledger(path, kind="codecarbon"))


def test_a_column_that_comes_twice_is_refused(log):
    with pytest.raises(LedgerError, match="'pue' twice"):
        list(read_ledger(log([*V31, "pue"], {})))
