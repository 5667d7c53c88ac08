"""Tables in packages, packed, or as Parquet."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

duckdb = pytest.importorskip("duckdb")

from fullcount.ledger import LedgerError, write_ledger  # noqa: E402
from fullcount.ledger.check import TableResult, check_ledger  # noqa: E402
from fullcount.ledger.check.schema import as_schema  # noqa: E402

KINDS = {"fields": [{"name": "kind", "type": "integer"}, {"name": "site", "type": "string"}]}
JOBS = {
    "fields": [
        {"name": "id", "type": "integer"},
        {"name": "kind", "type": "integer"},
        {"name": "site", "type": "string"},
    ],
    "foreignKeys": [
        {"fields": ["kind", "site"], "reference": {"resource": "kinds", "fields": ["kind", "site"]}}
    ],
}


def package(folder: Path, jobs: str, **more: Any) -> Path:
    (folder / "jobs.csv").write_text(jobs, encoding="utf-8")
    (folder / "kinds.csv").write_text("kind,site\n1,a\n2,\n,b\n", encoding="utf-8")
    resources = [
        {"name": "kinds", "path": "kinds.csv", "schema": KINDS, "encoding": "utf-8"},
        {"name": "jobs", "path": "jobs.csv", "schema": JOBS, "encoding": "utf-8", **more},
    ]
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "p", "resources": resources}), encoding="utf-8")
    return path


def verdicts(results: list[TableResult]) -> list[tuple[str, int, int]]:
    return sorted(
        (place.kind, place.row or 0, place.field or 0)
        for result in results
        for finding in result.findings
        for place in finding.places
    )


def theirs(path: Path) -> list[tuple[str, int, int]]:
    frictionless = pytest.importorskip("frictionless")
    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(path)).validate()
    assert not report.errors
    return sorted(
        (error.type, getattr(error, "row_number", 0), getattr(error, "field_number", 0) or 0)
        for task in report.tasks
        for error in task.errors
    )


@pytest.mark.parametrize(
    "jobs",
    [
        "id,kind,site\n1,1,a\n2,2,\n3,,b\n",
        "id,kind,site\n1,1,b\n2,01,a\n3, 2,\n4,,\n5,x,a\n6,x,b\n",
        "id,kind,site\n\n1,1,b\n2,7,a\n",
        'id,kind,site\n1,1,"a"\n2,1,"a\nb"\n3,9,c\n',
    ],
)
def test_foreign_keys_to_another_table(jobs: str, tmp_path: Path) -> None:
    path = package(tmp_path, jobs)
    assert verdicts(list(check_ledger(path))) == theirs(path)


@pytest.mark.parametrize(
    "more", [{"hash": "sha256:" + "0" * 64}, {"bytes": 3}, {"hash": "0" * 32, "bytes": 24}]
)
def test_a_file_that_is_not_the_one_described(more: dict[str, Any], tmp_path: Path) -> None:
    path = package(tmp_path, "id,kind,site\n1,1,a\n", **more)
    assert verdicts(list(check_ledger(path))) == theirs(path) != []


def test_a_dialect_of_the_package(tmp_path: Path) -> None:
    path = package(tmp_path, "id;kind;site\n1;1;a,b\n", dialect={"delimiter": ";"})
    assert verdicts(list(check_ledger(path))) == theirs(path)


def test_a_table_outside_its_package_is_refused(tmp_path: Path) -> None:
    path = package(tmp_path, "id,kind,site\n", path="../jobs.csv")
    with pytest.raises(LedgerError, match="inside the package"):
        list(check_ledger(path))


def test_a_resource_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text("id,kind,site\n1,1,a\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="kinds"):
        list(check_ledger(tmp_path / "jobs.csv", as_schema(JOBS, "jobs.json")))


def test_a_schema_that_nothing_can_keep_is_refused_with_all_its_faults() -> None:
    raw = {
        "fields": [{"name": "a", "type": "spot"}, {"name": "a", "constraints": {"least": 1}}],
        "primaryKey": "b",
    }
    with pytest.raises(LedgerError) as refused:
        as_schema(raw, "schema.json")
    assert len(refused.value.problems) == 4


def test_keys_that_the_schema_calls_unique(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("kind,site\n1,a\n1,b\n1,a\n,a\n,a\n", encoding="utf-8")
    (result,) = check_ledger(
        tmp_path / "t.csv", as_schema(KINDS | {"uniqueKeys": [["kind", "site"]]}, "s.json")
    )
    assert verdicts([result]) == [("unique-error", 4, 1)]


def test_a_written_ledger_is_fine_plain_and_packed(tmp_path: Path) -> None:
    for compress in (False, True):
        folder = tmp_path / str(compress)
        write_ledger([], folder, compress=compress)
        (result,) = check_ledger(folder)
        assert result.bad == []


def test_packed_tables_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"kind,site\nx,a\n"))
    (result,) = check_ledger(path, as_schema(KINDS, "s.json"))
    assert verdicts([result]) == [("type-error", 2, 1)]


def test_a_name_that_an_engine_could_take_for_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "*[a]'?.csv"
    path.write_text("kind,site\nx,a\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("kind,site\nx,a\ny,b\n", encoding="utf-8")
    (result,) = check_ledger(path, as_schema(KINDS, "s.json"))
    assert result.rows == 1


def parquet(folder: Path, query: str) -> Path:
    path = folder / "t.parquet"
    duckdb.connect().execute(f"copy ({query}) to '{path}' (format parquet)")
    return path


NEEDED = {
    "fields": [
        {"name": "n", "type": "integer", "constraints": {"minimum": 0, "unique": True}},
        {"name": "x", "type": "number", "constraints": {"maximum": 5}},
        {"name": "t", "type": "datetime", "format": "%Y-%m-%dT%H:%M:%S"},
        {"name": "s", "type": "string", "constraints": {"required": True, "enum": ["a", "b"]}},
    ]
}


def test_parquet_is_judged_by_its_values_with_the_number_of_the_row(tmp_path: Path) -> None:
    path = parquet(
        tmp_path,
        "select i::bigint - 1 as n, case when i = 700000 then 5.5 else i % 5 end::double as x, "
        "timestamp '2024-01-01' as t, "
        "case when i = 600001 then 'c' when i < 999999 then 'a' end as s from range(1000000) r(i) order by i",
    )
    (result,) = check_ledger(path, as_schema(NEEDED, "s.json"))
    rows = [(place.column, place.row, place.line) for finding in result.bad for place in finding.places]
    assert sorted(rows) == [("n", 1, None), ("s", 600002, None), ("s", 1000000, None), ("x", 700001, None)]


def test_parquet_columns_of_another_type_or_name(tmp_path: Path) -> None:
    path = parquet(tmp_path, "select 1.0::double as n, 'x' as x, date '2024-01-01' as t, 'a' as other")
    (result,) = check_ledger(path, as_schema(NEEDED, "s.json"))
    found = {(finding.name, finding.column) for finding in result.bad}
    assert found == {("incorrect-label", "s"), ("type-error", "t"), ("type-error", "x")}


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path, "select 1 as n")
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(LedgerError, match="Parquet"):
        list(check_ledger(path))


def test_missing_values_of_a_field_are_its_own(tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": "a", "type": "integer", "missingValues": ["-"]}, {"name": "b", "type": "integer"}]
    }
    (tmp_path / "t.csv").write_text("a,b\n-,-\n,\n", encoding="utf-8")
    (result,) = check_ledger(tmp_path / "t.csv", as_schema(schema, "s.json"))
    assert verdicts([result]) == [("type-error", 2, 2), ("type-error", 3, 1)]
