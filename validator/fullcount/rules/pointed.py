"""The figure that a JSON pointer of a document names."""

from typing import Any

from fullcount.disclosure.figures import Figure

__all__ = ["figure_at"]


def figure_at(data: Any, pointer: str) -> Figure | None:
    """The figure at a pointer, or the amount of the impact row there; None where neither stands there."""
    for step in pointer.split("/")[1:]:
        if step.startswith("x-"):
            return None
        if isinstance(data, list) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict):
            data = data.get(step.replace("~1", "/").replace("~0", "~"))
        else:
            return None
    if isinstance(data, dict) and "amount" in data:
        data = data["amount"]
    return data if isinstance(data, dict) and ("unit" in data or "not_disclosed" in data) else None
