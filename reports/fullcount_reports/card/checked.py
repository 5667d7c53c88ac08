"""Section 7: level, rule set, findings, hash of the input, reviews, evidence."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount_reports.card.model import Block, Bullets, Item, Paragraph, Section
from fullcount_reports.card.review_line import ReviewLine
from fullcount_reports.card.sheet import Sheet

if TYPE_CHECKING:
    from fullcount.disclosure.types import Attachment, Review

__all__ = ["checked"]


def checked(sheet: Sheet, review: ReviewLine) -> Section:
    """What the rules found, what the next level needs, and who reviewed the disclosure."""
    return Section("review", sheet.words("review"), tuple(_blocks(sheet, review)))


def _blocks(sheet: Sheet, review: ReviewLine) -> Iterator[Block]:
    words = sheet.words
    yield Bullets(tuple(_facts(sheet, review)))
    if review.missing:
        yield Paragraph(words("missing-for-next", level=review.level_reached + 1))
        yield Bullets(tuple(Item(text) for text in review.missing))


def _facts(sheet: Sheet, review: ReviewLine) -> Iterator[Item]:
    words = sheet.words
    level = "level" if review.level_reached else "no-level"
    yield Item(words(level, number=review.level_reached, name=_level(sheet, review)), words("coverage"))
    yield Item(_findings(sheet, review), words("findings"))
    versions = words("versions", standard=review.standard_version, rules=review.rule_set_version)
    yield Item(versions, words("checked-with"))
    yield Item("", words("input-hash"), code=review.input_sha256)
    yield Item(review.machine_readable, words("machine-readable"), href=review.machine_readable)
    reviews = sheet.document.get("reviews", [])
    for entry in reviews:
        yield Item(_reviewed(sheet, entry), words("reviewed-by"))
        yield from _decisions(sheet, entry)
    if not reviews:
        yield Item(words("no-review"), words("reviewed-by"))
    yield from (_evidence(sheet, entry) for entry in sheet.document.get("evidence", []))


def _level(sheet: Sheet, review: ReviewLine) -> str:
    name = review.level_name
    return sheet.words.texts.get(f"level-name-{name}", name)


def _findings(sheet: Sheet, review: ReviewLine) -> str:
    counts = (("error", review.errors), ("warning", review.warnings), ("note", review.notes))
    return ", ".join(sheet.words(f"{name}-one" if n == 1 else f"{name}-many", n=n) for name, n in counts)


def _reviewed(sheet: Sheet, review: "Review") -> str:
    who = ", ".join(text for text in (review["reviewer"], review.get("organisation")) if text)
    if "independent" in review:
        who += f" ({sheet.words('independent' if review['independent'] else 'not-independent')})"
    return sheet.words(
        "reviewed",
        who=who,
        date=sheet.words.day(review["date"]),
        rules=review["rule_set"],
        conclusion=sheet.words.lowered("review-conclusion", review["conclusion"]),
    )


def _decisions(sheet: Sheet, review: "Review") -> Iterator[Item]:
    """What a reviewer waived or wants changed, and why; several places of one rule and reason together."""
    alike = Counter(
        (item["decision"], item["rule"], item["reason"])
        for item in review.get("decisions", [])
        if item["decision"] != "accepted"
    )
    for (decision, rule, reason), times in alike.items():
        what = f"{rule} ({times} ×)" if times > 1 else rule
        yield Item(
            sheet.words("said-of", what=what, said=reason), sheet.words.title("review-decision", decision)
        )


def _evidence(sheet: Sheet, entry: "Attachment") -> Item:
    words = sheet.words
    kind = words.lowered("evidence-kind", entry["kind"])
    text = words("evidence", title=entry["title"], kind=kind)
    withheld = entry.get("withheld")
    if withheld is not None:
        reason = words.lowered("not-disclosed-reason", withheld["reason"])
        text += f" ({sheet.words('not-disclosed-because', reason=reason)})"
    return Item(text, sheet.words("evidence-term"), code=entry.get("sha256", ""))
