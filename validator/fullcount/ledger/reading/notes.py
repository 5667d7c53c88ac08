"""The flags of one row."""

from collections.abc import Iterable

from fullcount.ledger.reading.tally import Tally

__all__ = ["Notes"]


class Notes(list[str]):
    """The codes of one row; `add` also counts each in the report, at its line."""

    def __init__(self, tally: Tally, codes: Iterable[str] = ()) -> None:
        super().__init__(codes)
        self._tally = tally

    def add(self, reason: str, line: int, found: str) -> None:
        """Flag something odd that was kept as it is."""
        self._tally.flag(reason, line, found)
        self._note(reason)

    def assume(self, sentence: str) -> None:
        """Say once in the report what holds for all such rows."""
        self._tally.assume(sentence)

    def repaired(self, reason: str, line: int, found: str) -> None:
        """Something that was read after a correction."""
        self._tally.repair(reason, line, found)
        self._note(reason)

    def _note(self, reason: str) -> None:
        if reason not in self:
            self.append(reason)
