"""The SQL of a Slurm export: its rows in classes, and the plain ones as the view of jobs that is summed.

| class        | what it is                                                      | what becomes of it                |
|--------------|-----------------------------------------------------------------|-----------------------------------|
| step         | a part of a job                                                 | counted                           |
| header       | a header again; with other columns the importer reads all files | counted                           |
| outside      | a job that ended before the period or started after it          | counted                           |
| job          | a job whose id, times, cores and energy are plainly written     | summed                            |
| odd          | any other row                                                   | read by the importer, one by one  |

The SQL is in DuckDB's dialect and keeps to what Spark has too. Cells are texts, and empty texts are not null.
Comparisons stand one after the other where `in` would be shorter, because `in` becomes a join over all rows.
"""

from collections.abc import Iterator, Mapping, Sequence

from fullcount.ledger.engine.base import literal
from fullcount.ledger.engine.sacct_cells import (
    NO_ENERGY,
    clock,
    extract,
    is_once,
    is_plain_moment,
    is_written,
    measured,
    moment,
    one_of,
    suffixed,
    timestamp,
)
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
    *("elapsed", "elapsedraw", "nnodes", "ncpus", "reqmem", "alloctres", "allocgres", "reqtres", "reqgres"),
    *("consumedenergyraw", "consumedenergy", "restarts", "comment", "workdir", "suspended", "suspendedraw"),
)
"""The columns that the importer looks at."""

_HALVES = {"low": "(number & 16) = 0", "high": "(number & 16) <> 0"}
SLOTS = " + ".join(f"coalesce(bit_count(bit_or(1::bigint << {half})), 0)" for half in _HALVES)
"""Attempts seen in a block of 32 job numbers, four for each: fewer than its jobs where one may come twice."""

_CPU = r"(^|,)cpu=([0-9]{1,9})(,|$)"
_ENERGY = r"(^|,)energy=([0-9]{1,18})(,|$)"
_HEADER = "(lower(job) = 'jobid' or lower(job) = 'jobidraw')"
_PART = "^[0-9]{1,12}[_+][0-9]{1,6}$"
_LONGEST_S = 10**10
_ATTEMPT = (
    "case when length(x_restarts) < 3 and x_restarts >= '0' then least(try_cast(x_restarts as int), 3) end"
)
"""Without it a row has no slot, so that its block is looked at. More than 99 restarts are not told apart."""


