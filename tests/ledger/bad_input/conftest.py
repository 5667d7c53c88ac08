"""Small invented logs of the two text formats, and the command that reads them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fullcount.cli import main

SACCT = (
    b"JobID|JobName|User|State|Start|End|ElapsedRaw|AllocTRES|NNodes|NCPUS|Restarts|Comment\n"
    b"1|synth-a|ann|COMPLETED|2024-03-01T10:00:00|2024-03-01T11:00:00|3600|gres/gpu:h100=8,gres/gpu=8|1|96|0|demo,final,train\n"
    b"1.batch|batch||COMPLETED|2024-03-01T10:00:00|2024-03-01T11:00:00|3600|cpu=96|1|96|0|\n"
    b"2|synth-b|bob|FAILED|2024-03-01T12:00:00|2024-03-01T12:30:00|1800|gres/gpu=4|1|48|1|demo,ablate,train\n"
    b"3|synth-c|ann|CANCELLED by 7|Unknown|2024-03-01T12:30:00|0||0|0|0|\n"
)
EMISSIONS = (
    b"timestamp,project_name,run_id,duration,emissions,emissions_rate,energy_consumed,country_iso_code,region,gpu_count,gpu_model\n"
    b"2024-03-01T11:00:00,demo,run-1,3600.0,0.5,0.0001,2.0,FRA,,8,8 x synthetic H100\n"
    b"2024-03-01T12:00:00,demo,run-2,1800.0,0.25,0.0001,1.0,FRA,,,\n"
    b"2024-03-01T13:00:00,demo,run-2,5400.0,0.75,0.0001,3.0,FRA,,,\n"
)
LOGS = {"slurm": SACCT, "codecarbon": EMISSIONS}


class Answer(NamedTuple):
    """What the command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """`fullcount read … --out` in this process, into the folder `out`."""

    def run(*words: object) -> Answer:
        try:
            code = main(["read", *map(str, words), "--out", str(tmp_path / "out")])
        except SystemExit as stopped:
            code = int(str(stopped.code or 0))
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """The same as a process of its own, not waited for."""

    def start(*words: object, **options: object) -> subprocess.Popen[bytes]:
        code = "from fullcount.cli import entry; entry()"
        return subprocess.Popen(
            [sys.executable, "-c", code, "read", *map(str, words), "--out", tmp_path / "out"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)},
            **options,
        )

    return start
