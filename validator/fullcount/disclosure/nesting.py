"""How deep JSON text nests, asked before it is parsed where too deep a text would take the whole program with it."""

import re
import sys

__all__ = ["guard_stack"]

SAFE_DEPTH = 900
"""Where Python on a machine of its own gives up too, with its limit of 1,000 calls."""

UNGUARDED = sys.platform == "emscripten"
"""In a browser the parser runs on the stack of JavaScript, which Python cannot measure; an overflow ends it."""

_STRING_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)


def guard_stack(text: str) -> None:
    """Raise RecursionError where a JSON text nests too deep to be parsed and nothing else would say so."""
    if UNGUARDED and text.count("[") + text.count("{") > SAFE_DEPTH and _depth(text) > SAFE_DEPTH:
        raise RecursionError


def _depth(text: str) -> int:
    """The most brackets that are open at once, those in strings left out."""
    depth = deepest = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    return deepest
