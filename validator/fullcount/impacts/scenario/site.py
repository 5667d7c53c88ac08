"""Another facility: a known site, another facility of the disclosure, or a PUE or WUE alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import is_missing
from fullcount.disclosure.spelling import nearest, quoted
from fullcount.impacts.line import Line
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.effect import facilities_unused
from fullcount.impacts.scenario.figure import Item, arrow, in_words, same_figure, supposed, undisclosed
from fullcount.impacts.scenario.pue_inside import take_pue_out
from fullcount.impacts.scenario.values import number

if TYPE_CHECKING:
    from fullcount.factors import Found
    from fullcount.impacts.scenario.work import Work

__all__ = ["HIGHEST_PUE", "Pue", "Site", "Wue", "parse_pue", "parse_site", "parse_wue"]

HIGHEST_PUE = 10.0
HIGHEST_WUE = 100.0
"""L/kWh; 1 kWh evaporates about 1.5 L, and cooling takes little more than the heat itself."""


@dataclass(frozen=True)
class Site(Change):
    """Where the work runs: a facility of the disclosure with all that is its own, or PUE and WUE of a site."""

    site: str

    def apply(self, work: "Work") -> None:
        """Move the lines, or replace PUE and WUE of the facilities."""
        if any(facility["id"] == self.site for facility in work.items("facilities")):
            _move(work, self)
        else:
            _replace(work, self)

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Facilities that no line runs at, unless it is the lines that move."""
        if all(facility["id"] != self.site for facility in work.items("facilities")):
            yield from facilities_unused(self, work)


@dataclass(frozen=True)
class Pue(Change):
    """The PUE of every facility."""

    pue: float

    def apply(self, work: "Work") -> None:
        """Set it, in the place of an overhead ratio too."""
        for index, facility in work.selected("facilities", self):
            if work.claim(self, "PUE", facility["id"]):
                _set_pue(work, self, index, supposed(self.pue, "1", facility.get("pue")), "supposed")

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Facilities that no line runs at."""
        yield from facilities_unused(self, work)


@dataclass(frozen=True)
class Wue(Change):
    """The WUE of every facility, in L per kWh of IT energy."""

    wue: float

    def apply(self, work: "Work") -> None:
        """Set it."""
        for index, facility in work.selected("facilities", self):
            if work.claim(self, "WUE", facility["id"]):
                _set_wue(work, index, supposed(self.wue, "L/kWh", facility.get("wue")), "supposed")

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Facilities that no line runs at."""
        yield from facilities_unused(self, work)


def parse_site(text: str, at: str, value: str) -> Site:
    """Read the id of a facility or the code of a site; which of them is known only with the disclosure."""
    return Site(text, at, value)


def parse_pue(text: str, at: str, value: str) -> Pue:
    """Read a PUE from 1 to 10 (ISO/IEC 30134-2)."""
    return Pue(text, at, number(value, "PUE", least=1.0, most=HIGHEST_PUE))


def parse_wue(text: str, at: str, value: str) -> Wue:
    """Read a WUE from 0 to 100 L/kWh (ISO/IEC 30134-9)."""
    return Wue(text, at, number(value, "WUE", "L/kWh", most=HIGHEST_WUE))


def _move(work: "Work", change: Site) -> None:
    from_here = [line for line in work.lines if _runs_at(line, change.at) and not _runs_at(line, change.site)]
    if not from_here:
        work.problem(change, "no line to move", "lines that run elsewhere", "name another facility")
    take_pue_out(work, change, from_here)
    for line in from_here:
        if work.claim(change, "facility", line.id):
            work.put("compute", line.index, facility=change.site)
    lines = counted(len(from_here), "line")
    work.say(f"{lines} at {change.site} instead, with the PUE, water and electricity stated for it")


def _runs_at(line: Line, facility: str) -> bool:
    return not facility or (line.facility is not None and line.facility["id"] == facility)


def _replace(work: "Work", change: Site) -> None:
    year = work.year or 0
    pue, wue = (work.library.find(kind, change.site, year) for kind in ("pue", "wue"))
    if pue is None and wue is None:
        expected = "a facility of the disclosure or a site of the factor tables"
        work.problem(change, f"the place {quoted(change.site)}", expected, _hint(work, change.site))
        return
    for index, facility in work.selected("facilities", change):
        if pue is not None and work.claim(change, "PUE", facility["id"]):
            _set_pue(work, change, index, _kept(work, facility.get("pue"), pue), _how(pue))
        elif pue is None:
            _set_pue(
                work, change, index, undisclosed(f"not known for {change.site}"), "not in the factor tables"
            )
        if wue is not None and work.claim(change, "WUE", facility["id"]):
            _set_wue(work, index, _kept(work, facility.get("wue"), wue), _how(wue))
        elif wue is None:
            _set_wue(work, index, undisclosed(f"not known for {change.site}"), "not in the factor tables")
        work.say(f"electricity of {facility['id']}: unchanged; add grid=… to change it")


def _kept(work: "Work", present: Item | None, found: "Found") -> Item:
    return present if present and same_figure(present, found.factor) else work.figure(found.factor)


def _how(found: "Found") -> str:
    return "; ".join(filter(None, (found.factor.id, found.explanation)))


def _hint(work: "Work", site: str) -> str:
    regions = [factor.region for kind in ("pue", "wue") for factor in work.library.scan(kind)]
    near = nearest(site, [*(facility["id"] for facility in work.items("facilities")), *regions])
    return f"did you mean {near}?" if near else "give the figures themselves: pue=1.2,wue=0.3"


def _set_pue(work: "Work", change: Change, index: int, figure: Item, how: str) -> None:
    facility: Item = work.items("facilities")[index]
    present = facility.get("pue")
    if figure is present:
        return
    take_pue_out(work, change, [line for line in work.lines if _runs_at(line, facility["id"])])
    if not is_missing(facility.get("overhead_ratio")):
        ratio = in_words(facility["overhead_ratio"])
        work.say(f"overhead ratio of {facility['id']}: {ratio} set aside with the idle power that it holds")
    work.put("facilities", index, pue=figure, overhead_ratio=None)
    work.say(f"PUE of {facility['id']}: {arrow(present, figure, '', how)}")


def _set_wue(work: "Work", index: int, figure: Item, how: str) -> None:
    facility: Item = work.items("facilities")[index]
    if figure is not facility.get("wue"):
        work.put("facilities", index, wue=figure)
        work.say(f"WUE of {facility['id']}: {arrow(facility.get('wue'), figure, 'L/kWh', how)}")
