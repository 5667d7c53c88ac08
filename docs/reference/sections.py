"""Which page holds which definition of the disclosure schema."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reference.schema import ROOT_NAME, disclosure_schema

__all__ = ["CODELISTS", "FIGURES", "SECTIONS", "VALUES", "Section", "page_of", "values"]

FIGURES, VALUES, CODELISTS = "figures.md", "values.md", "codelists.md"


class Section(NamedTuple):
    """A page of objects; `definitions` in the order in which it shows them."""

    file: str
    title: str
    introduction: str
    definitions: tuple[str, ...]


SECTIONS = (
    Section(
        "document.md",
        "The document",
        "A disclosure is one JSON or YAML document. Sections that say nothing may be left out; figures that are "
        "missing say why. Keys that begin with `x-` are free for extensions, in every object.",
        (ROOT_NAME, "revision", "publisher", "extension"),
    ),
    Section(
        "subject.md",
        "Subject and lineage",
        "What the work made, its components, and what it came from. A disclosure counts the work that was added, never "
        "that of the base models.",
        ("subject", "component", "ancestor", "related"),
    ),
    Section(
        "scope.md",
        "Scope",
        "Goal and scope in the sense of ISO 14044: for what the figures are, and what they leave out.",
        ("scope", "functional_unit", "period", "stage_scope", "allocation"),
    ),
    Section(
        "facilities.md",
        "Facilities",
        "Where the work ran, and what a kilowatt-hour carries there. Location-based and market-based intensity are two "
        "figures, never one.",
        ("facility", "use_factor"),
    ),
    Section(
        "equipment.md",
        "Equipment",
        "What the work ran on: its power, and the impacts of making it.",
        ("equipment", "manufacture"),
    ),
    Section(
        "compute.md",
        "Compute lines and totals",
        "The heart of a disclosure. A line sums the work that shares component, stage, run type and outcome, besides "
        "facility and equipment.",
        ("compute_line", "totals", "subtotal", "covered"),
    ),
    Section(
        "impacts.md",
        "Impacts",
        "Effects on the environment, by category and phase. Categories are never added together.",
        ("impact", "restatement"),
    ),
    Section(
        "sources.md",
        "Sources, practices and evidence",
        "Sources are listed once and cited by id, with the place in them beside the figure.",
        ("source", "practice_done", "attachment"),
    ),
    Section(
        "reviews.md",
        "Reviews",
        "Who checked the disclosure, with which rule set, and what was decided on its findings.",
        ("review", "decision"),
    ),
)


def page_of(name: str) -> str:
    """The page that a definition stands on."""
    if name.startswith("code_"):
        return CODELISTS
    if name.startswith(("quantity_", "figure_")) or name == "not_disclosed":
        return FIGURES
    return _pages().get(name, VALUES)


def _pages() -> Mapping[str, str]:
    return {name: section.file for section in SECTIONS for name in section.definitions}


def values() -> Iterator[str]:
    """The definitions that are no objects: texts, ids, dates and the like.

    Raises:
        ValueError: a definition has properties and no section shows it.
    """
    for name, schema in disclosure_schema()["$defs"].items():
        if page_of(name) == VALUES:
            if "properties" in schema:
                raise ValueError(f"{name}: add it to a section in docs/reference/sections.py")
            yield name
