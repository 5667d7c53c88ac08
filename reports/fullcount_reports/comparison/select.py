"""Which entries a user names: by id or subject, in any case, or by globs of them."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from fullcount_reports.comparison.errors import Wish, WishError, unknown

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry

__all__ = ["named", "selected"]


def selected(entries: "Sequence[Entry]", names: Sequence[str]) -> "tuple[Entry, ...]":
    """The entries that match any of the names, in their order.

    Raises:
        WishError: with every name that matches none.

    """
    wanted = [name.strip().lower() for name in names if name.strip()]
    lost = [name for name in wanted if not any(_matches(entry, name) for entry in entries)]
    if lost:
        known = dict.fromkeys(word for entry in entries for word in (entry.subject, entry.id))
        raise WishError(
            [unknown("--select", name, known, "write an id, a subject or a glob") for name in lost]
        )
    return tuple(entry for entry in entries if any(_matches(entry, name) for name in wanted))


def named(entries: "Sequence[Entry]", name: str, option: str) -> "Entry":
    """The one entry with an id, or with a subject that no other has.

    Raises:
        WishError: there is none, or several have that subject.

    """
    exact = [entry for entry in entries if entry.id == name]
    found = exact or [entry for entry in entries if entry.subject.lower() == name.lower()]
    if len(found) == 1:
        return found[0]
    if found:
        ids = " or ".join(entry.id for entry in found)
        raise WishError(
            [Wish(option, f"{len(found)} disclosures of {name}", "one of them", f"name its id: {ids}")]
        )
    known = dict.fromkeys(word for entry in entries for word in (entry.id, entry.subject))
    raise WishError([unknown(option, name, known, "write an id")])


def _matches(entry: "Entry", name: str) -> bool:
    return any(fnmatchcase(word.lower(), name) for word in (entry.id, entry.subject))
