import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, write_ledger
from fullcount.ledger.mlflow.nested import own_time
from fullcount.ledger.mlflow.runs import Run
from fullcount.ledger.reading.moments import Moment

START = 1_735_689_600_000  # 2025-01-01T00:00:00Z in milliseconds
HOUR = 3_600_000
HEAD = "run_id,experiment_id,status,artifact_uri,start_time,end_time,metrics.loss,params.lr,tags.mlflow.user,tags.stage"
LINE = "r1,1,FINISHED,s3://x,2025-01-01 00:00:00+00:00,2025-01-01 02:00:00.500000+00:00,0.1,1e-4,alice,final"


def reasons(counts):
    return {count.reason: count.count for count in counts}


def run(run_id="r1", start=START, hours=2.0, status="FINISHED", metrics=(), tags=(), **info):
    ends = None if hours is None else start + int(hours * HOUR)
    pairs = {"metrics": dict(metrics), "tags": dict(tags)}
    data = {part: [{"key": k, "value": v} for k, v in values.items()] for part, values in pairs.items()}
    times = {"start_time": start, "end_time": ends}
    return {"info": {"run_id": run_id, "experiment_id": "1", "status": status, **times, **info}, "data": data}


def gpus(number):
    return {f"system/gpu_{n}_{what}": 300.0 for n in range(number) for what in ("power_usage_watts", "x")}


def test_a_run_of_the_json(read) -> None:
    (row,), report = read({"runs": [run(metrics=gpus(8), tags={"mlflow.user": "alice", "stage": "ablate"})]})
    assert (row.job_id, row.outcome, row.elapsed_s, row.accelerators) == ("r1", "completed", 7200, 8)
    assert (row.start, row.end) == ("2025-01-01T00:00:00", "2025-01-01T02:00:00")
    assert row.stage == "ablate"
    assert len(row.user) == 12
    assert row.energy_kwh is None
    assert any("no mean" in sentence for sentence in report.assumptions)


def test_a_run_of_the_csv(read) -> None:
    (row,), report = read(f"{HEAD}\n{LINE}\n", name="runs.csv")
    assert (row.job_id, row.elapsed_s, row.stage) == ("r1", 7200.5, "final")
    assert row.accelerators is None
    assert report.unknown_accelerators == 1


def test_a_note_with_line_breaks_in_a_cell_is_one_run(read) -> None:
    head = f"{HEAD},tags.mlflow.note.content"
    rows, report = read(
        f'{head}\n{LINE},"first\n\nthird, ""quoted"""\n{LINE.replace("r1", "r2")},\n', name="runs.csv"
    )
    assert [row.job_id for row in rows] == ["r1", "r2"]
    assert report.rows_read == 2


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("FINISHED", "completed"),
        ("FAILED", "failed"),
        ("KILLED", "cancelled"),
        (3, "completed"),
        ("4", "failed"),
    ],
)
def test_a_status_is_an_outcome(read, status, outcome) -> None:
    (row,), report = read([{"runs": [run(status=status)]}])
    assert row.outcome == outcome
    assert not report.flags


def test_a_running_run_has_no_time_and_a_scheduled_one_never_ran(read) -> None:
    rows, report = read(
        {"runs": [run(status="RUNNING", hours=None), run("r2", status="SCHEDULED", hours=None)]}
    )
    assert [(row.outcome, row.elapsed_s) for row in rows] == [("unknown", None), ("unknown", 0)]
    assert reasons(report.flags) == {"run-not-ended": 1}
    assert report.runs == 1


def test_an_unknown_status_and_a_deleted_run_are_kept_and_told(read) -> None:
    _, report = read({"runs": [run(status="LOST", lifecycle_stage="deleted")]})
    assert reasons(report.flags) == {"deleted-run": 1, "unlisted-status": 1}


def test_gpus_of_several_nodes_are_counted_apart(read) -> None:
    metrics = {f"system/node-{n}/gpu_{g}_utilization_percentage": 90 for n in range(2) for g in range(4)}
    (row,), _ = read({"runs": [run(metrics=metrics)]})
    assert (row.accelerators, row.nodes) == (8, 2)


def test_a_tag_states_the_accelerators(read) -> None:
    tags = {"fullcount.accelerators": "2", "fullcount.component": "mimi", "fullcount.stage": "lab:distil"}
    (row,), _ = read({"runs": [run(metrics=gpus(8), tags=tags)]})
    assert (row.accelerators, row.component, row.stage) == (2, "mimi", "lab:distil")


def test_a_component_is_not_taken_from_a_bare_tag(read) -> None:
    (row,), report = read({"runs": [run(tags={"component": "frontend", "stage": "Production"})]})
    assert (row.component, row.stage) == ("unassigned", "other")
    assert reasons(report.flags) == {"unreadable-tag": 1}


def test_codecarbons_figures_are_read_under_its_names(read) -> None:
    metrics = {"codecarbon/energy_consumed": 1.5, "codecarbon/emissions": 0.3}
    (row,), _ = read({"runs": [run(metrics=metrics)]})
    assert (row.energy_kwh, row.energy_boundary, row.ghg_kgco2e) == (1.5, "node", 0.3)
    (row,), _ = read({"runs": [run(metrics={"energy_consumed": 1.5, "emissions": 0.3, "pue": 1.2})]})
    assert (row.energy_kwh, row.energy_boundary) == (1.5, "facility")


