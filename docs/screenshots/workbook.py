"""The sheet of compute lines of a workbook, as LibreOffice prints it, and the badge."""

from collections.abc import Iterator
from pathlib import Path

from fullcount_reports.exports.formats import export
from fullcount_reports.exports.package import package_of
from screenshots import demo
from screenshots.pages import call, page_of

__all__ = ["take_badge", "take_workbook"]

SHEET, SHOWN = "compute", "A1:L36"
CUT = (76, 102, 1048, 402)


def take_workbook(folder: Path) -> Iterator[Path]:
    """The first columns and rows of one sheet of the workbook of the demo, all others hidden."""
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    (name, content), *_ = export(demo.document().data, "xlsx", "", None).files.items()
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    book = load_workbook(path)
    for sheet in book:
        sheet.sheet_state = "visible" if sheet.title == SHEET else "hidden"
    page = book[SHEET]
    book.active = page
    page.print_area = SHOWN
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.gridLines = page.print_options.headings = True
    book.save(path)
    call(["soffice", "--headless", "--convert-to", "pdf", path.name], folder)
    yield page_of(path.with_suffix(".pdf"), 1, demo.PICTURES / "workbook.png", CUT)


def take_badge(_folder: Path) -> Iterator[Path]:
    """The badge as it is written."""
    document = demo.document()
    (_, content), *_ = export(document.data, "badge", "", package_of(document)).files.items()
    picture = demo.PICTURES / "badge.svg"
    picture.write_text(str(content), encoding="utf-8")
    yield picture
