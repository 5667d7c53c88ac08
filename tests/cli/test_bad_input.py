"""Whatever a user hands over: a message with place and remedy, exit code 1 or 3, no traceback, nothing changed."""

import hashlib
import os
import re
from pathlib import Path

import pytest

ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)
BAD: dict[str, tuple[bytes, int]] = {
    "truncated.json": (b'{"fullcount": "1.0", "id": ', 3),
    "truncated.yaml": (b'fullcount: "1.0', 3),
    "utf-16.json": ('{"fullcount": "1.0"}'.encode("utf-16"), 3),
    "latin-1.json": (b'{"id": "caf\xe9"}', 3),
    "nul.json": (b'{"id": "\x00"}', 3),
    "picture.yaml": (b"\x89PNG\r\n\x1a\n\x00\x00", 3),
    "nested.json": (b"[" * 100_000, 3),
    "nested.yaml": (b"- " * 10_000, 3),
    "aliased.yaml": (ALIASES.encode(), 3),
    "endless.yaml": (b"a: &a [*a]\n", 3),
    "enormous.json": (b" " * (20 * 2**20 + 1), 3),
    "duplicated.json": (b'{"fullcount": "1.0", "fullcount": "1.0"}', 3),
    "duplicated.yaml": (b'fullcount: "1.0"\nfullcount: "1.0"\n', 3),
    "not-a-number.json": (b'{"fullcount": NaN}', 3),
    "infinite.json": (b'{"fullcount": 1e999}', 3),
    "huge.json": (b'{"fullcount": ' + b"9" * 10_000 + b"}", 3),
    "tagged.yaml": (b"a: !!python/object/apply:os.system [id]\n", 3),
    "tabbed.yaml": (b"a:\n\tb: 1\n", 3),
    "empty.json": (b"", 3),
    "blank.yaml": (b"\n\n", 3),
    "prose.txt": (b"This is not a disclosure.\n", 1),
    "list.json": (b"[1, 2]", 1),
    "misspelt.json": (b'{"fullcout": "1.0"}', 1),
    "mistyped.json": (b'{"fullcount": 1.0}', 1),
    "wrong-version.json": (b'{"fullcount": "2.0"}', 1),
    "hollow.json": (b'{"fullcount": "1.0", "compute": {}, "impacts": "none"}', 1),
}
READERS = {
    "validate": ("validate", "{bad}"),
    "impacts": ("impacts", "{bad}"),
    "card": ("card", "{bad}"),
    "card --out": ("card", "{bad}", "--out", "{out}"),
    "disclose --about": ("disclose", "{log}", "--about", "{bad}", "--out", "{out}"),
}
EXPLAINED = re.compile(
    r"(?P<name>\S+?)(?P<place>:\d+:\d+)?: (?:unreadable .+\n    expected .+; .+|error [a-z-]+: .+\n +.+: .+)\n"
)


@pytest.fixture
def hand_over(call, fixtures, tmp_path):
    """Runs a command on a bad input and checks that the input is as it was and that no output appeared."""

    def run(words, bad: Path):
        before = _digest(bad)
        places = {"bad": bad, "out": tmp_path / "out", "log": fixtures / "sacct-synthetic.txt"}
        answer = call(*(word.format(**places) for word in words))
        assert _digest(bad) == before
        assert [path for path in tmp_path.iterdir() if path != bad] == []
        return answer

    return run


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("words", READERS.values(), ids=READERS)
def test_a_bad_disclosure_is_explained(hand_over, tmp_path, words, name: str) -> None:
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    answer = hand_over(words, tmp_path / name)
    assert answer.code == code
    assert EXPLAINED.search(answer.said), answer.said
    assert str(tmp_path / name) in answer.said


def test_faults_that_stop_a_command_come_in_the_order_of_the_lines(call, tmp_path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        'fullcount: "1.0"\nid: a/b\nlicence: 3\ncompute: []\ntotals: {energy: 12}\nimpacts: none\n'
    )
    lines = [int(line) for line in re.findall(r"bad\.yaml:(\d+):\d+: error", call("card", bad).err)]
    assert lines == sorted(lines)
    assert {3, 5, 6} <= {*lines}


@pytest.mark.parametrize("words", READERS.values(), ids=READERS)
def test_a_missing_file_and_a_bare_folder_are_explained(hand_over, tmp_path, words) -> None:
    for missing in (tmp_path / "missing.json", tmp_path / "missing/deeper.json"):
        answer = hand_over(words, missing)
        assert (answer.code, bool(EXPLAINED.search(answer.said))) == (3, True)
    (tmp_path / "folder").mkdir()
    assert hand_over(words, tmp_path / "folder").code == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("words", READERS.values(), ids=READERS)
def test_a_file_that_may_not_be_read_is_explained(call, fixtures, tmp_path, words) -> None:
    (tmp_path / "secret.json").write_bytes(b"{}")
    (tmp_path / "secret.json").chmod(0)
    places = {
        "bad": tmp_path / "secret.json",
        "out": tmp_path / "out",
        "log": fixtures / "sacct-synthetic.txt",
    }
    answer = call(*(word.format(**places) for word in words))
    assert (answer.code, bool(EXPLAINED.search(answer.said))) == (3, True)


@pytest.mark.parametrize("name", [name for name in BAD if name not in {"enormous.json", "nested.yaml"}])
@pytest.mark.parametrize("command", ["read", "disclose"])
def test_a_bad_log_is_explained(hand_over, tmp_path, command: str, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name][0])
    answer = hand_over((command, "{bad}", "--out", "{out}"), tmp_path / name)
    assert answer.code == 3
    assert re.search(rf"{re.escape(name)}(:\d+)?: found .+, expected .+: .+", answer.err), answer.err


@pytest.mark.parametrize("command", ["read", "disclose"])
def test_a_missing_log_is_explained(hand_over, tmp_path, command: str) -> None:
    answer = hand_over((command, "{bad}", "--out", "{out}"), tmp_path / "missing.txt")
    assert answer.code == 3
    assert "missing.txt: found " in answer.err


@pytest.mark.parametrize(
    ("rules", "part"),
    [
        ("- match: {projet: x}\n  set: {component: y}\n", "did you mean project?"),
        ("{", "broken YAML"),
        ("x", "list of rules"),
    ],
)
def test_a_bad_mapping_is_explained(call, fixtures, tmp_path, rules: str, part: str) -> None:
    (tmp_path / "mapping.yaml").write_text(rules, encoding="utf-8")
    words = ("--mapping", tmp_path / "mapping.yaml", "--out", tmp_path / "out")
    answer = call("read", fixtures / "sacct-synthetic.txt", *words)
    assert answer.code == 3
    assert part in answer.err
    assert not (tmp_path / "out").exists()


def test_nothing_that_goes_wrong_shows_a_traceback(fullcount, tmp_path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    answer = fullcount("validate", tmp_path, *sorted(tmp_path.iterdir()), tmp_path / "missing.json")
    assert answer.code == 3
    assert "Traceback" not in answer.said
