"""What users install: the wheel in a clean environment, core dependencies only, without the source tree."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests/cli/fixtures"
CORE = {"fullcount", "jinja2", "jsonschema", "jsonschema-rs", "pyyaml", "pip"}
NEEDED_BY_CORE = {
    "attrs",
    "jsonschema-specifications",
    "markupsafe",
    "referencing",
    "rpds-py",
    "typing-extensions",
}
Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def desk(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the source tree, with an environment that has nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("desk")
    _run(sys.executable, "-m", "venv", folder / "env")
    quiet = ("--quiet", "--disable-pip-version-check")
    _run(
        _python(folder), "-m", "pip", "install", *quiet, "--constraint", ROOT / "requirements-dev.lock", wheel
    )
    return folder


@pytest.fixture(scope="session")
def fullcount(desk: Path) -> Run:
    """The installed command."""
    return lambda *words, **options: _run(desk / "env/bin/fullcount", *words, cwd=desk, **options)


def _run(*words: object, cwd: Path | None = None, code: int = 0) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        [*map(str, words)], cwd=cwd, env=clean, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def _python(desk: Path) -> Path:
    return desk / "env/bin/python"


def test_the_wheel_holds_the_standard_and_the_data_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "fullcount/schema/1.0/disclosure.schema.json" in names
    assert "fullcount/schema/1.0/codelists/stage.csv" in names
    assert "fullcount/datasets/moshi/sacct-synthetic.txt.gz" in names
    assert any(name.startswith("fullcount/datasets/factors/") for name in names)
    assert "fullcount/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not [name for name in names if "tests/" in name or "test_" in name or "__pycache__" in name]


def test_the_core_brings_only_what_it_needs(desk: Path) -> None:
    listed = _run(_python(desk), "-m", "pip", "list", "--format", "json").stdout
    installed = {package["name"].lower().replace("_", "-") for package in json.loads(listed)}
    assert installed - CORE - NEEDED_BY_CORE - {"setuptools"} == set()


def test_it_runs_from_where_it_is_installed(desk: Path, fullcount: Run) -> None:
    assert fullcount("--version").stdout.startswith("fullcount ")
    where = _run(_python(desk), "-c", "import fullcount; print(fullcount.__file__)", cwd=desk).stdout
    assert Path(where.strip()).is_relative_to(desk)


def test_a_disclosure_can_be_written_validated_and_recomputed(fullcount: Run) -> None:
    fullcount("init", "-o", "d.yaml", "--force")
    assert "coverage: level 0 of 5" in fullcount("validate", "d.yaml").stdout
    assert "cannot be computed without" in fullcount("impacts", "d.yaml").stdout
    assert "pue-implausible (warning" in fullcount("explain", "pue-implausible").stdout


def test_a_card_without_the_figures_extra_says_which_extra_brings_them(desk: Path, fullcount: Run) -> None:
    base = Path(fullcount("schema", "--path").stdout.strip()).parent / "conformance/base.json"
    assert base.is_relative_to(desk)
    fullcount("card", base, "--out", "card")
    names = {path.name for path in (desk / "card").iterdir()}
    assert names == {"footprint-synthetic.md", "footprint-synthetic.html"}
    for name in names:
        assert "fullcount[figures]" in (desk / "card" / name).read_text(encoding="utf-8").replace("\\", "")


def test_a_log_becomes_a_disclosure_with_factors_from_the_wheel(desk: Path, fullcount: Run) -> None:
    about, mapping = FIXTURES / "about.yaml", FIXTURES / "mapping.yaml"
    fullcount(
        "disclose", FIXTURES / "sacct-synthetic.txt", "--about", about, "--mapping", mapping, "--out", "out"
    )
    disclosure = json.loads((desk / "out/disclosure.json").read_text(encoding="utf-8"))
    assert disclosure["facilities"][0]["carbon_intensity_location_based"]["factor"].startswith("ember/")
    assert (
        fullcount("validate", "out/disclosure.json").stdout.splitlines()[0].split(": ")[1].startswith("valid")
    )


def test_schemas_and_codelists_are_found(desk: Path, fullcount: Run) -> None:
    assert json.loads(fullcount("schema").stdout)["$id"].startswith("https://w3id.org/fullcount/1.0/")
    assert Path(fullcount("schema", "ledger", "--path").stdout.strip()).is_relative_to(desk)
    assert "hyperparam" in fullcount("codelist", "stage").stdout
