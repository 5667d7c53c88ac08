"""Exit codes, and the way a command stops before its end."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FINDINGS", "FINE", "INTERRUPTED", "UNREADABLE", "USAGE", "Exit"]

FINE, FINDINGS, USAGE, UNREADABLE, INTERRUPTED = 0, 1, 2, 3, 130


class Exit(Exception):  # noqa: N818 - it is not always an error
    """Stop with an exit code; `lines` go to standard error."""

    def __init__(self, code: int, lines: "Iterable[str]") -> None:
        super().__init__(code)
        self.code = code
        self.lines = tuple(lines)
