"""Croissant: the files of a data package with their hashes, and tables whose columns are really there."""

import csv
import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import load
from fullcount.rooms import dataset_room
from fullcount_reports.exports.croissant import export
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.formats import export as export_as
from fullcount_reports.exports.package import Package, package_of

from .documents import BASE, MOSHI, RELEASED

REQUIRED = (
    *("@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "datePublished"),
    "distribution",
)
"""Keys that version 1.0 of the specification requires of a dataset."""
ALONE = Package("disclosure.json", "0" * 64, 10, {})


def metadata_of(document: dict[str, Any], package: Package = ALONE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(document, "1.0", package).files["croissant.json"])
    return found


def moshi() -> dict[str, Any]:
    document = load(dataset_room("moshi"))
    exported = export_as(document.data, "croissant", beside=package_of(document))
    found: dict[str, Any] = json.loads(exported.files["croissant.json"])
    return found


def package(*resources: dict[str, Any], **more: Any) -> Package:
    return ALONE._replace(descriptor={"resources": list(resources), **more})


@pytest.mark.parametrize("metadata", [metadata_of(RELEASED), moshi()], ids=["alone", "moshi"])
def test_everything_that_version_1_0_requires_is_there(metadata: dict[str, Any]) -> None:
    assert [key for key in REQUIRED if not metadata.get(key)] == []
    assert metadata["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    for file in metadata["distribution"]:
        assert {"@type", "@id", "name", "contentUrl", "encodingFormat", "sha256"} <= file.keys()


def test_identifiers_are_unique_and_every_field_names_a_file_that_is_there() -> None:
    metadata = moshi()
    files = [file["@id"] for file in metadata["distribution"]]
    fields = [field for table in metadata["recordSet"] for field in table["field"]]
    ids = [*files, *(table["@id"] for table in metadata["recordSet"]), *(field["@id"] for field in fields)]
    assert len(ids) == len(set(ids))
    assert {field["source"]["fileObject"]["@id"] for field in fields} <= set(files)


def test_each_table_has_an_entry_of_its_own() -> None:
    used = [table["field"][0]["source"]["fileObject"]["@id"] for table in moshi()["recordSet"]]
    assert len(used) == len(set(used))


def test_the_hashes_are_those_of_the_files() -> None:
    for file in moshi()["distribution"]:
        content = (dataset_room("moshi") / file["contentUrl"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        assert file["contentSize"] == f"{len(content)} B"


def test_the_columns_of_the_ledger_are_those_of_its_file() -> None:
    (table,) = [table for table in moshi()["recordSet"] if table["@id"] == "ledger"]
    text = gzip.decompress((dataset_room("moshi") / "ledger.csv.gz").read_bytes()).decode()
    header = next(csv.reader(io.StringIO(text)))
    assert [field["source"]["extract"]["column"] for field in table["field"]] == header


def values_at(document: dict[str, Any], path: str) -> list[Any]:
    """What a path such as `$.compute[*].energy.value` finds."""
    name, _, rest = path.removeprefix("$.").partition("[*].")
    found = document[name]
    for step in rest.split("."):
        found = [row[step] for row in found]
    return found


def test_every_row_of_the_disclosure_has_every_column_of_its_table() -> None:
    tables = [table for table in moshi()["recordSet"] if table["@id"] != "ledger"]
    paths = [field["source"]["extract"]["jsonPath"] for table in tables for field in table["field"]]
    assert "$.compute[*].outcome" in paths
    for path in paths:
        assert len(values_at(MOSHI, path)) == len(MOSHI[path.removeprefix("$.").partition("[")[0]])


def test_a_disclosure_in_yaml_is_a_file_without_tables() -> None:
    metadata = metadata_of(RELEASED, ALONE._replace(file="disclosure.yaml"))
    assert metadata["distribution"][0]["encodingFormat"] == "application/yaml"
    assert "recordSet" not in metadata


def test_nothing_is_lost_as_the_disclosure_is_one_of_the_files() -> None:
    assert export(MOSHI | {"extensions": [], "related": [], "restatements": []}, "1.0", ALONE).losses == ()


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ({"path": "a.csv"}, "a.csv without a SHA-256"),
        ({"path": "a.csv", "hash": "md5:0"}, "a.csv without a SHA-256"),
        ({"path": "../a.csv", "hash": "sha256:0"}, "outside its folder"),
        ({"path": "https://example.org/a.csv", "hash": "sha256:0"}, "outside its folder"),
    ],
)
def test_files_without_a_hash_and_outside_the_folder_are_refused(resource: dict[str, Any], said: str) -> None:
    with pytest.raises(NotExpressibleError, match=said):
        export(RELEASED, "1.0", package(resource))


@pytest.mark.parametrize("resources", [None, {}, [None, 1, "x", {}, {"path": 1}], [{"path": "a", "hash": 1}]])
def test_a_broken_descriptor_never_ends_in_a_crash(resources: object) -> None:
    descriptor = {"resources": resources, "homepage": 7}
    try:
        export(RELEASED, "1.0", ALONE._replace(descriptor=descriptor))
    except NotExpressibleError as refused:
        assert "SHA-256" in str(refused)  # noqa: PT017 - one of two right answers


def test_without_any_address_it_is_refused() -> None:
    with pytest.raises(NotExpressibleError, match="/subject/url"):
        export(BASE | {"publisher": {"name": "x"}}, "1.0", ALONE)
    assert metadata_of(BASE | {"publisher": {"name": "x"}}, package(homepage="https://example.org"))


def test_evidence_with_a_hash_is_a_file() -> None:
    evidence = {"id": "log", "kind": "log", "title": "Log", "path": "log.txt", "sha256": "1" * 64}
    files = metadata_of(RELEASED | {"evidence": [evidence]})["distribution"]
    assert [file["contentUrl"] for file in files][:2] == ["disclosure.json", "log.txt"]


def test_the_package_of_a_file_knows_its_bytes(tmp_path: Path) -> None:
    content = json.dumps(BASE, ensure_ascii=False).encode()
    (tmp_path / "a.json").write_bytes(content)
    found = package_of(load(tmp_path / "a.json"))
    assert found == Package("a.json", hashlib.sha256(content).hexdigest(), len(content), {}, tmp_path)


def test_a_file_without_a_stated_hash_is_hashed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x\n1\n")
    found = package({"name": "a", "path": "a.csv"})._replace(folder=tmp_path)
    (file,) = [file for file in metadata_of(RELEASED, found)["distribution"] if file["@id"] == "a.csv"]
    assert file["sha256"] == hashlib.sha256(b"x\n1\n").hexdigest()
