"""What an engine says about one failing keyword."""

from dataclasses import dataclass

__all__ = ["RawError", "Steps"]

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class RawError:
    """The steps to the value in the document, and the steps to the keyword in the schema, references followed."""

    path: Steps
    location: Steps
