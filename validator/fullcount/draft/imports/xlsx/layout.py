"""The sheets of a workbook and their columns, as they follow from the schema."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.draft.imports.xlsx.column import Column, Steps
from fullcount.draft.imports.xlsx.columns import columns_of, is_figure, resolved

__all__ = ["PARENT", "Sheet", "layout", "sheet_named"]

PARENT = ("*",)
"""The step of a column that names the item of another sheet to which a row belongs."""


class Sheet(NamedTuple):
    """A form, whose rows are the fields at `base`; or a table, whose rows are the items of the list at `base`.

    `objects` are the objects that every item has. The items of a table with a `parent` belong to rows of that sheet:
    they name them in their first column, by id, or by number where these have no ids.
    """

    name: str
    title: str
    description: str
    base: Steps
    is_form: bool
    columns: tuple[Column, ...]
    objects: tuple[str, ...] = ()
    parent: str = ""

    @property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}


FORMS: tuple[tuple[str, str, Steps], ...] = (
    ("header", "Header", ()),
    ("subject", "Subject", ("subject",)),
    ("scope", "Goal and scope", ("scope",)),
    ("totals", "Totals as printed", ("totals",)),
)
TABLES: tuple[tuple[str, Steps, str], ...] = (
    ("extensions", ("extensions",), ""),
    ("components", ("subject", "components"), ""),
    ("lineage", ("subject", "lineage"), ""),
    ("related", ("related",), ""),
    ("life-cycle", ("scope", "life_cycle"), ""),
    ("allocation", ("scope", "allocation"), ""),
    ("facilities", ("facilities",), ""),
    ("use-factors", ("facilities", "use_factors"), "facilities"),
    ("equipment", ("equipment",), ""),
    ("manufacture", ("equipment", "manufacture"), "equipment"),
    ("compute", ("compute",), ""),
    ("impacts", ("impacts",), ""),
    ("subtotals", ("totals", "subtotals"), ""),
    ("restatements", ("restatements",), ""),
    ("sources", ("sources",), ""),
    ("practices", ("practices",), ""),
    ("evidence", ("evidence",), ""),
    ("reviews", ("reviews",), ""),
    ("decisions", ("reviews", "decisions"), "reviews"),
)
ORDER = (
    *("header", "subject", "components", "lineage", "related", "scope", "life-cycle", "allocation"),
    *("facilities", "use-factors", "equipment", "manufacture", "compute", "impacts", "totals", "subtotals"),
    *("sources", "practices", "evidence", "restatements", "reviews", "decisions", "extensions"),
)
NUMBERED = "the number of its row among those of the sheet, 1 for the first"


@cache
def layout() -> tuple[Sheet, ...]:
    """Every sheet, in the order in which they stand."""
    sheets = {sheet.name: sheet for sheet in (*_forms(), *_tables())}
    return tuple(sheets[name] for name in ORDER)


@cache
def sheet_named(name: str) -> Sheet:
    """The sheet called `name`. Raises KeyError."""
    return {sheet.name: sheet for sheet in layout()}[name]


def _forms() -> Iterator[Sheet]:
    for name, title, base in FORMS:
        node = _node(base)
        yield Sheet(
            name,
            title,
            str(node["description"]),
            base,
            True,
            columns_of(node, is_root=not base),
            _objects(node),
        )


def _tables() -> Iterator[Sheet]:
    for name, base, parent in TABLES:
        items = _node(base)
        item = resolved(items["items"])
        columns = columns_of(item)
        if parent:
            columns = (_parent_column(parent), *columns)
        yield Sheet(
            name, str(items["title"]), str(items["description"]), base, False, columns, _objects(item), parent
        )


def _objects(node: dict[str, Any]) -> tuple[str, ...]:
    required = ((key, resolved(node["properties"][key])) for key in node.get("required", ()))
    return tuple(
        key for key, target in required if target.get("type") == "object" and not is_figure(key, target)
    )


def _node(base: Steps) -> dict[str, Any]:
    """The schema of the object or list at `base`; the items of lists on the way are passed through."""
    node: dict[str, Any] = disclosure_schema("1.0")
    for step in base:
        node = resolved(node)
        if node.get("type") == "array":
            node = resolved(node["items"])
        node = node["properties"][step]
    own: dict[str, Any] = {key: node[key] for key in ("title", "description") if key in node}
    return {**resolved(node), **own}


def _parent_column(parent: str) -> Column:
    items = resolved(_node((parent,))["items"])
    title = str(items["title"])
    if "id" not in items["properties"]:
        description = f"The {title.lower()} to which the row belongs: {NUMBERED}."
        return Column(PARENT, (), title, description, "integer", required=True)
    description = f"Id of the {title.lower()} to which the row belongs."
    return Column(PARENT, (), title, description, "word", refers=parent, required=True)
