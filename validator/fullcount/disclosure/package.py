"""The disclosure inside a folder: named by its `datapackage.json`, or called `disclosure`.

No path in a package leads outside its folder: not by `..`, not from the root, not through a link.
"""

import re
from pathlib import Path, PurePosixPath
from typing import Any

from fullcount.disclosure.encoding import decode
from fullcount.disclosure.json_text import parse_json
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.problem import Problem, Unreadable
from fullcount.disclosure.source_bytes import read_bytes, refusal

__all__ = ["disclosure_file", "inside"]

_SUFFIXES = (".json", ".yaml", ".yml")
_PROFILE = re.compile(r"fullcount/[0-9.]+/disclosure\.schema\.json$")


def disclosure_file(folder: Path, name: str, limits: Limits) -> Path:
    """The file of the disclosure in `folder`. Raises Unreadable when there is none, or more than one."""
    try:
        present = {entry.name for entry in folder.iterdir()}
    except OSError as error:
        raise refusal(folder, name, error) from None
    if "datapackage.json" in present:
        path, pointer = _listed(folder, name, limits)
        return inside(folder, path, str(folder / "datapackage.json"), pointer)
    found = [f"disclosure{suffix}" for suffix in _SUFFIXES if f"disclosure{suffix}" in present]
    if len(found) == 1:
        return inside(folder, found[0], name)
    if found:
        remedy = "keep one, or add a datapackage.json that names it"
        raise _refused(name, None, " and ".join(found), "one disclosure in a folder", remedy)
    remedy = "name the file itself, or add a datapackage.json with a resource named disclosure"
    raise _refused(
        name, None, "a folder without datapackage.json and without disclosure.json", "a package", remedy
    )


def inside(folder: Path, path: str, name: str, pointer: str | None = None) -> Path:
    """The file at a relative `path` of a package, links followed. Raises Unreadable if that is outside `folder`.

    `name` and `pointer` say where the path is written.
    """
    parts = PurePosixPath(path)
    foreign = parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path or "\0" in path
    try:
        real = None if foreign or not path else (folder / parts).resolve()
        if real is not None and real.is_relative_to(folder.resolve()):
            return folder / parts
    except (OSError, RuntimeError) as error:
        raise refusal(folder / parts, name, error) from None
    found = f"the path {path!r}, which leads outside the folder" if path else "an empty path"
    raise _refused(
        name, pointer, found, "a relative path inside the package", "copy the file into the folder"
    )


def _listed(folder: Path, name: str, limits: Limits) -> tuple[str, str]:
    """Path of the disclosure as `datapackage.json` states it, and the pointer of that statement."""
    listing = inside(folder, "datapackage.json", name)
    text = decode(read_bytes(listing, str(listing), limits), str(listing))
    match parse_json(text, str(listing), limits):
        case {"resources": [*resources]}:
            chosen = _choose(resources)
        case _:
            raise _refused(
                str(listing), "", "no list of resources", '"resources": [...]', "list the disclosure there"
            )
    if len(chosen) == 1:
        return chosen[0]
    found = (
        "no resource that is a disclosure" if not chosen else f"{len(chosen)} resources that are disclosures"
    )
    raise _refused(str(listing), "/resources", found, "one", 'name one resource "disclosure"')


def _choose(resources: list[Any]) -> list[tuple[str, str]]:
    files = [
        (i, r, r["path"]) for i, r in enumerate(resources) if isinstance(r, dict) and _is_path(r.get("path"))
    ]
    named = [(path, f"/resources/{i}/path") for i, r, path in files if r.get("name") == "disclosure"]
    ours = [
        (path, f"/resources/{i}/path")
        for i, r, path in files
        if path.endswith(_SUFFIXES)
        and any(_is_ours(r.get(key)) for key in ("profile", "schema", "jsonSchema"))
    ]
    plain = [
        (path, f"/resources/{i}/path") for i, _, path in files if PurePosixPath(path).stem == "disclosure"
    ]
    return named or ours or plain


def _is_path(value: object) -> bool:
    return isinstance(value, str)


def _is_ours(value: object) -> bool:
    return isinstance(value, str) and _PROFILE.search(value) is not None


def _refused(name: str, pointer: str | None, found: str, expected: str, remedy: str) -> Unreadable:
    return Unreadable(name, (Problem(pointer, None, found, expected, remedy),))
