import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect
from fullcount.ledger.prometheus.energy import energy_of
from fullcount.ledger.reading.held import covered_s, held_s, joules

POWER = "DCGM_FI_DEV_POWER_USAGE"
ENERGY = "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION"
UTIL = "DCGM_FI_DEV_GPU_UTIL"
START = 1_700_000_000
STEP = 30


def reasons(counts):
    return {count.reason: count.count for count in counts}


def series(metric=POWER, gpu=0, pod="trainer", values=None, times=None, **labels):
    values = ["400"] * 120 if values is None else values
    times = [START + STEP * n for n in range(len(values))] if times is None else times
    held = {"namespace": "team", "pod": pod, "container": "main"} if pod else {}
    metric = {
        "__name__": metric,
        "UUID": f"GPU-{gpu}",
        "gpu": str(gpu),
        "Hostname": "node-1",
        "modelName": "NVIDIA H100 80GB HBM3",
        **held,
        **labels,
    }
    return {
        "metric": metric,
        "values": [[time, str(value)] for time, value in zip(times, values, strict=True)],
    }


def answer(*result, **more):
    return {"status": "success", "data": {"resultType": "matrix", "result": list(result)}, **more}


def test_a_pod_is_one_row_with_the_energy_of_its_power(read) -> None:
    (row,), report = read(answer(series(gpu=0), series(gpu=1)))
    assert (row.elapsed_s, row.accelerators, row.accelerator_hours) == (3600, 2, 2)
    assert row.energy_kwh == pytest.approx(0.8)
    assert row.energy_boundary == "accelerator"
    assert (row.accelerator_model, row.nodes, row.outcome) == ("NVIDIA H100 80GB HBM3", 1, "unknown")
    assert (row.start, row.end) == ("2023-11-14T22:13:20", "2023-11-14T23:13:20")
    assert reasons(report.skipped) == {"series-of-same-pod": 1}
    assert any("30 s" in sentence for sentence in report.assumptions)


def test_no_name_of_pod_namespace_or_node_reaches_row_or_report(read) -> None:
    rows, report = read(answer(series(), series(pod=None, gpu=3)))
    told = f"{rows} {report}"
    assert not any(name in told for name in ("trainer", "team", "node-1"))


def test_the_counter_is_preferred_and_its_last_step_comes_from_power(read) -> None:
    counter = [1e9 + 400 * STEP * 1000 * n for n in range(120)]
    (row,), report = read(answer(series(values=["390"] * 120), series(ENERGY, values=counter)))
    assert row.energy_kwh == pytest.approx((400 * STEP * 119 + 390 * STEP) / 3.6e6)
    assert not report.flags


def test_a_counter_far_from_the_power_is_flagged(read) -> None:
    counter = [300 * STEP * 1000 * n for n in range(120)]
    (row,), report = read(answer(series(), series(ENERGY, values=counter)))
    assert reasons(report.flags) == {"counter-differs-from-power": 1}
    assert row.note == "counter-differs-from-power"


def test_a_reset_counter_counts_on_from_zero(read) -> None:
    (row,), report = read(answer(series(ENERGY, values=[9_000_000, 12_000_000, 1_000_000, 4_000_000])))
    assert row.energy_kwh == pytest.approx((3000 + 1000 + 3000) / 3.6e6)
    assert reasons(report.flags) == {"counter-reset": 1}


def test_a_counter_that_jumps_beyond_any_gpu_is_replaced_by_power(read) -> None:
    counter = [0, 400 * STEP * 1000, 9e15, 9e15 + 400 * STEP * 1000]
    (row,), report = read(answer(series(values=["400"] * 4), series(ENERGY, values=counter)))
    assert row.energy_kwh == pytest.approx(4 * STEP * 400 / 3.6e6)
    assert reasons(report.flags) == {"impossible-counter-step": 1}


def test_a_gap_is_flagged_and_not_bridged(read) -> None:
    times = [START + STEP * n for n in (*range(10), *range(1000, 1010))]
    (row,), report = read(answer(series(values=["400"] * 20, times=times)))
    assert row.elapsed_s == 20 * STEP
    assert row.energy_kwh == pytest.approx(20 * STEP * 400 / 3.6e6)
    assert reasons(report.flags) == {"gap-in-samples": 1}


def test_a_missed_scrape_is_bridged(read) -> None:
    times = [START + STEP * n for n in (0, 1, 2, 4, 5)]
    (row,), report = read(answer(series(values=["400"] * 5, times=times)))
    assert row.elapsed_s == 6 * STEP
    assert not report.flags


