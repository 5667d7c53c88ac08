"""The evidence of a disclosure in the folder `.footprint`: small files as copies, all others by their hash.

A copy has the path that it has beside the disclosure, so that the disclosure of the folder finds its evidence there.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure import Document

__all__ = ["LARGEST", "Attached", "attached"]

Node = dict[str, Any]
LARGEST = 10 * 2**20
"""Bytes of the largest file that is copied: the hub takes larger ones through Git LFS alone."""
OWN = frozenset({"disclosure.json", "index.json"})


class Attached(NamedTuple):
    """One piece of evidence: its entry in the index, and the bytes of its copy where there is one."""

    entry: Node
    content: bytes | None = None


def attached(document: "Document") -> Iterator[Attached]:
    """Every piece of evidence, in the order of the disclosure."""
    evidence: list[Mapping[str, Any]] = document.data.get("evidence", [])
    for item in evidence:
        head = {key: item[key] for key in ("id", "kind", "title")}
        if "path" in item:
            yield _file(head, item, document.folder)
        else:
            yield Attached({**head, "withheld": item["withheld"]["reason"]})


def _file(head: Node, item: Mapping[str, Any], folder: Path | None) -> Attached:
    """A copy where the file has the hash that is stated; else why there is none."""
    named = {**head, "sha256": item["sha256"]}
    file = _found(folder, item["path"])
    if isinstance(file, str):
        return Attached({**named, "not_copied": file})
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= LARGEST else None
    except OSError:
        return Attached({**named, "not_copied": "it cannot be read"})
    if content is None:
        return Attached({**named, "bytes": size, "not_copied": f"larger than {LARGEST >> 20} MiB"})
    if sha256(content).hexdigest() != item["sha256"]:
        return Attached({**named, "not_copied": "its content has another hash"})
    return Attached({**named, "path": item["path"], "bytes": size}, content)


def _found(folder: Path | None, path: str) -> Path | str:
    from fullcount.disclosure import Unreadable  # noqa: PLC0415
    from fullcount.disclosure.package import inside  # noqa: PLC0415

    if folder is None:
        return "the disclosure came without a folder"
    if str(PurePosixPath(path)).lower() in OWN:
        return "its name is that of a file of the folder"
    try:
        file = inside(folder, path, "evidence")
    except Unreadable:
        return "its path leads outside the folder of the disclosure"
    return file if file.is_file() else "there is no such file"
