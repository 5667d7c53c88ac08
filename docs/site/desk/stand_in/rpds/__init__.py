"""Persistent collections with the interface of rpds-py, for where its compiled wheel does not run.

Only what `referencing` and `jsonschema` use: a map, a set and a list that never change; each operation returns a new
one. A change copies the whole collection, which is right for the dozen entries that they hold here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

__all__ = ["HashTrieMap", "HashTrieSet", "List"]

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
Pairs = Mapping[K, V] | Iterable[tuple[K, V]]


class HashTrieMap(Mapping[K, V]):
    """A mapping that never changes."""

    __slots__ = ("_entries",)

    def __init__(self, value: Pairs[K, V] = (), **named: Any) -> None:
        self._entries: dict[Any, Any] = dict(value, **named)

    @classmethod
    def convert(cls, value: Pairs[K, V]) -> "HashTrieMap[K, V]":
        """The value itself where it is such a map already, else one of its entries."""
        return value if isinstance(value, cls) else cls(value)

    @classmethod
    def fromkeys(cls, keys: Iterable[K], value: Any = None) -> "HashTrieMap[K, V]":
        """A map in which each key has the same value."""
        return cls(dict.fromkeys(keys, value))

    def __getitem__(self, key: K) -> V:
        return self._entries[key]  # type: ignore[no-any-return]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[K]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __eq__(self, other: object) -> bool:
        return self._entries == other._entries if isinstance(other, HashTrieMap) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        return f"HashTrieMap({self._entries!r})"

    def insert(self, key: K, value: V) -> "HashTrieMap[K, V]":
        """With this entry added or replaced."""
        return HashTrieMap({**self._entries, key: value})

    def update(self, *others: Pairs[Any, Any], **named: Any) -> "HashTrieMap[Any, Any]":
        """With the entries of the others added; the last of equal keys counts."""
        entries = dict(self._entries)
        for other in (*others, named):
            entries.update(other)
        return HashTrieMap(entries)

    def remove(self, key: K) -> "HashTrieMap[K, V]":
        """Without this key. Raises KeyError where it is not there."""
        if key not in self._entries:
            raise KeyError(key)
        return self.discard(key)

    def discard(self, key: K) -> "HashTrieMap[K, V]":
        """Without this key, whether it is there or not."""
        return HashTrieMap({k: v for k, v in self._entries.items() if k != key})


class HashTrieSet(frozenset[T]):
    """A set that never changes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"HashTrieSet({{{', '.join(map(repr, self))}}})"

    def insert(self, value: T) -> "HashTrieSet[T]":
        """With this value."""
        return HashTrieSet(self | {value})

    def update(self, *others: Iterable[T]) -> "HashTrieSet[T]":
        """With the values of the others."""
        return HashTrieSet(self.union(*others))

    def remove(self, value: T) -> "HashTrieSet[T]":
        """Without this value. Raises KeyError where it is not there."""
        if value not in self:
            raise KeyError(value)
        return self.discard(value)

    def discard(self, value: T) -> "HashTrieSet[T]":
        """Without this value, whether it is there or not."""
        return HashTrieSet(self - {value})


class List(Generic[T]):
    """A list that never changes and grows at its front."""

    __slots__ = ("_values",)

    def __init__(self, value: Any = (), *more: T) -> None:
        self._values: tuple[T, ...] = (value, *more) if more else tuple(value)

    def __iter__(self) -> Iterator[T]:
        return iter(self._values)

    def __reversed__(self) -> Iterator[T]:
        return reversed(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return self._values == other._values if isinstance(other, List) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return f"List({list(self._values)!r})"

    @property
    def first(self) -> T:
        """The value at the front. Raises IndexError where there is none."""
        return self._front()[0]

    @property
    def rest(self) -> "List[T]":
        """All but the first; of an empty list, an empty list."""
        return List(self._values[1:])

    def push_front(self, value: T) -> "List[T]":
        """With this value at the front."""
        return List((value, *self._values))

    def drop_first(self) -> "List[T]":
        """All but the first. Raises IndexError where there is none."""
        return List(self._front()[1:])

    def _front(self) -> tuple[T, ...]:
        if not self._values:
            raise IndexError("empty list")
        return self._values
