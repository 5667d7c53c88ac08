"""One disclosure in a comparison: what it is about, how much it counts, and how well it is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from fullcount.corpus.boundary import Boundary, boundary_of
from fullcount.disclosure.figures import Amount, stated
from fullcount_reports.card.codes import in_order
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.sheet import Sheet

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Disclosure, Source

__all__ = ["Entry", "Verdict"]


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a disclosure: the coverage level it reaches, and its findings by severity."""

    level: int
    errors: int
    warnings: int
    notes: int


@dataclass(frozen=True)
class Entry:
    """A well-formed disclosure with its verdict. `narrowed` says in words what was left out of it, if anything."""

    file: str
    document: "Disclosure"
    verdict: Verdict
    narrowed: str = ""

    @cached_property
    def sheet(self) -> Sheet:
        """The disclosure as the card reads it, without impacts of a part of its period or of another unit."""
        rows = self.document.get("impacts", [])
        whole = [row for row in rows if "per" not in row and row.get("period") in (None, self._period)]
        if len(whole) == len(rows):
            return Sheet(self.document, ENGLISH)
        return Sheet(cast("Disclosure", {**self.document, "impacts": whole}), ENGLISH)

    @property
    def _period(self) -> object:
        return self.document["scope"].get("period")

    @property
    def id(self) -> str:
        """Id of the disclosure."""
        return self.document["id"]

    @property
    def subject(self) -> str:
        """Name and version of the subject."""
        about = self.document["subject"]
        return f"{about['name']} {about.get('version', '')}".rstrip()

    @property
    def developer(self) -> str:
        """Who made the subject: as stated, else the publisher."""
        return self.document["subject"].get("developer") or self.document["publisher"]["name"]

    @cached_property
    def year(self) -> int:
        """Year of publication: of the first source that states one for a transcription, else of the release, else of
        the revision.
        """
        sources = self.document.get("sources", []) if self.document["data_status"] == "transcribed" else []
        dated = next(filter(None, map(_year_of, sources)), None)
        release = self.document["subject"].get("release", "")
        return dated or int((release or self.document["revision"]["date"])[:4])

    @cached_property
    def boundary(self) -> Boundary:
        """How much of the work it counts."""
        return boundary_of(self.document)

    @cached_property
    def accelerators(self) -> str:
        """Codes of the accelerators, else names of the equipment, in alphabetical order."""
        items = self.document.get("equipment", [])
        return "; ".join(sorted({item.get("accelerator") or item["name"] for item in items}))

    @cached_property
    def countries(self) -> str:
        """Countries of the facilities, in alphabetical order."""
        return ", ".join(
            sorted({item["country"] for item in self.document.get("facilities", []) if "country" in item})
        )

    @cached_property
    def parameters(self) -> Amount | None:
        """Parameters of the subject, a number."""
        return stated(self.document["subject"].get("parameters"))

    @cached_property
    def tokens(self) -> Amount | None:
        """Tokens that it was trained on, a number."""
        return stated(self.document["subject"].get("training_tokens"))

    @cached_property
    def sources(self) -> Mapping[str, "Source"]:
        """Its sources by id."""
        return {source["id"]: source for source in self.document.get("sources", [])}

    @cached_property
    def not_counted(self) -> str:
        """The life-cycle stages that are excluded, and those of which nothing is said."""
        said = {item["stage"]: item["inclusion"] for item in self.document["scope"].get("life_cycle", [])}
        out = [stage for stage in in_order("life-cycle-stage", said) if said[stage] == "excluded"]
        silent = [stage for stage in MAIN_STAGES if stage not in said]
        parts = (", ".join(out), f"not stated: {', '.join(silent)}" if silent else "")
        return "; ".join(filter(None, parts))

    def of_document(self, document: Mapping[str, Any], narrowed: str = "") -> "Entry":
        """The same entry with another content; its verdict stays that of the disclosure as published."""
        return replace(self, document=cast("Disclosure", document), narrowed=narrowed or self.narrowed)

    def grade_of(self, figures: "list[Figure]") -> str:
        """The evidence grade of some figures: the weakest of their sources; of all sources where they cite none."""
        cited = [self.sources[name] for name in _cited(figures) if name in self.sources]
        grades = {source.get("evidence_grade", "") for source in cited or self.sources.values()} - {""}
        return in_order("evidence-grade", grades)[-1] if grades else ""

    def cited(self, figures: "list[Figure]") -> str:
        """The sources of some figures, each with its locators and its address; of all where they cite none."""
        places: dict[str, dict[str, None]] = {}
        for figure in figures:
            if figure.get("source") in self.sources:
                places.setdefault(figure["source"], {})[figure.get("locator", "")] = None
        for name in () if places else self.sources:
            places[name] = {}
        return "; ".join(
            _citation(self.sources[name], [*filter(None, found)]) for name, found in places.items()
        )


MAIN_STAGES = ("data", "research", "training", "evaluation", "inference", "hardware-manufacture")
"""Stages of the life cycle that a disclosure is expected to speak of; of the others only what it says is repeated."""


def _cited(figures: "list[Figure]") -> Iterator[str]:
    return (figure["source"] for figure in figures if "source" in figure)


def _citation(source: "Source", locators: list[str]) -> str:
    return ", ".join(filter(None, (source["title"], *locators, source.get("url", ""))))


def _year_of(source: "Source") -> int | None:
    return source.get("year") or (int(source["date"][:4]) if "date" in source else None)
