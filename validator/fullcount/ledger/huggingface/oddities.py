"""What is odd in one card, or contradicts itself: what its reading into rows flags, with lines."""

from fullcount.ledger.huggingface.reader import rows_of_card
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Decision, Tally

__all__ = ["CONTRADICTIONS", "oddities_in"]

CONTRADICTIONS = frozenset(
    {
        "prose-differs-from-metadata",
        "total-differs-from-rows",
        "training-type-contradicts",
        "ambiguous-number",
    }
)
"""The reasons by which a card contradicts itself."""
_QUIET = frozenset({"used", "unmatched"})


def oddities_in(source: TextSource, text: str) -> list[Decision]:
    """Every decision of the reader on one card that is not simply that a row was read, in the order of lines."""
    found: list[Decision] = []
    tally = Tally((source.name,), trace=found.append)
    tally.file = source.name
    for _ in rows_of_card(source, text, "", tally, ReadOptions()):
        pass
    told = {(one.line, one.reason, one.found): one for one in found if one.verdict not in _QUIET}
    return sorted(told.values(), key=lambda one: one.line)
