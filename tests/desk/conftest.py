"""The layout of what the desk says, and a desk that is served in this process."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema_rs
import pytest

from fullcount.rooms import schema_room
from fullcount_reports.desk import answer
from fullcount_reports.desk.server import DeskServer, Draft, Patience, listening

ROOM = schema_room()
TODAY = "2026-11-21"
BASE = (ROOM / "conformance/base.json").read_text(encoding="utf-8")
BRIEF = Patience(body_bytes=4_000_000, head_s=0.4, whole_s=0.8, linger_s=0.5, connections=3)
"""A server that soon loses its patience."""


@pytest.fixture(scope="session")
def faults() -> Callable[[str, Any], list[str]]:
    """What keeps data from the layout of a definition of `desk.schema.json`."""
    files = [
        json.loads(path.read_bytes()) for path in ROOM.glob("*.schema.json") if "draft-07" not in path.name
    ]
    registry = jsonschema_rs.Registry([(file["$id"], file) for file in files])
    address = next(file["$id"] for file in files if file["$id"].endswith("/desk.schema.json"))
    known: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def found(definition: str, data: Any) -> list[str]:
        if definition not in known:
            schema = {"$ref": f"{address}#/$defs/{definition}"}
            known[definition] = jsonschema_rs.Draft202012Validator(schema, registry=registry, offline=True)
        return [error.message for error in known[definition].iter_errors(data)]

    return found


def asked(ask: str, **parts: Any) -> dict[str, Any]:
    """A request as the page sends it."""
    return {"desk": "1.0", "ask": ask, **parts}


def named(text: str, name: str = "draft.json") -> dict[str, str]:
    return {"name": name, "text": text}


def check(text: str, name: str = "draft.json") -> dict[str, Any]:
    """The answer to a check of that text."""
    return answer(asked("check", document=named(text, name), today=TODAY))


@contextmanager
def serving(
    folder: Path, draft: Path | None = None, patience: Patience | None = None
) -> Iterator[DeskServer]:
    """A desk with a page of one script, served until the end of the block."""
    pages = folder / "page"
    pages.mkdir()
    (pages / "index.html").write_text("<!doctype html><title>desk</title>", encoding="utf-8")
    (pages / "desk.js").write_text("export {};", encoding="utf-8")
    (pages / "notes.md").write_text("not served", encoding="utf-8")
    (folder / "secret.html").write_text("outside", encoding="utf-8")
    opened = Draft(draft) if draft else None
    with listening(0, opened, pages=pages, patience=patience or Patience()) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskServer]:
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[DeskServer]:
    with serving(tmp_path, patience=BRIEF) as server:
        yield server
