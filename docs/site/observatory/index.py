"""The first page: what the observatory is, its table, and the files beside it."""

from collections import Counter

from fullcount.counted import counted
from observatory.corpus import Corpus
from observatory.overview import overview

__all__ = ["index"]

INTRODUCTION = """\
Every disclosure of the published corpus, with what it tells and what it does not. A figure that a source does not state
is *not disclosed* and never zero; a link leads to the card, the findings, the sources and the file of each. Figures are
compared only where they count the same: the same kind of subject and part of its work, the same energy boundary, the
same basis of greenhouse gases. Where two rows may not be compared, the reason stands in the row or above it."""

READING = """\
## Reading the table

- The rows stand in groups by kind of subject and by how much of its work is counted: the final run, all training,
  development, serving. A figure has a rank only among those that count alike; rank 1 is the smallest.
- *Stated* figures are the source's. *Recomputed* ones follow from what it states, by the [formulas](../method.md), and
  are no figures of the lab. Both are ranked together; a rank says how many of those that count alike are recomputed.
- A *0* stands only where a source prints it, and the row says so. A market-based 0 counts the contracts or certificates
  for electricity that were bought, and not the grid.
- *Not stated by the source*: it was read and does not say. *Not transcribed*: it, or the part that may say it, was not
  read.
- Where a figure cannot be computed, the reason names what is missing: *line*, *equipment* and *facility* come with the
  ids that the disclosure gives them, such as `work`, `machines` and `place`.
- *Level* is the [coverage level](../levels.md), 0 to 5: how much of the work is covered, not whether it is right.
- *Evidence* says how near to its source a figure was read, and *data* whose figures they are. *Transcribed* figures
  were taken from a publication by a third party. Synthetic ones are invented, marked so, and stand apart.
- Disclosures that count some of the same work name each other on their pages. Do not add the rows up."""

FILES = """\
## Files

The same figures as data, one row a figure, with sources, group, rank and reason in every row:
<a href="comparison.csv" download>CSV</a>, <a href="comparison.json" download>JSON</a>,
<a href="comparison.parquet" download>Parquet</a>. What each disclosure is, one row a disclosure:
<a href="disclosures.csv" download>CSV</a>, <a href="disclosures.json" download>JSON</a>,
<a href="disclosures.parquet" download>Parquet</a>. Each disclosure is a file of its own, linked from its page. The
columns are explained in [Comparing disclosures](../compare.md#in-every-row); how the corpus was made and how to add to
it, in [The published corpus](../published.md)."""

SEE = """\
[All groups, ranked](groups.md) sets side by side what may be compared. [Figures](figures.md) shows the share of the
final run, greenhouse gases for an accelerator-hour, hours by stage, figures on one convention, and coverage levels."""


def index(corpus: Corpus) -> str:
    """The page as Markdown."""
    parts = (
        "---\nhide:\n  - navigation\n  - toc\n---",
        "# Observatory",
        '<link rel="stylesheet" href="observatory.css">\n<script src="observatory.js" defer></script>',
        INTRODUCTION,
        f"{_counts(corpus)} {SEE}",
        '<div class="observatory-controls"></div>',
        overview(corpus),
        READING,
        FILES,
    )
    return "\n\n".join(parts) + "\n"


def _counts(corpus: Corpus) -> str:
    entries = [item.entry for item in corpus.items]
    status = Counter(entry.document["data_status"] for entry in entries)
    who = len({entry.developer for entry in entries})
    years = [entry.year for entry in entries]
    whose = ", ".join(f"{count} {name}" for name, count in sorted(status.items()))
    return (
        f"**{counted(len(entries), 'disclosure')}** of {counted(who, 'organisation')},"
        f" {min(years)} to {max(years)}: {whose}."
    )
