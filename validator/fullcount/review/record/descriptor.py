"""The data package around a disclosure: hash and size of the file follow the review that was written into it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from fullcount.disclosure import Limits, Unreadable
from fullcount.disclosure.encoding import decode
from fullcount.disclosure.json_text import parse_json
from fullcount.disclosure.json_walk import walk
from fullcount.disclosure.source_bytes import read_bytes
from fullcount.review.record.edit import Edit

__all__ = ["descriptor_after"]

NAME = "datapackage.json"
LIMITS = Limits()


def descriptor_after(disclosure: Path, before: bytes, after: bytes) -> tuple[Path, str] | None:
    """The descriptor beside the disclosure with the new hash and size of that file, all else byte for byte.

    None where there is none that states them as they were.
    """
    path = disclosure.with_name(NAME)
    if not path.is_file():
        return None
    try:
        text = decode(read_bytes(path, str(path), LIMITS), str(path))
        data = parse_json(text, str(path), LIMITS)
    except Unreadable:
        return None
    changed = text
    for edit in sorted(_edits(text, _stated(data, disclosure.name, before, after)), reverse=True):
        changed = edit.applied(changed)
    return (path, changed) if changed != text else None


def _stated(data: Any, name: str, before: bytes, after: bytes) -> dict[str, dict[str, str]]:
    """What the descriptor may state of that file, by pointer: each value of before, as JSON, with that of after."""
    old, new = sha256(before).hexdigest(), sha256(after).hexdigest()
    hashes = {f'"{prefix}{old}"': f'"{prefix}{new}"' for prefix in ("sha256:", "")}
    values = {"hash": hashes, "bytes": {str(len(before)): str(len(after))}}
    resources = data.get("resources") if isinstance(data, dict) else None
    return {
        f"/resources/{index}/{key}": pairs
        for index, item in enumerate(resources if isinstance(resources, list) else [])
        if isinstance(item, dict) and item.get("path") == name
        for key, pairs in values.items()
    }


def _edits(text: str, stated: dict[str, dict[str, str]]) -> Iterator[Edit]:
    for step in walk(text):
        new = stated.get(step.pointer, {}).get(step.lexeme)
        if new is not None:
            yield Edit(step.at, step.at + len(step.lexeme), new)
