"""Whether a table is still the one that its data package describes.

A command that looks up two factors compares the CRC-32 of a shipped table, which a slip of an editor or a broken copy
changes and which takes a quarter of a millisecond for the largest; SHA-256 with its library takes ten times that, and
is compared where factors are what a command is about, and for every table of the user's.
"""

import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fullcount.counted import counted
from fullcount.factors.errors import FactorError, Problem

__all__ = ["DESCRIPTOR", "refuse_changed", "seal_problems", "verify_shipped"]

DESCRIPTOR = "datapackage.json"
CHANGED = "a table changed since it was sealed"
REMEDY = "reinstall fullcount, or seal it again: python datasets/factors/seal.py"


def refuse_changed(path: Path, content: bytes) -> None:
    """Compare the content of a shipped table with the CRC-32 of its package.

    Raises:
        FactorError: the content is not what was sealed, or there is no seal.

    """
    if _sealed(path).get("crc32") != f"{zlib.crc32(content):08x}":
        raise _changed(path)


def verify_shipped(path: Path) -> None:
    """Compare a shipped table with the SHA-256 of its package.

    Raises:
        FactorError: it is not what was sealed, or there is no seal.

    """
    sealed = _sealed(path)
    if "hash" not in sealed or [*seal_problems(path, path.read_bytes(), sealed)]:
        raise _changed(path)


def seal_problems(path: Path, content: bytes, resource: Mapping[str, Any]) -> Iterator[Problem]:
    """Where the bytes of a table differ from the `bytes` and the `hash` that its package states, if it does."""
    from hashlib import sha256  # noqa: PLC0415 - its library is slow to load

    remedy = f"take the package again from its publisher, or correct {DESCRIPTOR}"
    size = resource.get("bytes")
    if size is not None and size != len(content):
        yield Problem(
            str(path),
            0,
            counted(len(content), "byte"),
            f"the {size} bytes of {DESCRIPTOR}",
            remedy,
        )
    stated = resource.get("hash")
    if stated is None:
        return
    kind, _, digest = str(stated).rpartition(":")
    actual = sha256(content).hexdigest()
    if kind not in ("", "sha256") or len(digest) != len(actual):
        expected = "'sha256:' and 64 hexadecimal digits"
        yield Problem(
            str(path), 0, f"the hash {str(stated)[:80]!r}", expected, "state the SHA-256 of the table"
        )
    elif digest.lower() != actual:
        expected = f"the sha256 {digest.lower()} of {DESCRIPTOR}"
        yield Problem(str(path), 0, f"{CHANGED}: its sha256 is {actual}", expected, remedy)


def _changed(path: Path) -> FactorError:
    return FactorError((Problem(str(path), 0, CHANGED, f"the bytes that {DESCRIPTOR} describes", REMEDY),))


def _sealed(path: Path) -> Mapping[str, Any]:
    listed = _resources(path.parent / DESCRIPTOR)
    return next((item for item in listed if item.get("path") == path.name), {})


@lru_cache(maxsize=16)
def _resources(descriptor: Path) -> tuple[Mapping[str, Any], ...]:
    import json  # noqa: PLC0415 - only where a table is opened

    try:
        return tuple(json.loads(descriptor.read_bytes())["resources"])
    except (OSError, ValueError, KeyError, TypeError):
        found = "no readable description of the package"
        problem = Problem(str(descriptor), 0, found, "the one it was shipped with", REMEDY)
        raise FactorError((problem,)) from None
