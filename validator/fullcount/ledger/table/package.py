"""The `datapackage.json` beside a ledger: what it says of the table, and where the rows come from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.rooms import schema_room

__all__ = [
    "DESCRIPTOR",
    "TABLES",
    "UNDECIDED",
    "Package",
    "described_table",
    "digest_of",
    "licence_of",
    "package_of",
    "package_text",
    "stated_digest",
]

DESCRIPTOR = "datapackage.json"
TABLES = {"csv": "ledger.csv", "csv.gz": "ledger.csv.gz", "parquet": "ledger.parquet"}
"""The forms of a table, and what the file is called in each."""
UNDECIDED = "LicenseRef-undecided"
_MEDIA = {"csv": "text/csv", "csv.gz": "text/csv", "parquet": "application/vnd.apache.parquet"}
_LICENCES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
    "CC0-1.0": ("https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero 1.0"),
}
_REMEDY = "write the ledger with fullcount"


@dataclass(frozen=True, slots=True)
class Package:
    """What the package says besides its table; `more` are properties of fullcount's own (`x-read-report` …)."""

    name: str = "ledger"
    title: str = "Ledger"
    licence: str = UNDECIDED
    more: Mapping[str, Any] = field(default_factory=dict)


def package_text(package: Package, table: Path, form: str) -> str:
    """The descriptor of a table that is written already, with its SHA-256 and its size in bytes."""
    address = dict(zip(("path", "title"), _LICENCES.get(package.licence, ()), strict=False))
    described = {
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "licenses": [{"name": package.licence, **address}],
        "resources": [_resource(table, form)],
        **package.more,
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Path, form: str) -> dict[str, Any]:
    """Frictionless counts no bytes of a Parquet file, so there they would only raise its error."""
    return {
        "name": "ledger",
        "path": TABLES[form],
        "profile": "tabular-data-resource",
        "format": form.removesuffix(".gz"),
        "mediatype": _MEDIA[form],
        **({} if form == "parquet" else {"encoding": "utf-8"}),
        **({"compression": "gz"} if form == "csv.gz" else {}),
        "hash": digest_of(table),
        **({} if form == "parquet" else {"bytes": table.stat().st_size}),
        "schema": json.loads((schema_room() / "tables" / "ledger.schema.json").read_text(encoding="utf-8")),
    }


def package_of(path: str | Path) -> dict[str, Any]:
    """The descriptor of a ledger: of the folder, of the file itself, or beside the table; empty where there is none.

    Raises `LedgerError` for one that is there and cannot be used.
    """
    place = Path(path)
    file = place if place.suffix == ".json" else (place if place.is_dir() else place.parent) / DESCRIPTOR
    return _read(file) if file.exists() or file == place else {}


def digest_of(table: Path, algorithm: str = "sha256") -> str:
    """The hash of a file as a package states it: `sha256:…`. Raises `LedgerError` where it cannot be read."""
    try:
        with table.open("rb") as stream:
            return f"{algorithm}:{hashlib.file_digest(stream, algorithm).hexdigest()}"
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or error})"
        raise _refusal(table, found, "a readable file", "check the path") from error


def stated_digest(package: Mapping[str, Any]) -> str:
    """The hash that a package states of its ledger, `md5:…` or `sha256:…`; empty where it states none of these."""
    match package.get("resources"):
        case list(resources):
            stated = [r.get("hash") for r in resources if isinstance(r, dict) and r.get("name") == "ledger"]
        case _:
            stated = []
    match stated:
        case [str(text), *_]:
            algorithm, _, digest = text.rpartition(":")
            return f"{algorithm or 'md5'}:{digest.lower()}" if algorithm in {"", "md5", "sha256"} else ""
    return ""


def licence_of(package: Mapping[str, Any]) -> str:
    """The licence that a descriptor names; undecided where it names none."""
    match package.get("licenses"):
        case [{"name": str(name)}, *_]:
            return name
    return UNDECIDED


def described_table(file: Path) -> Path:
    """The table that a descriptor names; it must lie inside the folder. Raises `LedgerError` where it does not."""
    described = _read(file)
    try:
        named = next(r["path"] for r in described["resources"] if r["name"] == "ledger")
        table = Path(file.parent / named).resolve()
    except (ValueError, KeyError, TypeError, StopIteration) as error:
        raise _refusal(file, "no such resource", "a resource named ledger with a path", _REMEDY) from error
    if not table.is_relative_to(file.parent.resolve()):
        remedy = "put the table beside its datapackage.json"
        raise _refusal(file, f"the path {clip(str(named))!r}", "a path inside the package", remedy)
    return table


def _read(file: Path) -> dict[str, Any]:
    try:
        described = json.loads(file.read_bytes())
    except OSError as error:
        found = f"a package that cannot be read ({error.strerror or error})"
        raise _refusal(file, found, "a datapackage.json", "check the path") from error
    except (ValueError, RecursionError) as error:
        raise _refusal(file, "what is no JSON", "a datapackage.json", _REMEDY) from error
    if not isinstance(described, dict):
        raise _refusal(file, "JSON that is no object", "a datapackage.json", _REMEDY)
    return described


def _refusal(file: Path, found: str, expected: str, remedy: str) -> LedgerError:
    return LedgerError([Problem(file.name, None, found, expected, remedy)])
