"""The figures of a document, with or without their places; extensions are left aside."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from fullcount.disclosure.figures import Figure

__all__ = ["PlacedFigure", "figures", "placed_figures"]


class PlacedFigure(NamedTuple):
    """A figure anywhere in the document: the JSON pointer of what holds it, and the key it stands under there."""

    holder: str
    key: str
    figure: Figure

    @property
    def pointer(self) -> str:
        """JSON pointer of the figure."""
        return f"{self.holder}/{self.key}"


def figures(data: Mapping[str, Any]) -> list[Figure]:
    """Every figure of a document or of a part of one."""
    found: list[Figure] = []
    _collect(data, found)
    return found


def _collect(node: Mapping[str, Any], found: list[Figure]) -> None:
    """Append every figure below `node`; lists hold objects or codes, never figures."""
    for key, item in node.items():
        kind = type(item)
        if kind is dict:
            if "unit" in item or "not_disclosed" in item:
                found.append(item)
            elif key[:2] != "x-":
                _collect(item, found)
        elif kind is list and key[:2] != "x-":
            for member in item:
                if type(member) is dict:
                    _collect(member, found)


def placed_figures(data: Mapping[str, Any]) -> list[PlacedFigure]:
    """Every figure of a document or of a part of one, extensions left aside, each with its place."""
    found: list[PlacedFigure] = []
    _collect_placed("", data, found)
    return found


def _collect_placed(holder: str, node: Mapping[str, Any], found: list[PlacedFigure]) -> None:
    for key, item in node.items():
        if key[:2] == "x-":
            continue
        if isinstance(item, list):
            for index, member in enumerate(item):
                if isinstance(member, dict):
                    _collect_placed(f"{holder}/{key}/{index}", member, found)
        elif isinstance(item, dict):
            if "unit" in item or "not_disclosed" in item:
                found.append(PlacedFigure(holder, key, item))
            else:
                _collect_placed(f"{holder}/{key}", item, found)
