"""Several BoAmps reports as one draft: each figure cites its file, and nothing counts twice."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from fullcount.cli import main
from fullcount.draft.imports import NotReadableError, read_several
from fullcount.impacts import recompute
from fullcount_reports.exports.boamps import export

from .documents import BASE, DISCLOSURES
from .reports import boamps, measure

Files = list[tuple[bytes, str]]


def files_of(*reports: object) -> Files:
    return [(json.dumps(report).encode(), f"{number}.json") for number, report in enumerate(reports, 1)]


def report(identity: str = "", kwh: float = 2.5, **more: object) -> dict[str, Any]:
    header = {"reportDatetime": "2026-01-31 00:00:00", "publisher": {"projectName": "Synthetic"}}
    named = {"reportId": identity} if identity else {}
    return boamps(measure(kwh), header={**header, **named}, **more)


def exported(document: dict[str, Any]) -> Files:
    files = export(document).files.items()
    return [(str(text).encode(), name) for name, text in files if name.endswith(".json")]


def test_the_reports_of_one_disclosure_are_its_lines_again() -> None:
    draft = read_several(exported(BASE), "boamps").draft
    assert {line["stage"] for line in draft["compute"]} == {line["stage"] for line in BASE["compute"]}
    assert len(draft["facilities"]) == 1
    assert recompute({**BASE, **draft, "impacts": []})


@settings(max_examples=30)
@given(document=DISCLOSURES)
def test_no_energy_is_lost_or_counted_twice_on_the_way(document: dict[str, Any]) -> None:
    files = exported(document)
    written = [json.loads(text)["measures"][0]["powerConsumption"] for text, _ in files]
    draft = read_several(files, "boamps").draft
    assert sorted(line["energy"]["value"] for line in draft["compute"]) == pytest.approx(sorted(written))


def test_every_figure_cites_the_file_it_comes_from() -> None:
    draft = read_several(files_of(report("a", 1), report("b", 2)), "boamps").draft
    titles = {source["id"]: source["title"] for source in draft["sources"]}
    cited = [titles[line["energy"]["source"]] for line in draft["compute"]]
    assert cited == ["BoAmps report (1.json)", "BoAmps report (2.json)"]
    assert titles[draft["facilities"][0]["carbon_intensity_location_based"]["source"]] == cited[0]


def test_a_figure_of_the_subject_cites_the_first_file_that_gives_it() -> None:
    mute = report("a")
    mute["task"]["algorithms"] = [{"algorithmName": "Example"}]
    draft = read_several(files_of(mute, report("b")), "boamps").draft
    assert draft["subject"]["parameters"]["source"] == "report-2"


def test_the_same_report_twice_counts_once_and_that_is_told() -> None:
    found = read_several(files_of(report("a"), report("a")), "boamps")
    assert len(found.draft["compute"]) == 1
    assert "2.json:1: the same report as 1.json:1, counted once" in found.notes


def test_two_reports_of_one_id_with_different_content_are_refused() -> None:
    with pytest.raises(NotReadableError, match=r"2\.json:1: found the id of 1\.json:1 with other content"):
        read_several(files_of(report("a"), report("a", 3)), "boamps")


def test_reports_without_an_id_all_count() -> None:
    assert len(read_several(files_of(report(), report()), "boamps").draft["compute"]) == 2


def test_reports_on_different_projects_are_told() -> None:
    other = report("b")
    other["header"]["publisher"]["projectName"] = "Another"
    notes = read_several(files_of(report("a"), other), "boamps").notes
    assert any("the reports name 2 projects" in note and "'Another'" in note for note in notes)


def test_everything_wrong_in_any_of_the_files_is_told_at_once() -> None:
    wrong = [(b"{", "broken.json"), *files_of({}, report("a"))]
    with pytest.raises(NotReadableError) as caught:
        read_several(wrong, "boamps")
    assert {"broken.json", "1.json"} == {str(fault).partition(":")[0] for fault in caught.value.faults}


def test_the_command_reads_several_and_names_every_file_that_it_cannot(tmp_path, capsys) -> None:
    paths = [tmp_path / name for name in ("one.json", "two.json")]
    for path, (data, _) in zip(paths, files_of(report("a"), report("b")), strict=True):
        path.write_bytes(data)
    draft = tmp_path / "draft.json"
    assert main(["import", "boamps", *map(str, paths), "-o", str(draft)]) == 0
    assert len(json.loads(draft.read_text(encoding="utf-8"))["compute"]) == 2
    assert main(["import", "boamps", str(paths[0]), str(tmp_path / "x"), str(tmp_path / "y")]) == 3
    assert [line.count("cannot be read") for line in capsys.readouterr().err.splitlines()[-2:]] == [1, 1]


@pytest.mark.parametrize(
    ("paths", "said"), [(["dia", "a", "b"], "2 files: of dia"), (["boamps", "-", "-"], "once")]
)
def test_what_cannot_be_read_together_is_refused(paths, said, capsys) -> None:
    assert main(["import", *paths]) == 2
    assert said in capsys.readouterr().err
