"""The notebook runs from top to bottom, and what is stored in it and on its page is what it prints."""

import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> dict[Path, str]:
    monkeypatch.syspath_prepend(str(ROOT / "docs/notebooks"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    import make

    return make.outputs()


@pytest.mark.filterwarnings("ignore")  # of the libraries that run the kernel
def test_the_notebook_and_its_page_are_what_the_cells_print(made: dict[Path, str]) -> None:
    differ = [path.name for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert differ == [], "run python docs/notebooks/make.py"


def test_every_cell_of_code_has_run_and_none_failed() -> None:
    book = nbformat.read(ROOT / "docs/notebooks/five-questions.ipynb", as_version=4)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not any(output.output_type == "error" for cell in cells for output in cell.outputs)
