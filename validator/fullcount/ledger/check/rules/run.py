"""The rules over one table: their bits in the mask of the first scan, and their places where a bit is set."""

from collections.abc import Iterator, Sequence
from typing import Any

from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.findings import PLACES, Finding, RuleResult
from fullcount.ledger.check.relation import Relation, cell_name
from fullcount.ledger.check.rules import (
    accelerators_without_nodes,
    beyond_capacity,
    elapsed_beyond_times,
    end_before_start,
    energy_above_rated_power,
    models_unlike_accelerators,
    more_nodes_than_cores,
    never_ran_with_energy,
    repeated_attempt,
)
from fullcount.ledger.check.rules.context import Context
from fullcount.ledger.check.rules.rule import NotApplicable, RowRule
from fullcount.printing import printable

__all__ = ["RuleRun"]

_TIMES = ("start", "end")
_NUMBERS = ("elapsed_s", "accelerators", "nodes", "cores", "energy_kwh")
_TEXTS = ("job_id", "facility", "equipment", "energy_boundary", "accelerator_model")
_ALWAYS = (
    end_before_start.RULE,
    elapsed_beyond_times.RULE,
    never_ran_with_energy.RULE,
    accelerators_without_nodes.RULE,
    more_nodes_than_cores.RULE,
    models_unlike_accelerators.RULE,
)
_BATCH = 4096
_LONGEST = 200


class RuleRun:
    """The rules that a table with these labels can be asked; a table of other things is asked none."""

    def __init__(self, context: Context, labels: Sequence[str]) -> None:
        self._context = context
        self._places = {label: cell_name(labels.index(label)) for label in labels}
        self.asked = "job_id" in self._places and bool({"start", "elapsed_s"} & set(self._places))
        self._silent: list[RuleResult] = []
        self._rules = list(self._applicable()) if self.asked else []
        self._attempts = self.asked and self._has(repeated_attempt.NAME, repeated_attempt.NEEDS)

    @property
    def conditions(self) -> list[str]:
        """Two bits a rule: the row states what it needs, and it is broken."""
        return [bit for rule in self._rules for bit in (rule.known, _broken(rule))]

    @property
    def kept(self) -> dict[str, str]:
        """Further columns of the first scan."""
        return {"attempt": repeated_attempt.HASH} if self._attempts else {}

    def typed(self, relation: Relation) -> Relation:
        """The relation with the columns of the ledger beside the cells, typed; what is no such value is NULL."""
        if not self.asked:
            return relation
        moments = [f"try_cast(nullif({self._cell(name)}, '') as timestamp) as \"{name}\"" for name in _TIMES]
        numbers = [f"try_cast(nullif({self._cell(name)}, '') as double) as {name}_" for name in _NUMBERS]
        columns = [f"case when isfinite({name}_) then {name}_ end as {name}" for name in _NUMBERS]
        columns += [f"nullif({self._cell(name)}, '') as {name}" for name in _TEXTS]
        parallel, ordered, marked = (
            f"select *, {', '.join(columns)} from (select *, {', '.join(moments + numbers)} from ({source}))"
            for source in (relation.parallel, relation.ordered, relation.marked or relation.ordered)
        )
        return relation._replace(parallel=parallel, ordered=ordered, marked=relation.marked and marked)

    def results(self, connection: Any, typed: Relation, first_bit: int) -> tuple[RuleResult, ...]:
        """How each rule ended, after the first scan; `typed` is the relation that it went over."""
        return tuple(self._results(connection, typed, first_bit)) if self.asked else ()

    def _results(self, connection: Any, typed: Relation, first_bit: int) -> Iterator[RuleResult]:
        masks = connection.execute("select mask, count(*) from pass1 group by mask").fetchall()
        counts = [
            sum(count for mask, count in masks if mask & (1 << first_bit + place))
            for place in range(2 * len(self._rules))
        ]
        known, broken = dict(zip(self._rules, counts[::2], strict=True)), counts[1::2]
        found = _places(
            connection, typed, {rule: n for rule, n in zip(self._rules, broken, strict=True) if n}
        )
        for rule in self._rules:
            yield _result(rule, known[rule], found.get(rule))
        if self._attempts:
            yield repeated_attempt.result(connection, typed.ordered)
        if self._has(beyond_capacity.NAME, beyond_capacity.NEEDS):
            yield from beyond_capacity.results(connection, typed.parallel, self._context)
        yield from self._silent

    def _applicable(self) -> Iterator[RowRule]:
        energy = energy_above_rated_power.rule(self._context)
        if isinstance(energy, NotApplicable):
            self._silent.append(RuleResult(energy_above_rated_power.NAME, "not-applicable", energy.reason))
        more = () if isinstance(energy, NotApplicable) else (energy,)
        yield from (rule for rule in (*_ALWAYS, *more) if self._has(rule.name, rule.columns))

    def _has(self, rule: str, needs: Sequence[str]) -> bool:
        absent = [name for name in needs if name not in self._places]
        reason = f"the table has no column {', '.join(absent)}"
        if absent and rule not in {result.name for result in self._silent}:
            self._silent.append(RuleResult(rule, "not-applicable", reason))
        return not absent

    def _cell(self, name: str) -> str:
        return self._places.get(name, "null::varchar")


def _broken(rule: RowRule) -> str:
    return f"({rule.known}) and ({rule.broken})"


def _places(connection: Any, typed: Relation, broken: dict[RowRule, int]) -> dict[RowRule, Finding]:
    """The first places of each broken rule, from one scan in order that stops when it has them all."""
    found = {
        rule: Finding(rule.name, rule.severity, "", rule.expected, rule.remedy, count)
        for rule, count in broken.items()
    }
    if not found:
        return found
    told = ", ".join(f"case when {_broken(rule)} then {rule.found} end" for rule in found)
    either = " or ".join(f"({_broken(rule)})" for rule in found)
    source = typed.marked or typed.ordered
    rows = connection.cursor().execute(f"select rn, line, {told} from ({source}) where {either}")
    while batch := rows.fetchmany(_BATCH):
        for number, line, *texts in batch:
            _take(found, number, line, texts)
        if all(len(finding.places) >= min(PLACES, finding.count) for finding in found.values()):
            break
    return found


def _take(found: dict[RowRule, Finding], number: int, line: int | None, texts: Sequence[str | None]) -> None:
    for (rule, finding), text in zip(found.items(), texts, strict=True):
        if text is not None and len(finding.places) < PLACES:
            finding.places.append(
                Fault(rule.name, number, line, None, "", printable(text[:_LONGEST]), rule.expected)
            )


def _result(rule: RowRule, known: int, finding: Finding | None) -> RuleResult:
    if finding is not None:
        return RuleResult(rule.name, "failed", finding=finding)
    if not known:
        return RuleResult(rule.name, "not-applicable", f"no row states {', '.join(rule.columns)}")
    return RuleResult(rule.name, "passed")
