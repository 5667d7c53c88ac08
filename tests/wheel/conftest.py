"""The mark of tests that build and install, so that they can be left out: `pytest -m "not wheel"`."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark."""
    config.addinivalue_line(
        "markers", "wheel: builds the wheel and installs it into an environment of its own"
    )
