"""What the card says about the check of a disclosure, free of how it was checked."""

from dataclasses import dataclass

__all__ = ["ReviewLine"]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """The verdict in one line.

    `level_reached` counts from 0 (none) to 5 with `level_name` its name; `missing` lists what the next level
    still needs. `machine_readable` is a link, relative or absolute, to the disclosure itself.
    """

    level_reached: int
    level_name: str
    missing: tuple[str, ...]
    errors: int
    warnings: int
    notes: int
    rule_set_version: str
    standard_version: str
    input_sha256: str
    machine_readable: str
