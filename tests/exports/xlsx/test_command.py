"""The commands that write and read workbooks, as a person uses them."""

import builtins
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from fullcount.cli import main
from fullcount_reports.exports.xlsx import template

from .books import BASE, cell, changed, without_extensions


@pytest.fixture
def disclosure(tmp_path: Path) -> Path:
    path = tmp_path / "disclosure.json"
    path.write_text(json.dumps(BASE), encoding="utf-8")
    return path


def test_there_and_back(disclosure: Path, tmp_path: Path) -> None:
    assert main(["export", "xlsx", str(disclosure), "-o", str(tmp_path / "book")]) == 0
    back = tmp_path / "back.yaml"
    assert main(["import", "xlsx", str(tmp_path / "book/disclosure.xlsx"), "-o", str(back)]) == 0
    found = yaml.safe_load(back.read_text(encoding="utf-8"))
    assert without_extensions(found) == without_extensions(BASE)
    assert main(["validate", str(back), "--today", "2026-11-21"]) == 0


def test_slips_end_in_their_cells_and_nothing_is_written(
    disclosure: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "xlsx", str(disclosure), "-o", str(tmp_path)])
    book = tmp_path / "disclosure.xlsx"

    def change(pages: Any) -> None:
        cell(pages["compute"], "stage").value = "finale"

    book.write_bytes(changed(book.read_bytes(), change))
    assert main(["import", "xlsx", str(book), "-o", str(tmp_path / "back.yaml")]) == 3
    assert "disclosure.xlsx: compute!C3: " in capsys.readouterr().err
    assert not (tmp_path / "back.yaml").exists()


def test_an_empty_workbook_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    assert main(["init", "--as", "xlsx", "--today", "2026-11-21", "-o", str(path)]) == 0
    assert path.read_bytes() == template("2026-11-21", "TODO")
    assert main(["init", "--as", "xlsx", "-o", str(path)]) == 2


def test_without_the_library_the_extra_is_named(
    disclosure: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def missing(name: str, *more: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "openpyxl":
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert main(["export", "xlsx", str(disclosure)]) == 2
    assert "pip install 'fullcount[spreadsheet]'" in capsys.readouterr().err
