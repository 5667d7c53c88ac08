"""A draft as YAML for people to edit, with notes as comments at its head."""

import re
from collections.abc import Iterable
from typing import Any

from fullcount.printing import printable

__all__ = ["as_yaml"]

_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./()-]*[A-Za-z0-9.)]")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Plain words that some reader of YAML takes for something else than text."""


def as_yaml(draft: dict[str, Any], comments: Iterable[str] = ()) -> str:
    """The text of a draft; every text that a reader could take for a number or a mark stands in quotes."""
    import yaml  # noqa: PLC0415 - YAML costs 70 ms

    class Dumper(yaml.SafeDumper):
        """Quotes what is not plainly a word, and writes no aliases."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        plain = _PLAIN.fullmatch(data) and data.lower() not in _WORDS
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=None if plain else '"')

    Dumper.add_representer(str, text)
    head = "".join(f"# {printable(line)}\n" for line in comments)
    body: str = yaml.dump(draft, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return f"{head}{''.join(map(_shown, body))}"


def _shown(character: str) -> str:
    """A character that could drive a terminal as an escape: such characters stand in quotes only."""
    if character.isprintable() or character == "\n":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
