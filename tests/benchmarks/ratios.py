"""One figure against another of the same run, and how times are taken."""

import gc
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

__all__ = ["ROUNDS", "Ratio", "in_process", "least_s", "whole_processes"]

ROUNDS = 15


@dataclass(frozen=True)
class Ratio:
    """One figure against another, and the goal for their ratio (at most, or at least)."""

    what: str
    ours: float
    against: str
    theirs: float
    goal: float
    at_least: bool = False
    unit: str = "ms"

    def line(self) -> str:
        """One line of the report."""
        ratio = self.theirs / self.ours if self.at_least else self.ours / self.theirs
        met = ratio >= self.goal if self.at_least else ratio <= self.goal
        words = f"{ratio:.1f}x {'faster than' if self.at_least else 'of'} {self.against}"
        goal = f"goal: {'at least' if self.at_least else 'at most'} {self.goal:g}x"
        verdict = "met" if met else "MISSED"
        return f"{self.what:42} {self.ours:8.1f} {self.unit}  {words:38} {goal:22} {verdict}"


def whole_processes(commands: dict[str, Sequence[str]]) -> dict[str, float]:
    """Median time of each command in ms; the commands take turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            start = perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            times[name].append(perf_counter() - start)
    return {name: 1000 * median(values) for name, values in times.items()}


def in_process(functions: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Least time of each function in ms, without its first call."""
    for function in functions.values():
        function()
    return {name: 1000 * seconds for name, seconds in least_s(functions, ROUNDS * 2).items()}


def least_s(functions: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Least time of each function in s, which other work on the machine cannot lower; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            gc.collect()
            start = perf_counter()
            function()
            times[name].append(perf_counter() - start)
    return {name: min(values) for name, values in times.items()}
