"""Ledger rows of one card: one for the card, or one for each model of its table."""

import re
from collections.abc import Iterator

from fullcount.ledger.errors import clip
from fullcount.ledger.huggingface.contents import Contents
from fullcount.ledger.huggingface.emissions import Hours, compare_places, emissions_kg, energy_kwh, hours_of
from fullcount.ledger.huggingface.hardware import Named, hardware_of, same_model
from fullcount.ledger.huggingface.impact_table import Columns, Figure, figure_in
from fullcount.ledger.reading.loose import is_missing
from fullcount.ledger.reading.notes import Notes
from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow

__all__ = ["card_row", "hardware_in", "run_type_in", "say_context", "table_row"]

_RUN_TYPES = {
    **dict.fromkeys(("pretraining", "pretrain", "pretrained"), "pre-train"),
    **dict.fromkeys(
        ("finetuning", "finetune", "finetuned", "posttraining", "instructiontuning"), "post-train"
    ),
    **dict.fromkeys(("training", "train", "fulltraining", "fromscratch"), "train"),
}
_FROM_A_BASE = frozenset({"finetune", "adapter", "quantized", "merge"})
_HOURS_S = 3600.0
_UNCLEAR = (
    "Hours used may be hours by the clock or of all accelerators together: without more words the time is unknown, "
    "unless there was one accelerator"
)
_NO_POWER = "a rated power in a table is no measurement: no energy is computed from it"


def card_row(
    contents: Contents, job_id: str, tally: Tally, options: ReadOptions
) -> tuple[LedgerRow, bool] | None:
    """The row of a card, and whether its stage is unknown; None where it states nothing. Raises `Unfit`."""
    notes = Notes(tally)
    kg, kwh, hours = emissions_kg(contents, notes), energy_kwh(contents, notes), hours_of(contents, notes)
    if kg is None and kwh is None and hours is None:
        return None
    compare_places(contents, notes)
    hardware = hardware_in(contents, notes)
    accelerators, elapsed = _work(hours, hardware.number, notes)
    run_type = run_type_in(contents, notes)
    if kwh and kg:
        tally.assume(f"emissions over energy of a card, an implied factor: {kg / kwh:.4g} kgCO2e/kWh")
    axes = _axes(contents.name, contents.metadata.training_type, run_type, options)
    held = Named(accelerators, hardware.model)
    row = _row(job_id, axes, held, (elapsed, kwh, kg), contents, options, notes)
    return row, axes.untagged


def _row(  # noqa: PLR0913, PLR0917 - what a row is made of
    job_id: str,
    axes: Axes,
    held: Named,
    figures: tuple[float | None, float | None, float | None],
    contents: Contents,
    options: ReadOptions,
    notes: Notes,
) -> LedgerRow:
    elapsed, kwh, kg = figures
    return LedgerRow(
        job_id=job_id,
        **axes.columns,
        outcome="unknown",
        elapsed_s=elapsed,
        accelerators=held.number,
        accelerator_model=held.model,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary,
        ghg_kgco2e=kg,
        tag_raw=contents.metadata.training_type[:200],
        note=";".join(notes),
    )


def _axes(name: str, training_type: str, run_type: str, options: ReadOptions) -> Axes:
    job = {"project": name, "job_name": name, "comment": training_type}
    axes = axes_of(None, name, job, options.mapping)
    return axes if "run_type" in options.mapping.apply(job) else axes._replace(run_type=run_type)


def run_type_in(contents: Contents, notes: Notes) -> str:
    """The run type that the training_type of the metadata means; `other` where it means none."""
    written = contents.metadata.training_type
    run_type = _RUN_TYPES.get(re.sub(r"[^a-z]", "", written.lower()))
    if written and run_type is None:
        notes.add("unknown-training-type", contents.line_of("training_type"), clip(written))
    if run_type == "pre-train" and contents.metadata.relation.lower() in _FROM_A_BASE:
        found = f"training_type {clip(written)}, base_model_relation {clip(contents.metadata.relation)}"
        notes.add("training-type-contradicts", contents.line_of("training_type"), found)
    return run_type or "other"


def hardware_in(contents: Contents, notes: Notes) -> Named:
    """The hardware of the metadata, with what the prose says where it names the same model."""
    stated, said = hardware_of(contents.metadata.hardware), contents.said.get("hardware")
    if said is None:
        return stated
    prose = hardware_of(said.value)
    differs = stated.number is not None and prose.number not in {None, stated.number}
    if contents.metadata.hardware and (differs or not same_model(stated.model, prose.model)):
        found = f"metadata {clip(contents.metadata.hardware)}, prose {clip(said.value)}"
        notes.add("prose-differs-from-metadata", said.line, found)
        return stated
    if (stated.number is None and prose.number is not None) or (not stated.model and prose.model):
        notes.add("hardware-from-prose", said.line, said.value)
    return Named(stated.number if stated.number is not None else prose.number, stated.model or prose.model)


