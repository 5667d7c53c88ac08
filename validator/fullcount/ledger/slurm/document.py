"""`sacct --json`: the jobs of Slurm's data_parser, of v0.0.37 and newer, as records.

| in a job                                                     | becomes the column         |
|--------------------------------------------------------------|----------------------------|
| job_id, with array.job_id and array.task_id, or het.job_id   | JobID (`7_3`, `7+1`)       |
| job_id                                                       | JobIDRaw                   |
| state.current: a word or a list of words                     | State                      |
| time.start, end, elapsed, suspended: seconds, times in UTC   | Start, End, ElapsedRaw ... |
| tres.allocated: a list of type, name, count                  | AllocTRES                  |
| allocation_nodes, required.CPUs, required.memory_per_*       | NNodes, NCPUS, ReqMem      |
| comment.job, comment.administrator; before v0.0.38 also text | Comment, AdminComment      |
| name, user, account, partition, qos, cluster, working_directory, restart_cnt | the same   |

A number is bare, or `{set, infinite, number}`; one that is not set is unknown, as are -1
and -2 (INFINITE, NO_VAL). Steps are inside their job and are no jobs. Source:
https://slurm.schedmd.com/rest_api.html, slurmdb.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.slurm.fields import outcome_of
from fullcount.ledger.slurm.pieces import Stream
from fullcount.ledger.slurm.record import Columns, Record
from fullcount.ledger.slurm.table import Entry

__all__ = ["Document", "is_sacct_document"]

_JOBS = re.compile(r'^\s*(?:\{.*"jobs"\s*:\s*)?\[\s*(?:\{|\])', re.DOTALL)
_NAMES = (
    *("JobID", "JobIDRaw", "JobName", "Comment", "AdminComment", "Partition", "QOS", "Account", "User"),
    *("Cluster", "State", "Submit", "Start", "End", "ElapsedRaw", "SuspendedRaw", "NNodes", "NCPUS"),
    *("ReqMem", "AllocTRES", "Restarts", "WorkDir"),
)
_COLUMNS = Columns(_NAMES, with_steps=False)
_WRONG = "sacct wrote errors or warnings of its own into the export: {}"
_STEPS = (
    "some jobs have an energy on their steps alone; it is left out, because steps overlap and their sum would count "
    "energy twice"
)


def is_sacct_document(source: TextSource) -> bool:
    """Whether a file is the output of `sacct --json`, or its list of jobs."""
    start = source.start
    return _JOBS.match(start) is not None and ('"job_id"' in start or "slurm" in start.lower())


class Document:
    """One JSON export; its list of jobs is never in memory as a whole."""

    def __init__(self, source: TextSource) -> None:
        self._source = source
        self.assumptions: list[str] = []
        self.has_clusters = True
        self.has_restarts = True

    def entries(self, tally: Tally) -> Iterator[Entry]:
        """A record for each job."""
        stream = Stream(self._source, "jobs")
        for line, job in stream.items():
            tally.read(line)
            if isinstance(job, dict) and isinstance(job.get("time"), dict):
                entry = self._entry(job, line, tally)
                if entry.fault and tally.stops:
                    tally.reject(entry.fault, line, entry.found, "text in UTF-8")
                yield entry
            else:
                found = ", ".join(map(str, job)) if isinstance(job, dict) else repr(job)
                tally.reject("not-a-job", line, found, "a job of sacct --json, with job_id and time")
        for key in ("errors", "warnings"):
            for wrong in _list(stream.others.get(key)):
                text = _text(_at(wrong, "description")) or _text(_at(wrong, "error")) or _text(wrong)
                tally.assume(_WRONG.format(clip(text or key)))

    def _entry(self, job: Mapping[str, Any], line: int, tally: Tally) -> Entry:
        record = Record(_fields(job), _COLUMNS)
        if elapsed := _unreadable(_at(job, "time", "elapsed")):
            tally.repair("elapsed-from-times", line, elapsed)
        fault = "bad-encoding" if any("�" in field for field in record.fields) else ""
        if not _energy(job) and any(_number(_step_energy(step)) for step in _list(job.get("steps"))):
            tally.flag("energy-on-steps-only", line, record.job_id)
            tally.assume(_STEPS)
        return Entry(self._source.name, line, record, fault, record.job_id if fault else "")


def _fields(job: Mapping[str, Any]) -> list[str]:
    resources = _resources(job)
    values = {
        "JobID": _job_id(job),
        "JobIDRaw": _number(job.get("job_id")),
        "JobName": _text(job.get("name")),
        "Comment": _text(job.get("comment")) or _text(_at(job, "comment", "job")),
        "AdminComment": _text(_at(job, "comment", "administrator")),
        "Partition": _text(job.get("partition")),
        "QOS": _text(job.get("qos")),
        "Account": _text(job.get("account")) or _text(_at(job, "association", "account")),
        "User": _text(job.get("user")) or _text(_at(job, "association", "user")),
        "Cluster": _text(job.get("cluster")) or _text(_at(job, "association", "cluster")),
        "State": _state(job.get("state")),
        "Submit": _moment(job, "submission"),
        "Start": _moment(job, "start"),
        "End": _moment(job, "end"),
        "ElapsedRaw": _number(_at(job, "time", "elapsed")),
        "SuspendedRaw": _number(_at(job, "time", "suspended")),
        "NNodes": _cell(job.get("allocation_nodes")) or resources.get("node", ""),
        "NCPUS": resources.get("cpu", "") or _cell(_at(job, "required", "CPUs")),
        "ReqMem": _requested_memory(job),
        "AllocTRES": ",".join(f"{key}={count}" for key, count in resources.items()),
        "Restarts": _cell(job.get("restart_cnt")),
        "WorkDir": _text(job.get("working_directory")),
    }
    return [values[name] for name in _NAMES]


def _job_id(job: Mapping[str, Any]) -> str:
    own = _number(job.get("job_id"))
    array, het = _number(_at(job, "array", "job_id")), _number(_at(job, "het", "job_id"))
    if array not in {"", "0"}:
        task, tasks = _number(_at(job, "array", "task_id")), _text(_at(job, "array", "task"))
        return f"{array}_{task}" if task else f"{array}_[{tasks}]" if tasks else own
    if het not in {"", "0"}:
        return f"{het}+{_number(_at(job, 'het', 'job_offset')) or '0'}"
    return own


def _state(state: Any) -> str:
    """The first word that is a state: newer parsers give a list of the state and its flags."""
    current = state.get("current") if isinstance(state, dict) else state
    words = [_text(word) for word in (current if isinstance(current, list) else [current])]
    return next((word for word in words if outcome_of(word)), next(filter(None, words), ""))


def _moment(job: Mapping[str, Any], name: str) -> str:
    seconds = _number(_at(job, "time", name))
    return "Unknown" if seconds in {"", "0"} else seconds


def _resources(job: Mapping[str, Any]) -> dict[str, str]:
    """AllocTRES by key; memory is counted in MiB."""
    found = {}
    for item in _list(_at(job, "tres", "allocated")):
        kind, name, count = (_text(_at(item, "type")), _text(_at(item, "name")), _cell(_at(item, "count")))
        if kind and count:
            found[f"{kind}/{name}" if name else kind] = f"{count}M" if kind == "mem" else count
    return found


def _requested_memory(job: Mapping[str, Any]) -> str:
    per_core = _number(_at(job, "required", "memory_per_cpu"))
    per_node = _number(_at(job, "required", "memory_per_node"))
    if per_core not in {"", "0"}:
        return f"{per_core}Mc"
    return "" if per_node in {"", "0"} else f"{per_node}Mn"


def _energy(job: Mapping[str, Any]) -> bool:
    return _resources(job).get("energy", "0") not in {"", "0"}


def _step_energy(step: Any) -> Any:
    energy = _at(step, "statistics", "energy", "consumed")
    return None if energy in (0, None) or _number(energy) == "0" else energy


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: Any) -> str:
    """Digits of a number that is set; empty for unknown and anything else."""
    if isinstance(value, dict):
        value = value.get("number") if value.get("set", True) and not value.get("infinite") else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**64:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


def _cell(value: Any) -> str:
    """Digits of a number that is set, or what stands in its place, so that it is counted as unreadable."""
    return _number(value) or _unreadable(value)


def _unreadable(value: Any) -> str:
    """What stands in place of a number, without the marks that part resources; empty for numbers and for no value."""
    if isinstance(value, dict):
        value = value.get("number") if value.get("set", True) and not value.get("infinite") else None
    if value is None or value in (-1, -2) or _number(value):
        return ""
    return clip(str(value)).replace(",", " ").replace("=", " ")