def test_gpus_held_for_different_times_are_their_average(read) -> None:
    (row,), _ = read(answer(series(gpu=0), series(gpu=1, values=["400"] * 60)))
    assert row.elapsed_s == 3600
    assert row.accelerators == pytest.approx(1.5)


def test_an_idle_gpu_is_a_row_of_its_own(read) -> None:
    rows, report = read(answer(series(), series(pod=None, gpu=5, values=["60"] * 120)))
    idle = rows[1]
    assert (idle.stage, idle.component, idle.note) == ("other", "unassigned", "no-pod")
    assert idle.energy_kwh == pytest.approx(0.06)
    assert report.untagged_jobs == 1


def test_the_exporters_own_pod_label_is_no_holder(read) -> None:
    rows, _ = read(answer(series(pod="dcgm-exporter-x7", exported_pod="job-a", exported_namespace="team")))
    assert not rows[0].note
    rows, report = read(answer(series(pod="nvidia-dcgm-exporter-x7")))
    assert rows[0].note == "no-pod"
    assert reasons(report.flags) == {"pod-is-the-exporter": 1}


def test_where_labels_collide_a_series_without_exported_pod_is_idle(read) -> None:
    held = series(pod="metrics-x7", exported_pod="job-a", exported_namespace="team")
    rows, _ = read(answer(held, series(pod="metrics-x7", gpu=1)))
    assert [row.note for row in rows] == ["", "no-pod"]


def test_a_gpu_in_a_pods_hands_is_not_idle_too(read) -> None:
    rows, report = read(answer(series(), series(pod=None)))
    assert len(rows) == 1
    assert reasons(report.skipped) == {"held-by-a-pod-all-the-time": 1}


def test_pods_that_share_a_gpu_share_hours_and_energy(read) -> None:
    rows, report = read(answer(series(pod="a"), series(pod="b")))
    assert [row.accelerators for row in rows] == [0.5, 0.5]
    assert sum(row.energy_kwh for row in rows) == pytest.approx(0.4)
    assert reasons(report.flags) == {"gpu-shared-by-pods": 2}


def test_a_mig_instance_is_its_share_of_the_gpu(read) -> None:
    (row,), report = read(answer(series(GPU_I_ID="2", GPU_I_PROFILE="3g.40gb")))
    assert row.accelerators == pytest.approx(3 / 7)
    assert row.energy_kwh == pytest.approx(0.4 * 3 / 7)
    assert reasons(report.flags) == {"mig-share": 1}


def test_a_mig_instance_of_an_a30_is_a_share_of_four(read) -> None:
    (row,), _ = read(answer(series(GPU_I_ID="2", GPU_I_PROFILE="1g.6gb", modelName="NVIDIA A30")))
    assert row.accelerators == 0.25


def test_two_models_in_one_pod_are_told_apart(read) -> None:
    (row,), report = read(answer(series(), series(gpu=1, modelName="NVIDIA L40S")))
    assert row.accelerator_model == "NVIDIA H100 80GB HBM3:1+NVIDIA L40S:1"
    assert report.accelerator_models == {"NVIDIA H100 80GB HBM3": 1, "NVIDIA L40S": 1}


def test_energy_of_some_gpus_is_not_that_of_all(read) -> None:
    (row,), report = read(answer(series(), series(UTIL, gpu=1)))
    assert row.energy_kwh is None
    assert row.energy_boundary is None
    assert row.accelerators == 2
    assert reasons(report.flags) == {"energy-of-some-gpus-only": 1}


def test_samples_without_a_number_are_left_out_and_counted(read) -> None:
    (row,), report = read(answer(series(values=["400", "NaN", "+Inf", "-1", "400"])))
    assert row.elapsed_s == 4 * STEP * 2 - 3 * STEP or row.elapsed_s > 0
    assert reasons(report.flags)["sample-without-number"] == 2
    assert reasons(report.flags)["negative-sample"] == 1


def test_samples_out_of_order_and_twice_are_one_series(read) -> None:
    times = [START + STEP * n for n in (3, 1, 1, 0, 2)]
    (row,), report = read(answer(series(values=["400", "400", "500", "400", "400"], times=times)))
    assert row.elapsed_s == 4 * STEP
    assert row.energy_kwh == pytest.approx(4 * STEP * 400 / 3.6e6)
    assert reasons(report.flags) == {"two-values-for-one-time": 1}


