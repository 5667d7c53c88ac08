"""Writes the example disclosures and their data package from `described/*.yaml` and `lines.csv`.

`python datasets/examples/make.py` rewrites `disclosures/` and `datapackage.json` in this folder. Totals and impacts are
recomputed from the lines; what a description leaves open of a grid or an accelerator comes from the factor packages. A
test keeps everything in step.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from package import package

from fullcount.disclosure import load
from fullcount.draft.certainty import with_intervals
from fullcount.draft.defaults import Defaults
from fullcount.draft.figure import SIGNIFICANT_FIGURES, significant
from fullcount.draft.statement import impact_rows, totals
from fullcount.draft.work_year import work_year
from fullcount.factors import default_library

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

HERE = Path(__file__).resolve().parent
NAMES = ("method-study", "dataset", "fine-tune", "service")
HEAD = {
    "fullcount": "1.0",
    "revision": {"number": 1, "date": "2026-11-21", "status": "published"},
    "publisher": {"name": "The fullcount authors (synthetic example)"},
    "licence": "CC-BY-4.0",
    "data_status": "synthetic",
    "note": "Synthetic: hours, energy, places and machines are invented. No figure is measured or a laboratory's.",
}
INVENTED = {"id": "invented", "title": "Invented for this synthetic example", "date": "2026-11-21"}
ORDER = (
    *("fullcount", "id", "title", "revision", "publisher", "licence", "data_status", "subject", "scope"),
    *("facilities", "equipment", "compute", "totals", "impacts", "sources", "practices", "note"),
)
FIGURES = (
    ("runs", "runs", "1"),
    ("accelerator_hours", "accelerator_hours", "accelerator-h"),
    ("core_hours", "core_hours", "core-h"),
    ("energy_kwh", "energy", "kWh"),
)
PER_REQUEST = ("service",)
ONE_REQUEST = "one request"

Item = dict[str, Any]


def disclosures() -> dict[str, Item]:
    """Every example by the name of its file."""
    return {f"{name}-synthetic.json": disclosure(name) for name in NAMES}


def disclosure(name: str) -> Item:
    """One example: what is described, its lines, and what follows from them."""
    described: Item = load(HERE / "described" / f"{name}.yaml").data
    lines = [line(row) for row in rows() if row["disclosure"] == name]
    defaults = Defaults(default_library(), work_year({**described, "compute": lines}), [INVENTED])
    known = {
        "facilities": [defaults.facility(item) for item in described["facilities"]],
        "equipment": [defaults.equipment(item) for item in described["equipment"]],
        "compute": lines,
        "sources": [*described.get("sources", []), *defaults.sources, INVENTED],
    }
    whole = with_results({**HEAD, **described, **known}, per_request=name in PER_REQUEST)
    return {key: whole[key] for key in ORDER if key in whole}


def rows() -> list[dict[str, str]]:
    """The table of the compute lines of all examples."""
    with (HERE / "lines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def line(row: dict[str, str]) -> Item:
    """A compute line from a row of the table; an empty cell is not stated, or not disclosed where a reason stands."""
    axes = ("id", "component", "stage", "run_type", "outcome", "facility", "equipment")
    period = {"period": {"start": row["start"], "end": row["end"]}} if row["start"] else {}
    withheld = {"not_disclosed": {"reason": row["hours_reason"]}} if row["hours_reason"] else None
    hours = {"accelerator_hours": withheld} if withheld else {}
    return {**{axis: row[axis] for axis in axes}, **period, **hours, **dict(figures(row))}


def figures(row: dict[str, str]) -> Iterator[tuple[str, Item]]:
    """The figures that a row states, as if a scheduler or a meter had given them."""
    for column, key, unit in FIGURES:
        if row[column]:
            figure = {
                "value": float(row[column]),
                "unit": unit,
                "basis": "measured",
                "source": INVENTED["id"],
            }
            if key == "energy":
                figure |= {"boundary": row["energy_boundary"], "power_basis": row["power_basis"]}
            yield key, plain(figure)


def plain(figure: Item) -> Item:
    """Whole numbers without a decimal point."""
    value = figure["value"]
    return {**figure, "value": int(value)} if value.is_integer() else figure


def with_results(draft: Item, *, per_request: bool) -> Item:
    """The draft with its totals and its impacts, recomputed; of a service also those of one request."""
    document = cast("Disclosure", draft)
    footprint = with_intervals(document)
    summed = totals(document, footprint)
    impacts = impact_rows(document, footprint)
    if per_request:
        unit = {**draft["scope"]["functional_unit"], "amount": {**summed["runs"]}}
        draft = {**draft, "scope": {**draft["scope"], "functional_unit": unit}}
        impacts += [of_one(row, summed["runs"]["value"]) for row in impacts if "value" in row["amount"]]
    return {**draft, "totals": summed, "impacts": impacts}


def of_one(row: Item, requests: float) -> Item:
    """The impact of one request: that of all, over their number."""
    numbers = {
        key: significant(value / requests)
        for key, value in row["amount"].items()
        if key in ("value", "low", "high")
    }
    amount = {**row["amount"], **numbers, "significant_figures": SIGNIFICANT_FIGURES}
    return {**row, "per": ONE_REQUEST, "amount": amount}


def text_of(data: object) -> str:
    """JSON as it is kept."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write everything."""
    kept = HERE / "disclosures"
    kept.mkdir(exist_ok=True)
    for name, document in disclosures().items():
        (kept / name).write_text(text_of(document), encoding="utf-8", newline="")
    (HERE / "datapackage.json").write_text(text_of(package(HERE)), encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
