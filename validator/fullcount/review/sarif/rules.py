"""The rules as SARIF describes them, each with its manual page."""

import re
from typing import Any

from fullcount.disclosure.shape import SHAPE_RULES
from fullcount.review.finding import Severity
from fullcount.rules.rule import Rule
from fullcount.rules.table import RULES

__all__ = ["Rules"]

CATALOGUE = "https://w3id.org/fullcount/1.0/rules/"
SCHEMA = "https://w3id.org/fullcount/1.0/disclosure.schema.json"
WHAT = re.compile(r"^\*\*What it checks\.\*\* (.+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)

Data = dict[str, Any]


class Rules:
    """Every rule, and every kind of fault that the schema finds, with its place in the list."""

    def __init__(self) -> None:
        self.descriptors = [*map(_of_rule, RULES), *map(_of_schema, SHAPE_RULES)]
        self._index = {item["id"]: number for number, item in enumerate(self.descriptors)}

    def index(self, name: str) -> int:
        """The place of a rule in the list."""
        return self._index[name]


def _of_rule(rule: Rule) -> Data:
    what = WHAT.search(rule.manual)
    full = " ".join(what[1].split()) if what else rule.title
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": full},
        "help": {"text": _plain(rule.manual), "markdown": rule.manual},
        "helpUri": CATALOGUE + rule.name,
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"group": rule.group, "since": rule.since, "tags": [rule.group]},
    }


def _of_schema(name: str) -> Data:
    title = f"The schema finds: {name.replace('-', ' ')}."
    text = "The document does not have the shape that the schema of the standard asks for."
    return {
        "id": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": text},
        "help": {"text": f"{text} Each finding names what was found, what is expected and what to do."},
        "helpUri": SCHEMA,
        "defaultConfiguration": {"level": Severity.ERROR.value},
        "properties": {"group": "schema", "tags": ["schema"]},
    }


def _plain(manual: str) -> str:
    return manual.replace("**", "").replace("`", "")
