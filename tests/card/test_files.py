"""A card is written as a whole or not at all, with the status of its data in every name."""

import json
import subprocess
import sys

import pytest

from fullcount_reports.card import write_card
from fullcount_reports.card.files import marked_stem


@pytest.fixture
def without_drawing(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)


def test_every_file_of_synthetic_data_says_so_in_its_name(sparse, review, tmp_path) -> None:
    files = write_card(sparse, review, tmp_path, "footprint")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert all(name.startswith("footprint-synthetic") for name in names)
    assert {files.markdown.name, files.html.name} <= set(names)
    assert len(files.figures) == 10
    assert {path.name for path in files.figures} | {files.markdown.name, files.html.name} == set(names)


def test_the_markdown_links_the_figures_that_lie_beside_it(sparse, review, tmp_path) -> None:
    files = write_card(sparse, review, tmp_path, "footprint")
    text = files.markdown.read_text(encoding="utf-8")
    assert '<img alt="Stacked bar chart' in text
    for name in ("compute", "outcome"):
        assert f'src="footprint-synthetic-{name}-light.png"' in text
        assert f'srcset="footprint-synthetic-{name}-dark.png"' in text


def test_the_page_holds_its_figures(sparse, review, tmp_path) -> None:
    page = write_card(sparse, review, tmp_path, "footprint").html.read_text(encoding="utf-8")
    assert page.count("data:image/svg+xml;base64,") == 4


def test_the_specification_is_written_too(sparse, review, tmp_path) -> None:
    write_card(sparse, review, tmp_path, "footprint")
    specification = json.loads((tmp_path / "footprint-synthetic-compute.vl.json").read_text(encoding="utf-8"))
    assert specification["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.usefixtures("without_drawing")
def test_without_the_extra_the_card_is_complete_but_for_its_figures(sparse, review, tmp_path) -> None:
    files = write_card(sparse, review, tmp_path, "footprint")
    assert files.figures == ()
    assert not files.can_draw
    assert "fullcount\\[figures\\]" in files.markdown.read_text(encoding="utf-8")
    assert "fullcount[figures]" in files.html.read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_drawing")
def test_a_card_that_cannot_be_written_leaves_everything_as_it_was(sparse, review, tmp_path) -> None:
    (tmp_path / "footprint-synthetic.html").mkdir()
    (tmp_path / "footprint-synthetic.md").write_text("old", encoding="utf-8")
    with pytest.raises(IsADirectoryError):
        write_card(sparse, review, tmp_path, "footprint")
    assert (tmp_path / "footprint-synthetic.md").read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.usefixtures("without_drawing")
def test_the_same_input_gives_the_same_bytes(sparse, review, tmp_path) -> None:
    first = write_card(sparse, review, tmp_path / "a", "footprint")
    second = write_card(sparse, review, tmp_path / "b", "footprint")
    assert first.html.read_bytes() == second.html.read_bytes()
    assert first.markdown.read_bytes() == second.markdown.read_bytes()


@pytest.mark.parametrize(
    ("stem", "status", "expected"),
    [
        ("footprint", "primary", "footprint"),
        ("footprint", "synthetic", "footprint-synthetic"),
        ("footprint-synthetic", "synthetic", "footprint-synthetic"),
        ("footprint", "transcribed", "footprint-transcribed"),
    ],
)
def test_names_are_marked_once(stem, status, expected) -> None:
    assert marked_stem(stem, status) == expected


def test_importing_the_card_loads_no_heavy_library() -> None:
    code = (
        "import sys, fullcount_reports.card; print({'jinja2', 'vl_convert', 'jsonschema'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
