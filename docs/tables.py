"""Tables of the pages on methods, scenarios and the ledger, from what the code works with."""

import json
from math import exp
from statistics import NormalDist

from fullcount.impacts.scenario import NAMES, Name
from fullcount.impacts.uncertainty.spread import Default, defaults
from fullcount.rooms import schema_room

__all__ = ["default_rows", "ledger_rows", "scenario_rows"]


def default_rows() -> list[str]:
    """The default intervals of the standard: factors below and above the value."""
    head = ["| figure | | 90 % interval | source |", "|---|---|---|---|"]
    return [*head, *(_default_row(row) for row in defaults().values())]


def _default_row(row: Default) -> str:
    note = f" {row.note}." if row.note else ""
    return f"| {row.field.replace('_', ' ')} | {row.code} | {_interval(row)} | {row.source}.{note} |"


def _interval(row: Default) -> str:
    below, above = (exp(NormalDist().inv_cdf(0.95) * sigma) for sigma in row.sigmas)
    if below == above == 1:
        return "exact"
    return f"÷ {below:.2f} to × {above:.2f}{' of the excess over 1' if row.floor else ''}"


def ledger_rows() -> list[str]:
    """The columns of the ledger, from its Table Schema."""
    schema = json.loads((schema_room() / "tables" / "ledger.schema.json").read_text(encoding="utf-8"))
    head = ["| column | type | unit | |", "|---|---|---|---|"]
    return [
        *head,
        *(
            f"| `{field['name']}` | {field['type']} | {field.get('unit', '')} | {field['description']} |"
            for field in schema["fields"]
        ),
    ]


def scenario_rows() -> list[str]:
    """The changes that a scenario may have."""
    head = ["| change | meaning | values | `@` |", "|---|---|---|---|"]
    return [*head, *(_scenario_row(name) for name in NAMES.values())]


def _scenario_row(name: Name) -> str:
    examples = "<br>".join(f"`{example}`" for example in name.examples)
    return f"| {examples} | {name.meaning} | {name.values} | {name.limit} |"
