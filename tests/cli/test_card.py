"""`fullcount card`: to standard output, into a folder, and into a model card without touching the rest of it."""

import os
import re
from pathlib import Path

import pytest

TODAY = ("--today", "2026-11-21")
BEGIN, END = "<!-- fullcount:begin -->", "<!-- fullcount:end -->"


@pytest.fixture
def into(call, minimal, tmp_path):
    """Puts a section into a model card with the given bytes; returns the answer and the bytes after it."""

    def run(before: bytes, disclosure: Path = minimal):
        (tmp_path / "README.md").write_bytes(before)
        answer = call("card", disclosure, "--into", tmp_path / "README.md", *TODAY)
        return answer, (tmp_path / "README.md").read_bytes()

    return run


def test_standard_output_is_the_section_and_nothing_else(call, base) -> None:
    answer = call("card", base, *TODAY)
    assert answer.code == 0
    assert answer.out.startswith("## ")
    assert "SYNTHETIC" in answer.out.splitlines()[0]
    assert answer.err == ""


def test_a_folder_gets_the_section_the_page_and_the_figures(call, base, tmp_path) -> None:
    answer = call("card", base, "--out", tmp_path / "card", *TODAY)
    assert answer.code == 0
    names = {path.name for path in (tmp_path / "card").iterdir()}
    assert {"footprint-synthetic.md", "footprint-synthetic.html"} <= names
    assert f"wrote {tmp_path / 'card/footprint-synthetic.html'}" in answer.out
    assert f"wrote {len(names) - 2} files of figures beside them" in answer.out


def test_the_card_leads_to_its_disclosure(call, base, tmp_path) -> None:
    call("card", base, "--out", tmp_path / "card", *TODAY)
    path = Path(os.path.relpath(base, tmp_path / "card")).as_posix()
    assert path in (tmp_path / "card/footprint-synthetic.md").read_text(encoding="utf-8").replace("\\", "")


def test_the_address_of_the_disclosure_can_be_given(call, base) -> None:
    assert "https://example.org/d.json" in call("card", base, "--link", "https://example.org/d.json").out


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("after", [b"", b"tail", b"tail\n\n"], ids=["nothing", "no-newline", "text"])
def test_nothing_outside_the_markers_changes(into, ending: bytes, after: bytes) -> None:
    head = "# Café \t ".encode() + ending + b"\x00odd  " + ending
    tail = ending + after.replace(b"\n", ending)
    answer, text = into(head + BEGIN.encode() + b"old" + END.encode() + tail)
    assert answer.code == 0
    start, end = text.index(BEGIN.encode()), text.index(END.encode()) + len(END)
    assert (text[:start], text[end:]) == (head, tail)
    assert b"old" not in text[start:end]


def test_a_card_without_markers_gets_the_section_at_its_end(into) -> None:
    _, text = into(b"# Model\n")
    assert text.startswith(b"# Model\n\n" + BEGIN.encode())
    assert text.rstrip().endswith(END.encode())


def test_the_second_time_changes_nothing(into) -> None:
    _, once = into(b"# Model\n")
    assert into(once)[1] == once


def test_the_figures_of_the_section_are_where_it_says(into, base, tmp_path) -> None:
    _, text = into(b"# Model\n", base)
    shown = re.findall(r'(?:src|srcset)="([^"]+)"', text.decode())
    assert shown
    assert all((tmp_path / path).is_file() for path in shown)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"{BEGIN}\n", "stands 1 times"),
        (f"{BEGIN}\n{BEGIN}\n{END}\n", "stands 2 times"),
        (f"{END}\n{BEGIN}\n", "stands before"),
    ],
)
def test_unclear_markers_are_refused(into, tmp_path, text: str, part: str) -> None:
    answer, after = into(text.encode())
    assert answer.code == 2
    assert f"{tmp_path / 'README.md'}: " in answer.err
    assert part in answer.err
    assert after == text.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


def test_a_card_that_is_no_text_or_not_there_is_unreadable(into, call, base, tmp_path) -> None:
    answer, after = into(b"caf\xe9")
    assert (answer.code, after) == (3, b"caf\xe9")
    assert "byte 3 is not UTF-8; save the card as UTF-8" in answer.err
    missing = call("card", base, "--into", tmp_path / "missing.md")
    assert (missing.code, [path.name for path in tmp_path.iterdir()]) == (3, ["README.md"])


@pytest.mark.parametrize("place", ["file", "file/deeper", "/proc/fullcount"])
def test_a_folder_that_cannot_be_written_is_wrong_usage(call, base, tmp_path, place: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    answer = call("card", base, "--out", tmp_path / place)
    assert answer.code == 2
    assert f"{place}: cannot be written (" in answer.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_disclosure_with_findings_still_gets_its_card_which_says_so(call, faulty) -> None:
    answer = call("card", faulty)
    assert answer.code == 0
    assert "1 error" in answer.out


def test_a_code_without_a_meaning_has_no_place_on_a_card(call, base, tmp_path) -> None:
    text = base.read_text(encoding="utf-8").replace('"basis": "measured"', '"basis": "guessed"', 1)
    (tmp_path / "d.json").write_text(text, encoding="utf-8")
    answer = call("card", tmp_path / "d.json")
    assert answer.code == 1
    assert "error unknown-code: " in answer.err
