"""The nodes of the imaginary cluster and who holds them."""

import heapq

from synthesis.job import GPUS_PER_NODE, Job

__all__ = ["CPU_NODES", "GPU_NODES", "Nodes"]

GPU_NODES = 127
CPU_NODES = 40


class Nodes:
    """GPUs free in each node: whole-node jobs take idle nodes, small ones the fullest node that fits."""

    def __init__(self) -> None:
        self._free = [GPUS_PER_NODE] * GPU_NODES
        self._idle = list(range(GPU_NODES))
        self._partial: list[set[int]] = [set() for _ in range(GPUS_PER_NODE)]
        self._cpu_free = CPU_NODES

    def take(self, job: Job) -> list[int] | None:
        """The GPU nodes a job gets (none for work on CPUs), or None when it does not fit now."""
        if not job.gpus:
            if not self._cpu_free:
                return None
            self._cpu_free -= 1
            return []
        if job.gpus < GPUS_PER_NODE:
            return self._take_part(job.gpus)
        if len(self._idle) < job.nodes:
            return None
        taken = [heapq.heappop(self._idle) for _ in range(job.nodes)]
        for node in taken:
            self._free[node] = 0
        return taken

    def give_back(self, job: Job, nodes: list[int]) -> None:
        """The nodes of a job that has ended are free again."""
        if not job.gpus:
            self._cpu_free += 1
        for node in nodes:
            before = self._free[node]
            self._partial[before].discard(node)
            self._settle(node, before + min(job.gpus, GPUS_PER_NODE))

    def _take_part(self, gpus: int) -> list[int] | None:
        for free in range(gpus, GPUS_PER_NODE):
            if self._partial[free]:
                node = min(self._partial[free])
                self._partial[free].remove(node)
                return self._settle(node, free - gpus)
        return self._settle(heapq.heappop(self._idle), GPUS_PER_NODE - gpus) if self._idle else None

    def _settle(self, node: int, free: int) -> list[int]:
        self._free[node] = free
        if free == GPUS_PER_NODE:
            heapq.heappush(self._idle, node)
        elif free:
            self._partial[free].add(node)
        return [node]
