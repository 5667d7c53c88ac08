"""The Python of the browser says what the installed one says, byte for byte."""

import json
import subprocess
from pathlib import Path

from fullcount_reports.desk import answer

from .asked import conformance, everything

HERE = Path(__file__).parent


def test_both_engines_give_the_same_bytes_for_every_document(desk: Path, tmp_path: Path) -> None:
    pairs = [(request, json.dumps(answer(request))) for request in everything()]
    asked, got = tmp_path / "requests", tmp_path / "answers"
    asked.write_text("".join(f"{json.dumps(request)}\n" for request, _ in pairs), encoding="utf-8")
    subprocess.run(["node", HERE / "answers.mjs", desk, asked, got], check=True)
    answers = got.read_text(encoding="utf-8").splitlines()
    differ = [
        (str(request)[:80], said[:500])
        for (request, expected), said in zip(pairs, answers, strict=True)
        if said != expected
    ]
    assert differ == []


def test_the_whole_suite_is_asked() -> None:
    assert len(list(conformance())) > 300
