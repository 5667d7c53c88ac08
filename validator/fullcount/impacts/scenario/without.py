"""A share of some work removed: by how it ended, why it was done, or what it was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.disclosure.spelling import nearest, quoted
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.errors import Bad
from fullcount.impacts.scenario.pue_inside import lines_in_words
from fullcount.impacts.scenario.values import is_like_number, whole_or_share
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.impacts.scenario.work import Work

__all__ = ["AXES", "IDLE", "Without", "codes_of_axis", "has_code", "parse_without"]

AXES = ("outcome", "stage", "run_type")
HOURS, IDLE = "hours", "idle"
"""Hours that were reserved and not used: no code of the standard, but lines of their own."""


@dataclass(frozen=True)
class Without(Change):
    """`share` of the work of one code removed; an empty axis is the one axis on which the document has the code."""

    axis: str
    code: str
    share: float

    def apply(self, work: "Work") -> None:
        """Lower the weight of the lines with the code."""
        chosen = work.selected_lines(self)
        axis = self.axis or self._axis(work)
        if not (chosen and axis and work.claim(self, f"share of {axis} {self.code}", self.at or "all work")):
            return
        lines = [line for line in chosen if has_code(line, axis, self.code)]
        if not lines:
            self._nothing(work, axis)
        for line in lines:
            work.weigh(self, line, 1.0 - self.share)
        component = f" of component {self.at}" if self.at else ""
        what = f"{'idle hours' if axis == HOURS else f'{axis} {self.code}'}{component}"
        work.say(f"{as_number(self.share * 100)} % of {what} removed: {lines_in_words(len(lines))}")

    def _axis(self, work: "Work") -> str:
        axes = [axis for axis in AXES if any(has_code(line, axis, self.code) for line in work.lines)]
        if len(axes) == 1:
            return axes[0]
        used = sorted({code for line in work.lines if not line.is_idle for code in _codes(line).values()})
        near = nearest(self.code, used)
        remedy = f"did you mean {near}?" if near else "see fullcount codelist"
        expected = (
            "a code of one axis that the compute lines use" if axes else "a code that the compute lines use"
        )
        if axes:
            remedy = f"name the axis: without={axes[0]}/{self.code}"
        work.problem(self, f"the code {quoted(self.code)} on {len(axes) or 'no'} axes", expected, remedy)
        return ""

    def _nothing(self, work: "Work", axis: str) -> None:
        where = f" of component {self.at}" if self.at else ""
        if axis == HOURS:
            found, expected = f"no line of idle hours{where}", "lines with idle_hours to remove"
            work.problem(self, found, expected, "leave this change out")
            return
        used = sorted({_codes(line)[axis] for line in work.lines if not line.is_idle})
        remedy = f"the lines have {', '.join(used)}" if used else "add compute lines of work"
        if any(line.is_idle and _codes(line)[axis] == self.code for line in work.lines):
            remedy = "idle hours are no work: write without=idle"
        work.problem(self, f"no line of {axis} {self.code}{where}", "lines to remove work from", remedy)


def parse_without(text: str, at: str, value: str) -> Without:
    """Read `failed`, `failed:50%`, `ablate:0.3`, `stage/other` or `run_type/debug:0.5`."""
    head, colon, last = value.rpartition(":")
    is_share = is_like_number(last) or head.rpartition("/")[2] in _known_codes()
    code, part = (head, last) if colon and is_share else (value, None)
    axis, _, code = code.rpartition("/")
    share = whole_or_share(part, "share to remove")
    return Without(text, at, _axis_of(axis, code), code, share)


def has_code(line: "Line", axis: str, code: str) -> bool:
    """Whether a line of work has a code on an axis, or one of idle hours is asked for: these are no work."""
    return line.is_idle if axis == HOURS else not line.is_idle and _codes(line)[axis] == code


def codes_of_axis() -> dict[str, list[str]]:
    """The codes of the standard on each axis, and hours that are idle."""
    from fullcount.disclosure.schema_file import disclosure_schema  # noqa: PLC0415

    defs = disclosure_schema("1.0")["$defs"]
    found = {axis: defs[f"code_{axis}"] for axis in AXES}
    codes = {axis: body.get("enum") or body["anyOf"][0]["enum"] for axis, body in found.items()}
    return {**codes, HOURS: [IDLE]}


def _known_codes() -> set[str]:
    return {code for codes in codes_of_axis().values() for code in codes}


def _axis_of(axis: str, code: str) -> str:
    """The axis that is named, or the only one that has the code; "" for a custom code, which the document decides.

    Raises:
        Bad: the axis or the code is unknown, or several axes have the code.

    """
    known = codes_of_axis()
    axis = axis.replace("-", "_")
    if axis and axis not in known:
        raise Bad(f"the axis {quoted(axis)}", f"one of {', '.join(known)}", _near(axis, list(known)))
    where = [axis] if axis else list(known)
    axes = [name for name in where if code in known[name]]
    if len(axes) > 1:
        remedy = f"name the axis: {' or '.join(f'without={name}/{code}' for name in axes)}"
        raise Bad(f"{quoted(code)}, a code of {' and '.join(axes)}", "a code of one axis", remedy)
    if axes or ":" in code:
        return axes[0] if axes else axis
    codes = [known_code for name in where for known_code in known[name]]
    raise Bad(quoted(code), f"a code of {' or '.join(where)}", _near(code, codes))


def _near(word: str, known: list[str]) -> str:
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"use one of {', '.join(dict.fromkeys(known))}"


def _codes(line: "Line") -> dict[str, str]:
    raw = line.raw
    return {"outcome": raw["outcome"], "stage": raw["stage"], "run_type": raw["run_type"]}
