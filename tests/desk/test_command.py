"""`fullcount desk` as a process: what it prints, how it ends, what it refuses."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from fullcount.cli import main
from fullcount_reports.desk.server import opening

from .conftest import BASE, TODAY, asked, named

COMMAND = [sys.executable, "-c", "from fullcount.cli import entry; entry()", "desk", "--no-browser"]


@contextmanager
def running(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address that it printed."""
    process = subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process, next(line.strip() for line in process.stdout if "http://" in line)
    finally:
        process.kill()
        process.communicate()


def test_it_answers_at_the_address_that_it_prints(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(BASE, encoding="utf-8")
    with running(str(draft)) as (_, address):
        origin, _, token = address.partition("/#token=")
        body = json.dumps(asked("check", document=named(BASE), today=TODAY)).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection = HTTPConnection(origin.removeprefix("http://"), timeout=10)
        connection.request("POST", "/ask", body, headers)
        assert json.load(connection.getresponse())["report"]["documents"][0]["valid"]
        connection.close()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_well(end: signal.Signals) -> None:
    with running() as (process, _):
        process.send_signal(end)
        _, said = process.communicate(timeout=10)
        assert (process.returncode, said) == (0, "the review desk is closed\n")


def test_no_two_desks_have_the_same_token() -> None:
    with running() as (_, one), running() as (_, other):
        assert one.partition("#")[2] != other.partition("#")[2]


def test_a_port_that_is_taken_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["desk", "--no-browser", "--port", str(port)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"port {port}: cannot be used (")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "1e3", "٣"])
def test_what_is_no_port_is_a_usage_error(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["desk", f"--port={port}"])
    assert stopped.value.code == 2
    assert "is no port" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_said_before_anything_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["desk", str(tmp_path / "none.yaml")]) == 3
    assert main(["desk", str(tmp_path)]) == 3
    assert main(["desk", "-"]) == 2
    assert capsys.readouterr().out == ""


def test_without_a_screen_no_browser_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not opening.has_window()
    monkeypatch.setenv("DISPLAY", ":0")
    assert opening.has_window()
