import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger
from fullcount.ledger.wandb.power import power_of

CREATED = "2025-03-01T10:00:00Z"


def reasons(counts):
    return {count.reason: count.count for count in counts}


def run(run_id="abc1", state="finished", summary=None, metadata=None, **more):
    summary = {"_runtime": 3590, "_wandb": {"runtime": 3600}} if summary is None else summary
    metadata = (
        {"gpu": "NVIDIA A100-SXM4-40GB", "gpu_count": 8, "cpu_count": 64} if metadata is None else metadata
    )
    one = {"id": run_id, "name": "glad-sun-1", "state": state, "createdAt": CREATED}
    return {**one, "summary": summary, "config": {}, "metadata": metadata, **more}


def test_a_run_of_the_api(read) -> None:
    (row,), report = read([run(user={"username": "alice"}, config={"stage": {"value": "final"}})])
    assert (row.job_id, row.outcome, row.elapsed_s) == ("abc1", "completed", 3600)
    assert (row.accelerators, row.accelerator_model, row.cores) == (8, "NVIDIA A100-SXM4-40GB", 64)
    assert (row.start, row.end, row.stage, row.energy_kwh) == ("2025-03-01T10:00:00", None, "final", None)
    assert not any(word in f"{row} {report}" for word in ("alice", "glad"))
    assert any("used or not" in sentence for sentence in report.assumptions)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [("crashed", "failed"), ("failed", "failed"), ("killed", "cancelled"), ("preempted", "preempted")],
)
def test_a_state_is_an_outcome(read, state, outcome) -> None:
    (row,), report = read([run(state=state)])
    assert (row.outcome, row.state_raw) == (outcome, state)
    assert not report.flags


def test_a_running_run_and_an_unknown_state_are_told(read) -> None:
    rows, report = read([run(state="running"), run("b", state="odd")])
    assert [row.outcome for row in rows] == ["unknown", "unknown"]
    assert reasons(report.flags) == {"run-not-ended": 1, "unlisted-state": 1}


def test_text_of_json_within_the_json_is_read(read) -> None:
    one = run(summary=None, metadata={})
    one["summaryMetrics"] = json.dumps(one.pop("summary"))
    one["config"] = json.dumps({"fullcount.component": {"value": "mimi"}})
    (row,), _ = read([one])
    assert (row.elapsed_s, row.component) == (3600, "mimi")


@pytest.mark.parametrize(
    ("summary", "runtime", "elapsed_s"),
    [
        ({"_runtime": 50}, None, 50),
        ({"_runtime": 50}, 60, 60),
        ({"_runtime": "NaN"}, "1d 2h 3m 4s", 93784),
        ({"_runtime": float("nan")}, None, None),
        ({"_runtime": 0}, None, 0),
    ],
)
def test_the_runtime_is_the_best_that_is_told(read, summary, runtime, elapsed_s) -> None:
    (row,), _ = read([run(summary=summary, runtime=runtime)])
    assert row.elapsed_s == elapsed_s


def test_the_runs_table_as_csv(read) -> None:
    text = (
        '"Name","State","Notes","User","Tags","Created","Runtime","Group","Job Type","ID","_wandb.gpu_count","stage"\n'
        '"glad-sun-1","finished","two\nlines","alice","","2025-03-01T10:00:00.000Z","7200","tts","train","x1","4","ablate"\n'
        '"sad-sky-2","crashed","-","bob","","2025-03-02T10:00:00.000Z","","tts","train","x2","",""\n'
    )
    rules = [{"match": {"account": "tts", "partition": "train"}, "set": {"component": "tts"}}]
    (first, second), report = read(text, name="runs.csv", mapping=rules)
    assert (first.job_id, first.elapsed_s, first.accelerators, first.stage) == ("x1", 7200, 4, "ablate")
    assert (second.outcome, second.elapsed_s, second.accelerators) == ("failed", None, None)
    assert first.component == "tts"
    assert reasons(report.flags) == {"no-runtime": 1}


def test_a_table_of_dictionaries_as_the_manual_writes_it(read) -> None:
    text = """,summary,config,name\n0,"{'_runtime': 120.5, 'loss': None}","{'stage': 'debug'}",glad-sun-1\n"""
    (row,), _ = read(text, name="project.csv", kind="wandb")
    assert row.elapsed_s == 120.5
    assert row.job_id == "project.csv:2"


