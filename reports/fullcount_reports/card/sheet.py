"""A disclosure as the card reads it: its lines, what they come to, and its sources by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from fullcount.disclosure.figures import Figure, central
from fullcount.impacts import Footprint, Line, lines_of, recompute
from fullcount.rules.view import View
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.shown import percentage

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Impact

__all__ = ["ACCELERATOR_HOURS", "CORE_HOURS", "IDLE_HOURS", "Sheet", "figure_at"]

ACCELERATOR_HOURS, CORE_HOURS, IDLE_HOURS = "accelerator_hours", "core_hours", "idle_hours"


@dataclass(frozen=True)
class Sheet:
    """A well-formed disclosure and the language of the card."""

    document: "Disclosure"
    words: Catalogue

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The compute lines with their facility and equipment."""
        return lines_of(self.document)

    @cached_property
    def footprint(self) -> Footprint:
        """Every impact recomputed from the lines."""
        return recompute(self.document)

    @cached_property
    def status(self) -> str:
        """The code of the data status."""
        return self.document["data_status"]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {source["id"]: n for n, source in enumerate(self.document.get("sources", []), 1)}

    @cached_property
    def _component_names(self) -> Mapping[str, str]:
        return {item["id"]: item["name"] for item in self.document["subject"].get("components", [])}

    @cached_property
    def _view(self) -> View:
        return View(self.document, date.min)

    def component_name(self, code: str) -> str:
        """The name of a component, with its id where two share a name; the id where it is not defined."""
        names = self._component_names
        name = names.get(code, code)
        return f"{name} ({code})" if list(names.values()).count(name) > 1 else name

    def cited(self, source: str | None, locator: str = "") -> str:
        """A citation such as `[2, table 3]`; the id itself for a source that is not listed."""
        if source is None:
            return ""
        known = self._numbers.get(source)
        number = source if known is None else self.words("source-number", number=known)
        return f"[{number}, {locator}]" if locator else f"[{number}]"

    def covered(self, row: "Impact") -> frozenset[str]:
        """Ids of the lines that an impact row belongs to."""
        return frozenset(line.id for line in self._view.covered(row))

    def share_of_lines(self, ids: frozenset[str]) -> str:
        """Which part of the work some lines are, in words: of its hours where all are known, else of its lines."""
        for measure in (ACCELERATOR_HOURS, CORE_HOURS):
            hours = hours_by_line(self.lines, measure)
            whole = sum(hours.values())
            if whole and len(hours) == len(self.lines):
                share = sum(hours[name] for name in ids) / whole
                return self.words(f"share-of-{measure}", share=percentage(self.words, share))
        return self.words("share-of-lines", count=len(ids), all=len(self.lines))


def figure_at(section: Mapping[str, object], name: str) -> Figure | None:
    """A figure by the name of its key, which the typed view of a document does not know by variable."""
    return cast("Figure | None", section.get(name))


def hours_by_line(lines: Sequence[Line], measure: str) -> dict[str, float]:
    """Hours of each line that states them in that measure as a number."""
    stated = ((line.id, central(figure_at(line.raw, measure))) for line in lines)
    return {name: hours for name, hours in stated if hours is not None}
