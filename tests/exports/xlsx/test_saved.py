"""Workbooks that LibreOffice opened and saved: the same disclosure, and the lists to choose from are still there."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from fullcount.draft.imports.xlsx import read
from fullcount_reports.exports.xlsx import template

from .books import BASE, workbook_of

SAVED = Path(__file__).parent / "saved/synthetic-libreoffice-7.4.xlsx"
OFFICE = shutil.which("soffice")


def test_a_workbook_that_libreoffice_saved_is_read_without_a_note() -> None:
    """Numbers have the 15 significant digits that it keeps; TRUE and FALSE are formulas there."""
    found = read(SAVED.read_bytes(), SAVED.name)
    document = json.loads(SAVED.with_suffix(".json").read_text(encoding="utf-8"))
    document["facilities"][0]["wue"]["value"] = 0.123456789012346
    assert found.draft == document
    assert found.notes == ()
    assert found.draft["reviews"][0]["independent"] is False


def choices(content: bytes) -> dict[tuple[str, int, int], tuple[Any, ...]]:
    """What is checked in the first cells of each column: kind, list and strictness, by sheet, row and column."""
    found = {}
    for page in load_workbook(BytesIO(content)):
        for checked in page.data_validations.dataValidation:
            for part in checked.sqref.ranges:
                first, row, last, _ = range_boundaries(part.coord)
                about = (checked.type, (checked.formula1 or "").replace("'", ""), checked.errorStyle)
                found |= {(page.title, row, column): about for column in range(first, last + 1)}
    return found


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_as_it_is(tmp_path: Path) -> None:
    books = {"base.xlsx": workbook_of(BASE), "template.xlsx": template("2026-11-21", "Mine")}
    for name, content in books.items():
        (tmp_path / name).write_bytes(content)
    profile, folder = (tmp_path / "profile").as_uri(), tmp_path / "saved"
    options = ["--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    command = [str(OFFICE), *options, "--outdir", str(folder), *(str(tmp_path / name) for name in books)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    saved = {name: (folder / name).read_bytes() for name in books}
    assert read(saved["base.xlsx"], "it.xlsx") == read(books["base.xlsx"], "it.xlsx")
    assert {name: choices(content) for name, content in saved.items()} == {
        name: choices(content) for name, content in books.items()
    }
