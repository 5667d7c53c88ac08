"""The two sample documents and the schema engines, for the tests of this folder."""

from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import load

HERE = Path(__file__).parent


@pytest.fixture
def minimal() -> dict[str, Any]:
    data: dict[str, Any] = load(HERE / "minimal.json").data
    return data


@pytest.fixture
def full() -> dict[str, Any]:
    data: dict[str, Any] = load(HERE / "full.yaml").data
    return data


@pytest.fixture(params=["fast", "reference"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each engine in turn."""
    monkeypatch.setenv("FULLCOUNT_SCHEMA_ENGINE", request.param)
    return str(request.param)
