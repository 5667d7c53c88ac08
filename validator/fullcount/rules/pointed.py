"""The figure that a JSON pointer of a document names."""

from typing import Any

from fullcount.disclosure.figures import Figure

__all__ = ["figure_at", "may_be_found_at"]


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


def may_be_found_at(data: Any, pointer: str) -> bool:
    """Whether a finding can lie at a pointer: something stands there, or could stand in the object there."""
    *above, last = pointer.split("/")[1:] or [""]
    for step in above:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(data, list) and key.isdecimal() and int(key) < len(data):
            data = data[int(key)]
        elif isinstance(data, dict) and key in data:
            data = data[key]
        else:
            return False
    return isinstance(data, dict) or (isinstance(data, list) and last.isdecimal() and int(last) < len(data))
