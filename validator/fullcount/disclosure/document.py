"""A disclosure as read: its data, its text, and where everything stands in it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fullcount.disclosure.encoding import decode
from fullcount.disclosure.json_text import JsonSyntax, parse_json
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.problem import Place
from fullcount.disclosure.source_bytes import read_bytes, read_standard_input, too_large

if TYPE_CHECKING:
    from fullcount.disclosure.places import LineTable, Spot

__all__ = ["Document", "load", "parse"]

Format = Literal["json", "yaml"]
DEFAULT_LIMITS = Limits()


class Document:
    """A document of the JSON data model, from JSON or YAML.

    `name` is the file as given (`-` for standard input), `folder` the one that attached paths are relative to,
    `sha256` that of the bytes. `data` is plain: dict, list, str, int, float, bool, None; it is not to be changed,
    and where YAML used an alias the same object stands in both places.
    """

    def __init__(
        self,
        name: str,
        folder: Path | None,
        content: bytes,
        format: Format,  # noqa: A002 - the word of the field
        data: Any,
        text: str,
    ) -> None:
        self.name = name
        self.folder = folder
        self._content = content
        self.format: Format = format
        self.data = data
        self.text = text

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes that were read."""
        from hashlib import sha256  # noqa: PLC0415 - not every report names it

        return sha256(self._content).hexdigest()

    def place(self, pointer: str) -> Place | None:
        """Where the value at `pointer` begins, or its nearest ancestor that exists. None if it is no pointer."""
        spot = self._spot(pointer)
        return self._lines.place(spot.at) if spot else None

    def key_place(self, pointer: str) -> Place | None:
        """Where the key of that value begins; where the value begins when it has none."""
        spot = self._spot(pointer)
        return self._lines.place(spot.at if spot.key_at is None else spot.key_at) if spot else None

    def _spot(self, pointer: str) -> "Spot | None":
        from fullcount.disclosure.places import nearest_spot  # noqa: PLC0415

        return None if pointer and not pointer.startswith("/") else nearest_spot(self._spots, pointer)

    @cached_property
    def _lines(self) -> "LineTable":
        from fullcount.disclosure.places import LineTable  # noqa: PLC0415 (places are asked for only sometimes)

        return LineTable(self.text)

    @cached_property
    def _spots(self) -> "Spot":
        if self.format == "json":
            from fullcount.disclosure.json_walk import spots  # noqa: PLC0415
        else:
            from fullcount.disclosure.yaml_places import spots  # noqa: PLC0415
        return spots(self.text)


def load(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a disclosure from a file, a package folder, or standard input (`-`). Raises Unreadable."""
    if str(path) == "-":
        return parse(read_standard_input("-", limits), "-", None, limits)
    file = Path(path)
    if _is_folder(file):
        from fullcount.disclosure.package import disclosure_file  # noqa: PLC0415

        file = disclosure_file(file, str(path), limits)
        path = file
    return parse(read_bytes(file, str(path), limits), str(path), file.parent, limits)


def parse(data: bytes, name: str, folder: Path | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a disclosure from bytes. Raises Unreadable.

    It is JSON if `name` ends in .json or the text begins with a bracket, else YAML; text in a .yaml file that begins
    with a bracket and is not JSON is read as YAML.
    """
    if len(data) > limits.max_bytes:
        raise too_large(name, f"{len(data)} bytes", limits)
    text = decode(data, name)
    kind, content = _content(text, name, limits)
    return Document(name, folder, data, kind, content, text)


def _content(text: str, name: str, limits: Limits) -> tuple[Format, Any]:
    suffix = Path(name).suffix.lower()
    if suffix == ".json" or text.lstrip()[:1] in {"{", "["}:
        try:
            return "json", parse_json(text, name, limits)
        except JsonSyntax:
            if suffix not in {".yaml", ".yml"}:
                raise
    from fullcount.disclosure.yaml_text import parse_yaml  # noqa: PLC0415 (most disclosures are JSON)

    return "yaml", parse_yaml(text, name, limits)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
