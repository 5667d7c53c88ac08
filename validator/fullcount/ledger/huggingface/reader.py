"""Reading model cards into ledger rows."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from fullcount.ledger.errors import LedgerError, clip
from fullcount.ledger.huggingface.contents import Contents, contents_of
from fullcount.ledger.huggingface.impact_table import Columns, differs_from_sum, figure_in
from fullcount.ledger.huggingface.rows import card_row, say_context, table_row
from fullcount.ledger.huggingface.tables import Table
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.unfit import Unfit
from fullcount.ledger.row import LedgerRow

__all__ = ["cards_in", "read_cards", "rows_of_card"]

_GENERAL = (
    "co2_eq_emissions is in grams, as the format defines; it does not say what was measured, or with what factor",
    "a model card does not say when its model was trained, on how many nodes, or how it ended",
)


def cards_in(sources: Sequence[TextSource]) -> Iterator[TextSource]:
    """Each file, and for a folder each Markdown file below it, in the order of names; links out are not followed."""
    for source in sources:
        if not source.path.is_dir():
            yield source
            continue
        root = source.path.resolve()
        for path in sorted(source.path.rglob("*.md")):
            if path.is_file() and path.resolve().is_relative_to(root):
                card = TextSource(path)
                card.name = str(path.relative_to(source.path))
                yield card


def read_cards(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a card, or one a model of its table. Raises `LedgerError` for what is not UTF-8 text, or JSON."""
    tally.format = "Hugging Face model cards"
    for sentence in _GENERAL:
        tally.assume(sentence)
    seen: set[str] = set()
    for source in cards_in(sources):
        tally.file = source.name
        text = _card_text(source)
        digest = sha256(text.encode()).hexdigest()[:12]
        if digest in seen:
            tally.read(1)
            tally.skip("repeated-card", 1, "a card that was read before, the same in every byte")
            continue
        seen.add(digest)
        yield from rows_of_card(source, text, digest, tally, options)


def _card_text(source: TextSource) -> str:
    text = source.whole()
    if text.lstrip().startswith(("{", "[{")):
        remedy = "name the README.md, not a JSON file"
        raise source.refusal(1, f"{clip(text.lstrip()[:20])!r}", "a model card in Markdown", remedy)
    if not text.strip():
        raise source.refusal(None, "an empty file", "a model card in Markdown", "check the path")
    return text


def rows_of_card(
    source: TextSource, text: str, digest: str, tally: Tally, options: ReadOptions
) -> Iterator[LedgerRow]:
    """The rows of one card, whose `digest` names it where it has no name."""
    try:
        contents = contents_of(source, text)
    except LedgerError as error:
        problem = error.problems[0]
        tally.read(problem.line or 1)
        tally.reject("broken-metadata", tally.line, problem.found, problem.expected)
        return
    except Unfit as bad:
        tally.read(1)
        tally.reject(bad.reason, bad.line, bad.found, bad.expected)
        return
    for sentence in say_context(contents, tally):
        tally.assume(sentence)
    listed = [(table, columns) for table, columns in contents.tables if not columns.by_checkpoint]
    _skip_checkpoints(contents, tally)
    if listed:
        yield from _table_rows(contents, listed, tally, options)
    else:
        yield from _card_rows(contents, digest, tally, options)


def _card_rows(contents: Contents, digest: str, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    tally.read(contents.line)
    job_id = contents.name[:200] or f"card-{digest}"
    try:
        made = card_row(contents, job_id, tally, options)
    except Unfit as bad:
        tally.reject(bad.reason, contents.line_of("emissions"), bad.found, bad.expected)
        return
    if made is None:
        tally.skip(
            "no-figures",
            contents.line,
            f"{clip(contents.name) or 'the card'} states no emissions, energy or time",
        )
        return
    row, untagged = made
    yield from tally.used(row, untagged=untagged)


def _skip_checkpoints(contents: Contents, tally: Tally) -> None:
    for table, columns in contents.tables:
        if columns.by_checkpoint:
            for line, cells in table.rows:
                tally.read(line)
                tally.skip(
                    "checkpoint", line, f"{clip(cells[0] if cells else '')}: the same training, further on"
                )


def _table_rows(
    contents: Contents, tables: list[tuple[Table, Columns]], tally: Tally, options: ReadOptions
) -> Iterator[LedgerRow]:
    """Rows of all models in the tables; the figure of the metadata would count them twice."""
    rows: list[LedgerRow] = []
    for table, columns in tables:
        models: list[list[str]] = []
        for line, cells in table.rows:
            tally.read(line)
            name = cells[0].strip() if cells else ""
            if name.lower().startswith(("total", "sum")):
                tally.skip("total-row", line, clip(name))
                _check_total(cells, models, columns, line, tally)
            elif made := table_row(contents, columns, cells, line, tally, options) if name else None:
                models.append(cells)
                rows.append(made[0])
                yield from tally.used(made[0], untagged=made[1])
            else:
                tally.skip("no-figures", line, clip(name) or "a row without name")
    _metadata_beside(contents, rows, tally)


def _check_total(
    cells: list[str], models: list[list[str]], columns: Columns, line: int, tally: Tally
) -> None:
    """Flag a total of emissions or hours that is not the sum of the rows above it."""
    for column in (*columns.hours, columns.located):
        total, parts = figure_in(cells, column), [figure_in(model, column) for model in models]
        if differs_from_sum(total, parts):
            shown = " + ".join(part.written for part in parts[:10])
            tally.flag("total-differs-from-rows", line, f"{total.written}, the rows {shown}")


def _metadata_beside(contents: Contents, rows: list[LedgerRow], tally: Tally) -> None:
    """The emissions of the metadata are not added to those of a table; say whether they agree."""
    metadata = contents.metadata
    if not metadata.readings_kg:
        return
    tally.read(contents.line)
    tally.skip(
        "metadata-beside-table", contents.line, f"emissions {metadata.stated} g: the table is more detailed"
    )
    known = [row.ghg_kgco2e for row in rows if row.ghg_kgco2e is not None]
    candidates = [*known, sum(known)]
    near = metadata.half_place_kg
    if not any(abs(kg - read) <= near + 1e-9 * kg for kg in candidates for read in metadata.readings_kg):
        found = f"metadata {metadata.stated} g, the table {sum(known):.6g} kg in all"
        tally.flag("prose-differs-from-metadata", contents.line_of("emissions"), found)
