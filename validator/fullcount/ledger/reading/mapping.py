"""A lab's rules file: from what a job is called to what it was for.

    - match: {project: "moshi-mimi*"}
      set: {component: mimi}
    - match: {partition: cpu, user: "*"}
      set: {equipment: cpu-node, facility: fr-par-2}

| key   | holds                                                                                      |
|-------|--------------------------------------------------------------------------------------------|
| match | one or more of project, comment, job_name, account, partition, user, workdir, qos, cluster, with a glob |
| set   | one or more of component, stage, run_type, equipment, facility                             |

How a job ended is what the log says: outcome cannot be set.

Stage and run type are codes of their codelists, or a lab's own with its namespace, such as `lab:distil`.

A rule fits when all its globs do; capitals count. The first rule that fits wins, for each field apart. A rule
wins over the tag of the job: the file is the lab's considered word. A rule with `comment: ""` is only for jobs
without a comment.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import translate
from pathlib import Path
from typing import Any

from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.row import RUN_TYPES, STAGES, is_code, is_identifier

__all__ = ["MATCH_KEYS", "SET_KEYS", "JobMapping", "load_mapping"]

MATCH_KEYS = ("project", "comment", "job_name", "account", "partition", "user", "workdir", "qos", "cluster")
SET_KEYS = ("component", "stage", "run_type", "equipment", "facility")
_CODES = {"stage": STAGES, "run_type": RUN_TYPES}
_LARGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Rule:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    values: Mapping[str, str]

    def fits(self, job: Mapping[str, str]) -> bool:
        return all(pattern.match(job.get(key, "")) for key, pattern in self.patterns)


class JobMapping:
    """Compiled rules; the same job description is resolved once."""

    def __init__(self, rules: Sequence[_Rule] = (), name: str = "mapping") -> None:
        self._rules, self._name = tuple(rules), name
        self._fitted: set[int] = set()
        self._keys = tuple(k for k in MATCH_KEYS if any(k == key for r in rules for key, _ in r.patterns))
        self._known: dict[tuple[str, ...], Mapping[str, str]] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The match keys that any rule looks at."""
        return self._keys

    def apply(self, job: Mapping[str, str]) -> Mapping[str, str]:
        """The fields that the rules set for a job described by the match keys."""
        if not self._rules:
            return {}
        described = tuple(job.get(key, "") for key in self._keys)
        found = self._known.get(described)
        if found is None:
            found = self._resolve(job)
            if len(self._known) < 100_000:
                self._known[described] = found
        return found

    def _resolve(self, job: Mapping[str, str]) -> Mapping[str, str]:
        values: dict[str, str] = {}
        for number, rule in enumerate(self._rules, 1):
            if rule.fits(job):
                self._fitted.add(number)
                values = {**rule.values, **values}
        return values

    @property
    def unused(self) -> str:
        """A sentence with the numbers of the rules that fitted no job so far; empty when each did."""
        numbers = [str(n) for n in range(1, len(self._rules) + 1) if n not in self._fitted]
        if not numbers:
            return ""
        *first, last = numbers
        if not first:
            return f"rule {last} of {self._name} fits no job"
        return f"rules {', '.join(first)} and {last} of {self._name} fit no job"


def load_mapping(rules: str | Path | Sequence[Any] | JobMapping | None) -> JobMapping:
    """Rules from a YAML file, or from its parsed list. Raises `LedgerError` with every problem at once."""
    if rules is None or isinstance(rules, JobMapping):
        return rules or JobMapping()
    name = Path(rules).name if isinstance(rules, str | Path) else "mapping"
    entries = _read_yaml(Path(rules), name) if isinstance(rules, str | Path) else rules
    if not isinstance(entries, list | tuple):
        raise LedgerError(
            [_problem(name, "the file", _kind(entries), "a list of rules", 'start each with "- match:"')]
        )
    problems = [problem for n, entry in enumerate(entries, 1) for problem in _check(entry, name, n)]
    if problems:
        raise LedgerError(problems)
    return JobMapping([_compile(entry) for entry in entries], name)


def _read_yaml(path: Path, name: str) -> Any:
    import yaml  # noqa: PLC0415 - only who has a rules file pays for it

    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise LedgerError(
                [_problem(name, "the file", "more than 1 MiB", "a rules file", "check the path")]
            )
        return yaml.safe_load(data.decode("utf-8"))
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or error})"
        raise LedgerError([_problem(name, "the file", found, "a YAML list", "check the path")]) from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        found = f"broken YAML ({clip(str(getattr(error, 'problem', None) or error))})"
        raise LedgerError(
            [Problem(name, line, found, "a YAML list in UTF-8", "correct the syntax")]
        ) from error


def _compile(entry: Mapping[str, Any]) -> _Rule:
    patterns = tuple((key, re.compile(translate(str(glob)))) for key, glob in entry["match"].items())
    return _Rule(patterns, {key: str(value) for key, value in entry["set"].items()})


def _check(entry: Any, file: str, number: int) -> list[Problem]:
    where = f"rule {number}"
    if not isinstance(entry, Mapping):
        return [
            _problem(
                file, where, _kind(entry), "a map with match and set", "write match: {...} and set: {...}"
            )
        ]
    unknown = [
        _unknown(file, where, str(key), ("match", "set")) for key in entry if key not in ("match", "set")
    ]
    match = _check_part(entry, "match", MATCH_KEYS, file, where)
    return [*unknown, *match, *_check_part(entry, "set", SET_KEYS, file, where)]


def _check_part(
    entry: Mapping[str, Any], part: str, keys: tuple[str, ...], file: str, where: str
) -> list[Problem]:
    values = entry.get(part)
    if not isinstance(values, Mapping) or not values:
        expected = f"{part} with one or more of {', '.join(keys)}"
        return [
            _problem(file, where, f"{part} as {_kind(values)}", expected, f"write {part}: {{{keys[0]}: …}}")
        ]
    problems = []
    for key, value in values.items():
        if part == "set" and key == "outcome":
            remedy = "leave it out: how a job ended is what the log says"
            problems.append(_problem(file, f"{where}, set", "'outcome'", f"one of {', '.join(keys)}", remedy))
        elif key not in keys:
            problems.append(_unknown(file, f"{where}, {part}", str(key), keys))
        elif isinstance(value, bool) or not isinstance(value, str | int):
            problems.append(
                _problem(file, f"{where}, {part}.{key}", _kind(value), "text", "put it in quotes")
            )
        elif part == "set" and (wrong := _check_value(key, str(value), file, where)):
            problems.append(wrong)
    return problems


def _check_value(key: str, value: str, file: str, where: str) -> Problem | None:
    place = f"{where}, set.{key}"
    codes = _CODES.get(key)
    if codes and not is_code(value, codes):
        return _unknown(file, place, value, codes)
    if not codes and not is_identifier(value):
        remedy = "use letters, digits, dot, hyphen, underscore and slash"
        return _problem(file, place, repr(clip(value)), "an id", remedy)
    return None


def _unknown(file: str, where: str, found: str, known: tuple[str, ...]) -> Problem:
    close = get_close_matches(found, known, n=1)
    remedy = f"did you mean {close[0]}?" if close else "use one of these"
    return _problem(file, where, repr(clip(found)), f"one of {', '.join(known)}", remedy)


def _problem(file: str, where: str, found: str, expected: str, remedy: str) -> Problem:
    return Problem(file, None, f"{found} in {where}", expected, remedy)


def _kind(value: Any) -> str:
    return "nothing" if value is None else f"{type(value).__name__} {clip(repr(value))}"
