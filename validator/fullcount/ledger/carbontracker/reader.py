"""carbontracker's logs: `*_carbontracker_output.log`, `*_carbontracker.log`, or what it printed to a console.

| in the log                                        | becomes                                                       |
|---------------------------------------------------|---------------------------------------------------------------|
| Actual consumption for n epoch(s): Time           | elapsed_s: the epochs that were monitored                     |
| … Energy                                          | energy_kwh, a PUE inside: boundary `facility`                 |
| … CO2eq                                           | ghg_kgco2e (g / 1000)                                         |
| … This is equivalent to                           | not read                                                      |
| Predicted consumption for N epoch(s)              | no measurement: skipped and counted                           |
| GPU with device(s) a, b                           | accelerators and their models                                 |
| Average power usage (W) for gpu, Duration         | the energy, where no Actual block of the run is in the log    |
| multiplied by a PUE coefficient of x              | said in the report                                            |
| Average carbon intensity …, detected location     | said in the report; country and region as hints               |
| times in front of lines                           | start and end, local time                                     |

A run writes two files: the standard log has devices, powers and PUE, the output log what was consumed. They are
put together by their names, or by the moment at which the devices were found, and make one row. A standard log
alone gives energy without PUE: mean power x duration of each epoch, boundary `node`, or `accelerator` when only
GPUs were watched. carbontracker multiplies by the PUE of a survey that its release has built in: 1.67 at first,
then 1.59, 1.57, 1.55 and 1.58 since 2023. A log says nothing about how a run ended: outcome `unknown`.
Read in lfwa/carbontracker at 8beb2b9 and its history.
"""

from collections.abc import Iterator, Sequence

from fullcount.ledger.carbontracker.figures import Figures, figures_of, oddities
from fullcount.ledger.carbontracker.pairs import Tracked, tracked_runs
from fullcount.ledger.reading.options import ReadOptions, axes_of
from fullcount.ledger.reading.record_ids import RecordIds
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import before

__all__ = ["read_carbontracker"]

_OUTCOME = "carbontracker does not log how a run ended: every outcome is unknown"
_PARTS = (
    "the energy is that of the GPUs and CPU packages that carbontracker found, without fans, disks and losses"
)
_PUE_LINE = "the energies hold the PUE of {pue:g} that the log names: boundary facility"
_PUE_UNSAID = (
    "the energies hold the PUE that carbontracker's release has built in, which this log does not name (1.67 at first, "
    "then 1.59, 1.57, 1.55, and 1.58 since 2023): boundary facility"
)
_NO_PUE = "of runs without an Actual block the energy is mean power x duration of their epochs, without PUE"
_INTENSITY = "carbontracker took {g:g} gCO2e/kWh on average for its emissions"
_DEFAULTED = "carbontracker could not fetch a live carbon intensity for some runs and took an average instead"
_PREDICTED = "predicted consumption is no measurement and is left out, so what was not monitored is missing"
_VERSION = "written by carbontracker {version}"


def read_carbontracker(
    sources: Sequence[TextSource], tally: Tally, options: ReadOptions
) -> Iterator[LedgerRow]:
    """One ledger row a run, after the last file is read. Raises `LedgerError` for a file of another kind."""
    tally.format = "carbontracker log"
    for sentence in (_OUTCOME, _PARTS):
        tally.assume(sentence)
    options.share.tell(tally)
    ids = RecordIds()
    for tracked in tracked_runs(sources):
        tally.file = tracked.file
        for block in tracked.run.predicted:
            tally.assume(_PREDICTED)
            tally.read(block.line)
            tally.skip(
                "predicted-consumption", block.line, f"{block.figures.get('energy', '?')} kWh predicted"
            )
        if tracked.run.actual is None and not tracked.run.epochs:
            continue
        yield from _rows(tracked, tally, options, ids)


def _rows(tracked: Tracked, tally: Tally, options: ReadOptions, ids: RecordIds) -> Iterator[LedgerRow]:
    line = tracked.run.actual.line if tracked.run.actual else tracked.run.line
    tally.read(line)
    if tracked.is_detail:
        tally.skip("detail-of-output-log", line, "powers of a run whose consumption is in another log")
        return
    figures = figures_of(tracked)
    if figures.problem:
        reason, found, expected = figures.problem
        tally.reject(reason, line, found, expected)
    elif figures.elapsed_s == 0:
        tally.skip("no-epoch-measured", line, "0 s")
    else:
        yield from _row(ids.of(tracked.file, line), line, tracked, figures, tally, options)


def _row(
    job_id: str, line: int, tracked: Tracked, figures: Figures, tally: Tally, options: ReadOptions
) -> Iterator[LedgerRow]:
    found = [*oddities(tracked, figures)]
    for reason, seen in found:
        tally.flag(reason, line, seen)
    _tell(tracked, figures, tally)
    axes = axes_of(None, "", {"job_name": tracked.prefix}, options.mapping)
    boundary = options.energy_boundary or figures.boundary
    gpus = tracked.accelerators
    start, end = _times(tracked, figures)
    row = LedgerRow(
        job_id=job_id,
        **axes.columns,
        outcome="unknown",
        start=start,
        end=end,
        elapsed_s=figures.elapsed_s,
        accelerators=None if gpus is None else float(gpus),
        accelerator_model=tracked.accelerator_model,
        nodes=1,
        energy_kwh=figures.energy_kwh,
        energy_boundary=None if figures.energy_kwh is None else boundary,
        ghg_kgco2e=figures.ghg_kgco2e,
        note=";".join(reason for reason, _ in found),
    )
    return tally.used(options.share.scaled(row, line, tally), untagged=axes.untagged)


def _times(tracked: Tracked, figures: Figures) -> tuple[str | None, str | None]:
    start, end = tracked.first, tracked.last
    if end is not None and figures.elapsed_s is not None:
        try:
            return min(start or end, before(end, figures.elapsed_s)), end
        except ValueError:
            return start, end
    return start, end


def _tell(tracked: Tracked, figures: Figures, tally: Tally) -> None:
    """What the ledger has no column for."""
    if not figures.has_pue:
        tally.assume(_NO_PUE)
    else:
        tally.assume(_PUE_UNSAID if tracked.pue is None else _PUE_LINE.format(pue=tracked.pue))
    if tracked.version:
        tally.assume(_VERSION.format(version=tracked.version))
    if tracked.intensity_g is not None:
        tally.assume(_INTENSITY.format(g=tracked.intensity_g))
    if tracked.defaulted:
        tally.assume(_DEFAULTED)
    parts = [part.strip() for part in tracked.location.split(",") if part.strip()]
    if parts and len(parts[-1]) in {2, 3} and parts[-1].isupper():
        tally.place(parts[-1], parts[-2] if len(parts) > 1 else "")
