"""The accounting of the imaginary cluster as `sacct --parsable2 --duplicates` prints it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from synthesis.cluster import END_S, Attempt
from synthesis.job import GPUS_PER_NODE, Job

__all__ = ["lines", "numbered"]

COLUMNS = (
    "JobID|JobIDRaw|JobName|Partition|Account|User|State|ExitCode|Submit|Start|End|Elapsed|ElapsedRaw|NNodes|NCPUS|"
    "ReqMem|AllocTRES|ConsumedEnergyRaw|Restarts|Comment"
)
FIRST_JOB_ID = 410_000
EPOCH = datetime(2024, 1, 1)
ACCOUNT = "synth-moshi"
_EXIT = {"FAILED": "1:0", "OUT_OF_MEMORY": "0:125", "NODE_FAIL": "1:0"}


def numbered(attempts: list[Attempt]) -> dict[Job, tuple[str, int]]:
    """JobID and JobIDRaw of each job, in the order of submission; a group shares its first number."""
    submitted: dict[Job, int] = {}
    for attempt in attempts:
        submitted[attempt.job] = min(attempt.submit_s, submitted.get(attempt.job, attempt.submit_s))
    ids: dict[Job, tuple[str, int]] = {}
    base = group = 0
    in_order = sorted(submitted, key=lambda job: (submitted[job], job.group))
    for number, job in enumerate(in_order, FIRST_JOB_ID):
        if job.group != group:
            base, group = number, job.group
        mark = {"array": f"_{number - base}", "het": f"+{number - base}"}.get(job.kind, "")
        ids[job] = (f"{base}{mark}", number)
    return ids


def lines(attempts: list[Attempt], ids: dict[Job, tuple[str, int]]) -> Iterator[str]:
    """Header, and for each attempt its allocation row and its steps, in the order of the job numbers."""
    yield COLUMNS
    for attempt in sorted(attempts, key=lambda a: (ids[a.job][1], a.restarts)):
        yield from _rows(attempt, *ids[attempt.job])


def _rows(attempt: Attempt, job_id: str, raw: int) -> Iterator[str]:
    job, started = attempt.job, attempt.start_s is not None
    last_s = END_S if attempt.end_s is None else attempt.end_s
    held_s = 0 if attempt.start_s is None else last_s - attempt.start_s
    times = f"{_elapsed(held_s)}|{held_s}"
    begun = _moment(attempt.start_s, "Unknown" if attempt.state == "PENDING" else "None")
    ended = _moment(attempt.end_s, "Unknown")
    state = f"CANCELLED by {20_000 + int(job.user[-1])}" if attempt.state == "CANCELLED" else attempt.state
    tres = f"billing={job.cores},{_tres(job.gpus, job.cores, job.nodes, _memory(job))}" if started else ""
    size = f"{job.nodes}|{job.cores if started else 0}|{_memory(job)}|{tres}"
    yield (
        f"{job_id}|{raw}|{job.title}|{_partition(job)}|{ACCOUNT}|{job.user}|{state}|{_EXIT.get(attempt.state, '0:0')}|"
        f"{_moment(attempt.submit_s, '')}|{begun}|{ended}|{times}|{size}|0|{attempt.restarts}|{job.comment}"
    )
    if started:
        span = f"{begun}|{begun}|{ended}|{times}"
        yield from _steps(attempt, job_id, raw, span)


def _steps(attempt: Attempt, job_id: str, raw: int, span: str) -> Iterator[str]:
    """The batch script in the first node, the external step in all, and for trainings the program itself."""
    job = attempt.job
    state = "CANCELLED" if attempt.state in {"TIMEOUT", "PREEMPTED"} else attempt.state
    code = "0:15" if state == "CANCELLED" else _EXIT.get(state, "0:0")
    everywhere = f"{job.nodes}|{job.cores}||{_tres(job.gpus, job.cores, job.nodes, _memory(job))}|0||"
    cores = job.cores // job.nodes
    first = f"1|{cores}||{_tres(min(job.gpus, GPUS_PER_NODE), cores, 1, _memory(job))}|0||"
    yield f"{job_id}.batch|{raw}.batch|batch||{ACCOUNT}||{state}|{code}|{span}|{first}"
    outer = attempt.state if attempt.state in {"RUNNING", "NODE_FAIL"} else "COMPLETED"
    yield f"{job_id}.extern|{raw}.extern|extern||{ACCOUNT}||{outer}|0:0|{span}|{everywhere}"
    if "train" in job.run_type:
        yield f"{job_id}.0|{raw}.0|python3||{ACCOUNT}||{state}|{code}|{span}|{everywhere}"


def _partition(job: Job) -> str:
    return "gpu" if job.gpus else "cpu"


def _memory(job: Job) -> str:
    return f"{240 * job.gpus if job.gpus else 4 * job.cores}G"


def _tres(gpus: int, cores: int, nodes: int, memory: str) -> str:
    devices = f"gres/gpu:h100={gpus},gres/gpu={gpus}," if gpus else ""
    return f"cpu={cores},{devices}mem={memory},node={nodes}"


def _moment(seconds: int | None, absent: str) -> str:
    return absent if seconds is None else (EPOCH + timedelta(seconds=seconds)).isoformat()


def _elapsed(seconds: int) -> str:
    days, rest = divmod(seconds, 86400)
    clock = f"{rest // 3600:02d}:{rest % 3600 // 60:02d}:{rest % 60:02d}"
    return f"{days}-{clock}" if days else clock
