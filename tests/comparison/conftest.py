"""A collection of invented disclosures, and its rows."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fullcount_reports.comparison import Collection, collect
from fullcount_reports.comparison.compare import Options, compared
from fullcount_reports.comparison.row import Row

from .invented import write

TODAY = date(2026, 11, 22)
Collect = Callable[..., Collection]
Rows = Callable[..., list[Row]]


@pytest.fixture
def gathered(tmp_path: Path) -> Collect:
    """Documents written to files and collected again."""

    def make(*documents: Mapping[str, Any], **options: Any) -> Collection:
        return collect([write(tmp_path / "disclosures", *documents)], today=TODAY, **options)

    return make


@pytest.fixture
def rows(gathered: Collect) -> Rows:
    """The rows of a comparison of documents."""

    def make(*documents: Mapping[str, Any], **options: Any) -> list[Row]:
        found = gathered(*documents)
        assert not found.problems, [str(problem) for problem in found.problems]
        return compared(found, Options(**options))

    return make
