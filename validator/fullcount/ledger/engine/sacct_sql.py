"""The SQL of a Slurm export: its rows in classes, and the plain ones as the view of jobs that is summed.

| class        | what it is                                                      | what becomes of it                |
|--------------|-----------------------------------------------------------------|-----------------------------------|
| step         | a part of a job                                                 | counted                           |
| header       | the header again                                                | counted                           |
| other-header | a header with other columns                                     | the importer reads all files      |
| outside      | a job that ended before the period or started after it          | counted                           |
| job          | a job whose id, times, cores and energy are plainly written     | summed                            |
| odd          | any other row                                                   | read by the importer, one by one  |

The SQL is in DuckDB's dialect and keeps to what Spark has too. Cells are texts, and empty texts are not null.
"""

from collections.abc import Mapping, Sequence

from fullcount.ledger.engine.base import literal
from fullcount.ledger.reading.period import Period

__all__ = ["READ", "SLOTS", "SacctView"]

READ = (
    *(
        "jobid",
        "jobidraw",
        "jobname",
        "partition",
        "account",
        "qos",
        "cluster",
        "user",
        "state",
        "start",
        "end",
    ),
    *("elapsed", "elapsedraw", "nnodes", "ncpus", "reqmem", "alloctres", "allocgres"),
    *("consumedenergyraw", "consumedenergy", "restarts", "comment", "workdir"),
)
"""The columns that the importer looks at."""

_NO_TIME = "('', 'unknown', 'none', 'n/a', 'invalid')"
_NO_ENERGY = "('', '0', 'N/A')"
_NO_VALUE = "(0, 4294967294, 4294967295)"
_CPU = r"(^|,)cpu=([0-9]{1,9})(,|$)"
_ENERGY = r"(^|,)energy=([0-9]{1,18})(,|$)"
_COUNTED = r"(^|,)(billing|cpu|mem|node|energy|pages|vmem|fs/[^=,]*|ic/[^=,]*)=[^,]*"
_SUFFIXES = (("K", 10**3), ("M", 10**6), ("G", 10**9), ("T", 10**12), ("P", 10**15))

_NUMBER = (
    "coalesce(try_cast(x_jobidraw as bigint), try_cast(x_jobid as bigint), "
    "try_cast(split_part(job, '_', 1) as bigint) * 1000000 + try_cast(split_part(job, '_', 2) as bigint))"
)
SLOTS = "bit_count(bit_or(1::bigint << slot))"
"""Attempts seen in a block of eight job numbers, four for each: fewer than its jobs where one may come twice."""


