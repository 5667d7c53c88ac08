"""Ids for records that have none of their own."""

from collections import Counter

__all__ = ["RecordIds"]


class RecordIds:
    """File and line, and a number where that is taken: a second file of the name, a second record in the line."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def of(self, file: str, line: int) -> str:
        """The id of one more record."""
        place = f"{file}:{line}"
        self._taken[place] += 1
        return place if self._taken[place] == 1 else f"{place}.{self._taken[place]}"
