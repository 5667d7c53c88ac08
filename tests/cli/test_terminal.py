"""What reaches a terminal: colour when it is wanted, nothing hostile, and peace when the reader leaves."""

import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

HOSTILE = "\x1b[31mred\x1b]0;title\x07\u202e"


def on_a_terminal(command: Path, *words: object, env: dict[str, str]) -> str:
    master, slave = pty.openpty()
    with subprocess.Popen([command, *map(str, words)], stdout=slave, stderr=slave, env=env):
        os.close(slave)
        seen = b"".join(iter(lambda: _next(master), b""))
    os.close(master)
    return seen.decode()


def _next(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:
        return b""


@pytest.fixture
def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "NO_COLOR"}


@pytest.fixture
def hostile(base: Path, tmp_path: Path) -> Path:
    """A disclosure whose name and texts try to drive the terminal."""
    path = tmp_path / f"{HOSTILE}.json"
    text = base.read_text(encoding="utf-8").replace('"id": "model"', '"id": "model", "x\\u001b[31m": 1')
    path.write_text(text.replace("ember", "\\u001b]0;title\\u0007"), encoding="utf-8")
    return path


def test_a_terminal_gets_colour(command, base, environment) -> None:
    assert "\x1b[1m" in on_a_terminal(command, "validate", base, env=environment)


def test_no_color_is_respected(command, base, environment) -> None:
    assert "\x1b" not in on_a_terminal(command, "validate", base, env={**environment, "NO_COLOR": "1"})


def test_a_pipe_gets_no_colour(fullcount, base, faulty) -> None:
    assert "\x1b" not in fullcount("validate", base, faulty).said


def test_json_has_no_colour_on_a_terminal(command, base, environment) -> None:
    assert "\x1b" not in on_a_terminal(command, "validate", base, "--format", "json", env=environment)


@pytest.mark.parametrize(
    "words", [("validate",), ("validate", "--format", "json"), ("impacts",), ("card",)], ids=" ".join
)
def test_hostile_text_does_not_reach_the_terminal(fullcount, hostile: Path, words) -> None:
    said = fullcount(*words, hostile).said
    assert said
    assert not set(said) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    "words",
    [("validate",), ("impacts",), ("card",), ("read", "--out", "out"), ("disclose", "--out", "out")],
    ids=" ".join,
)
def test_a_hostile_name_does_not_reach_the_terminal(fullcount, tmp_path: Path, words) -> None:
    said = fullcount(*words, tmp_path / f"{HOSTILE}.json", cwd=tmp_path).said
    assert "red" in said
    assert not set(said) & {"\x1b", "\x07", "\u202e"}


def test_a_name_that_is_no_text_is_shown_escaped(fullcount, tmp_path: Path) -> None:
    answer = fullcount("validate", os.fsdecode(os.fsencode(tmp_path) + b"/\xff.json"))
    assert answer.code == 3
    assert "\\udcff.json" in answer.said


def test_an_output_that_cannot_show_a_character_gets_its_escape(fullcount, base) -> None:
    answer = fullcount("card", base, env={"PYTHONIOENCODING": "ascii"})
    assert answer.code == 0
    assert "CO\\u2082" in answer.out


@pytest.mark.parametrize("words", ["schema", "explain --format json", "--help"])
def test_a_reader_who_leaves_early_is_no_error(command, words: str) -> None:
    line = f"set -o pipefail; {command} {words} | head -c 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_without_room_is_an_error(command, base) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([command, "validate", base], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"standard output: cannot be written (")
    assert b"Traceback" not in done.stderr


def test_an_interrupted_command_leaves_nothing_and_says_nothing(command, tmp_path: Path) -> None:
    log = tmp_path / "long.txt"
    row = "{}|gpu|COMPLETED|2026-01-01T00:00:00|2026-01-01T01:00:00|3600|gres/gpu=8|8|tiny,final,train\n"
    head = "JobID|Partition|State|Start|End|ElapsedRaw|AllocTRES|NCPUS|Comment\n"
    log.write_text(head + "".join(row.format(number) for number in range(400_000)), encoding="utf-8")
    words = [command, "disclose", log, "--out", tmp_path / "out"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        first = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    assert (running.returncode, out) == (130, b"")
    assert b"rows/s" in first
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == [log]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_scripts_are_sound(call, shell: str) -> None:
    script = call("completion", shell).out
    assert (
        subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True, check=False).stderr == b""
    )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("val", ["validate"]),
        ("card --in", ["--into"]),
        ("validate --fail-on war", ["warning"]),
        ("validate a", ["a b.json", "ab.json"]),
        ("schema dra", ["draft-07"]),
    ],
)
def test_completion_offers_commands_options_and_files(
    call, tmp_path: Path, typed: str, offered: list[str]
) -> None:
    for name in ("a b.json", "ab.json"):
        (tmp_path / name).touch()
    ask = f"COMP_WORDS=(fullcount {typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _fullcount"
    ask += '; printf "%s\\n" "${COMPREPLY[@]}"'
    script = f"{call('completion', 'bash').out}\n{ask}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert sorted(done.stdout.splitlines()) == offered
