"""The folder `.footprint` beside a card: whether its index, its disclosure and the one at hand are of one make."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from fullcount.disclosure import Unreadable
from fullcount.disclosure.package import inside
from fullcount.ledger.errors import clip
from fullcount.review.finding import Severity
from fullcount_reports.exports.huggingface.contradiction import Contradiction
from fullcount_reports.exports.huggingface.sidecar import DISCLOSURE, FOLDER, INDEX

__all__ = ["beside"]

REMEDY = "write the folder again with fullcount card --hub --into"
LARGEST = 1 << 26
"""Bytes of the largest file that is looked at: our own choice."""


def beside(folder: Path, hashes: frozenset[str]) -> Iterator[Contradiction]:
    """What is wrong in `.footprint` in this folder; nothing where there is none.

    `hashes` are those that the file of the disclosure may have.
    """
    disclosure, index = (_bytes(folder / FOLDER / name) for name in (DISCLOSURE, INDEX))
    if disclosure is None and index is None:
        return
    digest = sha256(disclosure or b"").hexdigest()
    if disclosure is None or index is None:
        lacking = DISCLOSURE if disclosure is None else INDEX
        yield _wrong(Severity.ERROR, "footprint-incomplete", f"{FOLDER} has no {lacking} that can be read")
    elif (named := _named(index)) != digest:
        found = f"{FOLDER}/{INDEX} names {_short(named)}, {FOLDER}/{DISCLOSURE} has {_short(digest)}"
        yield _wrong(Severity.ERROR, "footprint-hash-mismatch", found)
    if index is not None:
        yield from _evidence(folder / FOLDER, index)
    if disclosure is not None and digest not in hashes:
        found = f"{FOLDER}/{DISCLOSURE} is not the disclosure that the card is checked against"
        yield _wrong(Severity.WARNING, "footprint-of-other-file", found)


def _evidence(folder: Path, index: bytes) -> Iterator[Contradiction]:
    """Copies of evidence that are not there, or not what the index says."""
    for path, digest in _copies(index):
        data = _bytes_inside(folder, path)
        found = "cannot be read" if data is None else f"has {_short(sha256(data).hexdigest())}"
        if data is None or sha256(data).hexdigest() != digest:
            message = f"{FOLDER}/{INDEX} names {clip(path)} with {_short(digest)}; the file {found}"
            yield _wrong(Severity.ERROR, "footprint-evidence-mismatch", message)


def _copies(index: bytes) -> list[tuple[str, str]]:
    try:
        entries: Any = json.loads(index)["evidence"]
        return [(str(each["path"]), str(each["sha256"])) for each in entries if "path" in each]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def _bytes_inside(folder: Path, path: str) -> bytes | None:
    try:
        return _bytes(inside(folder, path, FOLDER))
    except Unreadable:
        return None


def _bytes(path: Path) -> bytes | None:
    try:
        fits = path.is_file() and path.stat().st_size <= LARGEST
        return path.read_bytes() if fits else None
    except OSError:
        return None


def _named(index: bytes) -> str:
    try:
        data: Any = json.loads(index)
        return str(data["disclosure"]["sha256"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def _short(digest: str) -> str:
    return f"SHA-256 {digest[:12]}…" if digest else "no SHA-256"


def _wrong(severity: Severity, name: str, message: str) -> Contradiction:
    return Contradiction(0, severity, name, message, REMEDY)
