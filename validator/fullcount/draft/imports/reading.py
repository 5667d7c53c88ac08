"""A JSON or YAML report while it is read: its values by pointer, what is wrong with them, and what is worth knowing."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fullcount.disclosure import Unreadable, parse
from fullcount.disclosure import pointer as pointers
from fullcount.draft.imports.imported import Fault, Imported, NotReadableError

__all__ = ["SOURCE", "Reading", "declared"]

Item = dict[str, Any]
SOURCE = "report"
LONGEST = 20_000
"""Characters of the longest text of a disclosure."""
EXACT = 1e15
"""Whole numbers up to here have all their digits in a float."""
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/#@-]{0,299}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:+_-]{0,99}")


def declared(value: float, unit: str, locator: str = "", **more: Any) -> Item:
    """A figure that the report states; whole numbers without a decimal point."""
    place = {"locator": locator} if locator else {}
    whole = int(value) if value == int(value) and abs(value) < EXACT else value
    return {"value": whole, "unit": unit, "basis": "declared", "source": SOURCE, **place, **more}


class Reading:
    """One report. Values are asked for by JSON pointer; what is not there is empty or None, never zero."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        try:
            self._document = parse(data, name)
        except Unreadable as error:
            raise NotReadableError(list(_unreadable(error, name))) from None

    def at(self, pointer: str) -> Any:
        """The value; None where there is none."""
        node = self._document.data
        for step in pointers.split(pointer):
            if isinstance(node, Mapping):
                node = node.get(step)
            elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
                node = node[int(step)]
            else:
                return None
        return node

    def items(self, pointer: str) -> Iterator[str]:
        """The pointers of what is in a list; none where it is no list."""
        found = self.at(pointer)
        if found is not None and not isinstance(found, list):
            self.fault(pointer, type(found).__name__, "a list", "correct the report")
        yield from (f"{pointer}/{number}" for number in range(len(found) if isinstance(found, list) else 0))

    def text(self, pointer: str) -> str:
        """A text; empty, with a note, for what is none."""
        found = self.at(pointer)
        if found is None or found == "":
            return ""
        if not isinstance(found, str) or len(found) > LONGEST:
            self.note(pointer, f"{pointer} is no text of at most {LONGEST:,} characters: left out")
            return ""
        return found

    def fitting(self, pointer: str, pattern: re.Pattern[str], what: str) -> str:
        """A text that a disclosure can take over; empty, with a note, for another."""
        found = self.text(pointer)
        if found and not pattern.fullmatch(found):
            self.note(pointer, f"{found!r} is not {what}: left out")
            return ""
        return found

    def uri(self, pointer: str) -> str:
        """A web address or another URI."""
        return self.fitting(pointer, _URI, "an address")

    def identity(self, pointer: str) -> str:
        """An id of a disclosure."""
        return self.fitting(pointer, _ID, "an id of a disclosure")

    def licence(self, pointer: str) -> str:
        """The identifier of a licence."""
        return self.fitting(pointer, _LICENCE, "the identifier of a licence")

    def day(self, pointer: str) -> str:
        """The day of a moment as YYYY-MM-DD."""
        found = self.text(pointer)
        try:
            return date.fromisoformat(found[:10]).isoformat() if found else ""
        except ValueError:
            self.note(pointer, f"{found!r} is no date: left out")
            return ""

    def number(self, pointer: str, unit: str) -> float | None:
        """A number of 0 or more; a fault for anything else, None where there is none."""
        found = self.at(pointer)
        if found is None:
            return None
        is_number = isinstance(found, int | float) and not isinstance(found, bool)
        if is_number and found >= 0 and math.isfinite(found):
            return found  # type: ignore[no-any-return] # a number, as was asked
        self.fault(pointer, repr(found)[:60], f"a number of 0 or more, in {unit}", "correct the report")
        return None

    def fault(self, pointer: str, found: str, expected: str, remedy: str) -> None:
        """Something that keeps the report from being read."""
        self.faults.append(Fault(self.name, self._line(pointer) or pointer, found, expected, remedy))

    def note(self, pointer: str, said: str) -> None:
        """Something that whoever completes the draft should know."""
        self.notes.append(f"{self.name}:{self._line(pointer)}: {said}")

    def _line(self, pointer: str) -> str:
        place = self._document.key_place(pointer)
        return str(place.line) if place else ""

    def imported(self, draft: Item) -> Imported:
        """The draft with the notes. Raises `NotReadableError` where there are faults."""
        if self.faults:
            raise NotReadableError(self.faults)
        return Imported(draft, tuple(self.notes))


def _unreadable(error: Unreadable, name: str) -> Iterator[Fault]:
    for problem in error.problems:
        place = str(problem.place.line) if problem.place else problem.pointer or ""
        yield Fault(name, place, problem.found, problem.expected, problem.remedy)
