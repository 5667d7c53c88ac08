"""What an earlier run has found out about each file, so that a file that has not changed is not checked again."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.corpus.fields import TABLES, table_schema
from fullcount.corpus.pieces import Verdict, stamp
from fullcount.corpus.problem import Problem
from fullcount.corpus.target import Target
from fullcount.corpus.walk import Candidate
from fullcount.disclosure import Place

__all__ = ["State", "read_state", "unchanged", "versions", "write_state"]

FORM = 1
_PART = 1000


class State(NamedTuple):
    """Verdicts by path, in the order of the rows of the tables; `dropped` says why the rows of some were left out.

    `versions` are those of the standard, the rules, the factors and the schemas of the tables, with the year of the
    check; `outputs` the size and the time of change of each file that was written.
    """

    verdicts: dict[str, Verdict]
    dropped: dict[str, Problem]
    versions: dict[str, Any]
    outputs: dict[str, list[int]]

    def holds(self, target: Target) -> bool:
        """Whether the files of the corpus were written then and are still there as they were."""
        return self.outputs.keys() == set(target.outputs) and all(
            list(stamp(target.folder / name)) == kept for name, kept in self.outputs.items()
        )


def versions(year: int) -> dict[str, Any]:
    """All that a verdict and its rows depend on beside the files."""
    from hashlib import sha256  # noqa: PLC0415

    from fullcount.review.report import versions as of_report  # noqa: PLC0415

    schemas = json.dumps([table_schema(table) for table in TABLES]).encode()
    here = str(Path.cwd())
    return {**of_report(), "tables": sha256(schemas).hexdigest(), "year": year, "form": FORM, "folder": here}


def unchanged(item: Candidate, known: Verdict | None) -> bool:
    """Whether a file is as it was, and whatever is attached to it."""
    if known is None or (known.size, known.mtime_ns) != (item.size, item.mtime_ns):
        return False
    if known.key is None and known.named != item.named:
        return False
    if not known.attached:
        return True
    folder = Path(item.path).parent
    return all(stamp(folder / path) == (size, time) for path, size, time in known.attached)


def read_state(path: Path) -> State | None:
    """The state in a file; None where there is none, or it cannot be used."""
    try:
        kept = _loads(path.read_bytes())
        verdicts = {row[0]: _verdict(row) for row in kept["files"]}
        return State(
            verdicts,
            {path: _problem(row) for path, row in kept["dropped"].items()},
            kept["versions"],
            kept["outputs"],
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def write_state(
    path: Path,
    verdicts: Sequence[Verdict],
    dropped: Mapping[str, Problem],
    said: Mapping[str, Any],
    outputs: Mapping[str, Any],
) -> None:
    """Write the file of the state, a part at a time."""
    head = json.dumps({"versions": said, "outputs": outputs, "dropped": dropped}, separators=(",", ":"))
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{head.removesuffix("}")},"files":[')
        for start in range(0, len(verdicts), _PART):
            part = json.dumps(verdicts[start : start + _PART], separators=(",", ":"))
            file.write(f"{',' if start else ''}{part[1:-1]}")
        file.write("]}")


def _verdict(row: list[Any]) -> Verdict:
    path, size, mtime_ns, named, rows, key, tally, problems, attached = row
    return Verdict(
        path,
        size,
        mtime_ns,
        named,
        tuple(rows),
        key and tuple(key),
        tuple(tally),
        tuple(map(_problem, problems)),
        tuple(map(tuple, attached)),
    )


def _problem(row: list[Any]) -> Problem:
    file, found, expected, remedy, pointer, place = row
    return Problem(file, found, expected, remedy, pointer, place and Place(*place))


def _loads(content: bytes) -> Any:
    try:
        import orjson  # noqa: PLC0415 - an extra
    except ImportError:
        return json.loads(content)
    return orjson.loads(content)
