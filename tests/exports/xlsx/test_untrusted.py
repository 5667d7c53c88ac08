"""A workbook from anywhere: too large, with macros, with links, with formulas, or none at all."""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from fullcount.draft.imports.xlsx import WorkbookError, read
from fullcount.draft.imports.xlsx.archive import LIMITS

from .books import BASE, cell, changed, problems, workbook_of

CONTENT = workbook_of(BASE)
SHEET = "xl/worksheets/sheet14.xml"


def repacked(change: Callable[[str, bytes], bytes | None], *more: tuple[str, bytes]) -> bytes:
    """The workbook with its parts changed, left out where None, and with more parts."""
    stream = BytesIO()
    with ZipFile(BytesIO(CONTENT)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in more:
            new.writestr(name, part)
    return stream.getvalue()


def same(_: str, part: bytes) -> bytes:
    return part


def test_an_archive_that_grows_too_much_is_not_unpacked() -> None:
    bomb = repacked(same, ("xl/media/zeros.bin", bytes(LIMITS.max_unpacked_bytes)))
    assert len(bomb) < LIMITS.max_bytes
    assert "bytes when unpacked" in problems(bomb)[0]


def test_a_file_that_is_too_large_is_not_opened() -> None:
    with pytest.raises(WorkbookError, match="bytes; expected at most"):
        read(CONTENT, "lab.xlsx", LIMITS._replace(max_bytes=1000))


def test_macros_are_refused() -> None:
    assert "a workbook with macros" in problems(repacked(same, ("xl/vbaProject.bin", b"x")))[0]


def test_entities_are_refused() -> None:
    def change(name: str, part: bytes) -> bytes:
        entity = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
        return part.replace(b"<worksheet", entity, 1) if name == SHEET else part

    assert "with a document type" in problems(repacked(change))[0]


@pytest.mark.parametrize("address", ["A30000", "XFD3", "ZZZZZ99999999999"])
def test_a_cell_far_away_is_refused_and_not_waited_for(address: str) -> None:
    number = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = f'<row r="{number}"><c r="{address}" t="n"><v>1</v></c></row></sheetData>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</sheetData>", row.encode()) if name == SHEET else part

    assert f"the cell {address}" in problems(repacked(change))[0]


def test_links_to_other_workbooks_are_not_followed() -> None:
    draft = read(repacked(same, ("xl/externalLinks/externalLink1.xml", b"<externalLink/>")), "it.xlsx")
    assert draft.notes == ("links to other workbooks were not followed",)


def test_a_formula_is_read_as_its_last_value_and_that_is_said() -> None:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<v>", b"<f>6*7</f><v>", 1) if name == SHEET else part

    draft = read(repacked(change), "it.xlsx")
    assert draft.draft == read(CONTENT, "it.xlsx").draft
    assert len(draft.notes) == 1
    assert "the last value of a formula was taken" in draft.notes[0]


def test_a_formula_that_failed_is_an_error() -> None:
    def change(book: Any) -> None:
        target = cell(book["compute"], "energy.value")
        target.value, target.data_type = "#DIV/0!", "e"

    assert any("the error #DIV/0!" in problem for problem in problems(changed(CONTENT, change)))


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04", CONTENT[:3000], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_workbook_is_said_to_be_none(content: bytes) -> None:
    assert len(problems(content)) == 1


def test_a_workbook_of_something_else_is_told_how_to_begin() -> None:
    from openpyxl import Workbook

    stream = BytesIO()
    Workbook().save(stream)
    assert "no sheet of a disclosure" in problems(stream.getvalue())[0]


def test_damaged_parts_end_in_a_message() -> None:
    """Bytes of the parts are changed at random; whatever happens is a reading or a `WorkbookError`."""
    chance = random.Random(1)
    for _ in range(25):
        wanted = chance.choice(["xl/workbook.xml", SHEET, "xl/styles.xml", "[Content_Types].xml"])

        def change(name: str, part: bytes, wanted: str = wanted) -> bytes:
            if name != wanted:
                return part
            at = chance.randrange(len(part))
            return part[:at] + bytes([chance.randrange(256)]) * chance.randrange(1, 9) + part[at + 3 :]

        assert isinstance(problems(repacked(change)), list)
