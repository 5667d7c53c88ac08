"""The ledgers of a merge, each with what its package says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.table import UNDECIDED, digest_of, licence_of, package_of, stated_digest, table_of

__all__ = ["Part", "parts_of", "reports_of", "source_of"]

_HASH_REMEDY = (
    "write the package again, or find out who changed the table; "
    "to merge the table as it is, name the file itself"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One ledger; `label` tells it from the others without its folder, `named` where the user named the table."""

    label: str
    path: Path
    package: dict[str, Any]
    named: bool = False

    @property
    def mismatch(self) -> tuple[str, str] | None:
        """The hash of the table and that in its package, where they differ."""
        stated = stated_digest(self.package)
        actual = digest_of(self.path, stated.partition(":")[0]) if stated else ""
        return None if actual == stated else (actual, stated)

    @property
    def status(self) -> str:
        """Its data status, empty where its package names none."""
        return str(self.package.get("x-data-status") or "")

    @property
    def licence(self) -> str:
        """Its licence, empty where its package names none."""
        licence = licence_of(self.package)
        return "" if licence == UNDECIDED else licence


def parts_of(paths: Sequence[str | Path]) -> list[Part]:
    """The ledgers to merge. Raises `LedgerError` for a sample, another hash than stated, or one named twice."""
    tables = [table_of(path) for path in paths]
    labels = [f"{t.name} (ledger {n})" if len(tables) > 1 else t.name for n, t in enumerate(tables, 1)]
    parts = [
        Part(label, table, package_of(path), Path(path) == table)
        for label, path, table in zip(labels, paths, tables, strict=True)
    ]
    if problems := _problems(parts):
        raise LedgerError(problems)
    return parts


def _problems(parts: Sequence[Part]) -> list[Problem]:
    problems = [
        Problem(part.label, None, "a sample", "whole ledgers", "merge first, then take a sample")
        for part in parts
        if "x-sample" in part.package
    ]
    problems += [
        Problem(part.label, None, f"hash-count: the hash {found}", f"the hash {stated}", _HASH_REMEDY)
        for part in parts
        if not part.named and (differing := part.mismatch)
        for found, stated in [differing]
    ]
    problems += [
        Problem(part.label, None, "a ledger named twice", "each once", "leave one out")
        for n, part in enumerate(parts)
        if part.path.resolve() in {earlier.path.resolve() for earlier in parts[:n]}
    ]
    return problems


def reports_of(part: Part) -> list[Any]:
    """The reports of a ledger: its own, or those of its parts where it was merged itself."""
    match part.package.get("x-read-report"):
        case list(reports):
            return reports
        case None:
            return []
        case report:
            return [report]


def source_of(part: Part) -> dict[str, str]:
    """What `sources` of the whole says of a ledger: its title, its SHA-256, its data status."""
    title = str(part.package.get("title") or part.path.name)
    status = {"x-data-status": part.status} if part.status else {}
    return {"title": f"{title}: {part.label}", "x-hash": digest_of(part.path), **status}
