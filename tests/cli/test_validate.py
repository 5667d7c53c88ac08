"""`fullcount validate`: what it can be given, and the report as data."""

import json
import shutil
from pathlib import Path

import pytest

from fullcount.corpus.find import find_files

TODAY = ("--today", "2026-11-21")


def report(answer) -> dict:
    return json.loads(answer.out)


def names(answer) -> list[str]:
    return [Path(document["name"]).name for document in report(answer)["documents"]]


def test_the_report_follows_its_schema(call, base, faulty, tmp_path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    answer = call("validate", base, faulty, tmp_path / "broken.json", "--format", "json", *TODAY)
    schema = json.loads(call("schema", "report").out)
    jsonschema.Draft202012Validator(schema).validate(report(answer))
    assert len(report(answer)["documents"]) == 2
    assert len(report(answer)["unreadable"]) == 1


def test_the_same_input_and_day_give_the_same_bytes(fullcount, faulty) -> None:
    first, second = (fullcount("validate", faulty, "--format", "json", *TODAY) for _ in range(2))
    assert first == second
    assert report(first)["today"] == "2026-11-21"


def test_standard_input_is_read_for_a_dash(fullcount, base) -> None:
    piped = report(fullcount("validate", "-", "--format", "json", *TODAY, stdin=base.read_bytes()))
    named = report(fullcount("validate", base, "--format", "json", *TODAY))
    assert piped["documents"][0] == {**named["documents"][0], "name": "-"}


def test_standard_input_may_be_yaml(fullcount, call) -> None:
    skeleton = call("init").out
    assert fullcount("validate", "-", stdin=skeleton.encode()).code == 0


@pytest.mark.parametrize("command", ["impacts", "card"])
def test_other_commands_read_standard_input_too(fullcount, base, command: str) -> None:
    assert fullcount(command, "-", stdin=base.read_bytes()).code == 0


def test_a_folder_stands_for_the_disclosures_inside_it(call, base, faulty, tmp_path) -> None:
    (tmp_path / "deeper").mkdir()
    shutil.copy(base, tmp_path / "a.json")
    shutil.copy(faulty, tmp_path / "deeper/b.json")
    (tmp_path / "c.yaml").write_text("kind: Deployment\n", encoding="utf-8")
    (tmp_path / "d.json").write_text('{"name": "a package"}', encoding="utf-8")
    (tmp_path / "e.txt").write_text("fullcount", encoding="utf-8")
    answer = call("validate", tmp_path, "--format", "json")
    assert (answer.code, names(answer)) == (1, ["a.json", "b.json"])


def test_files_and_folders_go_together(call, base, faulty, tmp_path) -> None:
    shutil.copy(faulty, tmp_path / "b.json")
    assert names(call("validate", base, tmp_path, base, "--format", "json")) == [
        "base.json",
        "b.json",
        "base.json",
    ]


def test_a_broken_file_in_a_folder_is_not_passed_over(call, base, tmp_path) -> None:
    shutil.copy(base, tmp_path / "a.json")
    (tmp_path / "b.json").write_text('{"fullcount": ', encoding="utf-8")
    answer = call("validate", tmp_path)
    assert answer.code == 3
    assert "b.json:1:15: unreadable" in answer.out


def test_a_folder_without_a_disclosure_is_said_to_have_none(call, base, tmp_path) -> None:
    answer = call("validate", base, tmp_path)
    assert answer.code == 3
    assert f"{tmp_path}: unreadable a folder without a disclosure" in answer.out


OTHER_JSON_AND_YAML = {
    "tsconfig.json": '{ // with comments\n "compilerOptions": {}}',
    "k8s.yaml": "kind: Deployment\n---\nkind: Service\n",
    "broken.json": "{",
    "disclosure.review.json": '{"review_record": "1.0"}',
    ".git/disclosure.json": '{"fullcount": "1.0"}',
    "node_modules/disclosure.json": '{"fullcount": "1.0"}',
}


def test_what_is_no_disclosure_in_a_folder_is_passed_over_even_where_it_cannot_be_read(
    call, base, tmp_path
) -> None:
    for name, text in OTHER_JSON_AND_YAML.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shutil.copy(base, tmp_path / "ours.json")
    answer = call("validate", tmp_path, "--format", "json")
    assert (answer.code, names(answer), report(answer)["unreadable"]) == (0, ["ours.json"], [])


@pytest.mark.parametrize("content", [b"\0\1", b"{", b"fulcount: '1.0'\n", b""])
def test_a_file_called_disclosure_is_meant_whatever_it_says(call, base, tmp_path, content) -> None:
    shutil.copy(base, tmp_path / "a.json")
    (tmp_path / "disclosure.yaml").write_bytes(content)
    answer = call("validate", tmp_path)
    assert answer.code != 0
    assert "disclosure.yaml" in answer.out


def test_a_folder_stands_for_the_same_disclosures_in_every_command(call, base, tmp_path, monkeypatch) -> None:
    resources = [{"name": "disclosure", "path": "data/run.json"}, {"name": "second", "path": "second.json"}]
    for name in ("package/data/run.json", "package/second.json", "package/draft.json", "UPPER.JSON", "a.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(base, tmp_path / name)
    descriptor = tmp_path / "package/datapackage.json"
    descriptor.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    (tmp_path / "mark.json").write_bytes(b"\xef\xbb\xbf" + base.read_bytes())
    (tmp_path / "wide.json").write_bytes(base.read_text(encoding="utf-8").encode("utf-16"))
    monkeypatch.chdir(tmp_path)
    said = report(call("validate", ".", "--format", "json"))
    files, problems = find_files(["."])
    told = {item["name"] for key in ("documents", "unreadable") for item in said[key]}
    assert told == {str(path) for path in files}
    expected = [
        "UPPER.JSON",
        "a.yml",
        "mark.json",
        "package/data/run.json",
        "package/second.json",
        "wide.json",
    ]
    assert (sorted(told), problems) == (expected, [])


def test_a_data_package_stands_for_the_disclosures_that_it_lists(call, base, tmp_path) -> None:
    shutil.copy(base, tmp_path / "d.json")
    resources = [{"name": "disclosure", "path": "d.json"}, {"name": "other", "path": "o.json"}]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    (tmp_path / "o.json").write_text('{"fullcount": "broken', encoding="utf-8")
    (tmp_path / "unlisted.json").write_text('{"fullcount": "broken', encoding="utf-8")
    answer = call("validate", tmp_path, "--format", "json")
    assert (answer.code, names(answer)) == (3, ["d.json"])
    (unreadable,) = report(answer)["unreadable"]
    assert unreadable["name"].endswith("o.json")


def test_a_data_package_cannot_reach_outside_its_folder(call, base, tmp_path) -> None:
    (tmp_path / "package").mkdir()
    shutil.copy(base, tmp_path / "secret.json")
    resources = [{"name": "disclosure", "path": "../secret.json"}]
    (tmp_path / "package/datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    assert call("validate", tmp_path / "package").code == 3


def test_the_text_ends_with_the_level_and_what_the_next_one_needs(call, base) -> None:
    lines = call("validate", base).out.splitlines()
    level = next(number for number, line in enumerate(lines) if "coverage: level 4 of 5" in line)
    assert "missing for level 5" in lines[level + 1]
    assert all(line.startswith("    - /") for line in lines[level + 2 :])


def test_a_finding_names_file_line_and_remedy(call, faulty) -> None:
    lines = call("validate", faulty).out.splitlines()
    found = next(number for number, line in enumerate(lines) if " error duplicate-id: " in line)
    assert lines[found].split(": error")[0].count(":") == 2
    assert lines[found + 1].strip().startswith("/")
