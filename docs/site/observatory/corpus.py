"""The disclosures that the pages show, each with its verdict and the explanations of its findings."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from fullcount.corpus.editions import WITHHELD
from fullcount.disclosure import Document, load
from fullcount.review.check import validate
from fullcount.review.report import Reviewed, assess
from fullcount_reports.comparison import Collection, collect
from fullcount_reports.comparison.compare import Options, compared
from fullcount_reports.comparison.entry import Entry
from fullcount_reports.comparison.row import Row

__all__ = ["CHECKED", "METRICS", "Alike", "Corpus", "Item", "read"]

CHECKED = date(2026, 11, 22)
"""The day that the verdicts are of: that of the corpus, so that the pages do not change from day to day."""
METRICS = ("energy", "ghg", "accelerator-hours")
PAGES = frozenset({"index", "figures", "groups"})
"""Names that a disclosure may not have, because a page of the observatory has it."""

Place = tuple[str, str]
"""Rule and pointer of a finding."""


class CorpusError(ValueError):
    """The corpus cannot be shown as a whole; the message names every reason."""


class Alike(NamedTuple):
    """How many figures are ranked in a comparability group, and how many of them no source states."""

    number: int
    recomputed: int


@dataclass(frozen=True)
class Item:
    """One disclosure: the name of its page, the file, how it stands in a comparison, and the verdict."""

    slug: str
    document: Document
    entry: Entry
    reviewed: Reviewed
    explanations: Mapping[Place, str]


@dataclass(frozen=True, eq=False)
class Corpus:
    """All disclosures in the order of their names."""

    items: tuple[Item, ...]
    collection: Collection

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The name of the page by the id of the disclosure."""
        return {item.entry.id: item.slug for item in self.items}

    @cached_property
    def rows(self) -> list[Row]:
        """The figures of METRICS, placed in their comparability groups; files are named as they are published."""
        found = compared(self.collection, Options(metrics=METRICS))
        return [row.but(file=f"disclosures/{self.slugs[row.id]}.json") for row in found]

    @cached_property
    def alike(self) -> Mapping[str, Alike]:
        """What is ranked in each comparability group."""
        ranked = [row for row in self.rows if row.rank is not None]
        recomputed = Counter(row.group for row in ranked if row.how == "recomputed")
        return {
            group: Alike(number, recomputed[group])
            for group, number in Counter(row.group for row in ranked).items()
        }

    @cached_property
    def rows_of(self) -> Mapping[str, list[Row]]:
        """The same rows by the id of the disclosure."""
        by_id: dict[str, list[Row]] = {name: [] for name in self.slugs}
        for row in self.rows:
            by_id[row.id].append(row)
        return by_id


def read(folder: Path, findings: Path | None = None) -> Corpus:
    """The disclosures of a folder, with the explanations of a table of findings.

    Raises CorpusError where a file is no disclosure or two would have the same page: a corpus is shown as a whole.
    """
    collection = collect([folder], include=WITHHELD, today=CHECKED)
    _refuse(_left_out(folder, collection))
    slugs = {entry.id: slug_of(Path(entry.file).stem) for entry in collection.entries}
    taken = list(slugs.values())
    _refuse([f"{name}: two pages of one name" for name in set(taken) & PAGES])
    _refuse([f"{name}: two disclosures of one name" for name in set(taken) if taken.count(name) > 1])
    told = _explanations(findings) if findings else {}
    items = (_item(slugs[entry.id], entry, told) for entry in collection.entries)
    return Corpus(tuple(sorted(items, key=lambda item: item.slug)), collection)


def _left_out(folder: Path, collection: Collection) -> list[str]:
    """Why each file of the folder that is not shown is not."""
    problems = (*collection.problems, *collection.passed_over)
    known = {Path(entry.file) for entry in collection.entries} | {Path(each.file) for each in problems}
    return [
        *map(str, problems),
        *(f"{path}: no disclosure" for path in folder.glob("*.json") if path not in known),
    ]


def slug_of(name: str) -> str:
    """A name that is safe as an address and as a file: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"


def _item(slug: str, entry: Entry, told: Mapping[str, Mapping[Place, str]]) -> Item:
    document = load(entry.file)
    return Item(slug, document, entry, assess(validate(document, CHECKED)), told.get(slug, {}))


def _explanations(path: Path) -> dict[str, dict[Place, str]]:
    found: dict[str, dict[Place, str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["disclosure"], {})[row["rule"], row["pointer"]] = row["explanation"]
    return found


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise CorpusError("\n".join(sorted(reasons)))
