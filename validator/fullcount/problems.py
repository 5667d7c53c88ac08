"""Everything that is wrong with something, in one exception."""

from collections.abc import Sequence

__all__ = ["ProblemsError"]

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
