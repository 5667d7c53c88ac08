"""A folder in place of a log: the files in it, such as the exports of one month each."""

from pathlib import Path

from fullcount.ledger.errors import LedgerError, Problem, clip

__all__ = ["files_in"]


def files_in(folder: Path) -> list[str | Path]:
    """The files of a folder in the order of their names; hidden ones are left out.

    Raises `LedgerError` where there are none, and for all that would be lost in silence: folders inside, and links
    that lead out.
    """
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        seen = f"a folder that cannot be read ({error.strerror or error})"
        raise LedgerError(
            [Problem(folder.name, None, seen, "a readable folder", "check permissions")]
        ) from error
    if problems := [problem for path in found if (problem := _problem(folder, path))]:
        raise LedgerError(problems)
    if not found:
        problem = Problem(folder.name, None, "an empty folder (directory)", "logs in it", "name the logs")
        raise LedgerError([problem])
    return [*found]


def _problem(folder: Path, path: Path) -> Problem | None:
    name = f"{folder.resolve().name}/{clip(path.name)}"
    if not path.resolve().is_relative_to(folder.resolve()):
        return Problem(
            name, None, "a link that leads out of the folder", "a file", "name its target as a log"
        )
    if path.is_dir():
        return Problem(name, None, "a folder inside the folder", "files", "name each folder as a log")
    return None
