"""fullcount: full-lifecycle compute disclosure for AI work.

The public names are loaded when they are first asked for, so that importing this package costs nothing.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from fullcount.disclosure import Document, Unreadable, load, parse
    from fullcount.impacts import recompute
    from fullcount.ledger import read_ledger
    from fullcount.review.check import Validation, validate
    from fullcount.review.finding import Finding, Severity
    from fullcount.review.report import assess

__version__ = "0.1.0"

_HOME = {
    "assess": "fullcount.review.report",
    "Document": "fullcount.disclosure",
    "Finding": "fullcount.review.finding",
    "Severity": "fullcount.review.finding",
    "Unreadable": "fullcount.disclosure",
    "Validation": "fullcount.review.check",
    "load": "fullcount.disclosure",
    "parse": "fullcount.disclosure",
    "read_ledger": "fullcount.ledger",
    "recompute": "fullcount.impacts",
    "validate": "fullcount.review.check",
}

__all__ = [
    "Document",
    "Finding",
    "Severity",
    "Unreadable",
    "Validation",
    "__version__",
    "assess",
    "load",
    "parse",
    "read_ledger",
    "recompute",
    "validate",
]


def __getattr__(name: str) -> "Any":
    if name not in _HOME:
        raise AttributeError(f"module 'fullcount' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
