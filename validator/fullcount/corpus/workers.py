"""Several processes that check files, and the pieces they make in the order of the files."""

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

from fullcount.corpus.pieces import Piece, piece
from fullcount.corpus.problem import Problem
from fullcount.corpus.walk import Candidate
from fullcount.problems import ProblemsError

__all__ = ["pieces", "processors"]

FEW = 200
"""Files that one process checks sooner than others can be started."""
AHEAD = 1
"""Pieces that each worker may be ahead of what is written, which bounds the memory."""


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pieces(groups: Sequence[Sequence[Candidate]], year: int, jobs: int) -> Iterator[Piece]:
    """The piece of each group, in order. Raises `ProblemsError` where a worker ends before its work."""
    if jobs < 2 or sum(map(len, groups)) < FEW:
        yield from (piece(group, year) for group in groups)
        return
    with ExitStack() as stack:
        pool = ProcessPoolExecutor(jobs, _context(), _quiet)
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        try:
            yield from _in_order(pool, groups, year, AHEAD * jobs)
        except BrokenProcessPool:
            remedy = "look for a lack of memory, or try --jobs 1"
            raise ProblemsError(
                [Problem("a worker process", "its end", "pieces of the corpus", remedy)]
            ) from None


def _in_order(
    pool: ProcessPoolExecutor, groups: Sequence[Sequence[Candidate]], year: int, ahead: int
) -> Iterator[Piece]:
    waiting: deque[Future[Piece]] = deque()
    for group in groups:
        waiting.append(pool.submit(piece, group, year))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _context() -> "multiprocessing.context.BaseContext":
    """Fork where it is safe, so that the rules are loaded once; else new interpreters."""
    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return multiprocessing.get_context("fork" if fork else "spawn")


def _quiet() -> None:
    """The command answers an interruption, not each worker; what a worker was given at its birth is no garbage."""
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
