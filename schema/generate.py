"""Writes what is derived from the tables of the standard.

`python schema/generate.py` rewrites, in `schema/1.0`, the code and quantity definitions of
`disclosure.schema.json` from `codelists/*.csv` and `quantities.csv`, the draft-07 copy for editors, and the
typed view of the document in `validator/fullcount/disclosure/types.py`. A test keeps all of it in step.
"""

import csv
import json
from pathlib import Path
from typing import Any

from draft07 import to_draft07
from typed_view import to_typed_view

Schema = dict[str, Any]
HERE = Path(__file__).resolve().parent
ROOM = HERE / "1.0"
TYPES = HERE.parent / "validator/fullcount/disclosure/types.py"
CUSTOM_CODE = "^[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9.-]*$"
OPEN_CODE = "^[A-Za-z0-9][A-Za-z0-9.:+_-]*$"


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of a CSV table of the standard."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def definition_name(codelist: str) -> str:
    """`run-type` becomes `code_run_type`."""
    return "code_" + codelist.replace("-", "_")


def code_definition(entry: dict[str, str]) -> Schema:
    """The schema of a code: an enumeration, one with namespaced additions, or an open string."""
    name = entry["codelist"]
    codes = [row["code"] for row in rows(ROOM / "codelists" / f"{name}.csv")]
    head = {
        "title": entry["title"],
        "description": entry["description"],
        "x-codelist": f"codelists/{name}.csv",
    }
    closed = {"enum": codes}
    custom = {"type": "string", "pattern": CUSTOM_CODE}
    body = {
        "closed": {"type": "string", **closed},
        "custom": {"type": "string", "anyOf": [closed, custom]},
        "open": {"type": "string", "pattern": OPEN_CODE, "maxLength": 100, "examples": codes},
    }
    return {**head, "x-codelist-kind": entry["kind"], **body[entry["kind"]]}


def _number(row: dict[str, str], title: str, description: str) -> Schema:
    maximum = {"maximum": float(row["maximum"])} if row["maximum"] else {}
    text = f"{description}, in {row['unit'] or 'the unit that the figure states'}."
    unit = {"x-unit": row["unit"]} if row["unit"] else {}
    return {"title": title, "description": text, "type": "number", "minimum": 0, **maximum, **unit}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _labelled(title: str, description: str, name: str) -> Schema:
    return {"title": title, "description": description, **_ref(name)}


FACTOR = {
    "factor": _labelled("Factor", "Id of the factor in a factor package that this figure repeats.", "text"),
    "year": _labelled("Year", "The year that the figure holds for.", "year"),
    "scope": _labelled("Scope", "What the figure counts.", "code_factor_scope"),
}
POWER = {
    "power_basis": _labelled("Power basis", "How the power is known.", "code_power_basis"),
    "boundary": _labelled("Boundary", "What the power or energy covers.", "code_energy_boundary"),
}
ALSO = {"": {}, "factor": FACTOR, "power": {**POWER, **FACTOR}, "energy": POWER}
FORMS = [
    {"required": ["value", "unit"]},
    {"required": ["low", "high", "unit"], "not": {"required": ["value"]}},
    {"required": ["below", "unit"]},
    {"required": ["not_disclosed"]},
    {"required": ["below", "unit"], "$ref": "#/$defs/figure_with_end"},
    {"required": ["not_disclosed"], "$ref": "#/$defs/figure_with_number"},
]
"""The forms of a figure, for `oneOf`. The last two are never met alone: they turn a bound with one end of an interval,
and a missing figure with a number, into figures of two forms."""


def _having(title: str, *keys: str) -> Schema:
    description = f"An object that has {' or '.join(keys)}."
    return {"title": title, "description": description, "anyOf": [{"required": [key]} for key in keys]}


PARTS = {
    "figure_with_end": _having("Figure with an end of an interval", "low", "high"),
    "figure_with_number": _having("Figure with a number", "value", "low", "high", "below"),
}


def figure_properties(row: dict[str, str]) -> Schema:
    """The properties that every figure has, with the numbers in the unit of `row`."""
    what = row["description"]
    unit = {"const": row["unit"]} if row["unit"] else _ref("unit")
    return {
        "value": _number(row, "Value", what),
        "unit": {"title": "Unit", "description": "The unit of every number of this figure.", **unit},
        "low": _number(row, "Low", f"{what}: lower end of the interval"),
        "high": _number(row, "High", f"{what}: upper end of the interval"),
        "below": _number(row, "Below", f"{what}: known only to be less than this"),
        "interval": _labelled("Interval", "What low and high enclose, when not 90 %.", "interval"),
        "significant_figures": _labelled("Significant figures", "Digits that count.", "significant_figures"),
        "basis": _labelled("Basis", "How the figure is known.", "code_basis"),
        "source": _labelled("Source", "Id of the source that states it.", "id"),
        "locator": _labelled("Locator", "Page, table or section in the source.", "text"),
        "factors": _labelled("Factors", "Ids of the factors it was derived with.", "texts"),
        "note": _labelled("Note", "What a reader should know about this figure.", "text"),
        "not_disclosed": _labelled("Not disclosed", "Why the figure is missing.", "not_disclosed"),
    }


def quantity_definition(row: dict[str, str]) -> Schema:
    """The schema of a figure in one fixed unit."""
    description = f"{row['description']}, in {row['unit']}." if row["unit"] else f"{row['description']}."
    return {
        "title": row["title"],
        "description": description,
        "type": "object",
        "properties": {**figure_properties(row), **ALSO[row["also"]]},
        "patternProperties": {"^x-": _ref("anything")},
        "additionalProperties": False,
        "oneOf": FORMS,
    }


OTHER = {
    "name": "other",
    "unit": "",
    "title": "Figure in a stated unit",
    "description": "A figure whose unit it states itself",
    "maximum": "",
    "also": "factor",
}


def derived_definitions() -> Schema:
    """Every `code_…`, `figure_…` and `quantity_…` definition."""
    codes = {
        definition_name(e["codelist"]): code_definition(e) for e in rows(ROOM / "codelists/codelists.csv")
    }
    quantities = [*rows(ROOM / "quantities.csv"), OTHER]
    return {**codes, **PARTS, **{f"quantity_{row['name']}": quantity_definition(row) for row in quantities}}


DERIVED = ("code_", "figure_", "quantity_")


def disclosure_schema() -> Schema:
    """The disclosure schema with its derived definitions brought up to date."""
    schema: Schema = json.loads((ROOM / "disclosure.schema.json").read_text(encoding="utf-8"))
    kept = {k: v for k, v in schema["$defs"].items() if not k.startswith(DERIVED)}
    return {**schema, "$defs": {**kept, **derived_definitions()}}


def as_text(document: Schema) -> str:
    """JSON as it is kept in the repository."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def outputs() -> dict[Path, str]:
    """Every generated file with the text it should have."""
    schema = disclosure_schema()
    return {
        ROOM / "disclosure.schema.json": as_text(schema),
        ROOM / "disclosure.draft-07.schema.json": as_text(to_draft07(schema)),
        TYPES: to_typed_view(schema),
    }


def main() -> None:
    """Write the files that differ and name them."""
    for path, text in outputs().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
