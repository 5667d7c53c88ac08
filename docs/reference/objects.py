"""The pages of objects: a table of fields for each definition."""

from collections.abc import Iterator

from reference.conditions import conditions
from reference.needs import level_anchor, levels_of
from reference.schema import ROOT_NAME, Schema, cell, definition
from reference.sections import Section
from reference.types import type_of, unit_of

__all__ = ["section_page"]


def section_page(section: Section) -> Iterator[str]:
    """The lines of one page."""
    yield from (f"# {section.title}", "", section.introduction, "")
    for name in section.definitions:
        yield from _definition(name)


def _definition(name: str) -> Iterator[str]:
    schema = definition(name)
    yield from (f"## {name}", "", f"**{schema['title']}.** {schema['description']}", "")
    yield from ("| field | type | unit | required | |", "|---|---|---|---|---|")
    required = schema.get("required", [])
    for field, what in schema["properties"].items():
        yield _row(name, field, what, always=field in required)
    said = list(conditions(schema)) if name != ROOT_NAME else []
    yield from ["", *said, ""] if said else [""]


def _row(name: str, field: str, what: Schema, *, always: bool) -> str:
    place = f'<a id="{name}.{field}"></a>`{field}`'
    kind = type_of(what) if len(what) > 2 else "see below"
    cells = (place, cell(kind), unit_of(what), _required(name, field, always), cell(what["description"]))
    return f"| {' | '.join(cells)} |"


def _required(name: str, field: str, always: bool) -> str:
    words = ["always"] if always else []
    for level, choice in levels_of(name, field):
        words.append(
            f"[level {level}](../levels.md#{level_anchor(level)}){' (or another)' if choice else ''}"
        )
    return ", ".join(words)
