"""The places of a document that an example is about: what differs from the base document, and what is pointed at."""

from collections.abc import Iterator
from typing import Any

__all__ = ["Path", "changed", "excerpt", "gone", "path_of"]

Path = tuple[str | int, ...]
ASIDE = ("id", "title", "revision")
"""Keys of the document that differ between all cases."""
NAMES = (
    "id",
    "name",
    "category",
    "phase",
    "part",
    "ghg_basis",
    "stage",
    "run_type",
    "outcome",
    "per",
    "relation",
    "rule",
)
"""Keys by which a reader knows which item of a list an excerpt shows."""


def changed(document: Any, base: Any) -> list[Path]:
    """The places of `document` whose content `base` does not have; items of lists are matched by what they name."""
    return [path for path in _changed(document, base, ()) if path[0] not in ASIDE]


def gone(document: Any, base: Any) -> list[str]:
    """What `base` has and `document` has not, as a reader would name it."""
    paths = [path for path in changed(base, document) if _find(document, base, path) is None]
    return list(dict.fromkeys(_named(base, path) for path in paths))


def path_of(pointer: str, document: Any) -> Path:
    """A JSON pointer as a path into `document`."""
    path: list[str | int] = []
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        path.append(int(name) if isinstance(_at(document, tuple(path)), list) else name)
    return tuple(path)


def excerpt(document: Any, paths: list[Path]) -> Any:
    """Only these places of a document; of an item on the way to them, also what names it."""
    return {
        key: _part(document[key], [path[1:] for path in paths if path[0] == key])
        for key in _keys(document, paths)
    }


def _keys(document: dict[str, Any], paths: list[Path]) -> list[str]:
    wanted = {path[0] for path in paths}
    return [key for key in document if key in wanted]


def _part(document: Any, paths: list[Path]) -> Any:
    if not paths or () in paths:
        return document
    inside: dict[str | int, list[Path]] = {}
    for path in paths:
        inside.setdefault(path[0], []).append(path[1:])
    if isinstance(document, list):
        return [_part(item, inside[place]) for place, item in enumerate(document) if place in inside]
    kept = {
        key: value for key, value in document.items() if key in NAMES and not isinstance(value, (dict, list))
    }
    shown = {key: _part(document[key], rest) for key, rest in inside.items() if key in document}
    return {key: {**kept, **shown}[key] for key in document if key in shown or key in kept}


def _changed(here: Any, there: Any, path: Path) -> Iterator[Path]:
    if isinstance(here, dict) and isinstance(there, dict) and not _is_figure(here):
        for key, value in here.items():
            if key not in there:
                yield (*path, key)
            else:
                yield from _changed(value, there[key], (*path, key))
    elif isinstance(here, list) and isinstance(there, list) and _are_objects(here + there):
        for place, item in enumerate(here):
            match = _same(item, there)
            yield from [(*path, place)] if match is None else _changed(item, match, (*path, place))
    elif here != there:
        yield path


def _is_figure(value: dict[str, Any]) -> bool:
    return "unit" in value or "not_disclosed" in value


def _are_objects(items: list[Any]) -> bool:
    return all(isinstance(item, dict) for item in items)


def _key(item: dict[str, Any]) -> tuple[Any, ...]:
    if "id" in item:
        return (item["id"],)
    return tuple(
        str(item.get(name)) for name in ("category", "phase", "part", "ghg_basis", "stage", "name", "covers")
    )


def _same(item: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((other for other in items if _key(other) == _key(item)), None)


def _find(document: Any, base: Any, path: Path) -> Any:
    """What `document` has where `base` has `path`."""
    for step in path:
        if document is None:
            return None
        if isinstance(step, int):
            document, base = _same(base[step], document), base[step]
        else:
            document, base = document.get(step), base[step]
    return document


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _named(base: Any, path: Path) -> str:
    """The place in words; the same field of several items is named once."""
    words = ""
    for place, step in enumerate(path):
        base = base[step]
        if not isinstance(step, int):
            words += f".{step}" if words else step
        elif place < len(path) - 1:
            words += "[…]"
        else:
            words += f"[{base.get('id') or '/'.join(str(base[key]) for key in NAMES if key in base)}]"
    return words
