"""A folder is a data package: its disclosure is found, and nothing outside the folder is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import Unreadable, load

SCHEMA = "https://w3id.org/fullcount/1.0/disclosure.schema.json"


def package(folder: Path, *resources: dict[str, Any]) -> Path:
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": resources}))
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        load(folder)
    return str(caught.value)


def test_the_resource_named_disclosure_is_read(tmp_path: Path) -> None:
    (tmp_path / "card.yaml").write_text("a: 1")
    resources = [{"name": "ledger", "path": "ledger.csv"}, {"name": "disclosure", "path": "card.yaml"}]
    document = load(package(tmp_path, *resources))
    assert (document.data, document.folder, document.name) == (
        {"a": 1},
        tmp_path,
        str(tmp_path / "card.yaml"),
    )


@pytest.mark.parametrize("key", ["profile", "schema", "jsonSchema"])
def test_the_only_resource_with_our_schema_is_read(tmp_path: Path, key: str) -> None:
    (tmp_path / "card.json").write_text("{}")
    assert load(package(tmp_path, {"name": "card", "path": "card.json", key: SCHEMA})).data == {}


def test_a_resource_in_a_folder_inside_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "disclosure.json").write_text("{}")
    assert load(package(tmp_path, {"name": "x", "path": "in/disclosure.json"})).folder == tmp_path / "in"


@pytest.mark.parametrize("suffix", ["json", "yaml", "yml"])
def test_a_file_called_disclosure_is_read_without_a_listing(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"disclosure.{suffix}").write_text('{"a": 1}')
    assert load(tmp_path).data == {"a": 1}


def test_a_folder_that_may_not_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", denied)
    assert "may not read" in refusal(tmp_path)


def test_two_files_called_disclosure_are_one_too_many(tmp_path: Path) -> None:
    for suffix in ("json", "yaml"):
        (tmp_path / f"disclosure.{suffix}").write_text("{}")
    assert "keep one" in refusal(tmp_path)


def test_a_folder_without_a_disclosure_says_what_is_missing(tmp_path: Path) -> None:
    assert "a folder without datapackage.json" in refusal(tmp_path)


def test_a_listing_without_a_disclosure_says_so(tmp_path: Path) -> None:
    assert "no resource that is a disclosure" in refusal(package(tmp_path, {"name": "l", "path": "l.csv"}))


def test_two_disclosures_in_one_package_are_one_too_many(tmp_path: Path) -> None:
    twice = [{"name": n, "path": f"{n}.json", "schema": SCHEMA} for n in "ab"]
    assert "2 resources" in refusal(package(tmp_path, *twice))


@pytest.mark.parametrize(
    "listing", ["[]", "{}", '{"resources": 1}', '{"resources": [1, {"path": ["a.json"]}]}', "{"]
)
def test_a_broken_listing_is_refused(tmp_path: Path, listing: str) -> None:
    (tmp_path / "datapackage.json").write_text(listing)
    assert "datapackage.json" in refusal(tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "../secret.json",
        "a/../../secret.json",
        "/etc/passwd",
        "..\\secret.json",
        "https://example.org/a",
        "C:/a",
    ],
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.json").write_text("{}")
    folder = tmp_path / "p"
    folder.mkdir()
    assert "outside the folder" in refusal(package(folder, {"name": "disclosure", "path": path}))


@pytest.mark.parametrize("name", ["disclosure.json", "datapackage.json"])
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.json").write_text("{}")
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / name).symlink_to(tmp_path / "secret.json")
    assert "outside the folder" in refusal(folder)


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text("{}")
    (tmp_path / "disclosure.json").symlink_to("card.json")
    assert load(tmp_path).data == {}


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "disclosure.json").symlink_to("disclosure.json")
    refusal(tmp_path)


def test_a_listed_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(package(tmp_path, {"name": "disclosure", "path": "gone.json"}))
    (tmp_path / "in").mkdir()
    assert "a folder where a file is needed" in refusal(
        package(tmp_path, {"name": "disclosure", "path": "in"})
    )
