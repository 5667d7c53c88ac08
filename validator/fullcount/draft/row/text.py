"""A disclosure as JSON text that people can read: what fits on a line stands on one line."""

import json
from typing import Any

__all__ = ["text_of"]

WIDTH = 118


def text_of(node: Any, indent: int = 0) -> str:
    """JSON with two blanks of indent; characters that could drive a terminal are escaped."""
    flat = _flat(node)
    if len(flat) + indent <= WIDTH and indent:
        return flat
    pad, inner = " " * indent, " " * (indent + 2)
    match node:
        case dict():
            items = [f"{inner}{_flat(key)}: {text_of(value, indent + 2)}" for key, value in node.items()]
            return "{\n" + ",\n".join(items) + f"\n{pad}}}"
        case list():
            return "[\n" + ",\n".join(inner + text_of(item, indent + 2) for item in node) + f"\n{pad}]"
        case _:
            return flat


def _flat(node: Any) -> str:
    text = json.dumps(node, ensure_ascii=False, allow_nan=False)
    return text if text.isprintable() else json.dumps(node)
