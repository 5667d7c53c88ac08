"""Records that are of one run, put together."""

from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.wandb.runs import Part

__all__ = ["merged"]

_ENDED = ("finished", "crashed", "failed", "killed", "preempted")


def merged(parts: list[Part], tally: Tally) -> list[Part]:
    """The runs, in order of their first record; every other record of a run is counted as a part of it.

    Events that name no run belong to the only other run there is, or are a run of their own.
    """
    runs: dict[str, Part] = {}
    nameless = [part for part in parts if part.events and not part.id and not _says_more(part)]
    for part in parts:
        if any(part is one for one in nameless):
            continue
        known = runs.setdefault(_key(part), part)
        if known is not part:
            _join(known, part, tally)
    for part in nameless:
        named = [run for run in runs.values() if run.id and run.id in part.file]
        only = named or (list(runs.values()) if len(runs) == 1 and len(nameless) == 1 else [])
        if len(only) == 1:
            _join(only[0], part, tally)
        else:
            runs[f"{part.folder}/{part.file}:{part.line}"] = part
    return list(runs.values())


def _says_more(part: Part) -> bool:
    return bool(part.fields or part.summary or part.metadata)


def _key(part: Part) -> str:
    """The id; without it the folder for files of a run's folder, and the place for anything else."""
    if part.id:
        return f"id {part.id}"
    of_folder = part.file in {"wandb-metadata.json", "wandb-summary.json"}
    return f"in {part.folder}" if of_folder else f"at {part.folder}/{part.file}:{part.line}"


def _join(known: Part, more: Part, tally: Tally) -> None:
    tally.skip("part-of-the-same-run", more.line, more.id or more.file, more.file)
    later = str(known.fields.get("state")).lower() not in _ENDED and more.fields.get("state")
    first, second = (more, known) if later else (known, more)
    known.fields = {**second.fields, **first.fields}
    known.config = {**second.config, **first.config}
    known.summary = {**second.summary, **first.summary}
    known.metadata = {**second.metadata, **first.metadata}
    known.events = [*known.events, *more.events]