def test_the_files_of_an_offline_folder_are_one_run(tmp_path) -> None:
    files = tmp_path / "offline-run-20250301_100000-k3v9/files"
    files.mkdir(parents=True)
    metadata = {"startedAt": CREATED, "python": "3.11", "host": "node-1", "username": "alice", "gpu_count": 2}
    (files / "wandb-metadata.json").write_text(
        json.dumps({**metadata, "gpu_nvidia": [{"name": "NVIDIA L40S"}]})
    )
    (files / "wandb-summary.json").write_text('{"loss": NaN, "_runtime": 59, "_wandb": {"runtime": 60}}')
    logs = [files / "wandb-metadata.json", files / "wandb-summary.json"]
    assert {detect(log) for log in logs} == {"wandb"}
    reading = read_ledger(logs)
    (row,) = reading
    assert (row.job_id, row.elapsed_s, row.accelerators, row.accelerator_model) == (
        "k3v9",
        60,
        2,
        "NVIDIA L40S",
    )
    assert (row.outcome, row.start) == ("unknown", "2025-03-01T10:00:00")
    assert reasons(reading.report.skipped) == {"part-of-the-same-run": 1}
    assert "node-1" not in f"{row} {reading.report}"


def events(number=10, gpus=2, step=15, watts=300, **more):
    def row(n):
        power = {f"system.gpu.{g}.powerWatts": watts for g in range(gpus)}
        return {
            "_timestamp": 1_740_823_200 + n * step,
            "_runtime": n * step,
            "system.cpu": 1,
            **power,
            **more,
        }

    return [row(n) for n in range(number)]


def test_events_over_time_are_integrated(read) -> None:
    one = run(summary={"_runtime": 150}, metadata={}, events=events())
    (row,), report = read([one])
    assert row.energy_kwh == pytest.approx(2 * 150 * 300 / 3.6e6)
    assert (row.energy_boundary, row.accelerators) == ("accelerator", 2)
    assert not report.flags


def test_events_that_cover_a_part_of_the_run_are_told(read) -> None:
    _, report = read([run(events=events())])
    assert reasons(report.flags) == {"power-covers-less-than-time": 1}


def test_an_events_file_belongs_to_the_run_that_it_names(read) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in events(run_id="b"))
    rows, report = read([run("a"), run("b")], lines)
    assert [row.energy_kwh is None for row in rows] == [True, False]
    assert reasons(report.skipped) == {"part-of-the-same-run": 1}


def test_an_events_sheet_without_a_run_is_of_the_only_one_or_its_own(read) -> None:
    head = ",".join(events()[0])
    sheet = "\n".join([head, *(",".join(map(str, row.values())) for row in events())])
    (row,), _ = read([run("a")], sheet)
    assert (row.job_id, row.energy_kwh) == ("a", pytest.approx(0.025))
    rows, _ = read([run("a"), run("b")], sheet)
    assert [row.energy_kwh for row in rows] == [None, None, pytest.approx(0.025)]
    assert rows[2].elapsed_s == 150


def test_the_last_power_of_a_run_is_no_energy(read) -> None:
    (row,), _ = read([run(systemMetrics={"system.gpu.0.powerWatts": 300})])
    assert row.energy_kwh is None


def test_runs_on_one_node_at_a_time_are_told(read) -> None:
    def on(host, run_id, created=CREATED):
        return run(run_id, metadata={"host": host, "gpu_count": 8}, createdAt=created)

    later = "2025-03-01T11:00:00Z"
    _, report = read([on("n1", "a"), on("n1", "b"), on("n1", "c", later), on("n2", "d")])
    assert reasons(report.flags) == {"runs-share-a-node": 2}


def test_codecarbons_figures_win_over_events(read) -> None:
    summary = {"_runtime": 150, "energy_consumed": 0.9, "emissions": 0.2}
    (row,), _ = read([run(summary=summary, events=events())])
    assert (row.energy_kwh, row.energy_boundary, row.ghg_kgco2e) == (0.9, "node", 0.2)


def test_a_run_exported_twice_is_in_its_later_state(read) -> None:
    (row,), report = read([run(state="running")], [run()])
    assert row.outcome == "completed"
    assert reasons(report.skipped) == {"part-of-the-same-run": 1}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (17, "unreadable-run"),
        ({"models": []}, "unreadable-run"),
        (run(createdAt="yesterday"), "unreadable-time"),
        (run(summary={"_runtime": "long"}), "unreadable-runtime"),
        (run(summary={"_runtime": -5}), "unreadable-runtime"),
    ],
)
def test_a_bad_run_is_counted_or_stops(read, bad, reason) -> None:
    rows, report = read([run("good"), bad])
    assert len(rows) + report.rows_skipped == 2
    assert reasons(report.skipped) == {reason: 1}
    with pytest.raises(LedgerError, match=reason):
        read([bad, run("good")], on_error="stop", kind="wandb")


@pytest.mark.parametrize(
    ("export", "words"), [("[{", "not JSON"), ("a,b\n1,2\n", "ID or Name"), ("", "empty")]
)
def test_what_is_no_export_is_refused(read, export, words) -> None:
    with pytest.raises(LedgerError, match=words):
        read(export, kind="wandb")


@given(st.integers(1, 8), st.integers(2, 100), st.integers(1, 60), st.floats(0, 1000))
def test_a_constant_power_is_power_times_time(gpus, number, step, watts) -> None:
    found = power_of(events(number, gpus, step, watts))
    assert found.energy_kwh == pytest.approx(gpus * number * step * watts / 3.6e6)
