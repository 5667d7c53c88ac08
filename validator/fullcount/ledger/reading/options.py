"""How a log is to be read, and what every importer needs besides the log."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict

from fullcount.ledger.reading.mapping import JobMapping
from fullcount.ledger.reading.nodes import NodeShare
from fullcount.ledger.reading.pseudonym import Pseudonyms
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tags import DEFAULT_PROJECT, Tag
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import UNASSIGNED, LedgerRow

if TYPE_CHECKING:
    from fullcount.ledger.columns.mapping import TableMapping

__all__ = ["Axes", "AxisColumns", "Importer", "ReadOptions", "axes_of"]

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._/-]+")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`columns` names the columns of a log without header; `energy_boundary` says what its meter sees.

    `measures` says what several energies of one report are: `unknown`, parts to `add`, or repetitions of the `first`.
    `share` says how many nodes and trackers each run of a tracker's log had.
    `shards_per_accelerator` is how many of Slurm's shards make one accelerator, where the site shares them so.
    `table` says which column of any table is what.
    """

    mapping: JobMapping = field(default_factory=JobMapping)
    users: Pseudonyms = field(default_factory=Pseudonyms)
    columns: tuple[str, ...] | None = None
    energy_boundary: str | None = None
    measures: str = "unknown"
    share: NodeShare = field(default_factory=NodeShare)
    shards_per_accelerator: int | None = None
    table: "TableMapping | None" = None


class Importer(Protocol):
    """One log format: a module that recognises it and reads it."""

    def recognises(self, source: TextSource) -> bool:
        """Whether a file is of this format, by how it starts (`source.start`); never raises."""
        ...

    def read(self, sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
        """Rows of all sources in order, each counted in the tally.

        Raises `LedgerError` when a source is not of this format.
        """
        ...


class AxisColumns(TypedDict):
    """The axes under the names of their columns."""

    component: str
    stage: str
    run_type: str
    equipment: str
    facility: str


class Axes(NamedTuple):
    """What a job was for and where it ran."""

    component: str
    stage: str
    run_type: str
    equipment: str
    facility: str
    untagged: bool

    @property
    def columns(self) -> AxisColumns:
        """What a row takes of it."""
        return AxisColumns(
            component=self.component,
            stage=self.stage,
            run_type=self.run_type,
            equipment=self.equipment,
            facility=self.facility,
        )


def axes_of(tag: Tag | None, project: str, job: Mapping[str, str], mapping: JobMapping) -> Axes:
    """The axes of a job: rules first, then its tag, then `other` and `unassigned`."""
    rules = mapping.apply(job)
    named = "" if project == DEFAULT_PROJECT else _NOT_IN_ID.sub("-", project).strip("-._/")[:200]
    return Axes(
        component=rules.get("component") or named or UNASSIGNED,
        stage=rules.get("stage") or (tag.stage if tag else "other"),
        run_type=rules.get("run_type") or (tag.run_type if tag else "other"),
        equipment=rules.get("equipment", ""),
        facility=rules.get("facility", ""),
        untagged=tag is None and "stage" not in rules,
    )
