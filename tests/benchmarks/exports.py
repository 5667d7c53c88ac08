"""A Slurm export of any number of rows, of invented jobs; the same number gives the same bytes."""

import random
from datetime import datetime, timedelta
from itertools import islice, product
from pathlib import Path

__all__ = ["write_export"]

_HEADER = (
    "JobID|JobIDRaw|JobName|Partition|Account|User|State|ExitCode|Submit|Start|End|Elapsed|ElapsedRaw|"
    "NNodes|NCPUS|AllocTRES|ConsumedEnergyRaw|Restarts|Comment\n"
)
_STATES = ("COMPLETED",) * 7 + ("FAILED", "TIMEOUT", "CANCELLED by 20417")
_STEPS = ("", ".batch", ".extern", ".0")
_PURPOSES = tuple(
    f"{project},{stage},{run}"
    for project, stage, run in product(
        ("helium", "mimi", "moshi", "tts"), ("explore", "ablate", "final"), ("train", "evaluate")
    )
)
_BEGIN = datetime(2025, 1, 1)
_BLOCK = 20_000


def write_export(path: Path, rows: int) -> None:
    """Write `rows` rows under a header: of each job its allocation and three steps."""
    chance = random.Random(20251)
    jobs = (_job(chance, number) for number in range(1_000_001, 1_000_001 + rows))
    lines = (line for job in jobs for line in job)
    with path.open("w") as stream:
        stream.write(_HEADER)
        while block := list(islice(lines, min(rows, _BLOCK))):
            stream.writelines(block)
            rows -= len(block)


def _job(chance: random.Random, number: int) -> list[str]:
    seconds, accelerators = chance.randrange(60, 86_400), chance.choice((1, 2, 4, 8))
    start = _BEGIN + timedelta(seconds=chance.randrange(0, 300 * 86_400))
    end, cores = start + timedelta(seconds=seconds), accelerators * 12
    days, rest = divmod(seconds, 86_400)
    elapsed = f"{f'{days}-' if days else ''}{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    tres = f"billing={cores},cpu={cores},gres/gpu:h100={accelerators},gres/gpu={accelerators},mem=110G,node=1"
    joules = seconds * accelerators * chance.randrange(300, 700)
    shared = (
        f"{chance.choice(_STATES)}|0:0|{start.isoformat()}|{start.isoformat()}|{end.isoformat()}|{elapsed}|"
        f"{seconds}|1|{cores}|{tres}|{joules}|"
    )
    user, purpose = f"user{chance.randrange(40):02}", chance.choice(_PURPOSES)
    heads = {"": ("synth-job", "gpu", user, "0", purpose)}
    return [_line(f"{number}{step}", *heads.get(step, (step[1:], "", "", "", "")), shared) for step in _STEPS]


def _line(job: str, name: str, partition: str, user: str, restarts: str, purpose: str, shared: str) -> str:
    return f"{job}|{job}|{name}|{partition}|synth|{user}|{shared}{restarts}|{purpose}\n"
