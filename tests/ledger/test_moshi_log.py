"""The synthetic log in datasets/moshi is what its README and ASSUMPTIONS.md say."""

import gzip
import hashlib
import subprocess
import sys
from collections import Counter
from itertools import accumulate
from math import fsum

import pytest

from fullcount.ledger import read_ledger
from fullcount.ledger.reading.tags import read_tag
from fullcount.rooms import dataset_room

ROOM = dataset_room("moshi")
LOG = ROOM / "sacct-synthetic.txt.gz"
AGAIN = "the log differs from what its generator writes: run `python datasets/moshi/generate.py`"


@pytest.fixture(scope="module")
def reading():
    opened = read_ledger(LOG, mapping=ROOM / "mapping.yaml")
    return list(opened), opened.report


def test_the_generator_writes_the_committed_log(tmp_path):
    subprocess.run(
        [sys.executable, "-B", str(ROOM / "generate.py"), str(tmp_path)], check=True, capture_output=True
    )
    made, kept = (
        hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest() for path in (tmp_path / LOG.name, LOG)
    )
    assert made == kept, AGAIN


def test_it_is_small_enough_for_git():
    assert LOG.stat().st_size < 5_000_000


def test_the_cluster_is_never_fuller_than_it_is(reading):
    rows, _ = reading
    held = [row for row in rows if row.ran and row.accelerators]
    changes = [(row.start, 1, row.accelerators) for row in held] + [
        (row.end, 0, -row.accelerators) for row in held
    ]
    in_use = accumulate(gpus for _, _, gpus in sorted(changes))
    assert max(in_use) <= 1016
    assert all(row.accelerators <= 8 * row.nodes for row in held)
    assert max(row.nodes for row in held) <= 127


def test_successful_final_runs_are_about_four_percent(reading):
    rows, report = reading
    final = fsum(row.accelerator_hours for row in rows if row.stage == "final" and row.outcome == "completed")
    assert 0.035 < final / report.accelerator_hours < 0.045
    assert 2.0e6 < report.accelerator_hours < 2.6e6


def test_the_readme_states_what_the_log_holds(reading):
    rows, report = reading
    text = (ROOM / "README.md").read_text(encoding="utf-8")
    final = fsum(row.accelerator_hours for row in rows if row.stage == "final" and row.outcome == "completed")
    for figure in (report.rows_used, report.rows_read, round(report.accelerator_hours)):
        assert f"{figure:,}" in text
    assert f"{100 * final / report.accelerator_hours:.2f} %" in text
    assert text.startswith("# SYNTHETIC")


def test_it_has_every_oddity_that_an_importer_must_bear(reading):
    rows, report = reading
    states = Counter(row.state_raw for row in rows)
    assert {"FAILED", "CANCELLED", "TIMEOUT", "OUT_OF_MEMORY", "NODE_FAIL", "PREEMPTED"} <= states.keys()
    assert {"tag-order", "tag-typo"} == {count.reason for count in report.repairs}
    assert report.untagged_jobs
    assert any("_" in row.job_id for row in rows)
    assert any("+" in row.job_id for row in rows)
    assert any(row.restarts for row in rows)
    assert any(row.elapsed_s == 0 for row in rows)
    assert any(row.accelerators == 0 and row.ran for row in rows)
    assert {row.component for row in rows} == {"helium", "mimi", "moshi", "tts", "synthetic-data", "shared"}
    assert {row.facility for row in rows} == {"fr-par-2"}
    assert {row.equipment for row in rows} == {"dgx-h100", "cpu-node"}


def test_every_job_says_that_it_is_synthetic():
    with gzip.open(LOG, "rt") as stream:
        names = {line.split("|")[2] for line in stream if "." not in line.split("|", 1)[0]}
    assert all(name.startswith("synth-") for name in names - {"JobName"})


def test_every_misspelt_tag_is_understood():
    source: dict[str, dict[str, tuple[str, ...]]] = {}
    exec((ROOM / "synthesis" / "comments.py").read_text(encoding="utf-8"), source)  # noqa: S102 - our own file
    for code, forms in source["TYPOS"].items():
        for form in forms:
            tag = read_tag(f"p,{form},train") or read_tag(f"p,final,{form}")
            assert tag is not None, form
            assert code in {tag.stage, read_tag(f"p,final,{form}").run_type}, form
