"""What the imaginary project runs: `campaigns.csv` and `final_runs.csv` as jobs. See ASSUMPTIONS.md."""

import csv
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from synthesis.comments import comment
from synthesis.draw import HOUR, hours_drawn, submit_time, weighted, whole
from synthesis.job import CORES_PER_GPU, USERS, Job

__all__ = ["all_jobs"]

NEVER_STARTED = 0.015
RELAUNCH = 0.35
PAIRS = 24
_DAY = 24 * HOUR
_HERE = Path(__file__).parent
_EARLY = {"FAILED": 2, "CANCELLED": 1, "OUT_OF_MEMORY": 3}
"""A job that does not end well has run for the share u^n of its time, u uniform: most failures come early."""


def all_jobs(rng: Random) -> list[Job]:
    """Every job of the project, with its comment, campaign by campaign."""
    groups = count(1)
    endings = {row["purpose"]: row for row in _table("endings.csv")}
    jobs = [job for row in _table("campaigns.csv") for job in _campaign(rng, row, endings, groups)]
    jobs += [job for row in _table("final_runs.csv") for job in _final_run(rng, row, groups)]
    jobs += _pairs(rng, groups)
    comments: dict[int, str] = {}
    for job in jobs:
        if job.group not in comments:
            comments[job.group] = comment(rng, job.project, job.stage, job.run_type)
        job.comment = comments[job.group]
    return jobs


def _table(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _campaign(
    rng: Random, row: dict[str, str], endings: dict[str, dict[str, str]], groups: Iterator[int]
) -> Iterator[Job]:
    """Jobs until the GPU-hours of the campaign (for work on CPUs: its number of jobs) are used up."""
    left_s, left_jobs = int(row["gpu_hours"]) * HOUR, int(row["jobs"])
    sizes = [(int(gpus), int(weight)) for gpus, _, weight in (s.partition(":") for s in row["sizes"].split())]
    low, high = map(int, row["tasks"].split("-"))
    ways = endings["debug" if row["run_type"] == "debug" else row["stage"]]
    while left_s > 0 or left_jobs > 0:
        pattern = _pattern(rng, row, sizes, next(groups))
        tasks = whole(rng, low, high)
        for _ in range(tasks):
            job = _task(rng, row, ways, pattern, kind="array" if tasks > 1 else "")
            left_s -= job.gpus * job.held_s
            left_jobs -= 1
            yield job


def _pattern(
    rng: Random, row: dict[str, str], sizes: list[tuple[int, int]], group: int
) -> tuple[int, int, int, str, int]:
    """What the tasks of one submission share: when, GPUs, cores, user, group."""
    submit_s = submit_time(rng, int(row["first_day"]), int(row["last_day"]), row["rhythm"])
    gpus = weighted(rng, sizes) if sizes else 0
    cores = gpus * CORES_PER_GPU or weighted(rng, [(32, 1), (96, 1)])
    return submit_s, gpus, cores, USERS[int(rng.random() * len(USERS))], group


def _task(
    rng: Random, row: dict[str, str], ways: dict[str, str], pattern: tuple[int, int, int, str, int], kind: str
) -> Job:
    submit_s, gpus, cores, user, group = pattern
    wanted_s = hours_drawn(rng, float(row["median_h"]), float(row["sigma"])) * HOUR
    state, held_s = _ending(rng, ways, wanted_s, int(row["limit_h"]) * HOUR)
    job = Job(
        submit_s,
        gpus,
        cores,
        held_s,
        state,
        row["project"],
        row["stage"],
        row["run_type"],
        row["name"],
        user,
        group,
    )
    job.kind, job.preemptible = kind, row["preemptible"] == "yes"
    return job


def _ending(rng: Random, ways: dict[str, str], wanted_s: float, limit_s: int) -> tuple[str, int]:
    """How a job ends, and after how many seconds."""
    if rng.random() < NEVER_STARTED:
        return "CANCELLED", 0
    mark = rng.random()
    for state, power in _EARLY.items():
        mark -= float(ways[state])
        if mark < 0:
            return state, min(max(20, int(wanted_s * rng.random() ** power)), limit_s - 1)
    return ("TIMEOUT", limit_s) if wanted_s >= limit_s else ("COMPLETED", max(30, int(wanted_s)))


def _final_run(rng: Random, row: dict[str, str], groups: Iterator[int]) -> Iterator[Job]:
    """The segments of a run of the released version, one after the other; some need a second launch."""
    gpus, left_s = int(row["gpus"]), int(row["gpu_hours"]) * HOUR / int(row["gpus"])
    previous: Job | None = None
    while left_s > 1:
        full_s = int(row["segment_h"]) * HOUR * (0.93 + 0.06 * rng.random())
        held_s = int(min(left_s, full_s))
        left_s -= held_s
        failed = [("FAILED", int(60 + held_s * 0.5 * rng.random()))] if rng.random() < RELAUNCH else []
        for state, seconds in (*failed, ("COMPLETED", held_s)):
            previous = Job(
                submit_s=int(row["first_day"]) * _DAY,
                gpus=gpus,
                cores=gpus * CORES_PER_GPU,
                held_s=seconds,
                state=state,
                project=row["project"],
                stage="final",
                run_type=row["run_type"],
                name=row["name"],
                user=USERS[0],
                group=next(groups),
                urgent=True,
                waits_for=previous,
            )
            yield previous


def _pairs(rng: Random, groups: Iterator[int]) -> Iterator[Job]:
    """Heterogeneous jobs: a part on CPUs that feeds a part on GPUs, both for the same time."""
    for _ in range(PAIRS):
        group, submit_s = next(groups), submit_time(rng, 60, 165, "day")
        held_s, user = int(hours_drawn(rng, 3, 0.6) * HOUR), USERS[int(rng.random() * len(USERS))]
        axes = ("moshi-synthdata", "data", "generate", "pair", user, group, "het")
        for gpus, cores in ((0, 32), (8, 112)):
            yield Job(submit_s, gpus, cores, held_s, "COMPLETED", *axes)
