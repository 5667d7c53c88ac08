"""The files that a corpus is made of, by the name of the first."""

from pathlib import Path
from typing import NamedTuple

from fullcount.corpus.fields import TABLES

__all__ = ["FORMS", "Target"]

FORMS = (".parquet", ".duckdb")


class Target(NamedTuple):
    """A corpus in `folder`: `name.parquet` with two tables beside it, or `name.duckdb` with all of them."""

    folder: Path
    name: str
    form: str

    @classmethod
    def of(cls, path: Path) -> "Target":
        """The corpus whose first file is `path`. Raises ValueError where that ends in neither form."""
        if path.suffix not in FORMS or not path.stem:
            raise ValueError(path)
        return cls(path.parent, path.stem, path.suffix)

    @property
    def files(self) -> dict[str, str]:
        """The file of each table."""
        if self.form == ".duckdb":
            return dict.fromkeys(TABLES, f"{self.name}.duckdb")
        return {table: f"{self.name}{'' if table == 'figures' else f'-{table}'}.parquet" for table in TABLES}

    @property
    def codebooks(self) -> tuple[str, str]:
        """The codebook for people and the one for programs."""
        return f"{self.name}-codebook.md", f"{self.name}-codebook.json"

    @property
    def cache(self) -> Path:
        """What is remembered of the files, for the next run."""
        return self.folder / f"{self.name}.cache"

    @property
    def outputs(self) -> list[str]:
        """The names of all files but the cache."""
        return list(dict.fromkeys((*self.files.values(), *self.codebooks)))
