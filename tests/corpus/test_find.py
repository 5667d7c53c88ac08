"""Which files are disclosures: folders, packages, globs, and what is passed over or refused."""

import json
import os
from pathlib import Path

import pytest

from fullcount.corpus.find import find, find_files
from fullcount.corpus.look import looks_like_disclosure
from fullcount.disclosure import Limits

SYNTHETIC = {"fullcount": "1.0", "id": "synthetic/one", "data_status": "synthetic"}


def put(path: Path, content: object = SYNTHETIC) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def names(found: list[Path], folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in found]


def test_a_folder_is_searched_to_the_bottom_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ("b.json", "a/c.yaml", "a/b/d.yml"):
        put(tmp_path / name, 'fullcount: "1.0"\n' if "y" in name else SYNTHETIC)
    files, problems = find_files([tmp_path])
    assert (names(files, tmp_path), problems) == (["a/b/d.yml", "a/c.yaml", "b.json"], [])


def test_hidden_files_and_folders_of_builds_are_left_alone(tmp_path: Path) -> None:
    for name in (".git/a.json", ".hidden.json", "node_modules/a.json", "build/a.json", "seen.json"):
        put(tmp_path / name)
    assert names(find_files([tmp_path])[0], tmp_path) == ["seen.json"]


def test_other_json_and_yaml_in_a_folder_is_counted_and_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "report.json", {"report": "1.0", "versions": {"fullcount": "0.1.0"}})
    put(tmp_path / "ci.yaml", "steps:\n  fullcount: validate\n")
    put(tmp_path / "list.json", [SYNTHETIC])
    ours = put(tmp_path / "ours.json")
    found = find([tmp_path])
    assert (found.files, found.problems, found.passed_over) == ([ours], [], 3)


@pytest.mark.parametrize("listed", [False, True])
def test_what_is_called_disclosure_must_be_one(tmp_path: Path, listed: bool) -> None:
    name = "data.json" if listed else "disclosure.json"
    if listed:
        put(tmp_path / "datapackage.json", {"resources": [{"name": "disclosure", "path": name}]})
    put(tmp_path / name, {"fulcount": "1.0"})
    files, (problem,) = find_files([tmp_path])
    assert (files, problem.found) == ([], "no key fullcount")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_that_is_refused_does_not_hide_a_disclosure(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding in {"utf-8-sig", "utf-16"} else "\ufeff"
    text = mark + json.dumps({"id": "x", "fullcount": "1.0"}, indent=2)
    (tmp_path / "a.json").write_bytes(text.encode(encoding))
    assert find_files([tmp_path])[0] == [tmp_path / "a.json"]


def test_a_file_that_the_user_names_must_be_a_disclosure(tmp_path: Path) -> None:
    other = put(tmp_path / "other.json", {"name": "synthetic"})
    files, (problem,) = find_files([other])
    assert not files
    assert str(problem) == (
        f"{other}: found no key fullcount, expected a disclosure in JSON or YAML: name another file, or add the key"
    )


def test_every_path_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    good = put(tmp_path / "good.json")
    wrong = ["https://example.org/a.json", "-", str(tmp_path / "goood.json"), str(tmp_path / "*.none")]
    files, problems = find_files([*wrong, good])
    assert files == [good]
    assert [problem.file for problem in problems] == wrong
    assert "there is good.json" in problems[2].remedy


def test_a_folder_without_any_disclosure_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path / "other.json", {})
    assert "no disclosure among 1 " in find_files([tmp_path])[1][0].found


def test_a_file_found_by_several_paths_is_taken_once(tmp_path: Path) -> None:
    one = put(tmp_path / "one.json")
    (tmp_path / "same.json").symlink_to(one)
    files, problems = find_files([tmp_path, one, str(tmp_path / "*.json"), tmp_path / "." / "one.json"])
    assert (files, problems) == ([one], [])


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "outside/a.json")
    inside = put(tmp_path / "folder/a.json")
    (tmp_path / "folder/file.json").symlink_to(tmp_path / "outside/a.json")
    (tmp_path / "folder/more").symlink_to(tmp_path / "outside")
    (tmp_path / "folder/loop").symlink_to(tmp_path / "folder")
    assert find_files([tmp_path / "folder"]) == ([inside], [])


def test_a_package_gives_the_disclosures_it_lists_and_no_others(tmp_path: Path) -> None:
    resources = [
        {"path": "a.json"},
        {"path": ["b.json", "notes.csv"]},
        {"path": "https://example.org/c.json"},
    ]
    put(tmp_path / "datapackage.json", {"resources": resources})
    listed = [put(tmp_path / name) for name in ("a.json", "b.json")]
    put(tmp_path / "draft.json")
    assert find_files([tmp_path]) == (listed, [])


def test_a_package_that_lists_none_is_searched_as_a_folder(tmp_path: Path) -> None:
    put(tmp_path / "datapackage.json", {"resources": [{"path": "published.csv"}]})
    one = put(tmp_path / "disclosures/one.json")
    assert find_files([tmp_path]) == ([one], [])


@pytest.mark.parametrize("path", ["../secret.json", "/etc/secret.json", "link.json"])
def test_a_path_that_leads_out_of_the_package_is_a_problem(tmp_path: Path, path: str) -> None:
    secret = put(tmp_path / "secret.json")
    put(tmp_path / "package/datapackage.json", {"resources": [{"path": path}, {"path": "a.json"}]})
    inside = put(tmp_path / "package/a.json")
    (tmp_path / "package/link.json").symlink_to(secret)
    files, (problem,) = find_files([tmp_path / "package"])
    assert files == [inside]
    assert (problem.pointer, "outside the folder" in problem.found) == ("/resources/0/path", True)


def test_a_broken_descriptor_is_a_problem_and_its_folder_is_searched(tmp_path: Path) -> None:
    put(tmp_path / "datapackage.json", "{")
    one = put(tmp_path / "one.json")
    files, (problem,) = find_files([tmp_path])
    assert (files, problem.file) == ([one], str(tmp_path / "datapackage.json"))


def test_a_disclosure_above_the_limit_is_a_problem_and_another_file_is_not(tmp_path: Path) -> None:
    put(tmp_path / "large.json", {**SYNTHETIC, "notes": "x" * 5000})
    put(tmp_path / "other.json", {"notes": "x" * 5000})
    found = find([tmp_path], Limits(max_bytes=4500))
    assert [problem.expected for problem in found.problems] == ["at most 4500 bytes"]
    assert (found.files, found.passed_over) == ([], 1)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (problem,) = find_files([tmp_path / "pipe.json"])[1]
    assert problem.found == "a device or a pipe"


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ('{"fullcount": "1.0"', True),
        ('{"a": {"b": [1, {"c": "}"}]}, "fullcount" : "1.0", broken', True),
        ('{"a": "{", "fullcount": "1.0"}', True),
        ('{"a": {"fullcount": "1.0"}}', False),
        ('{"a": "\\"fullcount\\": 1"}', False),
        ('[{"fullcount": "1.0"}]', False),
        ('{fullcount: "1.0"}', True),
        ("id: x\nfullcount: 1.0\n", True),
        ("a:\n  fullcount: 1.0\n", False),
        ("", False),
    ],
)
def test_the_key_counts_only_in_the_outermost_object(text: str, ours: bool) -> None:
    assert looks_like_disclosure(text.encode()) is ours


def test_the_key_may_stand_far_from_the_beginning(tmp_path: Path) -> None:
    late = put(tmp_path / "late.json", {"compute": [{"id": "x" * 50}] * 500, **SYNTHETIC})
    assert find_files([tmp_path]) == ([late], [])
