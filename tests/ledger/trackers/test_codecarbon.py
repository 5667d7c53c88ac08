import csv
import io
import math
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
ENERGY_OF = {"impossible-gpu-energy": "100.15"}
TASKS = ["task_name", *[column for column in V38 if column not in {"experiment_id", "pue", "wue"}]]


@pytest.fixture
def log(tmp_path):
    def make(columns, *rows, lost=(), name="emissions.csv"):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        for changed in rows:
            kept = [column for column in columns if column not in lost]
            writer.writerow([{**GOOD, **changed}.get(column, "") for column in kept])
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
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
    rows, report = read(log(V31, {**changed, "energy_consumed": ENERGY_OF.get(flag, "2.15")}))
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


def test_layouts_of_version_1_are_read_in_every_order(log):
    for columns in (V1[1:], [*V1[1:2], V1[0], *V1[2:]]):
        rows, report = read(log(columns, {}))
        assert (rows[0].energy_kwh, report.format) == (2.15, "codecarbon 1.0 layout")


def test_tasks_alone_are_one_row_each(log):
    rows, report = read(
        log(TASKS, {"task_name": "load"}, {"task_name": "train", "energy_consumed": "2.15", "duration": "60"})
    )
    assert [row.job_id for row in rows] == ["r1#1", "r1#2"]
    assert report.format == "codecarbon 3.2.1 task layout"
    for words in ("between the tasks", "do not state pue"):
        assert any(words in sentence for sentence in report.assumptions)


def test_tasks_are_not_counted_on_top_of_their_run(log):
    parts = [{"task_name": name, "energy_consumed": "1"} for name in ("load", "train")]
    tasks = log(TASKS, *parts, name="emissions_e_r1.csv")
    whole = log(V38, {}, name="emissions.csv")
    for order in ([whole, tasks], [tasks, whole]):
        rows, report = read(order)
        assert [row.job_id for row in rows] == ["r1"]
        assert reasons(report.skipped) == {"task-of-counted-run": 2}
        assert any("tasks are parts of their run" in sentence for sentence in report.assumptions)


def test_tasks_that_used_more_than_their_run_are_flagged(log):
    whole = log(V38, {}, name="a.csv")
    tasks = log(TASKS, {"task_name": "load", "energy_consumed": "3"}, name="b.csv")
    assert reasons(read([whole, tasks])[1].flags) == {"tasks-above-run": 1}


def test_a_task_named_by_a_rule_gets_its_stage(log):
    rules = [{"match": {"job_name": "load*"}, "set": {"stage": "data"}}]
    assert read(log(TASKS, {"task_name": "load"}), mapping=rules)[0][0].stage == "data"


def test_rotations_given_together_count_each_run_once_by_its_longest_row(log):
    old = log(V32, {"duration": "60", "energy_consumed": "0.1"}, {"run_id": "r2"}, name="emissions.csv.bak")
    new = log(V38[::-1], {"duration": "120", "energy_consumed": "0.2"}, name="emissions.csv")
    rows, report = read([old, new])
    assert {row.job_id: row.energy_kwh for row in rows} == {"r1": 0.2, "r2": 2.15}
    assert reasons(report.skipped) == {"superseded-by-later-row": 1}
    assert report.format == "codecarbon 2.7.0 layout, codecarbon 3.2.1 layout"


def test_rows_without_run_that_a_rotation_repeats_are_counted_once(log):
    old = log(
        V31, {"run_id": ""}, {"run_id": "", "timestamp": "2025-02-02T12:00:00"}, name="emissions.csv.bak"
    )
    rows, report = read([old, log(V38, {"run_id": ""})])
    assert len(rows) == 2
    assert reasons(report.skipped) == {"repeat-of-earlier-file": 1}


def test_files_of_one_name_in_two_folders_are_both_read(log):
    paths = [
        log(V31, {"run_id": "", "timestamp": f"2025-02-0{n}T12:00:00"}, name=f"{n}/e.csv") for n in (1, 2)
    ]
    rows, _ = read(paths)
    assert [row.job_id for row in rows] == ["e.csv:2", "e.csv:2.2"]


def test_stop_called_twice_leaves_one_run(log):
    rows, report = read(log(V31, {}, {"duration": "3600.5", "energy_consumed": "2.1503"}))
    assert [row.elapsed_s for row in rows] == [3600.5]
    assert reasons(report.skipped) == {"superseded-by-later-row": 1}


def test_a_row_appended_in_the_order_of_the_release_is_put_right(log):
    cells = ["2025-02-01T12:00:00", *[{**GOOD, "run_id": "r9"}.get(column, "") for column in V38[1:]]]
    shifted = log([*V38[5:], *V38[:5]], {}, name="shifted.csv")
    shifted.write_text(shifted.read_text() + ",".join(cells) + "\n")
    rows, report = read(shifted)
    assert [(row.job_id, row.energy_kwh) for row in rows] == [("r1", 2.15), ("r9", 2.15)]
    assert reasons(report.repairs) == {"row-in-another-order": 1}


def test_power_may_hold_the_pue_from_3_3_on_and_not_before(log):
    changed = {"gpu_power": "20000", "pue": "1.5"}
    assert read(log(V31, {**changed, "codecarbon_version": "3.3.2"}))[1].flags == ()
    assert reasons(read(log(V31, {**changed, "codecarbon_version": "3.2.9"}))[1].flags) == {
        "impossible-gpu-power": 1
    }


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"cpu_power": "-3"}, "negative-power"),
        ({"ram_energy": "-0.05", "energy_consumed": "2.05"}, "negative-energy"),
        ({"cpu_energy": "1"}, "parts-not-the-sum"),
        ({"duration": "0"}, "energy-without-duration"),
        ({"gpu_model": "4 x A x 3 x B"}, "unreadable-accelerators"),
    ],
)
def test_what_is_odd_is_flagged_and_kept(log, changed, flag):
    rows, report = read(log(V31, changed))
    assert rows[0].note == flag
    assert reasons(report.flags) == {flag: 1}


