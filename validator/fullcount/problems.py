"""Everything that is wrong with something, in one exception."""

from collections.abc import Sequence

__all__ = ["ExtraMissingError", "ProblemsError"]

SHOWN = 50


class ProblemsError(Exception):
    """Something that cannot be used. `problems` lists all that is wrong with it, in order; its text the first fifty."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__(problems)

    def __str__(self) -> str:
        (problems,) = self.args
        lines = [str(problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(f"and {len(problems) - SHOWN} more")
        return "\n".join(lines)


class ExtraMissingError(ImportError):
    """A library that only some need is not installed; the text says what needs it and which extra brings it."""

    def __init__(self, doing: str, library: str, extra: str) -> None:
        super().__init__(f"{doing} needs {library}: pip install 'fullcount[{extra}]'")
