"""What the data package lists of the corpus: each disclosure as a resource of its own, beside the tables."""

import json
from typing import Any

from fullcount.disclosure import load
from transcription.corpus import BY_HAND, FOLDER, document, slugs
from transcription.tables import ROOM

__all__ = ["PACKAGE", "package_text"]

PACKAGE = ROOM / "datapackage.json"


def package_text() -> str:
    """`datapackage.json` with the disclosures as they are now; what it says of the tables is kept."""
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    tables = [item for item in package["resources"] if item.get("profile") == "tabular-data-resource"]
    return (
        json.dumps(package | {"resources": [*tables, *_disclosures()]}, ensure_ascii=False, indent=2) + "\n"
    )


def _disclosures() -> list[dict[str, Any]]:
    titles = {slug: document(slug)["title"] for slug in slugs()}
    titles |= {slug: str(load(FOLDER / f"{slug}.json").data.get("title", slug)) for slug in BY_HAND}
    return [
        {
            "name": slug,
            "path": f"disclosures/{slug}.json",
            "profile": "data-resource",
            "title": titles[slug],
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        }
        for slug in sorted(titles)
    ]
