import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, load_mapping, read_ledger
from fullcount.ledger.columns.units import UNITS

MAPPING = """\
format: csv
decimal: ","
timezone: Europe/Paris
energy_boundary: node
columns:
  job_id: Job
  elapsed_s: {column: wall (h), unit: h}
  accelerators: GPUs
  energy_kwh: {column: E, unit: Wh}
  start: {column: begin, format: "%d/%m/%Y %H:%M"}
  outcome: {column: result, values: {ok: completed, err: failed}, default: unknown}
  component: {value: mimi}
  stage: {column: phase, values: {run1: final}}
  user: who
"""
HEAD = "Job;wall (h);GPUs;E;begin;result;phase;who;other"
LINE = "j1;1,5;8;12000,5;31/12/2024 23:00;ok;run1;alice;x"


def reasons(counts):
    return {count.reason: count.count for count in counts}


@pytest.fixture
def table(tmp_path):
    def run(text, mapping=MAPPING, name="table.csv", rules=None, **options):
        path, described = tmp_path / name, tmp_path / "table.yaml"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        described.write_text(mapping, encoding="utf-8")
        reading = read_ledger(path, table_mapping=described, mapping=rules, **options)
        rows = list(reading)
        assert reading.report.rows_read == reading.report.rows_used + reading.report.rows_skipped
        return rows, reading.report

    return run


def problems(table, text, mapping):
    with pytest.raises(LedgerError) as caught:
        table(text, mapping)
    return caught.value.problems


def test_columns_become_fields_in_the_units_of_the_ledger(table) -> None:
    (row,), report = table(f"{HEAD}\n{LINE}\n")
    assert (row.job_id, row.elapsed_s, row.accelerators, row.accelerator_hours) == ("j1", 5400, 8, 12)
    assert row.energy_kwh == pytest.approx(12.0005)
    assert (row.energy_boundary, row.start, row.outcome) == ("node", "2024-12-31T23:00:00", "completed")
    assert (row.component, row.stage, len(row.user)) == ("mimi", "final", 12)
    assert "cells are parted by semicolons, to judge by the header" in report.assumptions
    assert "times are those of Europe/Paris, and not shifted" in report.assumptions
    assert not report.flags


@pytest.mark.parametrize("word", ["", "-", "N/A", "null"])
def test_a_cell_that_says_nothing_is_unknown_and_zero_is_zero(table, word) -> None:
    (nothing, zero), _ = table(f"{HEAD}\nj1;{word};{word};{word};;;;;\nj2;0;0;0;;;;;\n")
    assert (nothing.elapsed_s, nothing.accelerators, nothing.energy_kwh, nothing.energy_boundary) == (
        None,
    ) * 4
    assert (zero.elapsed_s, zero.accelerators, zero.energy_kwh, zero.energy_boundary) == (0, 0, 0, "node")


def test_a_word_that_is_not_listed_is_told(table) -> None:
    (row,), report = table(f"{HEAD}\n{LINE.replace('ok', 'weird').replace('run1', 'run2')}\n")
    assert (row.outcome, row.stage) == ("unknown", "other")
    assert reasons(report.flags) == {"unlisted-outcome": 1, "unlisted-stage": 1}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LINE.replace("1,5", "long"), "unreadable-elapsed-s"),
        (LINE.replace("1,5", "-1"), "unreadable-elapsed-s"),
        (LINE.replace(";8;", ";1e99;"), "unreadable-accelerators"),
        (LINE.replace(";8;", ";inf;"), "unreadable-accelerators"),
        (LINE.replace("31/12", "31/13"), "unreadable-start"),
        ("j1;1", "short-row"),
        (f"{LINE};more", "long-row"),
        (LINE.replace("j1", '"j1'), "broken-quotation"),
    ],
)
def test_a_bad_row_is_counted_with_line_and_column_or_stops(table, line, reason) -> None:
    rows, report = table(f"{HEAD}\n{line}\n{LINE}\n")
    assert len(rows) == 1
    (count,) = report.skipped
    assert (count.reason, count.examples[0].line) == (reason, 2)
    with pytest.raises(LedgerError, match=r"table.csv:2: found .*" + reason):
        table(f"{HEAD}\n{line}\n", on_error="stop")


