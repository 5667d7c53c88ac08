"""A disclosure while a scenario is made of it: what is changed is copied, the rest stays the same objects."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from fullcount.disclosure.spelling import article, quoted
from fullcount.impacts.line import Line, lines_of
from fullcount.impacts.scenario.errors import Problem
from fullcount.impacts.scenario.figure import Item, document_year, figure_of
from fullcount.impacts.scenario.values import hint

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import Factor, FactorLibrary
    from fullcount.impacts.scenario.change import Change

__all__ = ["Work"]

_WORDS = {"facilities": "facility", "equipment": "equipment"}


class Work:
    """The sections that a scenario may change, the weights of the lines, what was done and what went wrong."""

    def __init__(self, document: "Disclosure", library: "FactorLibrary") -> None:
        self.library = library
        self.weights: dict[str, float] = {}
        self.words: list[str] = []
        self.problems: list[Problem] = []
        self._original = document
        self._sections: dict[str, list[Item]] = {}
        self._claims: dict[tuple[str, ...], str] = {}
        self._figures: dict[tuple[str, str], Item] = {}
        self._uses = Counter(line["id"] for line in document.get("compute", []))

    @property
    def document(self) -> "Disclosure":
        """The disclosure as it is now; a section without a change is the very list of the original."""
        return cast("Disclosure", {**self._original, **self._sections})

    @property
    def lines(self) -> tuple[Line, ...]:
        """The compute lines as they are now."""
        return lines_of(self.document)

    @property
    def year(self) -> int | None:
        """The year for the choice of factors."""
        return document_year(self._original)

    def items(self, section: str) -> list[Any]:
        """The facilities, equipment or lines as they are now."""
        return self._sections.get(section) or cast("Any", self._original).get(section, [])

    def selected(self, section: str, change: "Change") -> Iterator[tuple[int, Item]]:
        """Those that the change is for, with their places; that there is none is a problem."""
        items = self.items(section)
        chosen = [(place, item) for place, item in enumerate(items) if change.at in ("", item["id"])]
        if not chosen:
            self._none(change, _WORDS[section], _WORDS[section], [item["id"] for item in items])
        yield from chosen

    def selected_lines(self, change: "Change") -> list[Line]:
        """The lines of the component that the change is for; that there is none is a problem."""
        lines = self.lines
        chosen = [line for line in lines if change.at in ("", line.raw["component"])]
        if not chosen:
            self._none(change, "compute line", "component", [line.raw["component"] for line in lines])
        return chosen

    def _none(self, change: "Change", thing: str, of_thing: str, ids: list[str]) -> None:
        if ids:
            expected = f"the id of {article(of_thing)}: {', '.join(dict.fromkeys(ids))}"
            self.problem(change, f"no {thing} for @{change.at}", expected, hint(change.at, ids))
        else:
            self.problem(change, f"no {thing} in the disclosure", "one to change", "leave this change out")

    def put(self, section: str, place: int, **fields: Any) -> Item:
        """Change fields of one item of a section in a copy of it; a field set to None is left out."""
        items = self._sections.setdefault(section, list(self.items(section)))
        merged = {**items[place], **fields}
        items[place] = {key: value for key, value in merged.items() if value is not None}
        return items[place]

    def claim(self, change: "Change", *what: str) -> bool:
        """Whether no other change has set this yet; that one has is a problem."""
        other = self._claims.setdefault(what, change.text)
        if other == change.text:
            return True
        found = f"two changes of the {' of '.join(what)}, the other one {quoted(other)}"
        self.problem(change, found, "one", "leave one of the two out")
        return False

    def weigh(self, change: "Change", line: Line, weight: float) -> None:
        """Multiply the weight of a line; its id must be its own."""
        if self._uses[line.id] > 1:
            found = f"{self._uses[line.id]} lines with the id {quoted(line.id)}"
            self.problem(change, found, "an id of its own for each line", "rename them in the disclosure")
        self.weights[line.id] = self.weights.get(line.id, 1.0) * weight

    def figure(self, factor: "Factor", note: str = "") -> Item:
        """The figure of a factor: one object wherever it is used, so that its error stays shared."""
        return self._figures.setdefault((factor.id, note), figure_of(factor, note))

    def say(self, words: str) -> None:
        """Add to the list of changes, each once."""
        if words not in self.words:
            self.words.append(words)

    def problem(self, change: "Change", found: str, expected: str, remedy: str) -> None:
        """Add to the list of what is wrong, each once."""
        problem = Problem(change.text, found, expected, remedy)
        if problem not in self.problems:
            self.problems.append(problem)
