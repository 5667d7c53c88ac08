"""Evidence beside a card: small files as copies at their own paths, all others by hash, nothing from elsewhere."""

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from fullcount.rooms import schema_room
from fullcount_reports.exports.huggingface import attached

from .lab import TODAY, written

SCHEMA = json.loads((schema_room() / "footprint-index.schema.json").read_bytes())
CONTENT = b"job,hours\na,1\n"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def item(**more: object) -> dict[str, object]:
    return {
        "id": "log",
        "kind": "ledger",
        "title": "The log",
        "path": "logs/a.csv",
        "sha256": digest(CONTENT),
        **more,
    }


@pytest.fixture
def given(tmp_path: Path):
    """A disclosure in a folder of its own with one piece of evidence, whose file may have any content."""

    def make(evidence: dict[str, object], content: bytes | None = CONTENT) -> Path:
        folder = tmp_path / "lab"
        path = written(folder / "disclosure.json", evidence=[evidence])
        if content is not None and "path" in evidence:
            file = folder / str(evidence["path"])
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return path

    return make


def entry_beside(card: Path) -> dict[str, object]:
    index = json.loads((card.parent / ".footprint/index.json").read_bytes())
    jsonschema.Draft202012Validator(SCHEMA).validate(index)
    (entry,) = index["evidence"]
    return dict(entry)


def test_a_small_file_is_copied_to_where_the_disclosure_of_the_folder_looks_for_it(call, card, given) -> None:
    path = card("# Title\n")
    assert call("card", given(item()), "--hub", "--into", path, *TODAY).code == 0
    assert (path.parent / ".footprint/logs/a.csv").read_bytes() == CONTENT
    assert entry_beside(path) == item(bytes=len(CONTENT))
    answer = call("validate", path.parent / ".footprint/disclosure.json", *TODAY)
    assert "evidence-hash-mismatch" not in answer.out


def test_a_large_file_is_named_by_its_hash(call, card, given, monkeypatch) -> None:
    monkeypatch.setattr(attached, "LARGEST", 5)
    path = card("# Title\n")
    answer = call("card", given(item()), "--hub", "--into", path, *TODAY)
    assert "evidence log not copied: larger than" in answer.out
    entry = entry_beside(path)
    assert (entry["sha256"], entry["bytes"], "path" in entry) == (digest(CONTENT), len(CONTENT), False)
    assert not (path.parent / ".footprint/logs").exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"changed", "its content has another hash"), (None, "there is no such file")]
)
def test_what_is_not_what_the_disclosure_attaches_is_not_copied(content, said, call, card, given) -> None:
    path = card("# Title\n")
    call("card", given(item(), content), "--hub", "--into", path, *TODAY)
    assert entry_beside(path)["not_copied"] == said


def test_evidence_that_is_withheld_stays_so(call, card, given) -> None:
    withheld = {"id": "log", "kind": "ledger", "title": "The log", "withheld": {"reason": "confidential"}}
    path = card("# Title\n")
    answer = call("card", given(withheld), "--hub", "--into", path, *TODAY)
    assert entry_beside(path)["withheld"] == "confidential"
    assert "not copied: withheld, confidential" in answer.out


def test_no_file_from_outside_the_folder_is_copied(call, card, given, tmp_path) -> None:
    (tmp_path / "secret").write_bytes(CONTENT)
    source = given(item(), None)
    (source.parent / "logs").symlink_to(tmp_path)
    disclosure = json.loads(source.read_bytes())
    disclosure["evidence"][0]["path"] = "logs/secret"
    source.write_text(json.dumps(disclosure), encoding="utf-8")
    path = card("# Title\n")
    call("card", source, "--hub", "--into", path, *TODAY)
    assert "outside" in str(entry_beside(path)["not_copied"])
    assert not (path.parent / ".footprint/logs").exists()


def test_a_copy_is_never_written_through_a_link_out_of_the_folder(call, card, given, tmp_path) -> None:
    path = card("# Title\n")
    (path.parent / ".footprint").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (path.parent / ".footprint/logs").symlink_to(tmp_path / "elsewhere")
    assert call("card", given(item()), "--hub", "--into", path, *TODAY).code == 3
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["index.json", "disclosure.json", "Index.json"])
def test_evidence_does_not_replace_the_files_of_the_folder(name, call, card, given) -> None:
    path = card("# Title\n")
    source = given(item(path=name), CONTENT if name == "index.json" else None)
    call("card", source, "--hub", "--into", path, *TODAY)
    assert entry_beside(path)["not_copied"] == "its name is that of a file of the folder"


@pytest.mark.parametrize("damage", ["changed", "removed"])
def test_a_copy_that_is_not_what_the_index_says_is_found(damage, call, card, given) -> None:
    source, path = given(item()), card("# Title\n")
    call("card", source, "--hub", "--into", path, *TODAY)
    assert "footprint-evidence" not in call("card", source, "--check", path, *TODAY).out
    copy = path.parent / ".footprint/logs/a.csv"
    copy.write_bytes(b"other") if damage == "changed" else copy.unlink()
    answer = call("card", source, "--check", path, *TODAY)
    assert answer.code == 1
    assert "footprint-evidence-mismatch: .footprint/index.json names logs/a.csv" in answer.out


@pytest.mark.parametrize("path", ["../../secret", "/etc/passwd", "a\\..\\b", ""])
def test_an_index_cannot_lead_the_check_outside(path, call, card, given) -> None:
    source, target = given(item()), card("# Title\n")
    call("card", source, "--hub", "--into", target, *TODAY)
    index = target.parent / ".footprint/index.json"
    data = json.loads(index.read_bytes())
    data["evidence"][0]["path"] = path
    index.write_text(json.dumps(data), encoding="utf-8")
    assert "the file cannot be read" in call("card", source, "--check", target, *TODAY).out
