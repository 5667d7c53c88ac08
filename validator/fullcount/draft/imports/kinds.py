"""What a file evidently is, by keys at its top that only one format has: for whoever named the wrong one."""

from collections.abc import Mapping

from fullcount.disclosure import Unreadable, parse

__all__ = ["DISCLOSURE", "kind_of"]

DISCLOSURE = "disclosure"
_ZIP = b"PK\x03\x04"
_KEYS = {
    DISCLOSURE: {"fullcount", "subject"},
    "cyclonedx": {"bomFormat"},
    "spdx": {"@context", "@graph"},
    "dia": {"dia_report"},
    "impact_framework": {"initialize", "tree"},
    "boamps": {"task", "measures"},
}


def kind_of(data: bytes) -> str:
    """The name of the format, `disclosure` for one of ours, empty where nothing is evident."""
    if data.startswith(_ZIP):
        return "xlsx"
    try:
        found = parse(data, "").data
    except Unreadable:
        return ""
    keys = set(found) if isinstance(found, Mapping) else set()
    return next((kind for kind, needed in _KEYS.items() if needed <= keys), "")
