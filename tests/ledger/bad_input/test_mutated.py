"""Logs with bytes flipped, cut out and put in: never a crash, never a row that is not counted."""

import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.cli import main
from fullcount.ledger import read_table

from .conftest import LOGS

SEVERAL = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
places = st.integers(0, 10_000)
mutations = st.lists(
    st.one_of(
        st.tuples(st.just("flip"), places, st.integers(1, 255)),
        st.tuples(st.just("cut"), places, st.integers(1, 60)),
        st.tuples(st.just("insert"), places, st.binary(min_size=1, max_size=20)),
        st.tuples(
            st.just("insert"),
            places,
            st.sampled_from([b"|", b",", b"\n", b'"', b"\0", b"\xff\xfe", b"9" * 30]),
        ),
        st.tuples(st.just("end"), places, st.just(0)),
    ),
    min_size=1,
    max_size=6,
)


def mutated(data, changes):
    for change, place, what in changes:
        at = place % (len(data) + 1)
        if change == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ what]) + data[at + 1 :]
        elif change == "cut":
            data = data[:at] + data[at + what :]
        elif change == "insert":
            data = data[:at] + what + data[at:]
        elif change == "end":
            data = data[:at]
    return data


def run(*words):
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, words)])
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("kind", LOGS)
@pytest.mark.parametrize("on_error", ["skip", "stop"])
@SEVERAL
@given(changes=mutations)
def test_a_broken_log_is_read_or_refused_and_every_row_is_counted(tmp_path, kind, on_error, changes):
    log, out = tmp_path / "log", tmp_path / "out"
    data = mutated(LOGS[kind], changes)
    log.write_bytes(data)
    shutil.rmtree(out, ignore_errors=True)
    code, said, errors = run("read", kind, log, "--out", out, "--on-error", on_error, "--format", "json")
    assert log.read_bytes() == data
    assert "Traceback" not in errors
    if code == 0:
        report = json.loads(said)
        assert report["rows_read"] == report["rows_used"] + report["rows_skipped"]
        assert len(list(read_table(out))) == report["rows_used"]
        assert report["complete"] is True
    else:
        assert code == 3 or (code == 1 and errors.startswith("log: no job in it"))
        assert errors.startswith("log")
        assert {path.name for path in tmp_path.iterdir()} == {"log"}


@pytest.mark.parametrize("kind", LOGS)
@SEVERAL
@given(junk=st.binary(min_size=1, max_size=40).filter(lambda line: b"\n" not in line), at=st.integers(1, 4))
def test_a_line_of_junk_costs_no_other_row(tmp_path, kind, junk, at):
    lines = LOGS[kind].splitlines(keepends=True)
    log, out = tmp_path / "log", tmp_path / "out"
    log.write_bytes(b"".join([*lines[:at], junk, b"\n", *lines[at:]]))
    shutil.rmtree(out, ignore_errors=True)
    code, _, errors = run("read", kind, log, "--out", out)
    assert code == 0, errors
    jobs = {row.job_id for row in read_table(out)}
    assert jobs >= ({"1", "2", "3"} if kind == "slurm" else {"run-1", "run-2"})
