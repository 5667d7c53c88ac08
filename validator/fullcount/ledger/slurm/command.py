"""Asking Slurm itself: `sacct` is run for a period, and its whole answer kept in a file.

Source of the options: sacct(1), https://slurm.schedmd.com/sacct.html.
"""

import os
import re
import shlex
import subprocess
from pathlib import Path
from shutil import which
from typing import IO

from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.reading.period import Period

__all__ = ["FIELDS", "export", "sacct_words", "shown"]

FIELDS = (
    *(
        "JobID",
        "JobIDRaw",
        "Cluster",
        "Partition",
        "QOS",
        "Account",
        "User",
        "State",
        "Submit",
        "Start",
        "End",
    ),
    *("ElapsedRaw", "Suspended", "NNodes", "NCPUS", "ReqMem", "AllocTRES", "ConsumedEnergyRaw", "Restarts"),
    *("WorkDir", "JobName", "Comment"),
)
"""Every field that the importer uses; those that an older Slurm does not have are not asked for."""
UNIT_SEPARATOR = "\x1f"
_FIRST_WITH_SEPARATOR = (20, 11)
_VERSION = re.compile(r"(\d+)\.(\d+)")
_LAST_LINES = 5


def sacct_words(
    since: str, until: str | None, *, fields: tuple[str, ...] = FIELDS, separator: str = UNIT_SEPARATOR
) -> list[str]:
    """The command: all users, every attempt, no unit rounded, from `since` to `until` (or now), local times.

    Steps are asked for too, because some sites keep energy only with them; the importer leaves them out.
    """
    until_words = [] if until is None else [f"--endtime={until}"]
    return [
        *("sacct", "--allusers", "--duplicates", "--noconvert", "--parsable2", f"--delimiter={separator}"),
        *(f"--starttime={since}", *until_words, f"--format={','.join(fields)}"),
    ]


def shown(words: list[str]) -> str:
    """The command as one types it into a shell."""
    return " ".join(
        "--delimiter=$'\\x1f'" if word.endswith(UNIT_SEPARATOR) else shlex.quote(word) for word in words
    )


def export(since: str, until: str | None, folder: Path) -> Path:
    """A file in `folder` with what sacct answers. Raises `LedgerError` where there is no sacct, or it fails."""
    Period.of(since, until)
    if which("sacct") is None:
        command = shown(sacct_words(since, until))
        remedy = f"run `{command} > sacct.txt` where it is, then `fullcount read slurm sacct.txt`"
        raise _refusal("no command sacct on this machine", "Slurm's accounting command, or a log", remedy)
    separator = UNIT_SEPARATOR if _version() >= _FIRST_WITH_SEPARATOR else "|"
    words = sacct_words(since, until, fields=_known_fields(), separator=separator)
    target = folder / f"sacct-{since}-{until or 'now'}.txt"
    with target.open("wb") as stream:
        done = _run(words, stream)
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode or "error:" in said:
        told = " / ".join(said.splitlines()[-_LAST_LINES:]) or "nothing"
        found = f"exit code {done.returncode} and the message: {told}"
        raise _refusal(found, "an export", f"see to it that this works: {shown(words)}")
    return target


def _version() -> tuple[int, int]:
    match = _VERSION.search(_run(["sacct", "--version"]).stdout.decode("utf-8", "replace"))
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _known_fields() -> tuple[str, ...]:
    """The fields that this sacct knows; all where it does not say."""
    known = set(_run(["sacct", "--helpformat"]).stdout.decode("utf-8", "replace").lower().split())
    return tuple(field for field in FIELDS if field.lower() in known) if "jobid" in known else FIELDS


def _run(words: list[str], output: IO[bytes] | int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "SLURM_TIME_FORMAT": "standard"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and every word is ours or a checked time
            words,
            stdout=output,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=surroundings,
            check=False,
        )
    except OSError as error:
        found = f"a sacct that cannot be run ({error.strerror or error})"
        raise _refusal(found, "Slurm's accounting command", "check its permissions") from error


def _refusal(found: str, expected: str, remedy: str) -> LedgerError:
    return LedgerError([Problem("sacct", None, found, expected, remedy)])
