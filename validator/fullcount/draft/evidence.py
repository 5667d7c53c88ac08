"""The ledger as evidence of a draft, and the source that its figures cite."""

from dataclasses import dataclass
from typing import Any

from fullcount.counted import counted

__all__ = ["LEDGER_SOURCE", "LedgerEvidence", "cite_ledger"]

LEDGER_SOURCE = "ledger"
CITING = ("runs", "accelerator_hours", "core_hours", "energy")


@dataclass(frozen=True, slots=True)
class LedgerEvidence:
    """A ledger file: its path seen from the disclosure, its hash, its rows, and the log it was read from."""

    path: str
    sha256: str
    rows: int
    log: str

    def attachment(self) -> dict[str, Any]:
        """The entry of the section `evidence`."""
        return {
            "id": LEDGER_SOURCE,
            "kind": "ledger",
            "title": f"Ledger of {counted(self.rows, 'job')}",
            "path": self.path,
            "sha256": self.sha256,
            "media_type": "application/gzip" if self.path.endswith(".gz") else "text/csv",
        }

    def source(self) -> dict[str, Any]:
        """The entry of the section `sources`."""
        return {"id": LEDGER_SOURCE, "title": f"Ledger read from {self.log}", "evidence": LEDGER_SOURCE}


def cite_ledger(line: dict[str, Any]) -> dict[str, Any]:
    """The line with the ledger as the source of each figure that is there."""
    cited = {key: {**line[key], "source": LEDGER_SOURCE} for key in CITING if "value" in line.get(key, {})}
    return {**line, **cited}
