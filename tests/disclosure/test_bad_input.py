"""Input that is no text, no file, or too much of it is refused with its place and a remedy."""

import io
import os
import sys
from pathlib import Path

import pytest

from fullcount.disclosure import Limits, Place, Problem, Unreadable, load, parse

DEFAULT = Limits()
MINIMAL = Path(__file__).with_name("minimal.json")


def refusal(data: bytes, name: str = "a.json", limits: Limits = DEFAULT) -> Problem:
    with pytest.raises(Unreadable) as caught:
        parse(data, name, None, limits)
    assert caught.value.name == name
    assert all(problem.found and problem.expected and problem.remedy for problem in caught.value.problems)
    return caught.value.problems[0]


def test_an_invalid_byte_is_named_with_offset_and_line() -> None:
    problem = refusal(b'{\n  "caf\xe9": 1}')
    assert "byte 0xE9 at offset 8" in problem.found
    assert "'é' in Windows-1252" in problem.found
    assert problem.place == Place(2, 7)


@pytest.mark.parametrize("text", ["{}", "fullcount: 1"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_and_32_are_named(text: str, encoding: str) -> None:
    if (encoding, text) in {("utf-16-le", "{}"), ("utf-16-be", "{}")}:
        text = '{"a": 1}'
    assert refusal(text.encode(encoding)).found.startswith(encoding.upper()[:6])


def test_a_byte_order_mark_is_named() -> None:
    assert "byte order mark" in refusal(b"\xef\xbb\xbf{}").found


def test_a_nul_byte_is_named_with_its_offset() -> None:
    problem = refusal(b'{"a":\n "b\0c and more text so that it is no UTF-16"}')
    assert problem.found == "a NUL byte at offset 9"
    assert problem.place == Place(2, 4)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\n"])
@pytest.mark.parametrize("name", ["a.json", "a.yaml", "-"])
def test_an_empty_file_is_said_to_be_empty(data: bytes, name: str) -> None:
    assert refusal(data, name).found == "an empty file"


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"\x1f\x8b\x08\0", "gzip"), (b"PK\x03\x04", "zip"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r", "PNG")],
)
def test_a_file_of_another_kind_is_named(data: bytes, what: str) -> None:
    assert what in refusal(data).found


def test_a_missing_file_names_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / "disclosure.json").write_text("{}")
    with pytest.raises(Unreadable) as caught:
        load(tmp_path / "disclosre.json")
    assert "no such file" in str(caught.value)
    assert "there is disclosure.json" in str(caught.value)


def test_a_path_below_a_file_or_in_no_folder_is_missing(tmp_path: Path) -> None:
    for path in (MINIMAL / "x.json", tmp_path / "no" / "x.json", "a\0b"):
        with pytest.raises(Unreadable):
            load(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_says_how_to_allow_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}")
    path.chmod(0)
    with pytest.raises(Unreadable, match="chmod u\\+r"):
        load(path)


def test_a_permission_error_says_how_to_allow_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.json"
    path.write_text("{}")
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(Unreadable, match="chmod u\\+r"):
        load(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b" " * 2000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(Unreadable, match="2000 bytes; expected at most 1000 bytes"):
        load(path, Limits(max_bytes=1000))


def test_too_many_bytes_in_hand_are_refused_too() -> None:
    assert refusal(b"[1, 2, 3]", limits=Limits(max_bytes=5)).found == "9 bytes"


def test_an_endless_device_is_read_only_up_to_the_limit() -> None:
    with pytest.raises(Unreadable, match="more than 1000 bytes"):
        load("/dev/zero", Limits(max_bytes=1000))


def test_standard_input_is_read_and_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MINIMAL.read_bytes())))
    document = load("-")
    assert (document.name, document.folder, document.format) == ("-", None, "json")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" " * 50)))
    with pytest.raises(Unreadable, match="at most 10 bytes"):
        load("-", Limits(max_bytes=10))


def test_a_message_names_file_line_column_and_remedy() -> None:
    with pytest.raises(Unreadable) as caught:
        parse(b'{"a": 1,\n "a": 2}', "card.json")
    assert str(caught.value) == (
        'card.json:2:2: the key "a" again, first on line 1; expected every key once; '
        "remove or rename one of the two"
    )


def test_a_document_carries_the_hash_and_folder_of_its_file() -> None:
    document = load(str(MINIMAL))
    assert document.folder == MINIMAL.parent
    assert len(document.sha256) == 64
    assert document.text == MINIMAL.read_text()
