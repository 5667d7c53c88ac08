"""What lies beside the pages in the built site and never in git: data, pictures, and the scripts that draw."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

from fullcount_reports.comparison import overview
from fullcount_reports.comparison.collection import Collection
from fullcount_reports.comparison.figures import write_all
from fullcount_reports.comparison.files import as_csv, as_json, csv_text
from fullcount_reports.comparison.frames import entries
from fullcount_reports.comparison.parquet import write_parquet
from observatory.corpus import Corpus
from observatory.figures import charts
from observatory.pages import ROOT, published

__all__ = ["publish"]

VENDOR = ("vega", "vega-lite", "vega-embed")
"""Packages of package.json whose bundle for browsers is served beside the figures."""


class MissingError(FileNotFoundError):
    """Something that the site is built from is not installed; the message says how to install it."""


def publish(site: Path, corpus: Corpus | None = None, modules: Path = ROOT / "node_modules") -> None:
    """Write the files beside the pages of the observatory in a built site; `modules` is what npm installed.

    Raises MissingError, and ImportError where the extras `figures` or `ledger` are not installed.
    """
    shown = corpus or published()
    folder = site / "observatory"
    copies = _bundles(modules)
    for name in ("disclosures", "figures", "vendor"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for item in shown.items:
        shutil.copyfile(item.entry.file, folder / "disclosures" / f"{item.slug}.json")
    for source, name in copies:
        shutil.copyfile(source, folder / "vendor" / name)
    _figures(shown, folder / "figures")
    _data(shown, folder)


def _bundles(modules: Path) -> list[tuple[Path, str]]:
    """The bundle of each package and its licence, with the names under which they are served."""
    found = [(modules / name / f"build/{name}.min.js", f"{name}.min.js") for name in VENDOR]
    found += [(modules / name / "LICENSE", f"{name}.LICENSE") for name in VENDOR]
    missing = [str(source) for source, _ in found if not source.is_file()]
    if missing:
        raise MissingError(f"not installed: {', '.join(missing)}; run npm ci")
    return found


def _figures(corpus: Corpus, folder: Path) -> None:
    """The pictures, numbers and specifications; a specification for the dark theme beside that for the light one."""
    from fullcount_reports.figures.theme import DARK  # noqa: PLC0415 - drawing is an extra

    if not write_all(charts(corpus), folder).can_draw:
        raise MissingError("the pictures need vl-convert-python: pip install 'fullcount[figures]'")
    for chart in charts(corpus):
        (folder / f"{chart.name}.md").unlink()
        text = json.dumps(chart.in_theme(DARK), ensure_ascii=False, allow_nan=False)
        (folder / f"{chart.name}-dark.vl.json").write_text(f"{text}\n", encoding="utf-8")


def _data(corpus: Corpus, folder: Path) -> None:
    """The comparison, one row a figure, and the disclosures, one row each; as CSV, JSON and Parquet."""
    own = _renamed(corpus)
    write_parquet(corpus.rows, folder / "comparison.parquet")
    (folder / "comparison.csv").write_text(as_csv(corpus.rows), encoding="utf-8")
    (folder / "comparison.json").write_text(as_json(corpus.rows, own), encoding="utf-8")
    records = overview.entries(own)
    (folder / "disclosures.csv").write_text(csv_text(overview.ENTRY_COLUMNS, records), encoding="utf-8")
    (folder / "disclosures.json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    entries(own).to_parquet(folder / "disclosures.parquet", index=False)


def _renamed(corpus: Corpus) -> Collection:
    """The collection with files named as the site serves them."""
    files = ((item.entry, f"disclosures/{item.slug}.json") for item in corpus.items)
    return corpus.collection.only(replace(entry, file=file) for entry, file in files)
