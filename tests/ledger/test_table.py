import csv
import json
import re
from dataclasses import fields, replace

import pytest

from fullcount.ledger import (
    ENERGY_BOUNDARIES,
    OUTCOMES,
    RUN_TYPES,
    STAGES,
    LedgerError,
    LedgerRow,
    read_ledger,
    read_table,
    write_ledger,
)
from fullcount.ledger.row import is_identifier
from fullcount.rooms import schema_room


@pytest.fixture
def reading(write, row):
    path = write(row("1"), row("2", AllocTRES="", Comment=""), row("3", ConsumedEnergyRaw="12345"))
    return lambda: read_ledger(path, user_key=b"key")


@pytest.mark.parametrize("compress", [False, True])
def test_rows_come_back_as_they_were(tmp_path, reading, compress):
    table = write_ledger(reading(), tmp_path / "out", compress=compress)
    assert list(read_table(table)) == list(read_table(tmp_path / "out")) == list(reading())


def test_the_same_rows_give_the_same_bytes(tmp_path, reading):
    first, again = (write_ledger(reading(), tmp_path / name, compress=True).read_bytes() for name in "ab")
    assert first == again


def test_the_report_travels_in_the_package(tmp_path, reading):
    write_ledger(reading(), tmp_path, data_status="synthetic")
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert package["profile"] == "tabular-data-package"
    assert package["x-read-report"]["rows_read"] == 3
    assert package["x-read-report"]["complete"] is True
    assert package["x-data-status"] == "synthetic"


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # frictionless leaves gzip files open
@pytest.mark.parametrize("compress", [False, True])
def test_frictionless_accepts_the_package(tmp_path, reading, compress):
    frictionless = pytest.importorskip("frictionless")
    write_ledger(reading(), tmp_path, compress=compress)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_an_interrupted_writing_leaves_what_was_there(tmp_path, reading):
    table = write_ledger(reading(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "log.txt"}

    def interrupted():
        yield from reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_ledger(interrupted(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "log.txt"} == before
    assert table.exists()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, reading):
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be written"):
        write_ledger(reading(), tmp_path / "file")


def test_a_text_that_a_spreadsheet_would_run_is_disarmed_and_comes_back(tmp_path, reading):
    row = replace(next(iter(reading())), tag_raw="=cmd()", note=" two")
    table = write_ledger([row], tmp_path)
    assert ",=cmd" not in table.read_text()
    assert list(read_table(table)) == [row]


def test_every_bad_cell_is_told_with_its_line(tmp_path, reading):
    table = write_ledger(reading(), tmp_path)
    with table.open(newline="") as stream:
        lines = list(csv.reader(stream))
    at = {name: n for n, name in enumerate(lines[0])}
    lines[1][at["stage"]], lines[1][at["elapsed_s"]] = "finished", "-1"
    lines[3][at["job_id"]] = ""
    with table.open("w", newline="") as stream:
        csv.writer(stream).writerows([*lines, ["1", "2"]])
    with pytest.raises(LedgerError) as caught:
        list(read_table(table))
    told = [(problem.line, problem.found) for problem in caught.value.problems]
    assert told == [
        (2, "'finished' in stage"),
        (2, "'-1' in elapsed_s"),
        (4, "an empty job_id"),
        (5, "2 cells"),
    ]


def test_another_table_is_refused(tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text("a,b\n")
    with pytest.raises(LedgerError, match="the header"):
        list(read_table(path))


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"resources": []}', '{"resources": [{"name": "ledger", "path": "../x.csv"}]}']
)
def test_a_package_without_a_ledger_inside_is_refused(tmp_path, text):
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(LedgerError):
        list(read_table(tmp_path))


def _schema():
    return json.loads((schema_room() / "tables" / "ledger.schema.json").read_text(encoding="utf-8"))


def test_the_table_schema_describes_the_row():
    described = _schema()["fields"]
    assert [field["name"] for field in described] == [field.name for field in fields(LedgerRow)]
    for field in described:
        assert field["title"]
        assert field["description"]
        assert ("unit" in field) is (field["type"] in {"number", "integer"})


@pytest.mark.parametrize(
    ("column", "codelist", "codes"),
    [
        ("stage", "stage", STAGES),
        ("run_type", "run-type", RUN_TYPES),
        ("outcome", "outcome", OUTCOMES),
        ("energy_boundary", "energy-boundary", ENERGY_BOUNDARIES),
    ],
)
def test_codes_are_those_of_the_codelists(column, codelist, codes):
    with (schema_room() / "codelists" / f"{codelist}.csv").open(encoding="utf-8", newline="") as stream:
        assert tuple(entry["code"] for entry in csv.DictReader(stream)) == codes
    (limits,) = (field["constraints"] for field in _schema()["fields"] if field["name"] == column)
    if "enum" in limits:
        assert tuple(limits["enum"]) == codes
    else:
        assert all(re.fullmatch(limits["pattern"], text) for text in (*codes, "lab:distil"))
        assert not re.fullmatch(limits["pattern"], "distil")


def test_ids_have_the_form_of_the_disclosure():
    disclosure = json.loads((schema_room() / "disclosure.schema.json").read_text(encoding="utf-8"))
    expected = {key: disclosure["$defs"]["id"][key] for key in ("pattern", "maxLength")}
    for field in _schema()["fields"]:
        if field["name"] in {"component", "facility", "equipment"}:
            assert {key: field["constraints"][key] for key in expected} == expected


@pytest.mark.parametrize("text", ["moshi/pretrain", "a" * 200, "a" * 201, "-a", "a b", ""])
def test_an_id_is_what_the_table_schema_says(text):
    (limits,) = (field["constraints"] for field in _schema()["fields"] if field["name"] == "component")
    assert is_identifier(text) is (
        bool(re.fullmatch(limits["pattern"], text)) and len(text) <= limits["maxLength"]
    )
