"""Two documents side by side, down to every figure and every text."""

from collections.abc import Iterator
from typing import Any

from fullcount.review.difference.change import Change, FigureChange, PartChange, Spot, TextChange
from fullcount.review.difference.figure import NUMBERS, is_figure, is_withheld, numbers_of, step
from fullcount.review.difference.keys import is_plain
from fullcount.review.difference.pairs import pairs

__all__ = ["AnyChange", "Walk"]

AnyChange = FigureChange | TextChange | PartChange
Labels = dict[str, str]


class Walk:
    """Yields every difference once, and learns by what label each item of a list is known in either document."""

    def __init__(self) -> None:
        self.before: Labels = {}
        self.after: Labels = {}

    def both(self, before: Any, after: Any, spot: Spot, name: str = "") -> Iterator[AnyChange]:
        """Differences below a place that both documents have; `name` is the key it stands under."""
        if is_figure(before) and is_figure(after):
            yield from self._figures(before, after, spot)
        elif is_figure(before) or is_figure(after):
            yield from self._replaced(before, after, spot, name)
        elif isinstance(before, dict) and isinstance(after, dict):
            yield from self._keys(before, after, spot)
        elif isinstance(before, list) and isinstance(after, list):
            yield from self._items(before, after, spot, name)
        elif not (is_plain(before) and is_plain(after)):
            yield from self._replaced(before, after, spot, name)
        elif not _same(before, after):
            yield TextChange(Change.CHANGED, spot, before, after)

    def one(self, value: Any, change: Change, spot: Spot, name: str = "") -> Iterator[AnyChange]:
        """What only one document has."""
        spot = spot.only(change)
        if is_figure(value):
            before, after = (None, value) if change is Change.APPEARED else (value, None)
            yield FigureChange(change, spot, before, after, step(before, after))
        elif value and isinstance(value, list):
            for item, inner in self._listed(value, change, spot, name):
                yield from self.one(item, change, inner, name)
        elif value and isinstance(value, dict):
            yield from self._part(value, change, spot)
        else:
            yield _text(value, change, spot)

    def _replaced(self, before: Any, after: Any, spot: Spot, name: str) -> Iterator[AnyChange]:
        yield from self.one(before, Change.DISAPPEARED, spot, name)
        yield from self.one(after, Change.APPEARED, spot, name)

    def _figures(self, before: dict[str, Any], after: dict[str, Any], spot: Spot) -> Iterator[AnyChange]:
        if is_withheld(before) != is_withheld(after):
            change = Change.DISCLOSED if is_withheld(before) else Change.WITHHELD
            yield FigureChange(change, spot, before, after, step(None, None))
            return
        ours, theirs = numbers_of(before), numbers_of(after)
        if not _same(ours, theirs):
            yield FigureChange(Change.CHANGED, spot, ours, theirs, step(ours, theirs))
        yield from self._keys(_without_numbers(before), _without_numbers(after), spot)

    def _keys(self, before: dict[str, Any], after: dict[str, Any], spot: Spot) -> Iterator[AnyChange]:
        for key in dict.fromkeys([*before, *after]):
            inner = spot.key(key)
            if key not in after:
                yield from self.one(before[key], Change.DISAPPEARED, inner, key)
            elif key not in before:
                yield from self.one(after[key], Change.APPEARED, inner, key)
            else:
                yield from self.both(before[key], after[key], inner, key)

    def _items(self, before: list[Any], after: list[Any], spot: Spot, name: str) -> Iterator[AnyChange]:
        for pair in pairs(before, after, name):
            inner = self._learnt(spot.item(*pair), pair.label)
            if pair.after is None:
                yield from self.one(before[pair.before or 0], Change.DISAPPEARED, inner)
            elif pair.before is None:
                yield from self.one(after[pair.after], Change.APPEARED, inner)
            else:
                yield from self.both(before[pair.before], after[pair.after], inner)

    def _listed(self, value: list[Any], change: Change, spot: Spot, name: str) -> Iterator[tuple[Any, Spot]]:
        """The items of a list that only one document has, each with its place."""
        sides = ([], value) if change is Change.APPEARED else (value, [])
        for pair in pairs(*sides, name):
            place = pair.after if pair.before is None else pair.before
            yield value[place or 0], self._learnt(spot.item(*pair), pair.label)

    def _part(self, value: dict[str, Any], change: Change, spot: Spot) -> Iterator[AnyChange]:
        """One entry for all that is said outside figures, and one for each figure."""
        texts: dict[str, Any] = {}
        figures: list[AnyChange] = []
        for found in self._inside(value, change, spot):
            if isinstance(found, TextChange):
                texts[found.spot.path[len(spot.path) :].lstrip(".")] = _present(found)
            else:
                figures.append(found)
        if texts:
            yield PartChange(change, spot, texts)
        yield from figures

    def _inside(self, value: Any, change: Change, spot: Spot, name: str = "") -> Iterator[AnyChange]:
        """Figures and texts below a place that only one document has."""
        if is_figure(value):
            yield from self.one(value, change, spot, name)
        elif is_plain(value) or not value or _is_plain_list(value):
            yield _text(value, change, spot.only(change))
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from self._inside(inner, change, spot.key(key), key)
        else:
            for item, inner_spot in self._listed(value, change, spot, name):
                yield from self._inside(item, change, inner_spot)

    def _learnt(self, spot: Spot, label: str) -> Spot:
        if spot.before is not None:
            self.before[spot.before] = label
        if spot.after is not None:
            self.after[spot.after] = label
        return spot


def _without_numbers(figure: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in figure.items() if key not in NUMBERS}


def _is_plain_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_plain, value))


def _text(value: Any, change: Change, spot: Spot) -> TextChange:
    before, after = (None, value) if change is Change.APPEARED else (value, None)
    return TextChange(change, spot, before, after)


def _present(text: TextChange) -> Any:
    return text.after if text.change is Change.APPEARED else text.before


def _same(before: Any, after: Any) -> bool:
    """Whether two values are the same; true is not 1, and 1 is 1.0."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(_same(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    return bool(before == after)
