"""The files of a package: the disclosure first, then what the descriptor or the evidence of the disclosure lists."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount_reports.exports.exported import Lack
from fullcount_reports.exports.package import Package

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Attached", "attached", "file_object", "lacking"]

Node = dict[str, Any]
SHA256 = "sha256:"
UNKNOWN_TYPE = "application/octet-stream"


class Attached(NamedTuple):
    """One file: its id, path in the folder, title, media type, SHA-256, bytes (None: not said), columns of a table."""

    id: str
    path: str
    title: str
    media_type: str
    sha256: str
    size: int | None = None
    columns: tuple[Mapping[str, Any], ...] = ()


def attached(document: "Disclosure", package: Package) -> Iterator[Attached]:
    """Every file with a hash, each path once."""
    kind = "application/json" if package.file.endswith(".json") else "application/yaml"
    yield Attached(package.file, package.file, "The disclosure", kind, package.sha256, package.size)
    seen = {package.file}
    for file in (*_listed(package), *_evidence(document)):
        if file.path not in seen:
            seen.add(file.path)
            yield file


def lacking(package: Package) -> Iterator[Lack]:
    """Files that the descriptor lists without the hash that the format requires, or outside the folder."""
    for number, resource in _resources(package):
        parts = PurePosixPath(resource["path"])
        if parts.is_absolute() or ".." in parts.parts or ":" in resource["path"]:
            found = f"datapackage.json lists {resource['path']!r}, which is outside its folder"
            yield Lack("/evidence", found, "a relative path", f"copy the file of /resources/{number} into it")
        if resource.get("path") != package.file and not _hash(resource):
            found = f"datapackage.json lists {resource['path']} without a SHA-256 as its hash"
            remedy = f"add the hash of /resources/{number}"
            yield Lack("/evidence", found, f"{SHA256} and 64 digits", remedy)


def file_object(file: Attached) -> Node:
    """The entry of the distribution."""
    size = {} if file.size is None else {"contentSize": f"{file.size} B"}
    return {
        "@type": "cr:FileObject",
        "@id": file.id,
        "name": file.id,
        "description": file.title,
        "contentUrl": file.path,
        **size,
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


def _resources(package: Package) -> Iterator[tuple[int, Mapping[str, Any]]]:
    listed = package.descriptor.get("resources")
    for number, resource in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(resource, Mapping) and isinstance(resource.get("path"), str):
            yield number, resource


def _listed(package: Package) -> Iterator[Attached]:
    for _, resource in _resources(package):
        size = resource.get("bytes")
        yield Attached(
            resource["path"],
            resource["path"],
            _text(resource, "title") or _text(resource, "name") or resource["path"],
            _text(resource, "mediatype") or UNKNOWN_TYPE,
            _hash(resource),
            size if isinstance(size, int) else None,
            tuple(_columns(resource)),
        )


def _evidence(document: "Disclosure") -> Iterator[Attached]:
    for item in document.get("evidence", []):
        if "path" in item and "sha256" in item:
            kind = item.get("media_type", UNKNOWN_TYPE)
            yield Attached(item["path"], item["path"], item["title"], kind, item["sha256"])


def _hash(resource: Mapping[str, Any]) -> str:
    stated = _text(resource, "hash")
    return stated.removeprefix(SHA256) if stated.startswith(SHA256) else ""


def _columns(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else ()
    for field in fields if isinstance(fields, list) else ():
        if isinstance(field, Mapping) and _text(field, "name"):
            yield field


def _text(node: Mapping[str, Any], key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""
