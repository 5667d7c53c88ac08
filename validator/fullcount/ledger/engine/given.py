"""Lines that an engine gives to an importer as if they were a file."""

from collections.abc import Iterable, Iterator

from fullcount.ledger.reading.source import Line, TextSource

__all__ = ["SEPARATOR", "GivenLines"]

SEPARATOR = "\x1f"
"""Between the cells: no name can hold it."""


class GivenLines(TextSource):
    """Lines in place of a file; `name` stands for that of the file they come from."""

    def __init__(self, name: str, lines: Iterable[Line], separator: str = SEPARATOR) -> None:
        super().__init__(name)
        self._lines, self._separator = lines, separator

    @property
    def start(self) -> str:
        """Nothing: the lines come once."""
        return ""

    def header(self) -> Line:
        """A line that shows the separator, since the columns are given."""
        return Line(0, self._separator, "")

    def lines(self) -> Iterator[Line]:
        """The lines, once."""
        yield from self._lines
