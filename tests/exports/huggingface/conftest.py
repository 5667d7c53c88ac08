"""The command in this process, and a card of a model on disk."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fullcount.cli import main

from .lab import written


class Outcome(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def run(*words: object) -> Outcome:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stopped:
            code = int(str(stopped.code or 0))
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def disclosure(tmp_path: Path) -> Path:
    return written(tmp_path / "lab" / "disclosure.json")


@pytest.fixture
def card(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes a model card; returns its path."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "model" / "README.md"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
