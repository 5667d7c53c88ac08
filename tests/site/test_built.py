"""What the built site holds: pages, the standard at its addresses, nothing from elsewhere."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from publishing.standard import ReleasedError, checksums, compare

from fullcount.review.sarif.rules import Rules
from fullcount.rooms import schema_room

from .conftest import ROOT

VERSION = "1.0"
HOME = "https://w3id.org/fullcount/"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _holds_any(data: bytes, parts: tuple[bytes, ...]) -> bool:
    return any(part in data for part in parts)


def test_what_is_published_is_the_standard_and_nothing_else(site: Path) -> None:
    published = {name for name in _files(site / VERSION) if not name.startswith("rules/")}
    assert published - {"index.html", "SHA256SUMS"} == _files(schema_room())
    assert {"index.html", "SHA256SUMS"} <= published


def test_the_checksums_are_those_of_the_files(site: Path) -> None:
    lines = (site / VERSION / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    stated = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert stated == {
        name: hashlib.sha256((site / VERSION / name).read_bytes()).hexdigest()
        for name in _files(schema_room())
    }


def test_a_file_of_checksums_is_read_by_the_program_that_the_page_names(site: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("no sha256sum")
    done = subprocess.run(
        [program, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=site / VERSION, check=False
    )
    assert done.returncode == 0


def test_every_address_of_help_in_a_sarif_log_leads_to_a_page_or_a_file(site: Path) -> None:
    addresses = {item["id"]: item["helpUri"] for item in Rules().descriptors}
    assert all(address.startswith(HOME) for address in addresses.values())
    for name, address in addresses.items():
        lies = site / address.removeprefix(HOME)
        assert lies.is_file() or f"../../../rules/{name}/" in (lies / "index.html").read_text(
            encoding="utf-8"
        )


def test_every_schema_lies_where_its_id_says(site: Path) -> None:
    schemas = sorted((site / VERSION).glob("*.schema.json"))
    assert schemas
    for file in schemas:
        stated = json.loads(file.read_text(encoding="utf-8"))["$id"]
        assert stated == f"https://w3id.org/fullcount/{file.relative_to(site).as_posix()}"


def test_the_page_of_the_version_names_every_file(site: Path) -> None:
    page = (site / VERSION / "index.html").read_text(encoding="utf-8")
    missing = [name for name in _files(schema_room()) if f'href="{name}"' not in page]
    assert missing == []


@pytest.mark.parametrize("suffix", [".js", ".css", ".html"])
def test_no_asset_asks_another_server(site: Path, suffix: str) -> None:
    hosts = (
        b"unpkg.com",
        b"jsdelivr.net",
        b"cdnjs.",
        b"fonts.googleapis",
        b"fonts.gstatic",
        b"sourceMappingURL=",
    )
    files = list((site if suffix == ".html" else site / "assets").rglob(f"*{suffix}"))
    naming = [path.name for path in files if _holds_any(path.read_bytes(), hosts)]
    assert files
    assert naming == []


def test_every_page_forbids_requests_to_other_servers(site: Path) -> None:
    pages = [path for path in site.rglob("index.html") if "desk" not in path.parts]
    assert pages
    assert all("default-src 'self' data: blob:" in path.read_text(encoding="utf-8") for path in pages)


def test_every_page_is_titled_by_its_heading_or_the_navigation(site: Path) -> None:
    untitled = [
        path.parent.relative_to(site).as_posix()
        for path in site.rglob("index.html")
        if "<title>Index - " in path.read_text(encoding="utf-8")
    ]
    assert untitled == []


def test_the_configuration_is_what_the_successor_of_the_theme_reads() -> None:
    configuration = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names = [
        name for entry in configuration["plugins"] for name in (entry if isinstance(entry, dict) else [entry])
    ]
    assert names == ["search", "mkdocstrings"]
    assert configuration["theme"]["font"] is False
    assert "hooks" not in configuration


def test_a_released_version_cannot_be_published_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "codelists").mkdir()
    (tmp_path / "codelists/b.csv").write_text("code\n", encoding="utf-8")
    released = checksums(tmp_path)
    compare(released, checksums(tmp_path))
    (tmp_path / "codelists/b.csv").write_text("code\nnew\n", encoding="utf-8")
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReleasedError) as refused:
        compare(released, checksums(tmp_path))
    assert "codelists/b.csv" in str(refused.value)
    assert "c.json" in str(refused.value)
    assert "a.json" not in str(refused.value)
