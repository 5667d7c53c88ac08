"""Progress: a line that is drawn again on a terminal, seldom a line elsewhere, and nothing for what is quick."""

import io

import pytest

from fullcount.cli import progress
from fullcount.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    """Sets the time."""
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])

    def to(seconds):
        now[0] = seconds

    return to


STREAMS = pytest.mark.parametrize("stream", [Terminal, io.StringIO], ids=["terminal", "file"])


@STREAMS
def test_what_is_quick_says_nothing(clock, monkeypatch, stream):
    monkeypatch.setattr("sys.stderr", shown := stream())
    with Progress("reading") as step:
        clock(0.9)
        step.rows(10_000)
    assert shown.getvalue() == ""


def test_a_terminal_shows_a_bar_with_share_and_rate_and_takes_it_away(clock, monkeypatch):
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    with Progress("reading", share=lambda: 0.25) as step:
        clock(2.0)
        step.rows(10_000)
        shown = terminal.getvalue()
    assert "reading: [#####...............] 25%, 10,000 rows, 5,000 rows/s" in shown
    assert "\n" not in shown
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_file_gets_a_line_only_for_what_takes_long(clock, monkeypatch):
    monkeypatch.setattr("sys.stderr", file := io.StringIO())
    with Progress("reading", share=lambda: 0.5) as step:
        for seconds in (2, 9, 11, 12, 22):
            clock(float(seconds))
            step.rows(seconds * 1000)
    assert file.getvalue().splitlines() == [
        "reading: 50%, 11,000 rows, 1,000 rows/s",
        "reading: 50%, 22,000 rows, 1,000 rows/s",
    ]


@STREAMS
def test_the_share_is_left_out_where_it_is_not_known(clock, monkeypatch, stream):
    monkeypatch.setattr("sys.stderr", shown := stream())
    with Progress("reading", share=lambda: None) as step:
        clock(20.0)
        step.rows(20_000)
        assert "reading: 20,000 rows, 1,000 rows/s" in shown.getvalue()
