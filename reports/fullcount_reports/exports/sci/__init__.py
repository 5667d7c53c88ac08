"""SCI for AI: carbon for each unit of R, (O + M) / R, with the stages of its life cycle.

O is the location-based greenhouse gas of electricity (E x I), M that of the hardware made, the share that falls to the
work; market-based figures have no part in it. The version names the unit R: three of the Provider boundary (all work
but serving; gross, not effective) and one of the Consumer boundary (serving). Reserved idle hours are in E.
"""

from typing import TYPE_CHECKING

from fullcount.impacts import Key
from fullcount.impacts.line import Missing
from fullcount.powers_of_ten import KILO, shifted
from fullcount_reports.exports.codes import code_of
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.paths import matching
from fullcount_reports.exports.sci.coefficients import methodology, said_of
from fullcount_reports.exports.sci.page import page_of
from fullcount_reports.exports.sci.report import report_of
from fullcount_reports.exports.sci.score import Score, StageCarbon
from fullcount_reports.exports.sci.units import OPERATION, UNITS, Unit
from fullcount_reports.exports.unsaid import unsaid
from fullcount_reports.exports.work import GHG, Part, Work
from fullcount_reports.exports.writing import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "sci"
VERSIONS = tuple(UNITS)
EMBODIED = Key("gwp", "manufacture")


def export(document: "Disclosure", version: str = VERSIONS[0]) -> Exported:
    """The report of one disclosure. Raises `NotExpressibleError` with everything that O, M or R lacks."""
    work, unit = Work(document), UNITS[version]
    parts = [part for part in work.parts(lambda line: code_of(NAME, line)) if unit.counts(part.name)]
    if lacks := [*_without_work(parts, unit), *_without_carbon(work, parts), *unit.lacks(document)]:
        raise NotExpressibleError(lacks)
    score = Score(unit, unit.quantity(document), tuple(_stage(work, part) for part in parts))
    lines = [line for part in parts for line in part.lines]
    hidden = work.unused | _other_units(document, unit) | unsaid(document, said_of(lines))
    lost = losses(document, crosswalk(NAME), hidden)
    report = report_of(work, score, lines, lost)
    return Exported({"sci.json": json_text(report), "sci.md": page_of(report)}, lost)


def _stage(work: Work, part: Part) -> StageCarbon:
    grams, hows = zip(*(_carbon(work, part, key) for key in (GHG, EMBODIED)), strict=True)
    return StageCarbon(part.name, *grams, *hows)


def _carbon(work: Work, part: Part, key: Key) -> tuple[float, str]:
    """The carbon of a part, which is known, in grams, with its methodology."""
    found = work.impact(part, key)
    assert not isinstance(found, Missing)  # noqa: S101 - refused before
    how = "modeled" if found.figure is None else methodology(found.figure)
    return shifted(found.amount.value, KILO), f"{how} ({found.how})"


def _without_work(parts: "list[Part]", unit: Unit) -> "Iterator[Lack]":
    if not parts:
        wanted = "work of serving" if unit.counts(OPERATION) else "work of making"
        yield Lack(
            "/compute", "no compute line", f"{wanted}, for the {unit.boundary} boundary", "add the lines"
        )


def _without_carbon(work: Work, parts: "list[Part]") -> "Iterator[Lack]":
    for part in parts:
        for name, key in (("O, location-based", GHG), ("M", EMBODIED)):
            missing = work.impact(part, key)
            if isinstance(missing, Missing):
                found = f"no {name} of {part.name}, for want of {missing}"
                yield Lack(
                    part.lines[0].pointer, found, "greenhouse gases", "state it, or what it is computed from"
                )


def _other_units(document: "Disclosure", unit: Unit) -> frozenset[str]:
    """Where the units stand that this score is not given in."""
    patterns = {pattern for other in UNITS.values() for pattern in other.patterns} - set(unit.patterns)
    return frozenset(place.pointer for pattern in patterns for place in matching(document, pattern))
