"""The corpus of disclosures: in step with the tables, well formed, every row in its place, nothing counted twice."""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from transcription.corpus import BY_HAND, FOLDER, document, slugs
from transcription.findings import FINDINGS, explanations, findings, findings_text
from transcription.package import PACKAGE, package_text
from transcription.related import REVERSED
from transcription.tables import NAMESPACE, placements, published, rows_of, subjects

from fullcount.disclosure import load, shape_errors
from fullcount.draft.row import text_of
from fullcount.review.finding import Severity

COMMAND = "run: python datasets/published/transcribe.py"
CORPUS = {path.stem: load(path).data for path in sorted(FOLDER.glob("*.json"))}
LINKS = {
    (slug, item["disclosure"].removeprefix(f"{NAMESPACE}/")): item["relation"]
    for slug, data in CORPUS.items()
    for item in data.get("related", [])
}
PAIRS = list(combinations(subjects(), 2))


@pytest.mark.parametrize("slug", slugs())
def test_a_disclosure_is_in_step_with_the_tables(slug: str) -> None:
    assert (FOLDER / f"{slug}.json").read_text(encoding="utf-8") == text_of(document(slug)) + "\n", COMMAND


def test_the_package_is_in_step_with_the_folder() -> None:
    assert PACKAGE.read_text(encoding="utf-8") == package_text(), COMMAND


def test_the_folder_holds_the_subjects_and_nothing_else() -> None:
    assert CORPUS.keys() == subjects().keys() == {*slugs(), *BY_HAND}, COMMAND


@pytest.mark.parametrize("slug", CORPUS)
def test_a_disclosure_is_well_formed(slug: str) -> None:
    assert shape_errors(CORPUS[slug]) == []


def test_every_row_stands_in_a_disclosure_and_no_disclosure_without_a_subject() -> None:
    placed = {name for slug in placements() for name in rows_of(slug)}
    assert placed == published().keys()
    assert placements().keys() == subjects().keys()


def test_links_are_both_ways_and_none_is_dangling() -> None:
    assert {slug for pair in LINKS for slug in pair} <= CORPUS.keys()
    assert all(LINKS[b, a] == REVERSED[relation] for (a, b), relation in LINKS.items())


def test_ancestors_are_in_the_corpus() -> None:
    named = {item["disclosure"] for data in CORPUS.values() for item in data["subject"].get("lineage", [])}
    assert named <= {f"{NAMESPACE}/{slug}" for slug in CORPUS}


def test_two_disclosures_that_share_a_row_are_linked() -> None:
    sharing = [(a, b) for a, b in PAIRS if set(rows_of(a)) & set(rows_of(b))]
    assert len(sharing) > 40
    assert [pair for pair in sharing if pair not in LINKS] == []


def test_two_disclosures_that_share_a_piece_of_work_are_linked() -> None:
    work = {slug: set(entry["work"].split()) for slug, entry in subjects().items()}
    assert [(a, b) for a, b in PAIRS if work[a] & work[b] and (a, b) not in LINKS] == []


def figures(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if "unit" in node or "not_disclosed" in node:
            yield path, node
        for key, item in node.items():
            yield from figures(item, f"{path}/{key}")
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from figures(item, f"{path}/{index}")


@pytest.mark.parametrize("slug", slugs())
def test_a_figure_has_a_source_with_its_grade_and_a_locator_or_a_reason(slug: str) -> None:
    data = CORPUS[slug]
    graded = {item["id"] for item in data["sources"] if "evidence_grade" in item}
    assert "year" in data["sources"][0]
    for path, item in figures(data):
        if "not_disclosed" in item:
            assert item["not_disclosed"]["reason"] in ("not-stated", "not-transcribed"), path
        else:
            assert item["source"] in graded, path
            assert item["locator"], path


@pytest.mark.parametrize("slug", slugs())
def test_a_zero_is_printed_by_the_source(slug: str) -> None:
    zeros = [path for path, item in figures(CORPUS[slug]) if item.get("value") == 0]
    cells = [cell for item in placements()[slug] for cell in item.row.values()]
    assert not zeros or "0" in cells or any("on-site 0" in cell for cell in cells)


@pytest.mark.parametrize("slug", CORPUS)
def test_what_a_reader_looks_for_is_there_or_said_to_be_missing(slug: str) -> None:
    data = CORPUS[slug]
    assert data["scope"]["boundary"]
    assert data["subject"]["developer"]
    assert data["data_status"] == "transcribed"
    assert {item["category"] for item in data["impacts"]} >= {"gwp", "water", "adpe"}
    for line in data["compute"]:
        assert {"accelerator_hours", "energy"} <= line.keys()
    for place in data.get("facilities", []):
        assert {"pue", "wue", "carbon_intensity_location_based"} <= place.keys()


def test_json_is_written_as_it_is_read() -> None:
    assert all(json.loads(text_of(data)) == data for data in CORPUS.values())


def test_the_findings_are_in_step() -> None:
    assert FINDINGS.read_text(encoding="utf-8") == findings_text(), COMMAND


def test_every_error_and_warning_is_explained_and_no_explanation_is_left_over() -> None:
    grave = {(slug, item.rule) for slug, item in findings() if item.severity is not Severity.NOTE}
    assert grave == explanations().keys()


def test_restatements_name_figures() -> None:
    for data in CORPUS.values():
        known = {path for path, _ in figures(data)}
        assert {item["of"] for item in data.get("restatements", [])} <= known


COINCIDENCES = {("deepseek-r1", "deepseek-v3"), ("molmo2-8b", "molmo2-o-7b")}
"""The same printed hours of different work: 5,000 h of two stages, 3,300 h of two models."""


def printed(data: dict[str, Any]) -> set[tuple[str, float]]:
    """Hours, energies and impacts that stand in a disclosure, without zeros."""
    where = [(path.rpartition("/")[2], item) for path, item in figures(data) if item.get("value")]
    return {(item["unit"], item["value"]) for name, item in where if name in MEANT}


MEANT = ("accelerator_hours", "energy", "amount")


def test_two_disclosures_of_one_developer_that_print_the_same_figure_are_linked() -> None:
    said = {slug: printed(data) for slug, data in CORPUS.items()}
    maker = {slug: data["subject"]["developer"] for slug, data in CORPUS.items()}
    same = {(a, b) for a, b in PAIRS if maker[a] == maker[b] and said[a] & said[b]}
    alike = {(a, b) for a, b in same if not {(a, b), (b, a)} & LINKS.keys()}
    assert {tuple(sorted(pair)) for pair in alike} == COINCIDENCES


def test_two_disclosures_of_one_name_are_linked() -> None:
    name = {slug: data["subject"]["name"] for slug, data in CORPUS.items()}
    assert [(a, b) for a, b in PAIRS if name[a] == name[b] and (a, b) not in LINKS] == []
