"""The specifications, pages and tables of small frames, byte for byte.

After a change that is meant, write them anew and look at them:

    FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/comparison_figures/test_golden.py
"""

import json
import os
from pathlib import Path

import pytest

from fullcount_reports.comparison.figures import NAMES, plot
from fullcount_reports.comparison.figures.tables import page, sheet_of

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/comparison_figures/test_golden.py"


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FULLCOUNT_REFRESH_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text, f"if the change is meant: {REFRESH}"


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_as_agreed(name, frames) -> None:
    (chart,) = plot(frames, [name]).charts
    compare(f"{name}.vl.json", json.dumps(chart.specification, indent=1, ensure_ascii=False) + "\n")
    compare(f"{name}.md", page(chart, with_picture=True))
    compare(f"{name}.csv", sheet_of(chart.table))
