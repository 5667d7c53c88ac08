"""The data rooms are found, in a checkout and in an installed copy."""

from pathlib import Path

import pytest

from fullcount import rooms
from fullcount.rooms import dataset_room, schema_room


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package where nothing else is, as after an installation."""
    package = tmp_path / "site-packages/fullcount"
    package.mkdir(parents=True)
    monkeypatch.setattr(rooms, "__file__", str(package / "rooms.py"))
    rooms._room.cache_clear()
    yield package
    rooms._room.cache_clear()


def test_the_schema_room_holds_the_standard() -> None:
    held = {path.name for path in schema_room().iterdir()}
    assert held >= {"disclosure.schema.json", "report.schema.json", "codelists", "tables", "conformance"}


@pytest.mark.parametrize("name", ["moshi", "published", "factors"])
def test_each_data_package_has_its_readme(name: str) -> None:
    assert (dataset_room(name) / "README.md").is_file()


def test_the_installed_copy_is_found_inside_the_package(elsewhere: Path) -> None:
    (elsewhere / "schema/1.0").mkdir(parents=True)
    assert schema_room() == elsewhere / "schema/1.0"


def test_the_installed_copy_comes_before_the_checkout(elsewhere: Path) -> None:
    inside, beside = elsewhere / "datasets", elsewhere.parent.parent / "datasets"
    inside.mkdir()
    beside.mkdir()
    assert dataset_room("factors") == inside / "factors"


def test_the_checkout_stands_in_where_nothing_is_installed(elsewhere: Path) -> None:
    beside = elsewhere.parent.parent / "datasets"
    beside.mkdir()
    assert dataset_room("factors") == beside / "factors"


def test_a_missing_room_is_named_with_its_remedy(elsewhere: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"'schema' .* reinstall fullcount"):
        schema_room()
