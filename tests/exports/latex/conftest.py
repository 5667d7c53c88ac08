"""Documents to write, the verdict that stands in their sections, and the engines of LaTeX that are installed."""

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.rooms import dataset_room, schema_room
from fullcount_reports.card import ReviewLine
from fullcount_reports.exports.exported import Exported

SPARSE = Path(__file__).parents[2] / "card/sparse.json"


def read(name: str) -> dict[str, Any]:
    examples = dataset_room("examples") / "disclosures"
    places = {
        "base": schema_room() / "conformance/base.json",
        "sparse": SPARSE,
        "moshi": dataset_room("moshi") / "disclosure.json",
    }
    path = places.get(name, examples / f"{name}-synthetic.json")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(name="document")
def document_by_name() -> Callable[[str], dict[str, Any]]:
    return read


@pytest.fixture
def base() -> dict[str, Any]:
    return read("base")


@pytest.fixture(scope="session")
def verdict() -> ReviewLine:
    return ReviewLine(
        level_reached=3,
        level_name="research",
        missing=("an interval of every manufacture figure",),
        errors=0,
        warnings=1,
        notes=2,
        rule_set_version="1.0.0",
        standard_version="1.0",
        input_sha256="0123456789abcdef" * 4,
        machine_readable="disclosure.json",
    )


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures stand in the text but are not drawn, which takes most of the time."""
    monkeypatch.setattr("fullcount_reports.exports.latex.draw_pdf", lambda figure: b"")


@pytest.fixture(scope="session")
def full() -> dict[str, Any]:
    """A synthetic disclosure that has something in every place of the crosswalk."""
    document = copy.deepcopy(read("base"))
    count = {"value": 3000.0, "unit": "1"}
    ratio = {"value": 1.1, "unit": "1", "basis": "declared"}
    sizes = ("parameters", "active_parameters", "training_tokens")
    document["subject"] |= dict.fromkeys(sizes, count) | {"version": "2", "description": "described"}
    document["subject"]["training_compute"] = {"value": 1e21, "unit": "FLOP"}
    document["note"] = "noted"
    document["scope"] |= {"cut_off": "cut", "note": "noted"}
    document["scope"]["functional_unit"]["amount"] = count
    document["scope"]["allocation"][0] |= {"share": {"value": 0.5, "unit": "1"}, "note": "noted"}
    place, item = document["facilities"][0], document["equipment"][0]
    place |= {"overhead_ratio": ratio, "location": "somewhere", "cloud_region": "r-1"}
    place["use_factors"] = [{"category": "pe", "amount": {"value": 9.0, "unit": "MJ/kWh"}}]
    item |= {"load": ratio, "host_overhead": ratio, "it_overhead": ratio, "nodes": 4}
    item["manufacture"][0] |= {"lifetime": {"value": 4.0, "unit": "year"}, "utilisation": ratio}
    elsewhere = {"id": "q2", "name": "Second place", "subdivision": "US-CA"}
    processors = {"id": "q2", "name": "Processors", "cores_per_node": 64}
    document["facilities"].append(elsewhere)
    document["equipment"].append(processors)
    line = copy.deepcopy(document["compute"][0])
    hours = {"value": 30.0, "unit": "core-h"}
    first = document["compute"][0]
    first["runs"] = {"value": 7, "unit": "1"}
    without = {
        key: value for key, value in line.items() if key not in ("accelerator_hours", "energy", "runs")
    }
    document["compute"].append(without | {"id": "cores", "core_hours": hours})
    idle = {"id": "idle", "idle_hours": {"value": 9.0, "unit": "accelerator-h"}, "outcome": "unknown"}
    document["compute"].append(without | idle)
    totals = {"core_hours": hours, "idle_hours": {"value": 9.0, "unit": "accelerator-h"}}
    document["totals"] = document.get("totals", {}) | totals
    document["totals"]["final_share"] = {"value": 20.0, "unit": "%"}
    partly = {
        "id": "p",
        "category": "gwp",
        "phase": "manufacture",
        "amount": {"value": 5.0, "unit": "kgCO2e"},
    }
    document["impacts"].append(partly | {"covers": {"lines": [line["id"]]}})
    document["impacts"].append(partly | {"id": "s", "life_cycle_stages": ["training"]})
    document["practices"] = [{"practice": "measure-energy", "description": "done", "source": "own"}]
    document["evidence"] = [
        {"id": "e", "kind": "ledger", "title": "Ledger", "sha256": "0" * 64},
        {"id": "w", "kind": "other", "title": "Held", "withheld": {"reason": "confidential", "note": "n"}},
    ]
    document["reviews"] = [
        {
            "reviewer": "R",
            "organisation": "O",
            "independent": True,
            "date": "2026-01-01",
            "rule_set": "1.0.0",
            "conclusion": "accepted",
        }
    ]
    document["sources"][0] |= {"authors": "A", "year": 2020, "retrieved": "2026-01-01", "note": "n"}
    return document


@pytest.fixture(name="written")
def write_files() -> Callable[[Exported, Path], Path]:
    def written(exported: Exported, folder: Path) -> Path:
        for name, data in exported.files.items():
            (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return folder

    return written


@pytest.fixture(name="compiled")
def run_pdflatex() -> Callable[..., str]:
    """What an engine says about a file; what it read and wrote is in `<name>.fls`."""

    def compiled(folder: Path, name: str = "main", cited: bool = False, engine: str = "pdflatex") -> str:
        if shutil.which(engine) is None:
            pytest.skip(f"{engine} is not installed: nothing is compiled")
        words = [engine, "-no-shell-escape", "-recorder", "-interaction=nonstopmode", name]
        for command in (words, ["bibtex", name], words) if cited else (words,):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        return (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    return compiled


@pytest.fixture(name="complaints")
def read_log() -> Callable[[str], list[str]]:
    """Errors of a log, and boxes that stick out by more than a gap between columns."""

    def complaints(log: str) -> list[str]:
        wide = [line for line in log.splitlines() if line.startswith("Overfull \\hbox")]
        out = [line for line in wide if float(line.partition("(")[2].partition("pt")[0]) > 4.0]
        return [line for line in log.splitlines() if line.startswith("!")] + out

    return complaints