def test_energy_in_no_time_is_work_of_unknown_length(log):
    assert read(log(V31, {"duration": "0"}))[0][0].elapsed_s is None


def test_several_accelerator_models_written_together_are_told_apart(log):
    rows, _ = read(log(V31, {"gpu_model": "4 x NVIDIA A1004 x NVIDIA V100"}))
    assert rows[0].accelerators_by_model == {"NVIDIA A100": 4, "NVIDIA V100": 4}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"water_consumed": "1.5", "wue": "0.7"}, "1.5 L in 1 run"),
        ({}, "implied factor for FRD: 0.2326 kgCO2e/kWh"),
        ({"tracking_mode": "process"}, "tracking_mode process in 1 run"),
        ({}, "emissions_rate is not read"),
        ({}, "CodeCarbon 3.3.0 in 1 run"),
        ({"pue": "1.2"}, "inside the energy already"),
        ({}, "--nodes N --trackers M"),
    ],
)
def test_what_has_no_column_is_said_in_the_report(log, changed, words):
    _, report = read(log(V38, changed))
    assert any(words in sentence for sentence in report.assumptions), report.assumptions


def test_without_energy_there_is_no_implied_factor(log):
    _, report = read(
        log(V31, {"energy_consumed": "0", "cpu_energy": "0", "gpu_energy": "0", "ram_energy": "0"})
    )
    assert not any("implied factor" in sentence for sentence in report.assumptions)


def test_a_cloud_names_its_region(log):
    _, report = read(log(V31, {"on_cloud": "Y", "cloud_provider": "gcp", "cloud_region": "europe-west9"}))
    assert report.regions == {"gcp europe-west9": 1}


def test_rows_of_fewer_trackers_than_nodes_are_scaled_and_say_so(log):
    rows, report = read(log(V31, {}), nodes=4, trackers=1)
    (row,) = rows
    assert (row.nodes, row.accelerators, row.energy_kwh, row.ghg_kgco2e) == (4, 32, 4 * 2.15, 2.0)
    assert (row.elapsed_s, row.note) == (3600, "scaled-to-nodes")
    assert reasons(report.repairs) == {"scaled-to-nodes": 1}


def test_every_rank_that_counted_the_whole_node_is_scaled_down(log):
    rows, report = read(log(V31, *({"run_id": f"r{n}"} for n in range(8))), nodes=1, trackers=8)
    assert math.isclose(report.energy_kwh, 2.15)
    assert report.accelerator_hours == 8.0
    assert {row.nodes for row in rows} == {None}


def test_counts_of_several_models_are_scaled_with_their_sum(log):
    rows, _ = read(log(V31, {"gpu_model": "4 x A4 x B"}), nodes=2, trackers=1)
    assert rows[0].accelerators_by_model == {"A": 8, "B": 8}


def test_a_log_of_all_nodes_is_left_as_it_is(log):
    rows, report = read(log(V31, {}), nodes=2, trackers=2)
    assert (rows[0].energy_kwh, rows[0].note, report.repairs) == (2.15, "", ())


@pytest.mark.parametrize("told", [{"nodes": 2}, {"trackers": 2}, {"nodes": 0, "trackers": 1}])
def test_half_an_answer_about_nodes_is_refused(log, told):
    with pytest.raises(LedgerError):
        read_ledger(log(V31, {}), **told)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kwh=st.floats(0.001, 1e6),
    nodes=st.integers(1, 500),
    trackers=st.integers(1, 500),
    count=st.integers(1, 64),
)
def test_scaling_multiplies_energy_and_accelerators_and_never_time(log, kwh, nodes, trackers, count):
    path = log(V1, {"energy_consumed": repr(kwh)}, name="p.csv")
    path.write_text(path.read_text().replace("experiment_id", "gpu_count").replace("5b0fa12a", str(count)))
    (row,), report = read(path, nodes=nodes, trackers=trackers)
    assert math.isclose(row.energy_kwh, kwh * nodes / trackers)
    assert math.isclose(row.accelerators, count * nodes / trackers)
    assert row.elapsed_s == 3600
    assert ("scaled-to-nodes" in row.note) is (nodes != trackers)
    assert math.isclose(report.energy_kwh, row.energy_kwh)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "1", "-1", "nan", "None", "x", "r1", "1e400", '"', "2025-02-01T12:00:00"]),
            max_size=40,
        ),
        max_size=8,
    )
)
def test_no_cells_crash_the_reader(tmp_path, rows):
    path = tmp_path / "emissions.csv"
    for columns in (V1, V38, TASKS):
        path.write_text("\n".join([",".join(columns), *map(",".join, rows)]))
        reading = read_ledger(path, "codecarbon")
        with suppress(LedgerError):
            used = list(reading)
            assert reading.report.rows_read == len(used) + reading.report.rows_skipped


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 1000), st.floats(0, 1e6)), min_size=1, max_size=12)
)
def test_each_run_counts_once_by_its_longest_row_whatever_the_order(log, rows):
    path = log(V1, {})
    head = "run_id,timestamp,duration,emissions,energy_consumed\n"
    path.write_text(head + "".join(f"r{run},2025-02-01T12:00:00,{s},0,{kwh!r}\n" for run, s, kwh in rows))
    longest = {run: max(s for other, s, _ in rows if other == run) for run, _, _ in rows}
    used, report = read(path)
    assert {row.job_id: row.elapsed_s for row in used} == {f"r{run}": s for run, s in longest.items()}
    assert report.rows_skipped == len(rows) - len(longest)
