"""Small logs written for the tests, by hand and by generator; all of it is invented."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = (
    "JobID|JobIDRaw|JobName|Partition|Account|User|State|ExitCode|Submit|Start|End|Elapsed|ElapsedRaw|"
    "NNodes|NCPUS|AllocTRES|ConsumedEnergyRaw|Restarts|Comment"
)
EIGHT = "billing=96,cpu=96,gres/gpu:h100=8,gres/gpu=8,mem=900G,node=1"

Row = Callable[..., str]
Write = Callable[..., Path]


@pytest.fixture
def header() -> str:
    """The header under which `row` makes lines."""
    return HEADER


@pytest.fixture
def row() -> Row:
    """One line of sacct output: a completed hour on eight H100, changed by keyword."""

    def make(job_id: str = "100", **changed: str) -> str:
        cells = {
            "JobID": job_id,
            "JobIDRaw": job_id,
            "JobName": "synth-secret-name",
            "Partition": "gpu",
            "Account": "acct",
            "User": "alice",
            "State": "COMPLETED",
            "ExitCode": "0:0",
            "Submit": "2024-03-01T09:00:00",
            "Start": "2024-03-01T10:00:00",
            "End": "2024-03-01T11:00:00",
            "Elapsed": "01:00:00",
            "ElapsedRaw": "3600",
            "NNodes": "1",
            "NCPUS": "96",
            "AllocTRES": EIGHT,
            "ConsumedEnergyRaw": "",
            "Restarts": "0",
            "Comment": "demo,final,train",
        }
        return "|".join({**cells, **changed}.values())

    return make


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines under the sacct header (or `header`), plain or gzip, and returns the path."""

    def make(*lines: str, name: str = "log.txt", header: str | None = HEADER, ending: str = "\n") -> Path:
        text = "\n".join((header, *lines) if header is not None else lines) + ending
        data = text.encode()
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return make
