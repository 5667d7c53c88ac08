"""Two engines for JSON Schema behind one adapter: which keyword fails, where in the document and in the schema.

`FULLCOUNT_SCHEMA_ENGINE=fast|reference` chooses; without it the fast one is used where it is installed. Neither ever
fetches anything.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from fullcount.disclosure.engines.raw import RawError

__all__ = ["RawError", "engine_name", "raw_errors"]

_VARIABLE = "FULLCOUNT_SCHEMA_ENGINE"
_Engine = Callable[[Any, str], Iterable[RawError]]


def engine_name() -> str:
    """`fast` or `reference`. Raises ValueError when the environment variable holds something else."""
    wanted = os.environ.get(_VARIABLE, "")
    if wanted not in {"", "fast", "reference"}:
        raise ValueError(f"{_VARIABLE} is {wanted!r}: set it to 'fast' or 'reference', or unset it")
    return wanted or ("fast" if _fast_is_installed() else "reference")


def _fast_is_installed() -> bool:
    try:
        import jsonschema_rs  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def raw_errors(data: Any, version: str) -> frozenset[RawError]:
    """Every failing keyword of the disclosure schema of `version`, by the chosen engine."""
    return frozenset(_engine()(data, version))


def _engine() -> _Engine:
    if engine_name() == "fast":
        from fullcount.disclosure.engines import fast  # noqa: PLC0415

        return fast.raw_errors
    from fullcount.disclosure.engines import reference  # noqa: PLC0415

    return reference.raw_errors
