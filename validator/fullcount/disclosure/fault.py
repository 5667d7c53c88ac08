"""A failing keyword together with everything needed to say it in words."""

import json
from typing import Any, NamedTuple

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.engines.raw import Steps
from fullcount.disclosure.shape_error import SHAPE_RULES, ShapeError
from fullcount.disclosure.spelling import quoted

__all__ = ["Fault", "kind_of", "shown"]

_CODE_NOUNS = {
    "code_ghg_basis": "GHG basis",
    "code_not_disclosed_reason": "reason for a missing figure",
    "code_licence": "licence identifier",
}


class Fault(NamedTuple):
    """One failing keyword: steps to the value and to the keyword, with the whole document and schema."""

    path: Steps
    location: Steps
    data: Any
    schema: dict[str, Any]
    version: str

    @property
    def keyword(self) -> str:
        """The keyword that failed."""
        return str(self.location[-1])

    @property
    def node(self) -> dict[str, Any]:
        """The schema node that has the keyword."""
        node: dict[str, Any] = pointers.lookup(self.schema, self.location[:-1])
        return node

    @property
    def value(self) -> Any:
        """The value that failed."""
        return pointers.lookup(self.data, self.path)

    @property
    def parent(self) -> Any:
        """What the value stands in; None for the root."""
        return pointers.lookup(self.data, self.path[:-1]) if self.path else None

    @property
    def noun(self) -> str:
        """What the schema calls the value, in lower case: `date`, `compute line`, `figure`."""
        name = str(self.location[1]) if self.location[0] == "$defs" else ""
        if name.startswith("quantity_") and len(self.location) == 3:
            return "figure"
        if name.startswith("code_"):
            return _CODE_NOUNS.get(name, name.removeprefix("code_").replace("_", " "))
        title = str(self.node.get("title", "value" if self.path else "disclosure"))
        return title if title.isupper() or title[:3].isupper() else title[0].lower() + title[1:]

    def error(
        self, rule: str, message: str, remedy: str, *, at: Steps = (), breaks: bool = False
    ) -> ShapeError:
        """The shape error; `at` leads on from the value, `breaks` says that it breaks the shape in any case."""
        return ShapeError(
            pointer=pointers.join((*self.path, *at)),
            keyword=self.keyword,
            schema_location="#" + pointers.join(self.location),
            message=message,
            remedy=remedy,
            breaks_shape=breaks or SHAPE_RULES[rule],
            rule=rule,
        )


def shown(value: Any) -> str:
    """The value as a phrase: `the number 5`, `the text "x"`, `null`, `a list`."""
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    return f"the number {json.dumps(value)}" if isinstance(value, int | float) else kind_of(value)


def kind_of(value: object) -> str:
    """What a person calls a value of this type."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case dict():
            return "an object"
        case _:
            return "a list"
