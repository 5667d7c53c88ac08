"""Numbers of things in words, for messages: `1 line`, `3 lines`, `2 of 8 lines`, `the only line`."""

__all__ = ["among", "counted", "in_unit"]


def counted(number: float, name: str) -> str:
    """So many of a thing that is named in the singular, thousands parted by commas."""
    written = f"{number:,.15g}" if isinstance(number, float) else f"{number:,}"
    return f"{written} {name if number == 1 else f'{name}s'}"


def among(number: int, of: int, name: str) -> str:
    """Some of all things of a kind, or `the only` one."""
    return f"the only {name}" if number == of == 1 else f"{number:,} of {counted(of, name)}"


def in_unit(number: str, unit: str) -> str:
    """A number with its unit, which is not written where it is 1."""
    return number if unit in {"", "1"} else f"{number} {unit}"