def test_thousands_parted_by_spaces_are_read_and_points_are_no_thousands(table) -> None:
    (row,), _ = table(f"{HEAD}\n{LINE.replace('12000,5', '12 000,5')}\n")
    assert row.energy_kwh == pytest.approx(12.0005)
    _, report = table(f"{HEAD}\n{LINE.replace('12000,5', '12.000')}\n")
    assert reasons(report.skipped) == {"unreadable-energy-kwh": 1}


def test_every_problem_of_a_mapping_file_comes_at_once_with_its_line(table) -> None:
    mapping = """\
format: xlsx
delimeter: ","
columns:
  job: Job
  elapsed_s: {column: a, unit: hours}
  outcome: {column: b, values: {ok: complete}}
  stage: {column: c, value: final}
  accelerators: [1]
  component: {value: "two words"}
"""
    found = {(p.line, p.found.partition(" at ")[0]): p.remedy for p in problems(table, f"{HEAD}\n", mapping)}
    assert found[1, "'xlsx'"]
    assert found[2, "'delimeter'"] == "did you mean delimiter?"
    assert found[4, "'job'"]
    assert found[5, "'hours'"]
    assert found[6, "'complete'"] == "did you mean completed?"
    assert found[7, "column and value"]
    assert found[8, "[1]"]
    assert found[9, "'two words'"]
    assert len(found) == 8


