"""Lines that an engine gives to an importer as if they were a file."""

from collections.abc import Iterable, Iterator

from fullcount.ledger.reading.source import Line, TextSource

__all__ = ["GivenLines"]


class GivenLines(TextSource):
    """Lines in place of a file; `name` is that of the file they come from."""

    def __init__(self, name: str, lines: Iterable[Line]) -> None:
        super().__init__(name)
        self._lines = lines

    def lines(self) -> Iterator[Line]:
        """The lines, once."""
        yield from self._lines
