"""What travels to the browser is pure, complete, and allowed to travel."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def travels() -> dict[str, Path]:
    """Each file by its name below site-packages."""
    sys.path.insert(0, str(ROOT / "docs/site"))
    try:
        from desk.contents import contents
    finally:
        sys.path.pop(0)
    return dict(contents())


def modules(travels: dict[str, Path]) -> Iterator[tuple[str, str]]:
    """Each import of a module of ours, by the file that has it."""
    for name, file in travels.items():
        if name.startswith("fullcount") and name.endswith(".py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match node:
                    case ast.ImportFrom(module=str(module)):
                        yield name, module
                    case ast.Import(names=names):
                        yield from ((name, each.name) for each in names)


def test_no_module_that_travels_needs_one_that_stays(travels: dict[str, Path]) -> None:
    ours = {
        (name, module)
        for name, module in modules(travels)
        if module.partition(".")[0].startswith("fullcount")
    }
    missing = {
        (name, module)
        for name, module in ours
        if not {f"{module.replace('.', '/')}.py", f"{module.replace('.', '/')}/__init__.py"} & travels.keys()
    }
    assert missing == {
        ("fullcount/__init__.py", "fullcount.ledger"),  # a public name, loaded when it is asked for
        (
            "fullcount/rules/ledger_differs_from_lines.py",
            "fullcount.ledger",
        ),  # reads a ledger that is attached
    }


def test_nothing_compiled_travels_and_no_test(travels: dict[str, Path]) -> None:
    assert {Path(name).suffix for name in travels}.isdisjoint({".so", ".pyd", ".pyc", ".dylib"})
    assert [name for name in travels if "/tests/" in name or "/conformance/" in name] == []


def test_the_standard_and_every_factor_travel(travels: dict[str, Path]) -> None:
    factors = {path.name for path in (ROOT / "datasets/factors").rglob("*.csv")}
    assert factors == {
        Path(name).name for name in travels if "/datasets/factors/" in name and name.endswith(".csv")
    }
    assert "fullcount/schema/1.0/disclosure.schema.json" in travels


@pytest.mark.parametrize(
    "package",
    ["attrs", "jinja2", "jsonschema", "markupsafe", "pyyaml", "referencing", "jsonschema_specifications"],
)
def test_every_package_brings_its_licence(travels: dict[str, Path], package: str) -> None:
    licences = [name for name in travels if name.startswith(f"{package}-") and "/licenses/" in name]
    assert licences
    assert all(travels[name].stat().st_size for name in licences)
