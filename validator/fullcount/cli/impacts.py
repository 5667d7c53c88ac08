"""`fullcount impacts`: what a disclosure comes to, recomputed."""

from fullcount.cli.exits import FINDINGS, FINE, Exit
from fullcount.cli.output import add_format, print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from fullcount.disclosure.figures import Amount
    from fullcount.impacts import ImpactRow

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount impacts disclosure.yaml
  fullcount impacts disclosure.yaml --by-line --format json
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("path", metavar="FILE", help="a disclosure, a data package, or -")
    parser.add_argument(
        "--by-line", action="store_true", help="every compute line on its own too (JSON only)"
    )
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print every impact, or what is missing for it."""
    from fullcount.cli.inputs import well_formed
    from fullcount.impacts import recompute

    rows = recompute(well_formed(arguments.path).data).rows
    if not rows:
        raise Exit(FINDINGS, [f"{arguments.path}: there is no compute line to recompute impacts from"])
    if arguments.format == "json":
        print_json([_as_data(row, by_line=arguments.by_line) for row in rows])
    else:
        for row in rows:
            print(f"{row.key!s:28} {_total(row)}")
    return FINE


def _total(row: "ImpactRow[Amount]") -> str:
    from fullcount.impacts.key import UNITS
    from fullcount.rules.arithmetic import as_interval

    because = f"cannot be computed without {'; '.join(row.because)}"
    if row.total is None:
        return because
    total = as_interval(row.total, UNITS.get(row.key.category, ""))
    return (
        total
        if row.complete
        else f"{total} of {len(row.by_line)} lines; of {len(row.missing)} more it {because}"
    )


def _as_data(row: "ImpactRow[Amount]", *, by_line: bool) -> "dict[str, Any]":
    from fullcount.impacts.key import UNITS

    key = {
        "category": row.key.category,
        "phase": row.key.phase,
        "part": row.key.part,
        "ghg_basis": row.key.ghg_basis,
    }
    head = {name: value for name, value in key.items() if value}
    unit = UNITS.get(row.key.category, "")
    lines = {"by_line": {name: _amount(amount) for name, amount in row.by_line.items()}} if by_line else {}
    missing = {name: list(gap.inputs) for name, gap in row.missing.items()}
    return {**head, "unit": unit, "total": _amount(row.total), **lines, "missing": missing}


def _amount(amount: "Amount | None") -> "dict[str, float | None] | None":
    if amount is None:
        return None
    low, high = (amount.low, amount.high) if amount.low < amount.high else (None, None)
    return {"value": amount.value, "low": low, "high": high}
