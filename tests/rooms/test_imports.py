"""Starting up is cheap: nothing heavy is imported before it is needed."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import fullcount
from fullcount.rooms import schema_room

HEAVY = {
    *("frictionless", "hypothesis", "jinja2", "jsonschema", "numpy", "pandas", "vl_convert", "yaml"),
    *("asyncio", "pydoc", "ssl", "unittest", "urllib.request"),
}
SCHEMA_ENGINE = "jsonschema_rs"
SPY = """
import json, runpy, sys
try:
    {code}
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
BASE = schema_room() / "conformance/base.json"
COMMAND = "from fullcount.cli import main; sys.exit(main({words}))"


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has imported after some code that ends well."""
    result = subprocess.run(
        [sys.executable, "-c", SPY.format(code=code)], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stderr.splitlines()[-1]))


def heavy(modules: set[str]) -> set[str]:
    return HEAVY & modules


def test_importing_the_package_imports_nothing_else() -> None:
    ours = {name for name in modules_after("import fullcount") if name.startswith("fullcount")}
    assert ours == {"fullcount"}
    found = modules_after("import fullcount")
    assert heavy(found) == set()
    assert SCHEMA_ENGINE not in found


def test_every_public_name_is_there_and_listed() -> None:
    for name in fullcount.__all__:
        assert getattr(fullcount, name) is not None
    assert set(fullcount._HOME) == set(fullcount.__all__) - {"__version__"}


def test_no_public_name_is_hidden_by_a_module_that_is_loaded_later() -> None:
    modules = {module.name for module in pkgutil.iter_modules(fullcount.__path__)}
    assert modules.isdisjoint(fullcount.__all__)


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'zzz'"):
        _ = fullcount.zzz


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["validate", "--help"], ["read", "--help"]])
def test_help_and_version_import_nothing_heavy(words: list[str]) -> None:
    found = modules_after(COMMAND.format(words=words))
    assert heavy(found) == set()
    assert SCHEMA_ENGINE not in found
    assert not any(name.startswith(("fullcount.rules", "fullcount.disclosure")) for name in found)


def test_validating_json_imports_the_fast_engine_and_nothing_heavy() -> None:
    found = modules_after(COMMAND.format(words=["validate", str(BASE)]))
    assert heavy(found) == set()
    assert SCHEMA_ENGINE in found
    assert "fullcount_reports" not in found


@pytest.mark.parametrize("more", [[], ["--by-line", "--format", "json"]])
def test_impacts_import_nothing_heavy_unless_something_is_drawn(more: list[str]) -> None:
    words = ["impacts", str(BASE), *more]
    assert heavy(modules_after(COMMAND.format(words=words))) == set()
    assert "numpy" in modules_after(COMMAND.format(words=[*words, "--uncertainty"]))


def test_the_uncertainty_of_impacts_is_imported_without_what_draws() -> None:
    found = modules_after("import fullcount.impacts.uncertainty")
    assert heavy(found) == set()
    assert SCHEMA_ENGINE not in found


@pytest.mark.parametrize(
    "words", [["explain", "pue-implausible"], ["codelist", "stage"], ["schema", "--path"]]
)
def test_looking_something_up_imports_nothing_heavy(words: list[str]) -> None:
    assert heavy(modules_after(COMMAND.format(words=words))) == set()


def test_reading_a_slurm_log_imports_nothing_heavy(tmp_path: Path) -> None:
    log = tmp_path / "sacct.txt"
    log.write_text(
        "JobID|State|Start|End|ElapsedRaw|NNodes|NCPUS|AllocTRES|Comment\n"
        "1|COMPLETED|2024-03-01T10:00:00|2024-03-01T11:00:00|3600|1|8|cpu=8,gres/gpu=8,node=1|m,final,train\n",
        encoding="utf-8",
    )
    found = modules_after(COMMAND.format(words=["read", str(log), "--out", str(tmp_path / "out")]))
    assert heavy(found) == set()
