"""The data package of a draft: the ledger that it was made from, and the disclosure itself."""

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["list_disclosure"]

SCHEMA = "https://w3id.org/fullcount/1.0/disclosure.schema.json"


def list_disclosure(package: "Path", disclosure: "Path") -> None:
    """Add the disclosure to the `datapackage.json` of the ledger that lies beside it."""
    described: dict[str, Any] = json.loads(package.read_bytes())
    content = disclosure.read_bytes()
    resource = {
        "name": "disclosure",
        "path": disclosure.name,
        "mediatype": "application/json",
        "format": "json",
        "jsonSchema": SCHEMA,
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "bytes": len(content),
    }
    listed = {**described, "profile": "data-package", "resources": [*described["resources"], resource]}
    package.write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