class SacctView:
    """The SQL over the tables of exports, each with the place of its columns by name.

    `written` are the names of columns in every header, as written there.
    `tres_energy` says that resources tell the energy of jobs: then it is read from there, and left out of the keys.
    Where it was not known to be so, a job whose energy stands only there is odd.
    """

    def __init__(
        self,
        tables: Sequence[tuple[str, Mapping[str, int]]],
        period: Period | None,
        written: Mapping[str, str],
        *,
        tres_energy: bool,
    ) -> None:
        self._written = written
        self._tables, self._period, self._tres_energy = tables, period, tres_energy
        self._index = {name for _, index in tables for name in index}

    @property
    def present(self) -> tuple[str, ...]:
        """The columns of the exports that the importer looks at."""
        return tuple(name for name in READ if name in self._index)

    def classed(self, apart: str = "") -> str:
        """Every row with its columns by name, its numbers (null in a step) and its class.

        Jobs in the column `again` of the table `apart` are odd.
        """
        read = f"select *, {_of_jobs(self._read())} from ({self._stepped()}) stepped"
        numbered = f"select *, {_of_jobs(self._numbers())} from ({read}) numbers_read"
        if not apart:
            return f"select *, {self._class()} as class from ({numbered}) numbered"
        classed = f"select *, {self._class()} as alone from ({numbered}) numbered"
        again = f"(alone = 'job' or alone = 'outside') and job in (select again from {apart})"
        return f"select *, case when {again} then 'odd' else alone end as class from ({classed}) classed"

    def other_headers(self) -> str:
        """How many headers have other columns; a query of its own, since it reads cells that no sum needs."""
        same = " and ".join(f"x_{name} = {literal(written)}" for name, written in self._written.items())
        return f"select count(*) from ({self._stepped()}) stepped where not is_step and {_HEADER} and not ({same})"

    def _stepped(self) -> str:
        """Every row with its columns by name, its job, and whether it is a step."""
        named = " union all ".join(_named(table, index) for table, index in self._tables)
        job = "case when x_jobid = '' then x_jobidraw else x_jobid end as job"
        return f"select *, {self._step()} as is_step, {job} from ({named}) named"

    def jobs(self, keys: Sequence[str], source: str) -> str:
        """The view that is summed: keys of the importer's answer, and numbers, of `job`.

        Of `odd` and `outside` rows only the place in a block: one may belong to a job of which another row is plain.
        A row without a number has no place: no plain row is of its job.
        """
        columns = {name: self._key(name) for name in keys}
        columns |= {name: name for name in ("elapsed_s", "cores", "energy", "started", "ended")}
        written = [f"case when is_job then {sql} end as {name}" for name, sql in columns.items()]
        written += [f"case when {which} then slot end as {half}" for half, which in _HALVES.items()]
        placed = "class = 'job' as is_job, least(cast(number & 15 as int) * 4 + attempt, 62) as slot"
        flagged = f"select *, {placed} from ({source}) classed"
        return f"select class, {', '.join(written)}, number // 32 as block from ({flagged}) flagged"

    def _step(self) -> str:
        """Whether a row is a step, by the cheaper test first: most have no owner."""
        owners = " and ".join(f"x_{name} = ''" for name in ("user", "partition") if name in self._index)
        named = "contains(x_jobid, '.') or contains(x_jobidraw, '.')"
        return f"case when {owners} then true else {named} end" if owners else f"({named})"

    def _read(self) -> dict[str, str]:
        """Cells as the engine casts them, once each; it reads more than the importer does."""
        attempt = _ATTEMPT if all("restarts" in index for _, index in self._tables) else "0"
        elapsed_s = "try_cast(x_elapsedraw as bigint)" if "elapsedraw" in self._index else clock("x_elapsed")
        return {
            "whole": "try_cast(job as bigint)",
            "elapsed_s": elapsed_s,
            "cores": f"try_cast({self._cores} as bigint)",
            "started": timestamp("x_start"),
            "ended": timestamp("x_end"),
            "attempt": attempt,
            **{f"of_{name}": joules for name, (joules, _) in self._meters().items()},
        }

    def _numbers(self) -> dict[str, str]:
        """The number of a job, null where its id is not plainly written, and its energy."""
        parts = [f"cast(split_part(replace(job, '+', '_'), '_', {place}) as bigint)" for place in (1, 2)]
        found = [measured(f"of_{name}") for name in self._meters()]
        return {
            "number": f"case when {is_written('whole', 'job')} then whole "
            f"when regexp_matches(job, '{_PART}') then {parts[0]} * 1000000 + {parts[1]} end",
            "energy": f"coalesce({', '.join(found)})" if found else "cast(null as bigint)",
        }

    @property
    def _cores(self) -> str:
        return "x_ncpus" if "ncpus" in self._index else extract("x_alloctres", _CPU)

    def _meters(self) -> dict[str, tuple[str, str]]:
        """Where energy may stand, in the order of the importer: the joules, and whether they are plainly written."""
        raw, short = "x_consumedenergyraw", "x_consumedenergy"
        written = is_written("of_consumedenergyraw", raw)
        meters = {
            "consumedenergyraw": (f"try_cast({raw} as bigint)", f"({one_of(raw, NO_ENERGY)} or {written})"),
            "consumedenergy": (
                suffixed(short),
                f"({one_of(short, NO_ENERGY)} or of_consumedenergy is not null)",
            ),
        }
        found = {name: meter for name, meter in meters.items() if name in self._index}
        if self._tres_energy:
            plain = f"(of_alloctres is not null and {is_once('x_alloctres', 'energy=')})"
            found["alloctres"] = (
                f"try_cast({extract('x_alloctres', _ENERGY)} as bigint)",
                f"(not contains(x_alloctres, 'energy=') or {plain})",
            )
        return found

    def _plain_energy(self) -> str:
        """Whether the first that is measured is plainly written, and each before it plainly says that it is not."""
        plain = "true" if self._tres_energy else "not contains(x_alloctres, 'energy=')"
        for name, (_, written) in reversed(self._meters().items()):
            plain = f"({written} and ({measured(f'of_{name}')} is not null or {plain}))"
        return plain

    def _key(self, name: str) -> str:
        match name:
            case "state":
                return "case when left(x_state, 10) = 'CANCELLED ' then 'CANCELLED' else x_state end"
            case "alloctres" if self._tres_energy:
                return "regexp_replace(x_alloctres, '(^|,)energy=[^,]*', '', 'g')"
            case "never":
                return "elapsed_s = 0"
            case "month":
                return f"coalesce(substr({moment('x_start')}, 1, 7), '')"
            case _:
                return f"x_{name}"

    def _class(self) -> str:
        return f"""case when is_step then 'step'
            when coalesce({" and ".join(self._plain())}, false) then {self._inside()}
            when {_HEADER} then 'header' else 'odd' end"""

    def _plain(self) -> Iterator[str]:
        """What holds of a plain row. A cast reads more than the importer does, so numbers have to look like it."""
        yield f"number >= 0 and elapsed_s >= 0 and elapsed_s < {_LONGEST_S} and cores >= 0 and coalesce(energy, 0) >= 0"
        if "elapsedraw" in self._index:
            yield is_written("elapsed_s", "x_elapsedraw")
        yield is_written("cores", self._cores)
        if "ncpus" not in self._index:
            yield is_once("x_alloctres", "cpu=")
        yield is_plain_moment("started", "x_start")
        yield is_plain_moment("ended", "x_end")
        yield self._plain_energy()

    def _inside(self) -> str:
        """The class of a plain row: a job, or one outside the period, or one that the period cuts or may cut."""
        if self._period is None:
            return "'job'"
        start, end = moment("x_start"), moment("x_end")
        since, until = literal(self._period.since or "0000"), literal(self._period.until or "9999")
        return f"""case when {start} is null then 'job' when coalesce({end} < {start}, false) then 'odd'
            when {start} >= {since} and coalesce({end} < {until}, false) then 'job'
            when coalesce({end} < {since}, false) or {start} > {until} then 'outside' else 'odd' end"""


def _named(table: str, index: Mapping[str, int]) -> str:
    """The columns under one name in all tables; a column that an export lacks is an empty text."""
    named = (f"{f'c{index[name]}' if name in index else repr('')} as x_{name}" for name in READ)
    return f"select {', '.join(named)} from {table}"


def _of_jobs(columns: Mapping[str, str]) -> str:
    """Columns that are null in a step."""
    return ", ".join(f"case when not is_step then {sql} end as {name}" for name, sql in columns.items())
