"""What is compared, and what is left out."""

import json
from datetime import date
from pathlib import Path

from fullcount_reports.comparison import collect

from .invented import disclosure, line, write

TODAY = date(2026, 11, 22)


def revision(number: int, status: str) -> dict[str, object]:
    return {"number": number, "date": "2025-03-01", "status": status}


def test_a_bad_file_never_stops_the_good_ones(tmp_path: Path) -> None:
    folder = write(tmp_path, disclosure("good", [line("a")]))
    (folder / "broken.json").write_text('{"fullcount": "1.0", "id": ', encoding="utf-8")
    (folder / "invalid.json").write_text('{"fullcount": "1.0", "id": "x"}', encoding="utf-8")
    (folder / "foreign.json").write_text('{"name": "something else"}', encoding="utf-8")
    found = collect([folder], today=TODAY)
    assert [entry.id for entry in found.entries] == ["invented/good"]
    assert {Path(problem.file).name for problem in found.problems} == {"broken.json", "invalid.json"}
    assert all(problem.expected and problem.remedy for problem in found.problems)


def test_a_huge_file_is_left_out(tmp_path: Path) -> None:
    folder = write(tmp_path, disclosure("good"))
    text = json.dumps(disclosure("huge")) + " " * (20 * 1024 * 1024)
    (folder / "huge.json").write_text(text, encoding="utf-8")
    found = collect([folder], today=TODAY)
    assert [entry.id for entry in found.entries] == ["invented/good"]
    assert [Path(problem.file).name for problem in found.problems] == ["huge.json"]


def test_a_web_address_is_refused_and_not_fetched() -> None:
    found = collect(["https://example.org/disclosure.json"], today=TODAY)
    assert not found.entries
    assert "network" in found.problems[0].found


def test_two_contents_of_one_revision_are_both_refused(tmp_path: Path) -> None:
    write(tmp_path / "one", disclosure("a", [line("x", 1.0)]), disclosure("b"))
    write(tmp_path / "two", disclosure("a", [line("x", 2.0)]))
    found = collect([tmp_path], today=TODAY)
    assert [entry.id for entry in found.entries] == ["invented/b"]
    first, second = found.problems
    assert second.file in first.found
    assert first.file in second.found


def test_a_copy_counts_once(tmp_path: Path) -> None:
    write(tmp_path / "one", disclosure("a"))
    write(tmp_path / "two", disclosure("a"))
    found = collect([tmp_path / "two", tmp_path / "one"], today=TODAY)
    assert [Path(entry.file).parent.name for entry in found.entries] == ["one"]
    assert not found.problems
    assert "the same content" in found.passed_over[0].found


def test_the_newest_published_revision_counts(gathered) -> None:
    found = gathered(
        disclosure("a", revision=revision(1, "published")),
        disclosure("a", revision=revision(2, "published")),
        disclosure("a", revision=revision(3, "draft")),
    )
    assert [entry.document["revision"]["number"] for entry in found.entries] == [2]


def test_a_draft_is_compared_where_there_is_nothing_else(gathered) -> None:
    found = gathered(disclosure("a", revision=revision(1, "draft")))
    assert [entry.document["revision"]["status"] for entry in found.entries] == ["draft"]


def test_what_is_withdrawn_is_not_compared_not_even_an_older_revision(gathered) -> None:
    documents = (
        disclosure("a", revision=revision(1, "published")),
        disclosure("a", revision=revision(2, "withdrawn")),
    )
    found = gathered(*documents)
    assert not found.entries
    assert any("--include withdrawn" in problem.remedy for problem in found.passed_over)


def test_what_is_withdrawn_is_compared_when_asked_for(gathered) -> None:
    found = gathered(disclosure("a", revision=revision(2, "withdrawn")), include=("withdrawn",))
    assert [entry.id for entry in found.entries] == ["invented/a"]
    assert not gathered(disclosure("a", revision=revision(2, "withdrawn")), include=("superseded",)).entries