def test_a_column_that_the_table_lacks_is_named_with_its_nearest(table) -> None:
    (problem,) = problems(table, f"{HEAD.replace('GPUs', 'gpus')}\n", MAPPING)
    assert (problem.file, problem.line) == ("table.yaml", 8)
    assert problem.found == "no column 'GPUs' in table.csv:1, for accelerators"
    assert problem.remedy == "did you mean 'gpus'?"


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ("", "an empty file"),
        ("- a\n", "no map"),
        ("columns: {}\n", "nothing"),
        ("columns: {job_id: a}\n", "neither time nor energy"),
        ("columns: {elapsed_s: a\n", "table.yaml:"),
        ('{decimal: ",", delimiter: ",", columns: {elapsed_s: a}}', "delimiter and decimal sign"),
        ("missing: 0\ncolumns: {elapsed_s: a}\n", "list of texts"),
        ("columns: {elapsed_s: a, accelerators: {value: -1}}\n", "0 or more"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(table, mapping, words) -> None:
    with pytest.raises(LedgerError, match=words):
        table(f"{HEAD}\n", mapping)


def test_a_doubled_column_and_a_missing_mapping_are_refused(table, tmp_path) -> None:
    with pytest.raises(LedgerError, match="twice"):
        table(f"{HEAD};Job\n")
    with pytest.raises(LedgerError, match="--table-mapping"):
        list(read_ledger(tmp_path / "table.csv", "table"))


@pytest.mark.parametrize(
    ("columns", "cells", "elapsed_s", "accelerators", "flag"),
    [
        ("accelerator_hours: h, elapsed_s: t", "16,7200", 7200, 8, None),
        ("accelerator_hours: h, accelerators: n", "16,8", 7200, 8, None),
        ("accelerator_hours: h", "16", 57600, 1, "accelerator-hours-alone"),
        (
            "accelerator_hours: h, accelerators: n, elapsed_s: t",
            "16,8,3600",
            3600,
            8,
            "accelerator-hours-disagree",
        ),
        ("start: s, end: e", "2025-01-01T00:00:00+01:00,2025-01-01T01:00:00Z", 7200, None, None),
        ("start: s, end: e", "1735689600,1735693200000", 3600, None, None),
    ],
)
def test_size_comes_from_what_there_is(table, columns, cells, elapsed_s, accelerators, flag) -> None:
    head = ",".join(part.split(": ")[1] for part in columns.split(", "))
    (row,), report = table(f"{head}\n{cells}\n", f"columns: {{{columns}}}\n")
    assert (row.elapsed_s, row.accelerators) == (elapsed_s, accelerators)
    assert list(reasons(report.flags)) == ([flag] if flag else [])


def test_an_end_before_the_start_is_bad(table) -> None:
    text = "s,e\n2025-01-02,2025-01-01\n"
    _, report = table(text, "columns: {start: s, end: e}\n")
    assert reasons(report.skipped) == {"unreadable-end": 1}


def test_rules_and_tags_see_the_columns_that_are_named_for_them(table) -> None:
    mapping = "columns: {elapsed_s: t, tag: c, job_name: n}\n"
    text = 't,c,n\n60,"moshi,ablate,train",mimi-1\n'
    (row,), report = table(text, mapping)
    assert (row.component, row.stage, row.run_type) == ("moshi", "ablate", "train")
    assert report.untagged_jobs == 0
    rules = load_mapping([{"match": {"job_name": "mimi*"}, "set": {"component": "mimi"}}])
    (row,), _ = table(text, mapping, rules=rules)
    assert (row.component, row.stage) == ("mimi", "ablate")


def test_an_id_with_signs_that_no_id_has_is_repaired(table) -> None:
    (row,), report = table("t,c\n60,Speech to text\n", "columns: {elapsed_s: t, component: c, facility: c}\n")
    assert (row.component, row.facility) == ("Speech-to-text", "Speech-to-text")
    assert reasons(report.repairs) == {"sign-in-an-id": 2}


PARQUET = """\
format: parquet
columns:
  job_id: id
  start: begin
  elapsed_s: {column: "wall ""m", unit: min}
  accelerators: gpus
  energy_kwh: {column: joules, unit: J}
"""


@pytest.fixture
def parquet(tmp_path):
    duckdb = pytest.importorskip("duckdb")

    def write(rows, name="a[1].parquet"):
        path = tmp_path / name
        columns = '"id", "begin", "wall ""m", gpus, joules, unused'
        values = duckdb.connect().sql(f"VALUES {', '.join(rows)}")
        values.project(
            ", ".join(f"col{n} AS {name}" for n, name in enumerate(columns.split(", ")))
        ).write_parquet(str(path))
        return name

    return write


def test_a_parquet_file_is_read_as_a_table(table, parquet) -> None:
    rows = [
        "(7::BIGINT, TIMESTAMP '2025-01-01 10:00:00', 90.0::DOUBLE, 8, 3.6e6::DOUBLE, 'x')",
        "(8, NULL, 'NaN'::DOUBLE, NULL, NULL, 'y')",
    ]
    mapping = PARQUET.replace('"wall ""m"', "'wall \"m'")
    (first, second), report = table(None, mapping, name=parquet(rows))
    assert (first.job_id, first.start, first.elapsed_s) == ("7", "2025-01-01T10:00:00", 5400)
    assert (first.accelerators, first.energy_kwh, first.energy_boundary) == (8, pytest.approx(1), None)
    assert (second.start, second.elapsed_s, second.accelerators, second.energy_kwh) == (None,) * 4
    assert report.format == "Parquet by table.yaml"


def test_a_parquet_file_is_not_taken_for_csv_nor_csv_for_parquet(table, parquet) -> None:
    name = parquet(["(1, NULL, 1.0, 1, 1.0, 'x')"])
    with pytest.raises(LedgerError, match="format: parquet"):
        table(None, "columns: {elapsed_s: a}\n", name=name)
    with pytest.raises(LedgerError, match="no whole Parquet"):
        table("a,b\n1,2\n", "format: parquet\ncolumns: {elapsed_s: a}\n")
    with pytest.raises(LedgerError, match="no such file"):
        table(None, "format: parquet\ncolumns: {elapsed_s: a}\n", name="absent.parquet")


@given(st.floats(1e-6, 1e6), st.sampled_from([(f, u) for f, units in UNITS.items() for u in units]))
def test_units_go_there_and_back(value, unit) -> None:
    field, name = unit
    factor = UNITS[field][name]
    assert value * factor / factor == pytest.approx(value)


@pytest.mark.parametrize(
    ("field", "number", "unit", "expected"),
    [
        ("energy_kwh", 3.6, "MJ", 1),
        ("energy_kwh", 3.6e9, "mJ", 1),
        ("energy_kwh", 2, "MWh", 2000),
        ("elapsed_s", 2, "d", 172800),
        ("elapsed_s", 1500, "ms", 1.5),
        ("accelerator_hours", 90, "min", 1.5),
        ("ghg_kgco2e", 1.5, "t", 1500),
        ("memory_gib", 1073.741824, "MB", 1),
        ("memory_gib", 2, "TiB", 2048),
    ],
)
def test_factors_of_units(field, number, unit, expected) -> None:
    assert number * UNITS[field][unit] == pytest.approx(expected)


def test_a_datetime_with_a_zone_is_utc(table) -> None:
    when = datetime(2025, 1, 1, 12, tzinfo=UTC).isoformat()
    (row,), report = table(f"t,s\n60,{when}\n", json.dumps({"columns": {"elapsed_s": "t", "start": "s"}}))
    assert row.start == "2025-01-01T12:00:00"
    assert any("written in UTC" in sentence for sentence in report.assumptions)