class SacctView:
    """The SQL over the tables of exports, each with the place of its columns by name."""

    def __init__(self, tables: Sequence[tuple[str, Mapping[str, int]]], period: Period | None) -> None:
        self._tables, self._period = tables, period
        self._index = {name for _, index in tables for name in index}

    @property
    def present(self) -> tuple[str, ...]:
        """The columns of the exports that the importer looks at."""
        return tuple(name for name in READ if name in self._index)

    def classed(self) -> str:
        """Every row with its columns by name, and its class."""
        named = " union all ".join(_named(table, index) for table, index in self._tables)
        return f"""
            select *, {self._class()} as class from (
                select *, {self._step()} as is_step, case when x_jobid = '' then x_jobidraw else x_jobid end as job
                from ({named}) named_cells
            ) with_steps"""  # noqa: S608

    def jobs(self, keys: Sequence[str], source: str) -> str:
        """The view that is summed: keys of the importer's answer, and numbers; of other classes than `job` nothing."""
        chosen = ", ".join(_only_jobs(self._key(name), name) for name in keys)
        plain = ", ".join(_only_jobs(expression, name) for name, expression in self._numbers().items())
        return f"select class, {chosen}, {plain}, cast(null as double) as ghg_kgco2e from ({source}) classed"  # noqa: S608

    def _key(self, name: str) -> str:
        match name:
            case "state":
                return "split_part(x_state, ' ', 1)"
            case "alloctres":
                kept = f"ltrim(regexp_replace(x_alloctres, {literal(_COUNTED)}, '', 'g'), ',')"
                return f"case when contains(x_alloctres, 'gres/') then {kept} when x_alloctres = '' then '' else 'cpu=1' end"
            case "duration":
                return f"case when {self._elapsed()} = 0 then 'never' else 'timed' end"
            case "month":
                return f"coalesce(substr({_moment('x_start')}, 1, 7), '')"
            case _:
                return _alias(name)

    def _numbers(self) -> dict[str, str]:
        return {
            "elapsed_s": self._elapsed(),
            "cores": self._cores(),
            "energy": self._joules(),
            "started": _moment("x_start"),
            "ended": _moment("x_end"),
            "block": f"({_NUMBER}) // 8",
            "slot": f"cast(({_NUMBER}) & 7 as int) * 4 + least(coalesce(try_cast(x_restarts as int), 0), 3)",
        }

    def _class(self) -> str:
        same = (
            " and ".join(
                f"lower({_alias(name)}) = {literal(name)}"
                for name in ("state", "alloctres", "elapsedraw")
                if name in self._index
            )
            or "true"
        )
        return f"""case when is_step then 'step'
            when lower(job) in ('jobid', 'jobidraw') then case when {same} then 'header' else 'other-header' end
            when not ({self._plain()}) then 'odd' {self._outside()} else 'job' end"""

    def _step(self) -> str:
        dotted = "contains(x_jobid, '.') or contains(x_jobidraw, '.')"
        owners = [f"{_alias(name)} = ''" for name in ("user", "partition") if name in self._index]
        return f"({dotted} or ({' and '.join(owners)}))" if owners else f"({dotted})"

    def _plain(self) -> str:
        checks = [
            "regexp_matches(job, '^[0-9]{1,12}([_+][0-9]{1,6})?$')",
            f"({self._plain_elapsed()})",
            _plain_moment("x_start"),
            _plain_moment("x_end"),
            "regexp_matches(x_ncpus, '^[0-9]{0,9}$')",
            f"(x_ncpus <> '' or not contains(x_alloctres, 'cpu=') or {_extract('x_alloctres', _CPU)} <> '')",
            "(x_consumedenergyraw = 'N/A' or regexp_matches(x_consumedenergyraw, '^[0-9]{0,18}$'))",
            r"(x_consumedenergy in ('', 'N/A') or regexp_matches(x_consumedenergy, '^[0-9]{1,12}([.][0-9]{1,6})?[KMGTP]?$'))",
        ]
        return " and ".join(checks)

    def _plain_elapsed(self) -> str:
        raw = "regexp_matches(x_elapsedraw, '^[0-9]{1,10}$')"
        return f"{raw} or regexp_matches(x_elapsed, '^([0-9]{{1,4}}-)?[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}$')"

    def _elapsed(self) -> str:
        days = (
            "case when contains(x_elapsed, '-') then cast(split_part(x_elapsed, '-', 1) as bigint) else 0 end"
        )
        clock = (("8", 3600), ("5", 60), ("2", 1))
        parts = " + ".join(
            f"cast(left(right(x_elapsed, {at}), 2) as bigint) * {seconds}" for at, seconds in clock
        )
        if "elapsed" not in self._index:
            return "cast(x_elapsedraw as bigint)"
        return f"case when x_elapsedraw <> '' then try_cast(x_elapsedraw as bigint) else ({days}) * 86400 + {parts} end"

    def _cores(self) -> str:
        counted = f"try_cast({_extract('x_alloctres', _CPU)} as bigint)"
        return f"case when x_ncpus <> '' then cast(x_ncpus as bigint) else {counted} end"

    def _joules(self) -> str:
        """Of the columns that the export has, the first that is measured."""
        ways = []
        if "consumedenergyraw" in self._index:
            ways.append(
                _measured(
                    "case when x_consumedenergyraw not in ('', 'N/A') then cast(x_consumedenergyraw as bigint) end"
                )
            )
        if "consumedenergy" in self._index:
            ways.append(_measured(_with_suffix("x_consumedenergy")))
        ways.append(_measured(f"try_cast({_extract('x_alloctres', _ENERGY)} as bigint)"))
        return f"coalesce({', '.join(ways)})" if len(ways) > 1 else ways[0]

    def _outside(self) -> str:
        """The class of rows outside the period, and of those that it cuts or may cut."""
        if self._period is None:
            return ""
        since, until = self._period.since, self._period.until
        start, end = _moment("x_start"), _moment("x_end")
        before = f"{end} < {literal(since)}" if since else "false"
        after = f"{start} > {literal(until)}" if until else "false"
        from_since = f"{start} >= {literal(since)}" if since else "true"
        to_until = f"{end} < {literal(until)}" if until else "true"
        return f"""when {start} is not null and ({before} or {after}) then 'outside'
            when {start} is not null and not coalesce({from_since} and {to_until}, false) then 'odd'"""


def _named(table: str, index: Mapping[str, int]) -> str:
    """The columns under one name in all tables; a column that an export lacks is an empty text."""
    named = (f"{f'c{index[name]}' if name in index else repr('')} as {_alias(name)}" for name in READ)
    return f"select {', '.join(named)} from {table}"  # noqa: S608


def _alias(name: str) -> str:
    return f"x_{name}"


def _only_jobs(expression: str, name: str) -> str:
    return f"case when class = 'job' then {expression} end as {name}"


def _plain_moment(cell: str) -> str:
    written = (
        f"length({cell}) = 19 and substr({cell}, 11, 1) = 'T' and try_cast({cell} as timestamp) is not null"
    )
    return f"(({written}) or lower({cell}) in {_NO_TIME})"


def _moment(cell: str) -> str:
    return f"case when length({cell}) = 19 then {cell} end"


def _extract(cell: str, pattern: str) -> str:
    return f"regexp_extract({cell}, {literal(pattern)}, 2)"


def _measured(joules: str) -> str:
    return f"case when {joules} not in {_NO_VALUE} then {joules} end"


def _with_suffix(cell: str) -> str:
    """Joules of `39.98M`, exactly."""
    number = f"cast(regexp_extract({cell}, '^([0-9.]+)', 1) as decimal(18, 6))"
    scaled = " ".join(
        f"when right({cell}, 1) = {literal(suffix)} then cast({number} * {factor} as decimal(38, 6))"
        for suffix, factor in _SUFFIXES
    )
    return f"case when {cell} in {_NO_ENERGY} then null {scaled} else cast({number} as decimal(38, 6)) end"
