"""`fullcount export latex`: the folder of a paper, and what is said about it."""

import copy
import json

import pytest

from fullcount.cli import main

FILES = {"footprint.tex", "footprint-checklist.tex", "main.tex", "sources.bib"}
FIGURES = {f"footprint-{name}.pdf" for name in ("compute", "outcome", "life-cycle")}


@pytest.fixture
def path(base, tmp_path):
    path = tmp_path / "disclosure.json"
    path.write_text(json.dumps(base), encoding="utf-8")
    return path


def test_a_folder_holds_everything_that_the_paper_needs(path, tmp_path, capsys) -> None:
    folder = tmp_path / "paper"
    assert main(["export", "latex", str(path), "-o", str(folder), "--today", "2026-11-21"]) == 0
    assert {file.name for file in folder.iterdir()} == FILES | FIGURES
    assert (folder / "footprint-compute.pdf").read_bytes().startswith(b"%PDF-")
    said = capsys.readouterr().out
    assert "not expressed" in said
    assert "/title" in said


def test_the_section_says_what_the_rules_found_and_where_the_disclosure_is(path, capsys, undrawn) -> None:
    words = ["export", "latex", str(path), "--today", "2026-11-21", "--link", "https://example.org/d.json"]
    assert main(words) == 0
    section = capsys.readouterr().out
    assert "\\textbf{Coverage:} level" in section
    assert "\\url{https://example.org/d.json}" in section


def test_files_that_are_there_are_left_as_they_are(path, tmp_path, undrawn) -> None:
    (tmp_path / "main.tex").write_text("mine", encoding="utf-8")
    words = ["export", "latex", str(path), "-o", str(tmp_path), "--today", "2026-11-21"]
    assert main(words) == 2
    assert (tmp_path / "main.tex").read_text(encoding="utf-8") == "mine"
    assert {file.name for file in tmp_path.iterdir()} == {"disclosure.json", "main.tex"}


def test_a_disclosure_that_is_not_well_formed_is_not_written(base, path, tmp_path, capsys) -> None:
    broken = copy.deepcopy(base)
    broken["compute"][0]["accelerator_hours"]["value"] = "many"
    path.write_text(json.dumps(broken), encoding="utf-8")
    folder = tmp_path / "paper"
    assert main(["export", "latex", str(path), "-o", str(folder)]) == 1
    assert not folder.exists()
    assert "/compute/0/accelerator_hours" in capsys.readouterr().err


def test_a_version_that_is_none_is_refused(path, capsys) -> None:
    assert main(["export", "latex", str(path), "--as-version", "3"]) == 2
    assert "latex 3: not a version that can be written; 2e can" in capsys.readouterr().err
