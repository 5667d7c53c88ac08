"""`fullcount diff`: exit codes, sections, formats, input that cannot be read, and text that means harm."""

import copy
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from markdown_it import MarkdownIt

from fullcount.cli import main
from fullcount.rooms import schema_room

from .pair import BASE, HERE

TODAY = ("--today", "2026-11-21")
BEFORE, AFTER = HERE / "before.yaml", HERE / "after.yaml"
HOSTILE = "\x1b[31mred\x1b]0;title\x07\u202e | <script>alert(1)</script> ![x](http://evil.example) `code` \\"
Answer = tuple[int, str, str]
Call = Callable[..., Answer]


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> Call:
    """The command in this process: exit code, output, complaints."""

    def run(*words: object) -> Answer:
        try:
            code = main(["diff", *map(str, words), *TODAY])
        except SystemExit as stopped:
            code = int(str(stopped.code or 0))
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Path, Path]:
    """Two revisions whose second tries to drive whatever it is shown by."""
    data = copy.deepcopy(BASE)
    data["title"] = HOSTILE
    data["compute"][0][f"x-{HOSTILE}"] = HOSTILE
    data["compute"][0]["note"] = HOSTILE
    data["compute"].append({**data["compute"][0], "id": HOSTILE})
    paths = tmp_path / "a.json", tmp_path / "b.json"
    for path, content in zip(paths, (BASE, data), strict=True):
        path.write_text(json.dumps(content), encoding="utf-8")
    return paths


def test_the_exit_code_is_that_of_diff(diff: Call) -> None:
    assert diff(BEFORE, BEFORE)[0] == 0
    assert diff(BEFORE, AFTER)[0] == 1


def test_without_a_difference_there_is_one_line_that_says_so(diff: Call) -> None:
    assert diff(BEFORE, BEFORE)[1].splitlines()[2:] == ["no difference"]


@pytest.mark.parametrize(
    ("only", "there", "absent"),
    [
        ("figures", {"figures", "totals"}, {"texts", "parts", "findings", "coverage"}),
        ("texts", {"texts", "parts"}, {"figures", "totals", "findings", "coverage"}),
        ("findings", {"findings", "coverage"}, {"figures", "totals", "texts", "parts"}),
    ],
)
def test_one_section_alone(diff: Call, only: str, there: set[str], absent: set[str]) -> None:
    data = json.loads(diff(BEFORE, AFTER, "--only", only, "--as", "json")[1])
    assert there <= data.keys()
    assert not absent & data.keys()


def test_one_section_alone_makes_the_exit_code(diff: Call, tmp_path: Path) -> None:
    path = tmp_path / "retitled.json"
    (tmp_path / "base.json").write_text(json.dumps(BASE), encoding="utf-8")
    path.write_text(json.dumps({**BASE, "title": "another"}), encoding="utf-8")
    assert diff(tmp_path / "base.json", path, "--only", "figures")[0] == 0
    assert diff(tmp_path / "base.json", path, "--only", "texts")[0] == 1


@pytest.mark.parametrize("only", [None, "figures", "texts", "findings"])
def test_the_data_follows_its_schema(diff: Call, hostile: tuple[Path, Path], only: str | None) -> None:
    schema = json.loads((schema_room() / "difference.schema.json").read_bytes())
    layout = jsonschema_rs.Draft202012Validator(schema, offline=True)
    for pair in ((BEFORE, AFTER), (AFTER, BEFORE), (BEFORE, BEFORE), hostile, (BEFORE, hostile[1])):
        data = json.loads(diff(*pair, "--as", "json", *(("--only", only) if only else ()))[1])
        assert [error.message for error in layout.iter_errors(data)] == []
    assert not layout.is_valid({**data, "extra": 1})


def test_the_same_input_and_day_give_the_same_bytes(diff: Call) -> None:
    assert diff(BEFORE, AFTER, "--as", "json") == diff(BEFORE, AFTER, "--as", "json")


def test_a_disclosure_comes_from_standard_input(diff: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BEFORE.read_bytes())))
    assert diff("-", BEFORE)[0] == 0


def test_both_cannot_come_from_standard_input(diff: Call) -> None:
    code, out, err = diff("-", "-")
    assert (code, out) == (2, "")
    assert "name a file for one of them" in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"fullcount": ', "unreadable"),
        ("[1, 2]", "no disclosure"),
        ('{"a": 1}', "no disclosure"),
        ("", "unreadable"),
        (None, "no such file"),
    ],
)
def test_what_cannot_be_read_is_said_of_both_at_once(
    diff: Call, tmp_path: Path, content: str | None, words: str
) -> None:
    path = tmp_path / "broken.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = diff(path, tmp_path / "absent.json")
    assert (code, out) == (3, "")
    assert "broken.json" in err
    assert words in err
    assert "absent.json" in err


@pytest.mark.parametrize(
    "broken",
    [
        {"fullcount": "1.0"},
        {"fullcount": "9.9", "id": ["x"], "revision": {"number": "two"}},
        {**BASE, "compute": [1, None, {"id": 5}, []], "revision": None},
        {**BASE, "impacts": {"a": [[{"value": []}]]}, "facilities": [{"pue": {"value": "1.2", "low": True}}]},
        {**BASE, "sources": [{}, {}, {"id": "a"}, {"id": "a"}], "data_status": ["synthetic"]},
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_a_document_of_broken_shape_is_compared_as_far_as_it_goes(
    diff: Call, tmp_path: Path, broken: Any, form: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(broken), encoding="utf-8")
    for pair in ((BEFORE, path), (path, BEFORE)):
        code, out, err = diff(*pair, "--as", form)
        assert (code, err) == (1, "")
        assert out
    assert diff(path, path, "--as", form)[0] == 0


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_text_of_a_document_drives_no_terminal(diff: Call, hostile: tuple[Path, Path], form: str) -> None:
    code, out, _ = diff(*hostile, "--as", form)
    assert code == 1
    assert all(line.isprintable() for line in out.splitlines())


def test_text_of_a_document_stays_text_in_markdown(diff: Call, hostile: tuple[Path, Path]) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(diff(*hostile, "--as", "markdown")[1])
    inner = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in inner} <= {
        "text",
        "strong_open",
        "strong_close",
        "html_inline",
        "text_special",
    }
    assert {token.content for token in inner if token.type == "html_inline"} <= {"<!-- -->"}
    tables = [token for token in tokens if token.type in ("tr_open", "td_open", "th_open")]
    assert tables


def test_neither_input_is_changed(diff: Call, hostile: tuple[Path, Path]) -> None:
    kept = [path.read_bytes() for path in hostile]
    diff(*hostile)
    assert [path.read_bytes() for path in hostile] == kept


def test_the_installed_command_runs() -> None:
    command = Path(sys.executable).parent / "fullcount"
    done = subprocess.run([command, "diff", BEFORE, AFTER, *TODAY], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
