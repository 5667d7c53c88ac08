"""A small invented corpus: well-formed disclosures, marked synthetic, one of them full of hostile text."""

import copy
import json
from pathlib import Path
from typing import Any

from ..hostile import everywhere

__all__ = ["HOSTILE", "corpus_folder", "hostile", "plain"]

ROOT = Path(__file__).resolve().parents[2]
BASE = json.loads((ROOT / "schema/1.0/conformance/base.json").read_text(encoding="utf-8"))
HOSTILE = (
    "!!! x</td></table></div><script>attack()</script><img src=x onerror=attack()> | [a](javascript:attack())"
    ' ![b](//example.org/b.png) `c` {: onclick=attack() } <!-- --> &lt;b&gt; $x$ "quoted" \\| \\<i> \u202egnp.\x02'
)
Document = dict[str, Any]


def hostile(text: str) -> Document:
    """A document with that text wherever the schema takes free text."""
    document = everywhere(BASE, text)
    document["id"] = "invented/hostile"
    document["subject"]["developer"] = text
    document["related"] = [{"relation": "overlaps", "disclosure": text, "note": text}]
    document["facilities"][0]["pue"]["note"] = text
    _without_what_is_no_free_text(document)
    return document


def _without_what_is_no_free_text(document: Document) -> None:
    """What the schema takes no text for: a corpus holds well-formed documents only."""
    for key in ("practices", "evidence", "extensions"):
        del document[key]
    document["compute"][1]["stage"] = BASE["compute"][1]["stage"]
    document["subject"]["lineage"][0]["url"] = "https://example.org/?a=(1)&b='2'"
    document["sources"][0]["url"] = "https://example.org/a_(b)"
    document["sources"][1]["url"] = "https://example.org/*c*"
    del document["sources"][0]["licence"]


def plain(name: str) -> Document:
    """An ordinary synthetic document with that id."""
    return {**copy.deepcopy(BASE), "id": name}


def corpus_folder(folder: Path, document: Document) -> Path:
    """A folder with that disclosure as `invented.json` and an ordinary one."""
    folder.mkdir(parents=True)
    for name, content in (("invented", document), ("ordinary", plain("invented/ordinary"))):
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder
