"""Documents to render, the verdict that stands on their cards, and figures that need no drawing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.rooms import schema_room
from fullcount_reports.card import Assets, Picture, ReviewLine
from fullcount_reports.card.pictures import figures_of
from fullcount_reports.figures import DrawnFigure

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    path = schema_room() / "conformance/base.json" if name == "base" else HERE / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(name="document")
def document_by_name() -> Callable[[str], dict[str, Any]]:
    return read


@pytest.fixture
def base() -> dict[str, Any]:
    return read("base")


@pytest.fixture
def sparse() -> dict[str, Any]:
    return read("sparse")


@pytest.fixture(scope="session")
def review() -> ReviewLine:
    return ReviewLine(
        level_reached=3,
        level_name="research",
        missing=("an interval of every manufacture figure", "a ledger that sums to the lines"),
        errors=0,
        warnings=1,
        notes=2,
        rule_set_version="1.0.0",
        standard_version="1.0",
        input_sha256="0123456789abcdef" * 4,
        machine_readable="footprint-synthetic.json",
    )


@pytest.fixture(name="undrawn")
def assets_without_bytes() -> Callable[[dict[str, Any]], Assets]:
    def assets(disclosure: dict[str, Any]) -> Assets:
        figures = figures_of(disclosure)
        drawn = [DrawnFigure(figure, "<svg/>", "<svg/>", b"", b"") for figure in figures]
        pictures = (Picture(d, f"{d.figure.name}-light.png", f"{d.figure.name}-dark.png") for d in drawn)
        return Assets({picture.drawn.figure.name: picture for picture in pictures})

    return assets
