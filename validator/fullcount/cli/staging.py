"""A folder of output that is written as a whole or not at all."""

from fullcount.cli.output import Writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["Staging"]


class Staging:
    """A folder to write into; what is in it moves into `target` at the end, or vanishes when the command stops.

    It lies inside `target` where that exists, else beside it, so that moving is renaming. Raises `Exit` where
    `target` cannot be written.
    """

    def __init__(self, target: "Path") -> None:
        self._target = target
        self._writing = Writing(target)

    def __enter__(self) -> "Path":
        from pathlib import Path
        from tempfile import mkdtemp

        with self._writing:
            near = self._target if self._target.exists() else _existing(self._target.parent)
            self._folder = Path(mkdtemp(prefix=".fullcount-", dir=near))
        return self._folder

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        from shutil import rmtree

        try:
            if error is None:
                with self._writing:
                    self._move()
        finally:
            rmtree(self._folder, ignore_errors=True)

    def _move(self) -> None:
        self._target.mkdir(parents=True, exist_ok=True)
        for path in sorted(self._folder.iterdir()):
            path.replace(self._target / path.name)


def _existing(folder: "Path") -> "Path":
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())
