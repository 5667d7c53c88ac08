"""Several ledgers as one: each job once, and nothing about the parts lost."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.cli import main
from fullcount.ledger import LedgerError, read_ledger, read_table, summarise, write_ledger
from fullcount.ledger.merge import merge_ledgers


def reasons(counts):
    return {count.reason: count.count for count in counts}


def test_ledgers_of_different_jobs_are_joined_in_their_order(merged, job):
    rows, report = merged([job("1"), job("2")], [job("3")])
    assert [row.job_id for row in rows] == ["1", "2", "3"]
    assert (report.rows_read, report.rows_used, report.rows_skipped) == (3, 3, 0)


def test_a_job_of_two_ledgers_counts_once(merged, job):
    rows, report = merged([job("1"), job("2")], [job("2"), job("3")])
    assert [row.job_id for row in rows] == ["1", "2", "3"]
    assert reasons(report.skipped) == {"repeat-of-another-ledger": 1}
    assert report.rows_read == report.rows_used + report.rows_skipped == 4
    assert report.accelerator_hours == 24


def test_attempts_of_a_requeued_job_all_count(merged, job):
    later = {"start": "2024-03-02T10:00:00", "end": "2024-03-02T11:00:00"}
    rows, _ = merged([job("1")], [job("1", **later)])
    assert len(rows) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_a_running_job_gives_way_to_the_finished_one(merged, job, order):
    running = job("1", end=None, elapsed_s=600.0, outcome="unknown")
    rows, report = merged(*[[running], [job("1")]][::order])
    assert rows == [job("1")]
    assert reasons(report.skipped) == {"superseded-by-another-ledger": 1}


@pytest.mark.parametrize("order", [1, -1])
def test_a_job_cut_to_a_period_gives_way_to_the_whole_one(merged, job, order):
    cut = job("1", end="2024-03-01T10:30:00", elapsed_s=1800.0, note="clipped-to-period")
    rows, report = merged(*[[cut], [job("1")]][::order])
    assert rows == [job("1")]
    assert not report.flags


@pytest.mark.parametrize("order", [1, -1])
def test_a_waiting_job_gives_way_to_the_one_that_started(merged, job, order):
    waiting = job("1", start=None, end=None, elapsed_s=0.0, accelerators=None, outcome="unknown")
    rows, _ = merged(*[[waiting], [job("1")]][::order])
    assert rows == [job("1")]


def test_the_rows_of_a_tracker_whose_start_moves_by_a_second_are_one_run(merged, job):
    early = job("run-1", start="2024-03-01T10:00:01", end="2024-03-01T10:20:00", elapsed_s=1199.5)
    rows, _ = merged([early], [job("run-1")])
    assert rows == [job("run-1")]


def test_rows_without_a_start_are_one_job_only_where_all_is_the_same(merged, job):
    unknown = {"start": None, "end": None}
    rows, _ = merged(
        [job("card", **unknown), job("card", **unknown, elapsed_s=5.0)],
        [job("card", **unknown), job("card", **unknown, elapsed_s=9.0)],
    )
    assert sorted(row.elapsed_s for row in rows) == [5.0, 9.0, 3600.0]


def test_rows_of_one_ledger_never_replace_each_other(merged, job):
    rows, _ = merged([job("1"), job("1")], [job("2")])
    assert len(rows) == 3


def test_other_figures_or_axes_for_the_same_attempt_are_told(merged, job):
    _, report = merged([job("1"), job("2")], [job("1", accelerators=4.0), job("2", stage="ablate")])
    assert reasons(report.flags) == {"same-attempt-other-facts": 1, "same-attempt-other-axes": 1}
    assert {example.line for count in report.flags for example in count.examples} == {2, 3}


def test_hashes_of_two_keys_are_told_apart(merged, job):
    _, report = merged([job("1", user="a" * 12)], [job("1", user="b" * 12)])
    assert any("their keys differ" in sentence for sentence in report.assumptions)
    _, report = merged([job("1", user="a" * 12)], [job("1", user="a" * 12)])
    assert not any("their keys differ" in sentence for sentence in report.assumptions)


def test_the_package_keeps_the_report_of_every_part(tmp_path, write, row):
    for name in ("a", "b"):
        write_ledger(read_ledger(write(row(name + "1"), row("7" + str(ord(name))))), tmp_path / name)
    merge = merge_ledgers([tmp_path / "a", tmp_path / "b"])
    write_ledger(merge.rows, tmp_path / "ab", more=merge.package)
    package = json.loads((tmp_path / "ab" / "datapackage.json").read_text())
    assert [report["format"] for report in package["x-read-report"]] == ["slurm sacct"] * 2
    assert [report["importer"]["name"] for report in package["x-read-report"]] == ["slurm"] * 2
    assert package["x-merge"]["rows_used"] == 2
    assert [source["title"] for source in package["sources"]] == [
        "Ledger: ledger.csv (ledger 1)",
        "Ledger: ledger.csv (ledger 2)",
    ]
    again = merge_ledgers([tmp_path / "ab"])
    list(again.rows)
    assert len(again.package()["x-read-report"]) == 2


def test_frictionless_accepts_a_merged_package(tmp_path, job):
    frictionless = pytest.importorskip("frictionless")
    tables = [write_ledger([job(name)], tmp_path / name) for name in "ab"]
    merge = merge_ledgers(tables)
    write_ledger(merge.rows, tmp_path / "ab", more=merge.package)
    report = frictionless.validate(str(tmp_path / "ab" / "datapackage.json"))
    assert report.valid, report.to_summary()


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        (("synthetic", "primary"), "synthetic"),
        (("primary", "transcribed"), "transcribed"),
        (("primary", None), "primary"),
        (("primary", "primary"), "primary"),
        ((None, None), None),
    ],
)
def test_a_whole_is_what_its_weakest_part_is_and_says_so(tmp_path, job, statuses, whole):
    for n, status in enumerate(statuses):
        write_ledger([job(str(n))], tmp_path / str(n), data_status=status)
    merge = merge_ledgers([tmp_path / "0", tmp_path / "1"])
    list(merge.rows)
    assert merge.data_status == whole
    said = any("several data statuses" in sentence for sentence in merge.rows.report.assumptions)
    assert said is (len(set(statuses)) > 1)


def test_several_licences_leave_that_of_the_whole_open(tmp_path, job):
    for name, licence in (("a", "CC-BY-4.0"), ("b", "CC0-1.0"), ("c", "CC0-1.0")):
        write_ledger([job(name)], tmp_path / name, licence=licence)
    assert merge_ledgers([tmp_path / "b", tmp_path / "c"]).licence == "CC0-1.0"
    assert merge_ledgers([tmp_path / "a", tmp_path / "b"]).licence == "LicenseRef-undecided"


def test_progress_counts_both_readings(tmp_path, job):
    tables = [write_ledger((job(f"{name}{n}") for n in range(10_000)), tmp_path / name) for name in "ab"]
    told = []
    list(merge_ledgers(tables, told.append).rows)
    assert told == [10_000, 20_000, 30_000, 40_000]


def test_a_ledger_that_is_not_there_is_refused_before_anything_is_written(tmp_path, capsys):
    assert main(["ledger", "merge", str(tmp_path / "absent.csv"), "--out", str(tmp_path / "out")]) == 3
    assert "absent.csv: found a file that cannot be read" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_named_twice_is_refused(tmp_path, job):
    table = write_ledger([job()], tmp_path)
    with pytest.raises(LedgerError, match="named twice"):
        merge_ledgers([table, tmp_path])


def test_a_sample_is_refused_even_without_its_package(tmp_path, job):
    table = write_ledger([job(note="sampled")], tmp_path)
    (tmp_path / "datapackage.json").unlink()
    with pytest.raises(LedgerError, match="a row of a sample"):
        list(merge_ledgers([table]).rows)


def test_a_ledger_that_changes_between_the_two_readings_is_refused(tmp_path, job):
    table = write_ledger([job()], tmp_path)
    rows = iter(merge_ledgers([table]).rows)
    next(rows)
    table.write_bytes(table.read_bytes() + b"\n")
    with pytest.raises(LedgerError, match="changed while it was read"):
        list(rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=4), data=st.data()
)
def test_overlapping_parts_of_a_ledger_add_up_to_what_they_cover(tmp_path, job, cuts, data):
    whole = [job(str(n), elapsed_s=float(data.draw(st.integers(1, 9999)))) for n in range(12)]
    parts = [whole[min(cut) : max(cut)] for cut in cuts]
    tables = [write_ledger(rows, tmp_path / str(n)) for n, rows in enumerate(parts)]
    merge = merge_ledgers(tables)
    rows = list(merge.rows)
    covered = [row for row in whole if any(row in part for part in parts)]
    assert summarise(rows) == summarise(covered)
    report = merge.rows.report
    assert report.rows_read == sum(map(len, parts)) == report.rows_used + report.rows_skipped
    assert report.rows_used == len(covered)


def test_parts_may_be_of_any_form(tmp_path, job):
    pytest.importorskip("duckdb")
    forms = ("csv", "csv.gz", "parquet")
    tables = [write_ledger([job(form)], tmp_path / form, form=form) for form in forms]
    merge = merge_ledgers(tables)
    table = write_ledger(merge.rows, tmp_path / "all", form="parquet", more=merge.package)
    assert [row.job_id for row in read_table(table)] == [*forms]
