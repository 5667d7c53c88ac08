"""A difference as Markdown: one table a section, text of the documents made inert."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.review.difference.change import Change
from fullcount.review.difference.sections import Section
from fullcount.review.difference.words import (
    ends_of_figure,
    ends_of_text,
    ends_of_total,
    of_part,
    revision_words,
    step_words,
)
from fullcount_reports.card.markdown_text import markdown

if TYPE_CHECKING:
    from fullcount.review.difference import Difference, FindingChange

__all__ = ["markdown_lines"]

Row = Sequence[str]


def markdown_lines(difference: "Difference", sections: Sequence[Section] = tuple(Section)) -> Iterator[str]:
    """The chosen sections; what does not differ is said in words."""
    before, after = difference.before, difference.after
    yield f"**From** {markdown(revision_words(before))} **to** {markdown(revision_words(after))}"
    for text in difference.warnings:
        yield from ("", f"> {markdown(text)}")
    for section in sections:
        yield from TABLES[section](difference)


def _table(title: str, head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """A heading with a table of escaped cells, or with a word that there is no difference."""
    cells = [" | ".join(markdown(cell) for cell in row) for row in rows]
    yield from ("", f"### {title}", "")
    if not cells:
        yield "No difference."
        return
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    yield from (f"| {row} |" for row in cells)


def _word(change: Change) -> str:
    return change.value.replace("-", " ")


def _figures(difference: "Difference") -> Iterator[str]:
    rows = [
        (
            change.spot.path,
            _word(change.change),
            *ends_of_figure(change),
            step_words(change.step, str((change.after or change.before or {}).get("unit", ""))),
        )
        for change in difference.content.figures
    ]
    yield from _table("Figures", ("where", "what", "from", "to", "change"), rows)
    totals = [
        (change.name, *ends_of_total(change), _relative(change.step.relative)) for change in difference.totals
    ]
    yield from _table("Totals, recomputed from the lines", ("total", "from", "to", "change"), totals)


def _relative(share: float | None) -> str:
    return "" if share is None else f"{100 * share:+.3g} %"


def _texts(difference: "Difference") -> Iterator[str]:
    content = difference.content
    rows: list[Row] = [
        (part.spot.path, _word(part.change), *_on_its_side(part.change, of_part(part)))
        for part in content.parts
    ]
    rows += [(text.spot.path, _word(text.change), *ends_of_text(text)) for text in content.texts]
    yield from _table("Texts, codes and parts", ("where", "what", "from", "to"), rows)


def _on_its_side(change: Change, text: str) -> Row:
    return ("nothing", text) if change is Change.APPEARED else (text, "nothing")


def _findings(difference: "Difference") -> Iterator[str]:
    rows = [row for change in difference.findings for row in _finding_rows(change)]
    yield from _table("Findings", ("what", "severity", "rule", "where", "message"), rows)
    before, after = difference.before.levels, difference.after.levels
    ends = [f"level {side.reached} ({side.name})" for side in (before, after)]
    yield from (
        "",
        f"Coverage: {' → '.join(dict.fromkeys(ends))}{', as before' if ends[0] == ends[1] else ''}.",
    )
    requirements = [
        (
            str(change.after.requirement.level),
            change.after.requirement.text,
            "now met" if change.after.satisfied else "no longer met",
        )
        for change in difference.requirements
    ]
    if requirements:
        yield from _table("Requirements of levels", ("level", "requirement", ""), requirements)


def _finding_rows(change: "FindingChange") -> Iterator[Row]:
    for finding, word in ((change.before, "went"), (change.after, "appeared")):
        if finding is not None:
            where = change.path or "the document"
            told = word if change.change is not Change.CHANGED else f"{word} in these words"
            yield (told, finding.severity.value, finding.rule, where, finding.message)


TABLES = {Section.FIGURES: _figures, Section.TEXTS: _texts, Section.FINDINGS: _findings}
