"""Numbers that JSON has a word for."""

from math import isfinite

__all__ = ["finite"]


def finite(data: object) -> object:
    """The data with null for every number too large for a float, which JSON cannot say."""
    match data:
        case dict():
            return {key: finite(value) for key, value in data.items()}
        case list() | tuple():
            return [finite(value) for value in data]
        case float() if not isfinite(data):
            return None
        case _:
            return data
