"""A submission to the imaginary cluster."""

from dataclasses import dataclass, field

__all__ = ["CORES_PER_GPU", "GPUS_PER_NODE", "USERS", "Job"]

GPUS_PER_NODE = 8
CORES_PER_GPU = 14
USERS = tuple(f"synth-u{number}" for number in range(1, 9))


@dataclass(eq=False)
class Job:
    """`held_s` is how long it runs before it ends in `state`, if no node fails; 0 is cancelled in the queue.

    `group` joins the tasks of an array or the parts of a heterogeneous job, as `kind` (`array`, `het`) says. A job
    that `waits_for` another is submitted when that one has ended.
    """

    submit_s: int
    gpus: int
    cores: int
    held_s: int
    state: str
    project: str
    stage: str
    run_type: str
    name: str
    user: str
    group: int
    kind: str = ""
    comment: str = ""
    urgent: bool = False
    preemptible: bool = False
    waits_for: "Job | None" = field(default=None, repr=False)

    @property
    def nodes(self) -> int:
        """Nodes it asks for; GPU jobs above one node take whole nodes."""
        return max(1, -(-self.gpus // GPUS_PER_NODE))

    @property
    def title(self) -> str:
        """Its name in the log, which says what it is."""
        return f"synth-{self.project.removeprefix('moshi-')}-{self.name}"
