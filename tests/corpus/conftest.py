"""A small corpus of invented disclosures, and the command that builds from it."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from fullcount.cli import main
from fullcount.rooms import schema_room

Document = dict[str, Any]
Put = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def base() -> Document:
    """The document of the conformance suite on which nothing is found."""
    found: Document = json.loads((schema_room() / "conformance" / "base.json").read_bytes())
    return found


@pytest.fixture
def put(tmp_path: Path, base: Document) -> Put:
    """Write a variant of the base document (synthetic) into the folder `in`."""

    def written(name: str, **changes: Any) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({**deepcopy(base), "id": f"synthetic/{path.stem}", **changes}))
        return path

    return written


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `fullcount corpus build`: exit code, output, errors."""

    def called(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["corpus", "build", *map(str, words), "--today", "2026-11-21"])
        return code, *capsys.readouterr()

    return called