def test_an_unreadable_sample_is_rejected_or_stops(read) -> None:
    export = answer(series(values=["400", "four hundred", "400"]))
    _, report = read(export)
    assert reasons(report.skipped) == {"unreadable-sample": 1}
    with pytest.raises(LedgerError, match="unreadable-sample"):
        read(export, on_error="stop")


def test_one_sample_does_not_tell_for_how_long(read) -> None:
    (row,), report = read(answer(series(values=["400"])))
    assert row.elapsed_s is None
    assert row.energy_kwh is None
    assert reasons(report.flags) == {"step-unknown": 1}


def test_several_answers_of_overlapping_files_are_one_pod(read) -> None:
    whole = series()
    parts = [{**whole, "values": whole["values"][:80]}, {**whole, "values": whole["values"][60:]}]
    (row,), _ = read(answer(parts[0]), [answer(parts[1])])
    (expected,), _ = read(answer(whole))
    assert (row.elapsed_s, row.energy_kwh) == (expected.elapsed_s, pytest.approx(expected.energy_kwh))


def test_kube_state_metrics_tell_outcome_restarts_and_stage(read) -> None:
    pod = {"namespace": "team", "pod": "trainer"}
    said = [
        {"__name__": "kube_pod_status_phase", "phase": "Failed", **pod},
        {"__name__": "kube_pod_status_phase", "phase": "Succeeded", **pod},
        {"__name__": "kube_pod_container_status_last_terminated_reason", "reason": "OOMKilled", **pod},
        {"__name__": "kube_pod_labels", "label_fullcount_stage": "ablate", "label_run_type": "train", **pod},
        {"__name__": "kube_pod_container_status_restarts_total", **pod},
    ]
    values = ["1", "0", "1", "1", "3"]
    facts = [{"metric": m, "values": [[START, v]]} for m, v in zip(said, values, strict=True)]
    (row,), report = read(answer(series(), *facts))
    assert (row.outcome, row.state_raw, row.restarts) == ("out-of-memory", "OOMKilled", 3)
    assert (row.stage, row.run_type) == ("ablate", "train")
    assert reasons(report.skipped) == {"facts-about-a-pod": 5}


def test_rules_see_namespace_pod_and_pool(read) -> None:
    rules = [
        {
            "match": {"account": "team", "job_name": "train*", "partition": "h100"},
            "set": {"component": "mimi"},
        }
    ]
    (row,), _ = read(answer(series(node_pool="h100")), mapping=rules)
    assert row.component == "mimi"


@pytest.mark.parametrize(
    ("metric", "reason"),
    [
        ({"pod": "a", "UUID": "GPU-0"}, "no-metric-name"),
        ({"__name__": POWER, "pod": "a"}, "no-gpu-label"),
        ({"__name__": "up", "pod": "a"}, "other-metric"),
    ],
)
def test_a_series_that_cannot_be_placed_is_counted(read, metric, reason) -> None:
    rows, report = read(answer({"metric": metric, "values": [[START, "1"], [START + 30, "1"]]}), kind="dcgm")
    assert not rows
    assert reasons(report.skipped) == {reason: 1}


@pytest.mark.parametrize(
    ("export", "words"),
    [
        ({"status": "error", "errorType": "bad_data", "error": "invalid parameter"}, "invalid parameter"),
        ({"status": "success", "data": {"resultType": "vector", "result": []}}, "vector"),
        ({"status": "success", "data": {"resultType": ["matrix"], "result": []}}, "result type"),
        ({"status": "success", "data": None}, "matrix"),
        ('{"status": "success", "data": {"resultType": "matrix",\n "result": [', "export.json:2"),
        ("[1, 2]", "query_range"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "cannot be read"),
        ("plain,text\n1,2\n", "column of times"),
        ("time,colour\n1,2\n", "columns named as series"),
    ],
)
def test_what_is_no_range_is_refused(read, export, words) -> None:
    with pytest.raises(LedgerError, match=words):
        read(export, kind="dcgm")


def test_an_empty_result_and_a_warning_are_told(read) -> None:
    rows, report = read(answer(warnings=["a store did not answer"]))
    assert not rows
    assert reasons(report.flags) == {"answer-with-a-warning": 1, "empty-result": 1}


def test_lines_are_those_of_the_series(read) -> None:
    text = json.dumps(answer({"metric": {}, "values": "x"}, {"metric": {}, "values": []}), indent=1)
    _, report = read(text)
    lines = [example.line for count in report.skipped for example in count.examples]
    assert sorted(lines) == [n for n, line in enumerate(text.splitlines(), 1) if line == "   {"]