def _work(hours: Hours | None, count: float | None, notes: Notes) -> tuple[float | None, float | None]:
    """Accelerators and seconds; a time that may be of the clock or of the devices is none, unless they are the same."""
    if hours is None:
        return count, None
    if hours.kind == "accelerator":
        return _device_hours(hours, count, notes)
    if hours.kind == "wall-clock" or count == 1:
        notes.add("time-from-prose", hours.said.line, hours.said.value)
        return count, hours.seconds
    shown = f"{hours.seconds / _HOURS_S:g}"
    devices = "an unknown number of accelerators" if count is None else f"{count:g} accelerators"
    notes.add("unclear-hours", hours.said.line, f"{shown} hours used on {devices}")
    notes.assume(_UNCLEAR)
    return count, None


def _device_hours(hours: Hours, count: float | None, notes: Notes) -> tuple[float, float]:
    if count is None:
        notes.add("accelerator-hours-as-one-device", hours.said.line, hours.said.value)
    return count or 1.0, hours.seconds / (count or 1.0)


def table_row(
    contents: Contents, columns: Columns, cells: list[str], line: int, tally: Tally, options: ReadOptions
) -> tuple[LedgerRow, bool] | None:
    """The row of one model in a table, and whether its stage is unknown; None where it states nothing."""
    notes = Notes(tally)
    name = cells[0].strip()
    figures = [figure_in(cells, column) for column in columns.hours]
    hours = _sum(figures, name, line, notes)
    kg = _table_kg(figure_in(cells, columns.located), columns, name, line, notes)
    _left_out(columns, cells, name, line, notes)
    if hours is None and kg is None:
        return None
    count = None if hours is None else 1.0
    if hours is not None:
        notes.add("accelerator-hours-as-one-device", line, f"{hours:g} accelerator-hours of {clip(name)}")
    elapsed = None if hours is None else hours * _HOURS_S
    run_type = (
        run_type_in(contents, notes)
        if contents.metadata.training_type
        else "train"
        if columns.training
        else "other"
    )
    axes = _axes(name, contents.metadata.training_type, run_type, options)
    hardware = hardware_in(contents, notes)
    held = Named(count, hardware.model)
    return _row(name[:200], axes, held, (elapsed, None, kg), contents, options, notes), axes.untagged


def _sum(figures: list[Figure], name: str, line: int, notes: Notes) -> float | None:
    """Accelerator-hours of all phases; None where none is stated."""
    for figure in figures:
        if figure.why:
            notes.add(f"{figure.why}-in-table", line, f"hours {clip(figure.written)} of {clip(name)}")
    known = [figure.value for figure in figures if figure.value is not None]
    if known and len(known) < len(figures):
        notes.add(
            "phases-without-hours", line, f"{clip(name)} has hours in {len(known)} of {len(figures)} columns"
        )
    return sum(known) if sum(known) > 0 else None


def _table_kg(figure: Figure, columns: Columns, name: str, line: int, notes: Notes) -> float | None:
    if figure.why:
        notes.add(f"{figure.why}-in-table", line, f"emissions {clip(figure.written)} of {clip(name)}")
    if figure.value is None:
        return None
    if columns.carbon_kg is None:
        notes.add("emissions-without-unit", line, f"{clip(figure.written)} of {clip(name)}")
        return None
    return figure.value * columns.carbon_kg


def _left_out(columns: Columns, cells: list[str], name: str, line: int, notes: Notes) -> None:
    """Flag what a row of the ledger cannot hold."""
    market, power = figure_in(cells, columns.market), figure_in(cells, columns.power)
    if columns.market is not None and not is_missing(market.written):
        found = f"{clip(market.written)} of {clip(name)}"
        notes.add("market-based-left-out", line, found)
    if power.value is not None:
        notes.add("rated-power-left-out", line, f"{clip(power.written)} W for {clip(name)}")
        notes.assume(_NO_POWER)


def say_context(contents: Contents, tally: Tally) -> Iterator[str]:
    """Sentences on what a card says beside its figures; its places are noted in the tally."""
    metadata = contents.metadata
    country, region = _place(metadata.place)
    said = contents.said.get("place")
    tally.place(country, region or (clip(said.value) if said else ""))
    if provider := contents.said.get("provider"):
        yield f"cloud provider named by a card: {clip(provider.value)}"
    if metadata.source:
        yield f"the emissions of a card come from: {clip(metadata.source)}"
    if metadata.bases:
        yield "base_model names what a model was made from: the impacts of base models are not in these rows"
    if any(columns.located is not None and columns.market is not None for _, columns in contents.tables):
        yield "emissions of a table are location-based; market-based ones are left out"


def _place(text: str) -> tuple[str, str]:
    """Country and region of a free text: what looks like the region of a cloud is one."""
    if not text:
        return "", ""
    if re.search(r"\d", text):
        return "", clip(text)
    region, comma, country = text.rpartition(",")
    return (clip(country.strip()), clip(region.strip())) if comma else (clip(text), "")
