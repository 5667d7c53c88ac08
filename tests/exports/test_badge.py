"""The badge: level and date as they are, marked data, text that can be read on its colour."""

import copy
import json
import re
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from fullcount.disclosure import load
from fullcount.rooms import dataset_room
from fullcount_reports.exports.badge import export
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.package import package_of
from fullcount_reports.figures.palette import luminance_of

from .documents import BASE

PUBLISHED = dataset_room("published") / "disclosures/moshi-2026.json"


def badge_of(document: dict[str, Any]) -> str:
    return export(document).files["badge.svg"]


def drawn(svg: str) -> list[str]:
    return [element.text or "" for element in fromstring(svg).iter() if element.tag.endswith("}text")]  # noqa: S314


def test_it_says_level_date_and_that_the_data_are_synthetic() -> None:
    assert drawn(badge_of(BASE)) == ["compute disclosure", "level 4: life cycle", "2026-11-21", "synthetic"]


def test_transcribed_data_are_marked_and_primary_data_need_no_mark() -> None:
    transcribed = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert drawn(badge_of(transcribed))[1:] == [
        "no level reached",
        transcribed["revision"]["date"],
        "transcribed",
    ]
    primary = (
        json.dumps(BASE)
        .replace('"synthetic"', '"primary"')
        .replace("ynthetic", "ample")
        .replace("Invented", "")
    )
    assert drawn(badge_of(json.loads(primary)))[-1] == "2026-11-21"


def test_attached_evidence_counts_where_it_is_beside_the_disclosure() -> None:
    document = load(dataset_room("moshi"))
    beside, alone = export(document.data, "svg", package_of(document)), export(document.data)
    assert "level 5: evidence" in beside.files["badge.svg"]
    assert "level 5" not in alone.files["badge.svg"]


def test_a_disclosure_with_errors_has_no_badge() -> None:
    document = copy.deepcopy(BASE)
    document["totals"]["runs"]["value"] = 5
    with pytest.raises(NotExpressibleError, match="/totals/runs: total-differs-from-lines"):
        export(document)


def test_every_text_has_enough_contrast() -> None:
    pairs = re.findall(r'fill="(#\w{6})"/><text [^>]*fill="(#\w{6})"', badge_of(BASE))
    assert len(pairs) == 4
    for colours in pairs:
        darker, lighter = sorted(luminance_of(colour) for colour in colours)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_nothing_is_loaded_from_outside_and_readers_of_screens_are_told() -> None:
    svg = badge_of(BASE)
    assert not re.search(r"href|url\((?!#round)|@import|<image|<style|<script", svg)
    assert "<title id=" in svg
    assert "<desc id=" in svg
