"""From files to the corpus: find them, check what has changed, write the tables and their codebook."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.corpus.assemble import Earlier, Group, assemble
from fullcount.corpus.codebook import codebook_json, codebook_markdown
from fullcount.corpus.database import export_tables, write_database
from fullcount.corpus.duplicates import Seen
from fullcount.corpus.extra import need_arrow
from fullcount.corpus.find import candidates, nothing_found
from fullcount.corpus.kept import starts_of
from fullcount.corpus.pieces import Verdict, stamp
from fullcount.corpus.problem import Problem
from fullcount.corpus.state import State, read_state, unchanged, versions, write_state
from fullcount.corpus.target import Target
from fullcount.corpus.walk import Candidate
from fullcount.corpus.workers import pieces

__all__ = ["Built", "Plan", "plan", "unaltered", "write"]

GROUP = 250
"""Files whose rows are written together, which bounds the memory."""
_NOTHING = Earlier({}, {})

Told = Callable[[int], None]
Counts = tuple[int, int, int]


class Plan(NamedTuple):
    """What is to be done: every file that may be meant, and what is known of those that have not changed.

    `ours` is whether the files that stand where the corpus goes are those of an earlier run.
    """

    files: list[Candidate]
    problems: list[Problem]
    state: State | None
    known: dict[str, Verdict]
    versions: dict[str, Any]
    ours: bool


class Built(NamedTuple):
    """What came of it: verdicts in the order of the paths, how many of them are new, and every problem."""

    verdicts: list[Verdict]
    checked: int
    problems: list[Problem]
    dropped: dict[str, Problem]

    @property
    def taken(self) -> list[Verdict]:
        """The disclosures that are in the corpus."""
        return [item for item in self.verdicts if item.key and item.path not in self.dropped]

    @property
    def passed_over(self) -> int:
        """Files that are no disclosures."""
        return sum(1 for item in self.verdicts if item.key is None and not item.problems)


def plan(paths: Sequence[str | Path], target: Target, year: int, *, fresh: bool = False) -> Plan:
    """Find the files, and what an earlier run has kept of them; with `fresh`, as if there had been none."""
    need_arrow()
    files, problems = candidates(paths)
    said = versions(year)
    state = read_state(target.cache)
    ours = state is not None and state.holds(target)
    if state is None or not ours or fresh or state.versions != said:
        return Plan(files, problems, None, {}, said, ours)
    known = {
        item.path: verdict
        for item in files
        if (verdict := state.verdicts.get(item.path)) and unchanged(item, verdict)
    }
    return Plan(files, problems, state, known, said, ours)


def unaltered(plan: Plan) -> Built | None:
    """What the earlier run has found, where no file has changed, come or gone; None where one has."""
    state = plan.state
    if state is None or not len(plan.known) == len(plan.files) == len(state.verdicts):
        return None
    return _built(plan, list(state.verdicts.values()), 0, state.dropped)


def write(plan: Plan, target: Target, staged: Path, jobs: int, told: Told) -> Built:
    """Check what has changed and write the whole corpus into the folder `staged`."""
    dropped = plan.state.dropped if plan.state else {}
    known = {path: verdict for path, verdict in plan.known.items() if path not in dropped}
    tables = _tables(target, staged)
    seen = Seen()
    verdicts, left_out = assemble(
        _groups(plan.files, known, plan.versions["year"], jobs, told),
        _earlier(plan, target, staged),
        tables,
        seen,
    )
    if left_out != seen.problems.keys():
        _leave_out(verdicts, left_out, tables, seen)
    built = _built(plan, verdicts, len(plan.files) - len(known), seen.problems)
    if not (built.taken or built.problems):
        built.problems.append(nothing_found(built.passed_over))
    if built.taken:
        _finish(built, plan, target, staged, tables)
    return built


def _groups(
    files: Sequence[Candidate], known: dict[str, Verdict], year: int, jobs: int, told: Told
) -> Iterator[Group]:
    groups = [files[start : start + GROUP] for start in range(0, len(files), GROUP)]
    same: dict[Counts, Counts] = {}
    new = [[item for item in group if item.path not in known] for group in groups]
    made = pieces([group for group in new if group], year, jobs)
    done = 0
    for group, fresh in zip(groups, new, strict=True):
        piece = next(made) if fresh else None
        found = iter(piece.verdicts if piece else ())
        verdicts = [known.get(item.path) or _sparing(next(found), item, same) for item in group]
        yield Group(verdicts, piece)
        done += len(group)
        told(done)


def _sparing(verdict: Verdict, item: Candidate, same: dict[Counts, Counts]) -> Verdict:
    """The verdict that a worker has sent, its parts those that are in memory already: of many, a third less."""
    return verdict._replace(
        path=item.path,
        size=item.size,
        mtime_ns=item.mtime_ns,
        rows=same.setdefault(verdict.rows, verdict.rows),
        tally=same.setdefault(verdict.tally, verdict.tally),
    )


def _earlier(plan: Plan, target: Target, staged: Path) -> Earlier:
    if plan.state is None:
        return _NOTHING
    starts = starts_of(plan.state.verdicts.values(), plan.state.dropped)
    files = {table: target.folder / name for table, name in target.files.items()}
    if target.form == ".duckdb":
        files = export_tables(files["figures"], staged)
    return Earlier(files, {path: starts[path] for path in plan.known if path in starts})


def _tables(target: Target, staged: Path) -> dict[str, Path]:
    """Where the tables are written; for a database, files that it is then filled from."""
    files = target.files if target.form == ".parquet" else {name: f"{name}.parquet" for name in target.files}
    return {table: staged / name for table, name in files.items()}


def _leave_out(
    verdicts: Sequence[Verdict], left_out: frozenset[str], tables: dict[str, Path], seen: Seen
) -> None:
    """Write the tables again without those rows of which a later file has shown that they are contradicted."""
    before = {table: path.rename(path.with_suffix(".before")) for table, path in tables.items()}
    groups = (Group(verdicts[start : start + GROUP], None) for start in range(0, len(verdicts), GROUP))
    assemble(groups, Earlier(before, starts_of(verdicts, left_out)), tables, seen)
    for path in before.values():
        path.unlink()


def _finish(built: Built, plan: Plan, target: Target, staged: Path, tables: dict[str, Path]) -> None:
    """The database where one is asked for, the codebook, and what the next run is to know."""
    if target.form == ".duckdb":
        write_database(staged / target.files["figures"], tables)
        for path in (*tables.values(), *staged.glob("*.earlier")):
            path.unlink()
    page, package = target.codebooks
    (staged / page).write_text(codebook_markdown(), encoding="utf-8")
    written = {table: staged / name for table, name in target.files.items()}
    (staged / package).write_text(codebook_json(target.name, written), encoding="utf-8")
    outputs = {name: stamp(staged / name) for name in target.outputs}
    write_state(staged / target.cache.name, built.verdicts, built.dropped, plan.versions, outputs)


def _built(plan: Plan, verdicts: list[Verdict], checked: int, dropped: dict[str, Problem]) -> Built:
    found = [problem for verdict in verdicts for problem in (*verdict.problems, *_of(verdict, dropped))]
    return Built(verdicts, checked, [*plan.problems, *found], dropped)


def _of(verdict: Verdict, dropped: dict[str, Problem]) -> list[Problem]:
    return [dropped[verdict.path]] if verdict.path in dropped else []
