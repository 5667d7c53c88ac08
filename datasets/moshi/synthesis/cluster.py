"""A scheduler for the imaginary cluster: when each job runs, and what interrupts it."""

import heapq
import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from synthesis.draw import HOUR
from synthesis.job import Job
from synthesis.nodes import Nodes

__all__ = ["END_S", "Attempt", "Cluster"]

NODE_FAILURES_PER_NODE_HOUR = 1.6e-4
PREEMPTIONS_PER_HOUR = 0.01
REQUEUED = 0.85
CHECKPOINT_S = 1 * HOUR
RESERVE_AFTER_S = 4 * HOUR
END_S = 182 * 24 * HOUR
"""Moment of the export, 2024-07-01: what runs then is RUNNING, what waits is PENDING."""


@dataclass(frozen=True)
class Attempt:
    """One row of accounting: `start_s` None never started, `end_s` None has not ended."""

    job: Job
    submit_s: int
    start_s: int | None
    end_s: int | None
    state: str
    restarts: int


@dataclass(frozen=True)
class _Waiting:
    job: Job
    submit_s: int
    left_s: int
    restarts: int


class Cluster:
    """Runs jobs in the order of submission, urgent ones first; smaller ones fill gaps until one has waited long."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._nodes = Nodes()
        self._attempts: list[Attempt] = []
        self._events: list[tuple[int, int, Job | None, _Waiting | None, list[int]]] = []
        self._pushed = 0
        self._queues: dict[tuple[bool, int], deque[_Waiting]] = {}
        self._followers: dict[Job, Job] = {}

    def run(self, jobs: Iterable[Job]) -> list[Attempt]:
        """Every attempt of every job, as they start; jobs still waiting at the end come last."""
        for job in jobs:
            if job.waits_for is None:
                self._submit(job, job.submit_s, job.held_s, 0)
            else:
                self._followers[job.waits_for] = job
        while self._events and self._events[0][0] < END_S:
            now = self._events[0][0]
            while self._events and self._events[0][0] == now:
                self._happen(now)
            self._schedule(now)
        left = [waiting for queue in self._queues.values() for waiting in queue]
        return self._attempts + [Attempt(w.job, w.submit_s, None, None, "PENDING", w.restarts) for w in left]

    def _submit(self, job: Job, submit_s: int, left_s: int, restarts: int) -> None:
        self._push(submit_s, None, _Waiting(job, submit_s, left_s, restarts), [])

    def _push(self, when: int, ended: Job | None, waiting: _Waiting | None, nodes: list[int]) -> None:
        self._pushed += 1
        heapq.heappush(self._events, (when, self._pushed, ended, waiting, nodes))

    def _happen(self, now: int) -> None:
        _, _, ended, waiting, nodes = heapq.heappop(self._events)
        if ended is not None:
            self._nodes.give_back(ended, nodes)
        elif waiting is not None and waiting.left_s == 0:
            cancelled_s = now + int(60 + HOUR * self._rng.random())
            self._attempts.append(Attempt(waiting.job, now, None, cancelled_s, "CANCELLED", 0))
        elif waiting is not None:
            kind = (not waiting.job.urgent, waiting.job.gpus)
            self._queues.setdefault(kind, deque()).append(waiting)

    def _schedule(self, now: int) -> None:
        """Start what fits. Jobs of one size wait in one line, so only the first of each line is looked at."""
        blocked: set[tuple[bool, int]] = set()
        reserved = False
        while heads := self._heads(blocked, reserved=reserved):
            _, _, kind = min(heads)
            waiting = self._queues[kind][0]
            nodes = self._nodes.take(waiting.job)
            if nodes is not None:
                self._queues[kind].popleft()
                self._start(waiting, now, nodes)
                continue
            blocked.add(kind)
            reserved = reserved or waiting.job.urgent or now - waiting.submit_s > RESERVE_AFTER_S

    def _heads(
        self, blocked: set[tuple[bool, int]], *, reserved: bool
    ) -> list[tuple[bool, int, tuple[bool, int]]]:
        return [
            (kind[0], queue[0].submit_s, kind)
            for kind, queue in self._queues.items()
            if queue and kind not in blocked and not (reserved and kind[1])
        ]

    def _start(self, waiting: _Waiting, now: int, nodes: list[int]) -> None:
        job, state, held_s = waiting.job, waiting.job.state, waiting.left_s
        for cut, after_s in self._interruptions(job):
            if after_s < held_s:
                state, held_s = cut, after_s
        end_s = now + held_s
        self._push(end_s, job, None, nodes)
        if end_s >= END_S:
            self._attempts.append(Attempt(job, waiting.submit_s, now, None, "RUNNING", waiting.restarts))
            return
        self._attempts.append(Attempt(job, waiting.submit_s, now, end_s, state, waiting.restarts))
        self._follow(waiting, state, held_s, end_s)

    def _interruptions(self, job: Job) -> list[tuple[str, int]]:
        """When the next node failure and the next pre-emption would come, in seconds from the start."""
        rates = {
            "NODE_FAIL": NODE_FAILURES_PER_NODE_HOUR * job.nodes if job.gpus else 0.0,
            "PREEMPTED": PREEMPTIONS_PER_HOUR if job.preemptible else 0.0,
        }
        drawn = [(state, rate, self._rng.random()) for state, rate in rates.items()]
        return [(state, 1 + int(-math.log(1 - u) / rate * HOUR)) for state, rate, u in drawn if rate]

    def _follow(self, waiting: _Waiting, state: str, held_s: int, end_s: int) -> None:
        """What an ended attempt leads to: the same job again from its last checkpoint, or the next in its chain."""
        job = waiting.job
        if state in {"NODE_FAIL", "PREEMPTED"}:
            if job.urgent or self._rng.random() < REQUEUED:
                lost_s = min(held_s, int(CHECKPOINT_S * self._rng.random()))
                self._submit(job, end_s + 120, waiting.left_s - held_s + lost_s, waiting.restarts + 1)
        elif follower := self._followers.get(job):
            self._submit(follower, end_s + 60 + int(HOUR * self._rng.random()), follower.held_s, 0)
