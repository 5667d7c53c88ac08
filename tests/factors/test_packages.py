"""The shipped factor packages: sealed, valid, complete in their sources, and apart by licence."""

import csv
import importlib.util
import json
import shutil
import subprocess
import sys
from collections import Counter

import frictionless
import pytest

from fullcount.factors import default_library, version
from fullcount.factors.cells import row_problems
from fullcount.factors.kinds import KINDS
from fullcount.factors.library import PACKAGES
from fullcount.factors.rows import COLUMNS
from fullcount.rooms import dataset_room, schema_room

ROOM = dataset_room("factors")
TABLES = sorted(ROOM.glob("*/*.csv"))
LICENCES = {
    "cc-by": {"CC-BY-4.0"},
    "public-domain": {"US-public-domain"},
    "facts": {"cited-fact"},
    "apache-2.0": {"Apache-2.0"},
    "odbl": {"ODbL-1.0"},
}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def factor_rows(package):
    return rows_of(ROOM / package / "factors.csv")


def descriptor(package):
    return json.loads((ROOM / package / "datapackage.json").read_bytes())


def resources():
    return [resource for package in PACKAGES for resource in descriptor(package)["resources"]]


def accelerator_codes():
    return [row["code"] for row in rows_of(schema_room() / "codelists" / "accelerator.csv")]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_a_valid_frictionless_package(package):
    report = frictionless.validate(str(ROOM / package / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert [task.stats["rows"] for task in report.tasks] == [
        len(rows_of(ROOM / package / task.place)) for task in report.tasks
    ]


def test_a_package_whose_table_was_changed_is_no_longer_valid(tmp_path):
    shutil.copytree(ROOM / "facts", tmp_path / "facts")
    table = tmp_path / "facts" / "factors.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",700,,,W", ",800,,,W"), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "facts" / "datapackage.json"))
    assert {error.type for task in report.tasks for error in task.errors} == {"hash-count"}


def test_the_packages_are_the_folders_with_a_descriptor():
    assert sorted(PACKAGES) == sorted(path.parent.name for path in ROOM.glob("*/datapackage.json"))


def test_every_package_is_sealed():
    command = [sys.executable, str(ROOM / "seal.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run: python datasets/factors/seal.py\n{done.stdout}{done.stderr}"


def test_sealing_sorts_a_table_by_its_first_cell():
    spec = importlib.util.spec_from_file_location("seal", ROOM / "seal.py")
    seal = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(seal)
    assert seal.in_order(b"id,n\nb-c,1\r\nb,2\na/b,3\n") == b"id,n\na/b,3\nb,2\nb-c,1\n"


def test_all_packages_carry_one_version_that_is_a_date():
    assert {descriptor(package)["version"] for package in PACKAGES} == {version()} == {"2026.11.22"}


def test_ids_are_unique_over_all_packages():
    counts = Counter(row["id"] for package in PACKAGES for row in factor_rows(package))
    assert [factor_id for factor_id, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_holds_one_licence_and_ships_its_notice(package):
    assert {row["licence"] for row in factor_rows(package)} == LICENCES[package]
    assert (ROOM / package / "NOTICE.md").read_text(encoding="utf-8").startswith(f"# Notice: {package}")


def test_no_odbl_row_is_outside_its_package():
    for path in TABLES:
        text = path.read_text(encoding="utf-8")
        assert ("ODbL" in text or "Boavizta" in text) == (path.parent.name == "odbl"), path


@pytest.mark.parametrize("package", PACKAGES)
def test_shipped_rows_pass_the_checks_that_a_users_rows_must_pass(package):
    wrong = [
        (row["id"], problem)
        for row in factor_rows(package)
        for problem in row_problems(row, allow_unverified=False)
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_row_says_where_when_and_how_well_it_was_taken(package):
    for row in factor_rows(package):
        assert row["source_url"].startswith("https://"), row["id"]
        assert row["retrieved"] in {"2026-11-21", "2026-11-22"}, row["id"]
        assert row["verified"] in {"yes", "partly"}, row["id"]
        assert row["boundary"], row["id"]
        assert row["name"], row["id"]


@pytest.mark.parametrize("package", PACKAGES)
def test_an_id_says_what_the_columns_say(package):
    for row in factor_rows(package):
        _, scope, thing, *rest = row["id"].split("/")
        assert row["scope"] == scope, row["id"]
        if KINDS[row["kind"]].placed:
            assert [thing, *rest] == [row["region"], row["year"]], row["id"]
        else:
            assert row["region"] == "", row["id"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_family_of_ids_has_one_kind(package):
    kinds = {("/".join(row["id"].split("/")[:2]), row["kind"]) for row in factor_rows(package)}
    assert [family for family, count in Counter(family for family, _ in kinds).items() if count > 1] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_table_can_be_searched_in_its_bytes(path):
    content = path.read_bytes()
    lines = content.splitlines(keepends=True)[1:]
    keys = [line.split(b",")[0] for line in lines]
    assert keys == sorted(keys)
    assert all(ord(",") < byte < 128 for key in keys for byte in key)
    assert len(lines) == len(rows_of(path)), "a cell holds a line break"
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_no_life_cycle_has_an_intensity_of_zero_and_any_other_zero_is_explained():
    zeros = [factor for factor in default_library().scan("grid-carbon-intensity") if factor.value == 0]
    assert [factor.id for factor in zeros if factor.scope.startswith("lifecycle")] == []
    assert all("printed as 0" in factor.note for factor in zeros)


def test_the_schema_and_the_code_name_the_same_columns_kinds_and_units():
    schema = json.loads((schema_room() / "tables" / "factors.schema.json").read_bytes())
    fields = {field["name"]: field for field in schema["fields"]}
    assert tuple(fields) == COLUMNS
    assert set(fields["kind"]["constraints"]["enum"]) == set(KINDS)
    assert set(fields["unit"]["constraints"]["enum"]) == {kind.unit for kind in KINDS.values()}


def test_every_field_of_every_table_is_described():
    for field in (field for resource in resources() for field in resource["schema"]["fields"]):
        assert field["title"], field
        assert field["description"].endswith("."), field
        assert isinstance(field["constraints"], dict), field
        assert field["type"] not in {"number", "integer"} or field["unit"], field


def test_the_two_tables_of_places_share_one_schema():
    one, other = (resource["schema"] for resource in resources() if resource["name"] == "places")
    assert one == other


def test_a_place_is_in_one_country_only():
    counts = Counter(row["code"] for path in ROOM.glob("*/places.csv") for row in rows_of(path))
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_accelerator_in_the_tables_is_in_the_codelist():
    codes = set(accelerator_codes())
    assert {row["code"] for row in rows_of(ROOM / "facts" / "accelerators.csv")} <= codes
    powers = (*default_library().scan("accelerator-tdp"), *default_library().scan("accelerator-power"))
    assert {factor.id.split("/")[2] for factor in powers} <= codes


def test_the_codelist_is_sorted_titled_and_in_kebab_case():
    codes = accelerator_codes()
    assert codes == sorted(set(codes))
    assert all(code.replace("-", "").isalnum() and code == code.lower() for code in codes)
    for row in rows_of(schema_room() / "codelists" / "accelerator.csv"):
        assert row["title"], row
        assert row["description"].endswith("."), row
