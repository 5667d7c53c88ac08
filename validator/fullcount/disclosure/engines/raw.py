"""What an engine says about one failing keyword."""

from typing import NamedTuple

__all__ = ["RawError", "Steps"]

Steps = tuple[str | int, ...]


class RawError(NamedTuple):
    """The steps to the value in the document, and the steps to the keyword in the schema, references followed."""

    path: Steps
    location: Steps