@pytest.mark.parametrize(
    "metrics", [{"emissions": 0.3}, {"codecarbon/emissions": "NaN", "codecarbon/pue": -1}]
)
def test_a_lone_word_or_no_number_is_no_measurement(read, metrics) -> None:
    (row,), _ = read({"runs": [run(metrics=metrics)]})
    assert row.energy_kwh is None
    assert row.ghg_kgco2e is None


def nested(run_id, parent="p", **more):
    return run(run_id, tags={"mlflow.parentRunId": parent}, **more)


def test_a_parent_that_only_waited_is_skipped(read) -> None:
    children = [nested("a", hours=1), nested("b", start=START + HOUR, hours=1)]
    rows, report = read({"runs": [run("p"), *children]})
    assert [row.job_id for row in rows] == ["a", "b"]
    assert reasons(report.skipped) == {"parent-of-nested-runs": 1}


def test_a_parent_that_worked_too_keeps_its_own_time(read) -> None:
    rows, report = read({"runs": [run("p"), nested("a", hours=0.5)]})
    assert [(row.job_id, row.elapsed_s) for row in rows] == [("p", 5400), ("a", 1800)]
    assert reasons(report.flags) == {"time-of-children-taken-off": 1}


def test_energy_of_a_parent_with_children_is_not_parted(read) -> None:
    energy = {"codecarbon_energy_consumed": 2.0}
    rows, report = read({"runs": [run("p", metrics=energy), nested("a", hours=0.5, metrics=energy)]})
    assert [row.energy_kwh for row in rows] == [None, 2.0]
    assert reasons(report.flags)["energy-of-a-parent-left-out"] == 1


def test_runs_that_are_each_others_parents_all_count(read) -> None:
    rows, _ = read({"runs": [nested("a", "b"), nested("b", "a"), nested("c", "c")]})
    assert [row.elapsed_s for row in rows] == [7200] * 3


def test_a_run_exported_twice_counts_once_in_its_later_state(read) -> None:
    (row,), report = read({"runs": [run(status="RUNNING", hours=None)]}, {"runs": [run()]})
    assert row.outcome == "completed"
    assert reasons(report.skipped) == {"run-exported-again": 1}


def test_a_missing_page_is_told(read) -> None:
    _, report = read({"runs": [run()], "next_page_token": "abc"})
    assert reasons(report.flags) == {"more-runs-on-the-next-page": 1}


def test_runs_as_dictionaries(read) -> None:
    one = run()
    one["data"] = {"metrics": gpus(2), "params": {}, "tags": {"stage": "final"}}
    (row,), _ = read([one])
    assert (row.accelerators, row.stage) == (2, "final")


def test_rules_see_name_experiment_source_and_user(read) -> None:
    tags = {"mlflow.runName": "sweep-1", "mlflow.source.name": "/home/a/tts/train.py", "mlflow.user": "alice"}
    match = {"project": "1", "job_name": "sweep*", "workdir": "*/tts/*", "user": "alice"}
    (row,), report = read({"runs": [run(tags=tags)]}, mapping=[{"match": match, "set": {"component": "tts"}}])
    assert row.component == "tts"
    assert not any(word in f"{row} {report}" for word in ("sweep", "home", "alice"))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"info": {"status": "FINISHED"}}, "no-run-id"),
        ({"data": {}}, "unreadable-run"),
        (run(start="soon", hours=None), "unreadable-time"),
        (run(hours=-1), "end-before-start"),
    ],
)
def test_a_bad_run_is_counted_or_stops(read, bad, reason) -> None:
    rows, report = read({"runs": [bad, run("r2")]}, kind="mlflow")
    assert [row.job_id for row in rows] == ["r2"]
    assert reasons(report.skipped) == {reason: 1}
    with pytest.raises(LedgerError, match=reason):
        read({"runs": [bad]}, kind="mlflow", on_error="stop")


@pytest.mark.parametrize(
    ("export", "words"),
    [
        ('{"runs": [', "not JSON"),
        ('{"models": []}', "runs with info"),
        ("[1]", "runs with info"),
        ("a,b\n1,2\n", "run_id, status"),
        ("", "an empty file"),
    ],
)
def test_what_is_no_export_is_refused(read, export, words) -> None:
    with pytest.raises(LedgerError, match=words):
        read(export, kind="mlflow")


def test_half_a_character_in_a_text_is_replaced(read, tmp_path) -> None:
    text = json.dumps({"runs": [run("a\ud83d\ude00b\ud800c")]})
    (row,), _ = read(text)
    assert row.job_id == "a\U0001f600b\ufffdc"
    assert write_ledger([row], tmp_path / "ledger").is_file()


def test_an_export_is_recognised(tmp_path) -> None:
    path = tmp_path / "runs"
    path.write_text(f"{HEAD}\n{LINE}\n")
    assert detect(path) == "mlflow"
    path.write_text('{"runs": [{"info": {"run_id": "a", "experiment_id": "0", "status": "FINISHED"}}]}')
    assert detect(path) == "mlflow"


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=8))
def test_own_time_and_what_children_took_are_the_whole(spans) -> None:
    def timed(run_id, first, length, tags):
        times = (Moment(float(first), zoned=True), Moment(float(first + length), zoned=True))
        return Run("f", 1, {"run_id": run_id}, tags=tags, start=times[0], end=times[1])

    runs = {"p": timed("p", 1000, 5000, {})}
    for number, (first, length) in enumerate(spans):
        runs[str(number)] = timed(str(number), first, length, {"mlflow.parentRunId": "p"})
    own = own_time(runs)["p"]
    assert own.elapsed_s + own.taken_s == 5000
    assert 0 <= own.taken_s <= 5000
