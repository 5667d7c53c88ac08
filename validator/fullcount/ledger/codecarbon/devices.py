"""`gpu_model` of CodeCarbon: counts and names of accelerators, written without anything between them.

| gpu_model                             | gpu_count | becomes                        |
|---------------------------------------|-----------|--------------------------------|
| `8 x NVIDIA A40`                      | 8         | NVIDIA A40                     |
| `Apple M1`                            | 1         | Apple M1                       |
| `4 x NVIDIA A1004 x NVIDIA V100`      | 8         | NVIDIA A100:4+NVIDIA V100:4    |

A digit before the second ` x ` can end a name or begin a count; only a reading whose counts sum to `gpu_count` is
taken, and only when it is the one such reading.
"""

import re
from collections.abc import Iterator

__all__ = ["accelerator_model"]

_ONE = re.compile(r"(\d+) x (.+)", re.DOTALL)
_NEXT = re.compile(r"(?=([1-9]\d{0,2}) x \S)")
_LONGEST = 300
_MOST_READINGS = 4096

Parts = tuple[tuple[str, int], ...]


def accelerator_model(text: str, count: float | None) -> str | None:
    """The models as the ledger holds them; None where several models cannot be told apart."""
    plain = text.strip()
    match = _ONE.fullmatch(plain)
    if match is None or len(plain) > _LONGEST:
        return plain.replace("+", " ")
    if " x " not in match[2]:
        return match[2].replace("+", " ")
    found: list[Parts] = []
    for tried, parts in enumerate(_readings(int(match[1]), match[2])):
        if tried >= _MOST_READINGS or len(found) > 1:
            return None
        if count is not None and sum(number for _, number in parts) == count:
            found.append(parts)
    return "+".join(f"{name}:{number}" for name, number in found[0]) if len(found) == 1 else None


def _readings(count: int, rest: str) -> Iterator[Parts]:
    """Each way to read names and counts from `rest`, whose first name has `count` accelerators."""
    if " x " not in rest:
        yield ((rest.strip().replace("+", " "), count),)
    for match in _NEXT.finditer(rest):
        name, after = rest[: match.start()].strip(), rest[match.end(1) + len(" x ") :]
        if not name or " x " in name:
            continue
        for inner in _readings(int(match[1]), after):
            yield ((name.replace("+", " "), count), *inner)
