"""A difference as text for a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.printing import printable
from fullcount.review.difference.change import Change
from fullcount.review.difference.sections import Section
from fullcount.review.difference.words import (
    ends_of_figure,
    ends_of_text,
    ends_of_total,
    from_to,
    of_part,
    revision_words,
    step_words,
)

if TYPE_CHECKING:
    from fullcount.review.difference.change import FindingChange, Spot
    from fullcount.review.difference.compare import Difference
    from fullcount.review.finding import Finding
    from fullcount.review.report import Reviewed
    from fullcount.review.text import Paint

__all__ = ["difference_lines"]

WIDTH = 28


def difference_lines(
    difference: "Difference", paint: "Paint", sections: Sequence[Section] = tuple(Section)
) -> Iterator[str]:
    """The chosen sections, each with its count first."""
    yield paint("bold", f"from {_named(difference.before)}")
    yield paint("bold", f"to   {_named(difference.after)}")
    yield from (f"{paint('warning', 'warning')}: {printable(text)}" for text in difference.warnings)
    if not any(section.differs_in(difference) for section in sections):
        yield "no difference" if tuple(sections) == tuple(Section) else f"no difference in {sections[0]}"
        return
    for section in sections:
        yield from LINES[section](difference, paint)


def _named(reviewed: "Reviewed") -> str:
    return printable(f"{reviewed.validation.document.name}: {revision_words(reviewed)}")


def _heading(name: str, number: int, paint: "Paint") -> str:
    return paint("bold", f"{name}: {counted(number, 'difference') if number else 'no difference'}")


def _figures(difference: "Difference", paint: "Paint") -> Iterator[str]:
    yield _heading("figures", len(difference.content.figures), paint)
    for change in difference.content.figures:
        before, after = ends_of_figure(change)
        unit = str((change.after or change.before or {}).get("unit", ""))
        words = step_words(change.step, unit)
        ends = from_to(before, after) + (f" ({words})" if words else "")
        yield _line(change.change, change.spot, ends, paint)
        yield paint("dim", f"      {_where(difference, change.spot)}")
    yield from _totals(difference, paint)


def _totals(difference: "Difference", paint: "Paint") -> Iterator[str]:
    if difference.totals:
        yield paint("bold", "totals, recomputed from the lines")
    for change in difference.totals:
        before, after = ends_of_total(change)
        words = step_words(change.step._replace(absolute=_six(change.step.absolute)), change.unit)
        same = change.before == change.after
        ends = f"{after}, as before" if same else f"{before} → {after}" + (f" ({words})" if words else "")
        yield f"  {printable(f'{change.name:{WIDTH}} {ends}')}"


def _six(value: float | None) -> float | None:
    """Six digits, for showing a computed number."""
    return None if value is None else float(f"{value:.6g}")


def _texts(difference: "Difference", paint: "Paint") -> Iterator[str]:
    content = difference.content
    yield _heading("texts, codes and parts", len(content.texts) + len(content.parts), paint)
    for part in content.parts:
        yield _line(part.change, part.spot, of_part(part), paint)
        yield paint("dim", f"      {_where(difference, part.spot)}")
    for text in content.texts:
        before, after = ends_of_text(text)
        yield _line(text.change, text.spot, from_to(before, after), paint)
        yield paint("dim", f"      {_where(difference, text.spot)}")


def _findings(difference: "Difference", paint: "Paint") -> Iterator[str]:
    yield _heading("findings", len(difference.findings), paint)
    for change in difference.findings:
        yield from _finding_lines(change, paint)
    before, after = (
        f"{side.reached} ({side.name})" for side in (difference.before.levels, difference.after.levels)
    )
    levels = f"{before}, as before" if before == after else f"{before} → {after}"
    yield f"{paint('bold', 'coverage')}: level {levels}"
    for changed in difference.requirements:
        verb = "now met" if changed.after.satisfied else "no longer met"
        asked = changed.after.requirement
        yield f"  {verb}: {asked.text} (level {asked.level})"


def _finding_lines(change: "FindingChange", paint: "Paint") -> Iterator[str]:
    place = printable(change.path) or "the document"
    for finding, sign in ((change.before, "-"), (change.after, "+")):
        if finding is not None:
            yield f"  {sign} {_said(finding, paint)} at {place}: {printable(finding.message)}"


def _said(finding: "Finding", paint: "Paint") -> str:
    return f"{paint(finding.severity.value, finding.severity.value)} {finding.rule}"


STYLES = {
    Change.APPEARED: "good",
    Change.DISCLOSED: "good",
    Change.DISAPPEARED: "error",
    Change.WITHHELD: "error",
}


def _line(change: Change, spot: "Spot", words: str, paint: "Paint") -> str:
    return f"  {_word(change, paint)}{printable(spot.path)}: {printable(words)}"


def _word(change: Change, paint: "Paint") -> str:
    """What became of it, where it did not merely change."""
    if change is Change.CHANGED:
        return ""
    return f"{paint(STYLES[change], change.value.replace('-', ' '))} "


def _where(difference: "Difference", spot: "Spot") -> str:
    """File and line in each document that has it."""
    sides = (difference.before, spot.before), (difference.after, spot.after)
    return " → ".join(_place(reviewed, pointer) for reviewed, pointer in sides if pointer is not None)


def _place(reviewed: "Reviewed", pointer: str) -> str:
    document = reviewed.validation.document
    place = document.key_place(pointer)
    return printable(
        f"{document.name}:{place.line}:{place.column}" if place else f"{document.name} {pointer}"
    )


LINES = {Section.FIGURES: _figures, Section.TEXTS: _texts, Section.FINDINGS: _findings}
