"""`fullcount card --check`: where a model card contradicts its disclosure, and itself."""

from fullcount.cli.exits import FINDINGS, FINE, UNREADABLE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fullcount.disclosure import Document
    from fullcount_reports.card import ReviewLine
    from fullcount_reports.exports.huggingface.contradiction import Contradiction

__all__ = ["check"]


def check(card: "Path", text: str, document: "Document", line: "ReviewLine") -> int:
    """Print every contradiction with file and line; findings unless all of them are notes."""
    from fullcount.ledger.errors import LedgerError
    from fullcount.ledger.reading.unfit import Unfit
    from fullcount.printing import printable
    from fullcount.review.finding import Severity
    from fullcount_reports.exports.huggingface.beside import beside
    from fullcount_reports.exports.huggingface.contradictions import contradictions

    hashes = _hashes(document)
    try:
        found = [*contradictions(text, str(card), document.data, line, hashes), *beside(card.parent, hashes)]
    except LedgerError as error:
        raise Exit(
            UNREADABLE, [f"{card}:{one.line}: {one.found}; {one.remedy}" for one in error.problems]
        ) from None
    except Unfit as bad:
        raise Exit(
            FINDINGS, [f"{card}:{bad.line}: error {bad.reason}: {bad.found}; expected {bad.expected}"]
        ) from None
    for shown in _lines(card, found):
        print(printable(shown))
    return FINDINGS if any(one.severity is not Severity.NOTE for one in found) else FINE


def _hashes(document: "Document") -> frozenset[str]:
    """Those of the file and of the copy that `--hub` makes of it."""
    from hashlib import sha256

    from fullcount_reports.exports.huggingface.sidecar import disclosure_text

    return frozenset({document.sha256, sha256(disclosure_text(document).encode()).hexdigest()})


def _lines(card: "Path", found: "list[Contradiction]") -> "Iterator[str]":
    from fullcount.counted import counted
    from fullcount.review.finding import Severity

    for one in found:
        place = f"{card}:{one.line}" if one.line else str(card)
        yield f"{place}: {one.severity} {one.name}: {one.message}"
        yield f"    {one.remedy}"
    wrong = sum(one.severity is not Severity.NOTE for one in found)
    yield f"{card}: {counted(wrong, 'contradiction')}" if wrong else f"{card}: no contradictions"