def test_victoria_metrics_lines(read) -> None:
    one = series(values=["400"] * 4)
    line = {
        "metric": one["metric"],
        "values": [400] * 4,
        "timestamps": [(START + STEP * n) * 1000 for n in range(4)],
    }
    (row,), _ = read(f"{json.dumps(line)}\n")
    assert (row.elapsed_s, row.start) == (4 * STEP, "2023-11-14T22:13:20")


def test_an_answer_of_one_line_may_be_long(read) -> None:
    one = answer(*(series(gpu=gpu, values=["400"] * 2000) for gpu in range(32)))
    assert len(json.dumps(one)) > 1 << 20
    (row,), _ = read(one)
    assert row.accelerators == 32


def test_promtools_bare_list(read) -> None:
    (row,), _ = read([series()])
    assert row.elapsed_s == 3600


def long_sheet(delimiter=","):
    rows = [("time", "value", "__name__", "UUID", "namespace", "pod")]
    rows += [
        (START + STEP * n, 400, POWER, f"GPU-{g}", "team", "trainer") for n in range(4) for g in range(2)
    ]
    return "".join(delimiter.join(map(str, row)) + "\n" for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_with_one_sample_a_line(read, delimiter) -> None:
    (row,), report = read(long_sheet(delimiter), name="export.csv", kind="dcgm")
    assert (row.elapsed_s, row.accelerators) == (4 * STEP, 2)
    assert row.energy_kwh == pytest.approx(2 * 4 * STEP * 400 / 3.6e6)
    assert report.rows_read == 2


def test_grafanas_sheet_with_one_series_a_column(read) -> None:
    columns = [f'"{POWER}{{UUID=""GPU-{g}"", pod=""trainer"", namespace=""team""}}"' for g in range(2)]
    lines = [f"2025-01-01 00:0{n}:00,400 W,{'400' if n < 2 else ''}" for n in range(4)]
    text = "\n".join(["sep=,", f'"Time",{",".join(columns)}', *lines])
    (row,), report = read(text, name="export.csv")
    assert (row.elapsed_s, row.accelerators) == (240, 1.5)
    assert row.start == "2025-01-01T00:00:00"
    assert "times without a zone are kept as they are" in report.assumptions


def test_a_sheet_with_one_metric_a_column(read) -> None:
    lines = [f"{START + STEP * n},GPU-0,trainer,400,90" for n in range(4)]
    text = "\n".join([f"timestamp,UUID,pod,{POWER},{UTIL}", *lines])
    (row,), report = read(text, name="export.csv")
    assert row.energy_kwh == pytest.approx(4 * STEP * 400 / 3.6e6)
    assert reasons(report.skipped) == {"series-of-same-pod": 1}


def test_bad_lines_of_a_sheet_are_counted(read) -> None:
    text = long_sheet() + "1,2\n" + f'{START},"400,{POWER}\n' + f"{START},x,{POWER},GPU-0,team,trainer\n"
    (row,), report = read(text, name="export.csv", kind="dcgm")
    assert row.accelerators == 2
    assert reasons(report.skipped) == {
        "broken-quotation": 1,
        "series-of-same-pod": 1,
        "short-row": 1,
        "unreadable-sample": 1,
    }


def test_an_export_is_recognised(tmp_path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(answer(series())))
    assert detect(path) == "dcgm"
    path.write_text(long_sheet())
    assert detect(path) == "dcgm"


@given(st.floats(0, 1000), st.integers(1, 200), st.integers(1, 600))
def test_a_constant_power_is_power_times_time(power, number, step) -> None:
    times = [START + step * n for n in range(number)]
    assert joules(times, [power] * number, step) == pytest.approx(power * number * step)


@given(st.lists(st.integers(0, 10_000), min_size=1, unique=True), st.integers(1, 100))
def test_samples_never_stand_longer_than_three_steps_nor_overlap(offsets, step) -> None:
    times = sorted(START + offset for offset in offsets)
    held = held_s(times, step)
    assert all(0 < span <= 3 * step for span in held)
    assert covered_s((t, t + s) for t, s in zip(times, held, strict=True)) <= sum(held)


@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=50), st.integers(0, 10**9))
def test_the_counter_gives_the_same_energy_whatever_it_starts_from(steps_mj, start) -> None:
    def counted(first):
        counter, level = {float(START): float(first)}, first
        for number, step in enumerate(steps_mj, 1):
            level += step
            counter[START + number * 30.0] = float(level)
        return energy_of({}, counter, 30, lambda _: 1.0).kwh

    assert counted(start) == pytest.approx(counted(0)) == pytest.approx(sum(steps_mj) / 3.6e9)
