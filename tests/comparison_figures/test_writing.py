"""A figure is written as a whole or not at all, and the same bytes for the same numbers."""

import csv
import json
import sys

import pytest

from fullcount_reports.comparison.figures import NAMES, plot, write, write_all

SUFFIXES = (".vl.json", ".svg", ".png", "-dark.svg", "-dark.png", ".md", ".csv")


@pytest.fixture
def without_drawing(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)


def test_every_figure_has_its_specification_pictures_page_and_table(frames, tmp_path) -> None:
    written = write_all(plot(frames).charts, tmp_path / "new" / "folder")
    assert written.can_draw
    assert {path.name for path in written.paths} == {
        f"{name}{suffix}" for name in NAMES for suffix in SUFFIXES
    }
    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == {
        path.name for path in written.paths
    }


def test_the_same_frames_give_the_same_bytes(frames, tmp_path) -> None:
    for folder in ("one", "two"):
        write_all(plot(frames).charts, tmp_path / folder)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.usefixtures("without_drawing")
def test_without_the_extra_all_but_the_pictures_is_written(frames, tmp_path) -> None:
    written = write_all(plot(frames, ["stages"]).charts, tmp_path)
    assert not written.can_draw
    assert {path.name for path in written.paths} == {"stages.vl.json", "stages.md", "stages.csv"}
    assert "<img" not in (tmp_path / "stages.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_drawing")
def test_what_cannot_be_written_leaves_everything_as_it_was(frames, tmp_path) -> None:
    (tmp_path / "stages.csv").mkdir()
    (tmp_path / "stages.md").write_text("old", encoding="utf-8")
    with pytest.raises(IsADirectoryError):
        write_all(plot(frames).charts, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"stages.csv", "stages.md"}
    assert (tmp_path / "stages.md").read_text(encoding="utf-8") == "old"


def test_the_page_links_the_pictures_beside_it(frames, tmp_path) -> None:
    (chart,) = plot(frames, ["levels"]).charts
    write(chart, tmp_path)
    text = (tmp_path / "levels.md").read_text(encoding="utf-8")
    assert 'src="levels.png"' in text
    assert 'srcset="levels-dark.png"' in text


@pytest.mark.usefixtures("without_drawing")
def test_the_table_holds_every_digit(frames, tmp_path) -> None:
    frames.levels.loc[0, "count"] = 123457
    frames.final_shares.loc[0, "value"] = 100 / 3
    write_all(plot(frames, ["levels", "final-share"]).charts, tmp_path)
    with (tmp_path / "final-share.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["subject"]: row["share of the final run (1)"] for row in csv.DictReader(lines)}
    assert float(found["DINOv3"]) == 100 / 3 / 100
    assert found["Invented B"] == ""
    assert "123457" in (tmp_path / "levels.csv").read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_drawing")
def test_the_specification_that_is_written_is_that_of_the_chart(frames, tmp_path) -> None:
    (chart,) = plot(frames, ["declared-and-rebased"]).charts
    write(chart, tmp_path)
    assert (
        json.loads((tmp_path / "declared-and-rebased.vl.json").read_text(encoding="utf-8"))
        == chart.specification
    )
