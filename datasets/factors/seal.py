"""Seal the factor packages after an edit: sort the tables, copy the schema in, and write sizes, checksums and hashes.

    python datasets/factors/seal.py                        after any change of a table
    python datasets/factors/seal.py --version 2027.01.31   for a new edition of the data
    python datasets/factors/seal.py --check                change nothing, name what is not sealed

The tables are searched in their bytes, so their order is part of the format: by the first column, byte by byte.
"""

import argparse
import csv
import hashlib
import io
import json
import sys
import zlib
from pathlib import Path
from typing import Any

ROOM = Path(__file__).resolve().parent
CITED_BY_ROW = "facts"
SCHEMA = ROOM.parent.parent / "schema" / "1.0" / "tables" / "factors.schema.json"


def main() -> int:
    """Seal every package, or check that each is sealed."""
    arguments = _arguments()
    stale = [path for package in _packages() for path in _stale(package, arguments.version, arguments.check)]
    for path in stale:
        print(f"{path.relative_to(ROOM)}: {'not sealed' if arguments.check else 'written'}")
    return 1 if stale and arguments.check else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Seal the factor packages after an edit.")
    parser.add_argument("--check", action="store_true", help="change nothing, name what is not sealed")
    parser.add_argument("--version", help="the edition of the data, by date: 2027.01.31")
    return parser.parse_args()


def _packages() -> list[Path]:
    return sorted(ROOM.glob("*/datapackage.json"))


def _stale(package: Path, version: str | None, check: bool) -> list[Path]:
    """The files of one package that differ from their sealed form; unless checking, they are replaced by it."""
    descriptor = json.loads(package.read_bytes())
    if version:
        descriptor["version"] = version
    files: dict[Path, bytes] = {}
    for resource in descriptor["resources"]:
        path = package.parent / resource["path"]
        files[path] = in_order(path.read_bytes())
        _seal(resource, files[path])
    if package.parent.name == CITED_BY_ROW:
        descriptor["sources"] = cited(files[package.parent / "factors.csv"])
    files[package] = (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n").encode()
    stale = [path for path, content in files.items() if path.read_bytes() != content]
    if not check:
        for path in stale:
            path.write_bytes(files[path])
    return stale


def in_order(content: bytes) -> bytes:
    """The bytes of a table with its rows sorted by the first cell and with plain line feeds."""
    header, *lines = content.decode().replace("\r\n", "\n").splitlines(keepends=True)
    return "".join([header, *sorted(lines, key=_first_cell)]).encode()


def cited(content: bytes) -> list[dict[str, str]]:
    """The sources that the rows of a table name, each once, by title."""
    rows = csv.DictReader(io.StringIO(content.decode()))
    pairs = sorted({(row["source"], row["source_url"]) for row in rows})
    return [{"title": title, "path": address} for title, address in pairs]


def _first_cell(line: str) -> str:
    return line.partition(",")[0]


def _seal(resource: dict[str, Any], content: bytes) -> None:
    resource["bytes"] = len(content)
    resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    resource["crc32"] = f"{zlib.crc32(content):08x}"
    if resource["name"] == "factors":
        resource["schema"] = json.loads(SCHEMA.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
