"""One ledger in three forms: the same rows come back from each."""

import hashlib
import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, LedgerRow, read_table, write_ledger
from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.row import ENERGY_BOUNDARIES, OUTCOMES, RUN_TYPES, STAGES

FORMS = ("csv", "csv.gz", "parquet")
NAMES = {"csv": "ledger.csv", "csv.gz": "ledger.csv.gz", "parquet": "ledger.parquet"}

letters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
words = st.text(letters, max_size=12)
numbers = st.none() | st.floats(min_value=0, max_value=1e12)
counts = st.none() | st.integers(min_value=0, max_value=10**9)
times = st.none() | st.datetimes().map(lambda t: t.replace(microsecond=0).isoformat())
ids = st.just("") | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,20}", fullmatch=True)
rows = st.builds(
    LedgerRow,
    job_id=st.text(letters, min_size=1, max_size=12),
    component=st.just("demo/a.b"),
    stage=st.sampled_from((*STAGES, "lab:distil")),
    run_type=st.sampled_from(RUN_TYPES),
    outcome=st.sampled_from(OUTCOMES),
    facility=ids,
    equipment=ids,
    start=times,
    end=times,
    elapsed_s=numbers,
    accelerators=numbers,
    accelerator_model=words,
    nodes=counts,
    cores=counts,
    memory_gib=numbers,
    energy_kwh=numbers,
    energy_boundary=st.none() | st.sampled_from(ENERGY_BOUNDARIES),
    ghg_kgco2e=numbers,
    state_raw=words,
    tag_raw=words,
    user=st.just("") | st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    restarts=counts,
    note=words,
)


@pytest.fixture(autouse=True)
def _duckdb():
    pytest.importorskip("duckdb")


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows, max_size=5))
def test_every_row_comes_back_as_it_was(tmp_path, form, written):
    table = write_ledger(written, tmp_path, form=form)
    assert table.name == NAMES[form]
    assert list(read_table(table)) == list(read_table(tmp_path)) == written


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_give_the_same_bytes(tmp_path, form, job):
    written = [job(str(number)) for number in range(3000)]
    first, again = (write_ledger(written, tmp_path / name, form=form).read_bytes() for name in "ab")
    assert first == again


def test_parquet_has_numbers_and_times_without_zone(tmp_path, job):
    import duckdb

    table = write_ledger([job()], tmp_path, form="parquet")
    found = duckdb.sql(f"DESCRIBE SELECT * FROM '{table}'").fetchall()
    types = {name: kind for name, kind, *_ in found}
    assert types["job_id"] == types["note"] == "VARCHAR"
    assert types["start"] == types["end"] == "TIMESTAMP"
    assert types["elapsed_s"] == types["energy_kwh"] == "DOUBLE"
    assert types["nodes"] == types["restarts"] == "BIGINT"


def test_what_is_unknown_is_null_in_parquet(tmp_path, job):
    import duckdb

    table = write_ledger([job(facility="", nodes=None, end=None)], tmp_path, form="parquet")
    (found,) = duckdb.sql(f"SELECT * FROM '{table}'").fetchall()
    assert [found[COLUMNS.index(name)] for name in ("facility", "nodes", "end", "energy_kwh")] == [None] * 4


def test_the_package_names_the_form(tmp_path, job):
    write_ledger([job()], tmp_path, form="parquet")
    (resource,) = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    assert (resource["path"], resource["format"]) == ("ledger.parquet", "parquet")
    assert resource["mediatype"] == "application/vnd.apache.parquet"
    assert "encoding" not in resource
    digest = hashlib.sha256((tmp_path / "ledger.parquet").read_bytes()).hexdigest()
    assert resource["hash"] == f"sha256:{digest}"


def test_frictionless_accepts_parquet_where_no_number_is_missing(tmp_path, job):
    """It reads Parquet through pandas, which turns a missing number into NaN, so such a table it cannot judge."""
    frictionless = pytest.importorskip("frictionless")
    pytest.importorskip("pyarrow")
    whole = {"energy_kwh": 1.5, "energy_boundary": "node", "ghg_kgco2e": 0.25}
    write_ledger([job("1", **whole), job("2", **whole)], tmp_path, form="parquet")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_a_folder_whose_name_is_a_pattern_is_only_a_name(tmp_path, job):
    folder = tmp_path / "a[b]*? 'c'"
    table = write_ledger([job()], folder, form="parquet")
    assert list(read_table(table)) == [job()]
    assert sorted(path.name for path in folder.iterdir()) == ["datapackage.json", "ledger.parquet"]


@pytest.mark.parametrize(
    "data", [b"PAR1", b"PAR1" + b"\0" * 500 + b"PAR1", b"PAR1garbage\xff\xff\xff\x7fPAR1"]
)
def test_a_damaged_parquet_file_is_refused(tmp_path, data):
    (tmp_path / "ledger.parquet").write_bytes(data)
    with pytest.raises(LedgerError, match="Parquet file that cannot be used"):
        list(read_table(tmp_path / "ledger.parquet"))


def test_a_parquet_file_of_something_else_is_refused(tmp_path):
    import duckdb

    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{tmp_path / 'x.parquet'}' (FORMAT parquet)")
    with pytest.raises(LedgerError, match="the columns a"):
        list(read_table(tmp_path / "x.parquet"))


def test_a_bad_cell_in_parquet_is_told_with_its_line(tmp_path, job):
    import duckdb

    table = write_ledger([job("1"), job("2")], tmp_path, form="parquet")
    changed = tmp_path / "changed.parquet"
    replaced = "CASE job_id WHEN '2' THEN 'finished' ELSE stage END AS stage"
    duckdb.sql(f"COPY (SELECT * REPLACE ({replaced}) FROM '{table}') TO '{changed}' (FORMAT parquet)")
    with pytest.raises(LedgerError) as caught:
        list(read_table(changed))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.found) == ("changed.parquet", 3, "'finished' in stage")


def test_an_unknown_form_is_refused(tmp_path, job):
    with pytest.raises(LedgerError, match="one of csv"):
        write_ledger([job()], tmp_path, form="xlsx")


def test_without_duckdb_the_error_names_the_extra(tmp_path, job, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(LedgerError, match=r"fullcount\[ledger\]"):
        write_ledger([job()], tmp_path, form="parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_grow_with_the_rows(tmp_path, form, job):
    def peak(size):
        tracemalloc.start()
        table = write_ledger((job(str(number)) for number in range(size)), tmp_path / str(size), form=form)
        assert sum(1 for _ in read_table(table)) == size
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(100)
    assert peak(12_000) < 2 * peak(4_000)
