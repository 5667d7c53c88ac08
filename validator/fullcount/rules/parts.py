"""Printed figures that contain one another, where the parts need not be complete."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure, central, is_missing
from fullcount.impacts.key import UNITS
from fullcount.rules.coverage import period_of
from fullcount.rules.rows import (
    FAMILIES,
    WHOLE,
    RowKey,
    Rows,
    by_lines,
    figures_of,
    parts_by_whole,
    rows_by_key,
)
from fullcount.rules.sums import known_sum
from fullcount.rules.sums_of_lines import COUNTED, expected_lines

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

__all__ = ["Parts", "parts_of_lines", "parts_of_rows", "shares"]

HUNDRED: Figure = {"low": 100.0, "high": 100.0, "unit": "%"}


class Parts(NamedTuple):
    """A whole and parts of it that do not overlap, with the words for both. A finding points at `pointer`."""

    pointer: str
    name: str
    unit: str
    whole: Figure
    parts: Sequence[Figure]
    what: str


def parts_of_lines(view: "View") -> Iterator[Parts]:
    """Each printed total with the lines of each stage, and with all disclosed lines where some are not."""
    totals: dict[str, Any] = dict(view.data.get("totals", {}))
    for key, instead, unit in COUNTED:
        if key in totals and not is_missing(totals[key]):
            lines = expected_lines(view.lines, key, instead)
            yield from _by_stage(f"/totals/{key}", key, unit, totals[key], lines)
    energy = totals.get("energy")
    if energy is not None and not is_missing(energy):
        inside = [line for line in view.lines if _boundary(line) == energy.get("boundary")]
        yield from _by_stage(
            "/totals/energy", "energy", "kWh", energy, inside, complete=len(inside) == len(view.lines)
        )


def _boundary(line: "Line") -> str | None:
    return line.raw.get("energy", {}).get("boundary")


def _by_stage(
    pointer: str, key: str, unit: str, whole: Figure, lines: Sequence["Line"], *, complete: bool = True
) -> Iterator[Parts]:
    figures: list[Any] = [line.raw.get(key) for line in lines]
    if complete and _all_fit(whole, figures):
        yield Parts(pointer, _in_total(key), unit, whole, figures, "all lines")
    else:
        yield from _by_each_stage(pointer, key, unit, whole, lines, complete=complete)


def _in_total(key: str) -> str:
    return f"{key.replace('_', ' ')} in total"


def _all_fit(whole: Figure, figures: Sequence[Figure | None]) -> bool:
    """Whether all lines together are no more than the whole, and so those of each stage: no figure is negative."""
    total, most = known_sum(figures), central(whole)
    within = bool(figures) and total is not None and most is not None and total <= most
    return within and all((central(figure) or 0.0) >= 0 for figure in figures)


def _by_each_stage(
    pointer: str, key: str, unit: str, whole: Figure, lines: Sequence["Line"], *, complete: bool
) -> Iterator[Parts]:
    stages: dict[str, list[Figure]] = {}
    for line in lines:
        figure: Figure | None = line.raw.get(key)  # type: ignore[assignment]
        if is_missing(figure) or figure is None:
            complete = False
        else:
            stages.setdefault(line.raw["stage"], []).append(figure)
    known = [figure for figures in stages.values() for figure in figures]
    if known:
        stage, largest = max(stages.items(), key=lambda item: _size(item[1]))
        alone = complete or _size(largest) > (central(whole) or 0.0)
        figures, what = (
            (largest, f"lines of stage {stage}") if alone else (known, "the lines that are disclosed")
        )
        yield Parts(pointer, _in_total(key), unit, whole, figures, what)


def _size(figures: Sequence[Figure]) -> float:
    return sum(central(figure) or 0.0 for figure in figures)


def parts_of_rows(view: "View") -> Iterator[Parts]:
    """Rows within a row: parts, phases, life-cycle stages and lines, unless they are complete."""
    rows = {key: row for key, row in rows_by_key(view).items() if not is_missing(row.row["amount"])}
    parts_of = parts_by_whole(rows)
    for key in rows:
        if key in parts_of:
            yield from _by_part(rows, key, parts_of[key])
        if key.phase == "all":
            yield from _by_phase(rows, key)
    yield from _by_life_cycle(rows)
    for whole, parts, complete in by_lines(view, rows):
        if not complete:
            yield _parts(rows, whole, parts, f"its rows by lines, {len(parts)} in all,")


def _by_part(rows: Rows, key: RowKey, parts: Mapping[str, RowKey]) -> Iterator[Parts]:
    for family in FAMILIES:
        found = [parts[name] for name in sorted(family & parts.keys())]
        if found and not (family in WHOLE and len(found) == len(family)):
            yield _parts(rows, key, found, " and ".join(part.part for part in found))


def _by_phase(rows: Rows, key: RowKey) -> Iterator[Parts]:
    found = [next((row for row in key.made if row in rows), None), key.in_phase("use")]
    present = [row for row in found if row is not None and row in rows]
    if len(present) == 1:
        yield _parts(rows, key, present, f"the {present[0].phase} phase alone")


def _by_life_cycle(rows: Rows) -> Iterator[Parts]:
    groups: dict[RowKey, list[RowKey]] = {}
    for key in rows:
        if key.stages and (whole := key._replace(stages=())) in rows:
            groups.setdefault(whole, []).append(key)
    for whole, found in groups.items():
        stages = [stage for key in found for stage in key.stages]
        if len(set(stages)) == len(stages):
            yield _parts(rows, whole, found, "its rows by life-cycle stages")


def _parts(rows: Rows, whole: RowKey, keys: Sequence[RowKey], what: str) -> Parts:
    pointer, row = rows[whole]
    unit = UNITS.get(whole.category, "")
    return Parts(f"{pointer}/amount", whole.words, unit, row["amount"], figures_of(rows, keys), what)


def shares(view: "View") -> Iterator[Parts]:
    """Shares of one category that do not overlap: by life-cycle stages, or by phase and part."""
    groups: dict[tuple[object, ...], list[tuple[str, Impact]]] = {}
    for pointer, row in view.impacts:
        if "share" in row and not is_missing(row["share"]) and "covers" not in row:
            axes = (row["category"], row.get("ghg_basis", ""), "life_cycle_stages" in row)
            kind = (*axes, period_of(row), row.get("per", ""))
            groups.setdefault(kind, []).append((pointer, row))
    for (category, *_), found in groups.items():
        if len(found) > 1 and _disjoint([row for _, row in found]):
            figures = [row["share"] for _, row in found]
            yield Parts(
                f"{found[-1][0]}/share", f"all {category}", "%", HUNDRED, figures, f"{len(figures)} shares"
            )


def _disjoint(rows: Sequence["Impact"]) -> bool:
    """Whether no two rows have a phase in common with the same stage, or with parts that may overlap."""
    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for phase in ("manufacture", "use") if row["phase"] == "all" else (row["phase"],):
            for stage in row.get("life_cycle_stages", [""]):
                cells.setdefault((phase, stage), []).append(row.get("part", ""))
    return all(
        len(parts) == 1
        or (len(set(parts)) == len(parts) and any(family.issuperset(parts) for family in FAMILIES))
        for parts in cells.values()
    )
