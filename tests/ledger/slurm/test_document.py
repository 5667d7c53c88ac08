"""`sacct --json`, in the shapes of older and newer parsers."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.slurm.pieces import Stream


def some(number: float) -> dict[str, object]:
    return {"set": True, "infinite": False, "number": number}


NOT_SET = {"set": False, "infinite": False, "number": 0}
NEWER = {
    "job_id": 51,
    "array": {"job_id": 50, "task_id": some(1), "task": ""},
    "het": {"job_id": 0, "job_offset": NOT_SET},
    "name": "synth|secret\nname",
    "comment": {"administrator": "", "job": "demo,final,train", "system": ""},
    "partition": "gpu",
    "qos": "normal",
    "cluster": "synth",
    "account": "acct",
    "user": "alice",
    "state": {"current": ["RUNNING", "COMPLETING"], "reason": "None"},
    "time": {
        "start": 1709287200,
        "end": 1709290800,
        "elapsed": 3600,
        "submission": 1709280000,
        "suspended": 0,
    },
    "tres": {
        "allocated": [
            {"type": "cpu", "name": "", "id": 1, "count": 96},
            {"type": "mem", "name": "", "id": 2, "count": 921600},
            {"type": "energy", "name": "", "id": 3, "count": 18000000},
            {"type": "node", "name": "", "id": 4, "count": 1},
            {"type": "gres", "name": "gpu", "id": 1001, "count": 8},
            {"type": "gres", "name": "gpu:h100", "id": 1002, "count": 8},
        ]
    },
    "allocation_nodes": 1,
    "required": {"CPUs": 96, "memory_per_cpu": NOT_SET, "memory_per_node": some(921600)},
    "restart_cnt": 2,
    "working_directory": "/home/alice",
    "steps": [{"statistics": {"energy": {"consumed": some(18000000)}}}],
}
OLDER = {
    "job_id": 60,
    "array": {"job_id": 0, "task_id": None},
    "het": {"job_id": 60, "job_offset": 1},
    "name": "synth",
    "comment": "demo,data",
    "association": {"user": "bob", "account": "acct"},
    "state": {"current": "FAILED", "reason": "NonZeroExitCode"},
    "time": {"start": 1709287200, "end": 1709289000, "elapsed": 1800},
    "tres": {"allocated": [{"type": "cpu", "name": None, "id": 1, "count": 4}]},
    "allocation_nodes": 1,
    "required": {"CPUs": 4, "memory": 100},
    "steps": [],
}


def with_changes(job, **changes):
    return {**copy.deepcopy(job), **changes}


@pytest.fixture
def export(tmp_path):
    def write(*jobs, name: str = "jobs.json", indent: int | None = 1, **others) -> Path:
        path = tmp_path / name
        document = {"meta": {"Slurm": {"version": "23.11.4"}}, "jobs": list(jobs), "errors": [], **others}
        path.write_text(json.dumps(document, indent=indent), encoding="utf-8")
        return path

    return write


def test_a_job_of_a_newer_parser_is_read(export, read):
    rows, report = read(export(NEWER))
    (row,) = rows
    assert (row.job_id, row.outcome, row.state_raw, row.restarts) == ("50_1", "unknown", "RUNNING", 2)
    assert (row.start, row.end, row.elapsed_s) == ("2024-03-01T10:00:00", "2024-03-01T11:00:00", 3600)
    assert (row.accelerators, row.accelerator_model, row.nodes, row.cores) == (8, "h100", 1, 96)
    assert (row.memory_gib, row.energy_kwh, row.energy_boundary) == (900, 5, None)
    assert (row.component, row.stage, row.run_type) == ("demo", "final", "train")
    assert any("UTC" in sentence for sentence in report.assumptions)
    assert "alice" not in f"{rows}{report.as_dict()}"
    assert "secret" not in f"{rows}{report.as_dict()}"


def test_a_job_of_an_older_parser_is_read(export, read):
    (row,) = read(export(OLDER))[0]
    assert (row.job_id, row.outcome, row.component, row.stage) == ("60+1", "failed", "demo", "data")
    assert (row.accelerators, row.core_hours, row.memory_gib, row.energy_kwh) == (0, 2, None, None)
    assert len(row.user) == 12


@pytest.mark.parametrize(
    ("text", "words"),
    [("[1, 2]", "not-a-job"), ('{"jobs": {}}', "no list 'jobs'"), ('{"job": []}', "no list 'jobs'")],
)
def test_any_other_json_is_refused_where_it_is_said_to_be_slurm(tmp_path, text, words):
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match=words):
        list(read_ledger(path, "slurm", on_error="stop"))


def test_the_kind_is_detected_compact_indented_or_as_a_bare_list(export, tmp_path, read):
    bare = tmp_path / "bare.json"
    bare.write_text(json.dumps([NEWER]), encoding="utf-8")
    for path in (export(NEWER), export(NEWER, indent=None, name="compact.json"), bare):
        assert detect(path) == "slurm"
        assert len(read(path)[0]) == 1


@pytest.mark.parametrize(
    ("changes", "job_id"),
    [
        ({"array": {"job_id": some(50), "task_id": some(0)}}, "50_0"),
        ({"array": {"job_id": 50, "task_id": NOT_SET, "task": "2-9%2"}}, "50_[2-9%2]"),
        ({"array": {"job_id": 0, "task_id": NOT_SET}}, "51"),
        ({"array": None, "het": {"job_id": 51, "job_offset": some(0)}}, "51+0"),
    ],
)
def test_tasks_and_parts_have_the_id_that_sacct_prints(export, read, changes, job_id):
    assert read(export(with_changes(NEWER, **changes)))[0][0].job_id == job_id


def test_a_job_without_user_and_partition_is_still_a_job(export, read):
    assert len(read(export(with_changes(NEWER, user="", partition="", association={})))[0]) == 1


@pytest.mark.parametrize("state", [["TIMEOUT"], "TIMEOUT", {"current": "TIMEOUT"}, {"current": ["TIMEOUT"]}])
def test_a_state_may_be_a_word_or_a_list(export, read, state):
    assert read(export(with_changes(NEWER, state=state)))[0][0].outcome == "timeout"


def test_a_job_that_has_not_started_has_no_times(export, read):
    pending = with_changes(
        NEWER,
        state={"current": ["PENDING"]},
        time={"start": 0, "end": 0, "elapsed": 0},
        tres={"allocated": []},
    )
    (row,) = read(export(pending))[0]
    assert (row.start, row.end, row.elapsed_s, row.accelerator_hours) == (None, None, 0, 0)


def test_energy_on_steps_alone_is_not_added_up_but_said(export, read, reasons):
    job = with_changes(NEWER, tres={"allocated": NEWER["tres"]["allocated"][:2]})
    rows, report = read(export(job))
    assert rows[0].energy_kwh is None
    assert reasons(report.flags) == {"energy-on-steps-only": 1}


def test_a_json_and_a_text_export_of_the_same_jobs_count_once(export, write, read):
    text = write(
        "50_1|synth|1709287200|1709290800|3600|gres/gpu=8",
        header="JobID|Cluster|Start|End|ElapsedRaw|AllocTRES",
    )
    assert len(read([export(NEWER), text])[0]) == 1


def test_what_is_no_job_is_rejected_with_its_line(export, read, reasons):
    rows, report = read(export(NEWER, "x", {"job_id": 1, "job_state": "RUNNING"}))
    assert len(rows) == 1
    assert reasons(report.skipped) == {"not-a-job": 2}
    assert report.skipped[0].examples[0].line > 20


def test_a_bad_byte_costs_no_job_unless_the_user_wants_to_stop(export, read, reasons):
    path = export(NEWER)
    path.write_bytes(path.read_bytes().replace(b"synth|secret", b"synth\xff"))
    rows, report = read(path)
    assert len(rows) == 1
    assert reasons(report.repairs) == {"bad-encoding": 1}
    with pytest.raises(LedgerError, match="bad-encoding"):
        read(path, on_error="stop")


def test_errors_that_slurm_reported_are_passed_on(export, read):
    _, report = read(export(NEWER, errors=[{"description": "slurmdbd is away", "error_number": 1}]))
    assert any("slurmdbd is away" in sentence for sentence in report.assumptions)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"jobs": [{"job_id": 1,', "ends early"),
        ('{"jobs": [{"job_id": 1, "time": {}}', "ends early"),
        ('{"jobs": [{"job_id": 1, "time": {}} {"job_id": 2}]}', "expected ','"),
        ('{"jobs": [{"job_id": 1, "time": }]}', "broken JSON"),
        ('{"jobs": [{"job_id": 1, "time": {}}]} trailing', "more after the end"),
        ('{"jobs": [{"job_id": ' + "9" * 5000 + "}]}", "cannot be read"),
        ('{"jobs": [{"job_id": ' + "[" * 200_000, "cannot be read"),
    ],
)
def test_a_document_that_is_broken_is_refused_with_its_line(tmp_path, text, words):
    path = tmp_path / "jobs.json"
    path.write_text("\n" + text, encoding="utf-8")
    with pytest.raises(LedgerError, match=words) as caught:
        list(read_ledger(path))
    assert caught.value.problems[0].line == 2


def test_a_refused_document_is_closed_at_once(tmp_path):
    path = tmp_path / "jobs.json"
    path.write_text('{"jobs": [{"job_id": ' + "9" * 5000 + "}]}", encoding="utf-8")
    reading = read_ledger(path)
    with pytest.raises(LedgerError) as caught:
        list(reading)
    opened = [link for link in Path("/proc/self/fd").iterdir() if _target(link) == path]
    assert caught.value.problems
    assert not opened


def _target(link: Path) -> Path | None:
    try:
        return link.readlink()
    except OSError:
        return None


@settings(max_examples=60)
@given(
    jobs=st.lists(
        st.dictionaries(st.text(max_size=4), st.text() | st.integers() | st.floats(allow_nan=False))
    ),
    size=st.integers(1, 9),
    indent=st.sampled_from([None, 1]),
)
def test_items_are_the_same_in_pieces_of_any_size(tmp_path_factory, jobs, size, indent):
    path = tmp_path_factory.mktemp("json") / "jobs.json"
    others = {"a": 12, "b": [True, None], "z": 1.5}
    path.write_text(json.dumps({"a": 12, "b": [True, None], "jobs": jobs, "z": 1.5}, indent=indent), "utf-8")
    source = TextSource(path)
    whole = source.pieces
    source.pieces = lambda: whole(size)
    stream = Stream(source, "jobs")
    assert [item.value for item in stream.items()] == jobs
    assert stream.others == others
