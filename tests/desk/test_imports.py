"""The engine runs where there are no processes, sockets or compiled libraries: in a browser."""

import json
import subprocess
import sys

from .conftest import BASE, TODAY, asked, check, named

ABSENT = (
    "socket",
    "subprocess",
    "multiprocessing",
    "ssl",
    "http.server",
    "numpy",
    "pandas",
    "duckdb",
    "jsonschema_rs",
)
ENGINE = f"""
import json, sys
for name in {ABSENT}:
    sys.modules[name] = None
from fullcount_reports.desk import answer
print(json.dumps([answer(request) for request in json.load(sys.stdin)]))
"""
REVIEW = {"reviewer": "A (synthetic)", "date": TODAY, "rule_set": "1.0.0", "conclusion": "accepted"}


def test_every_question_is_answered_without_them() -> None:
    requests = [
        asked("about"),
        asked("check", document=named(BASE), today=TODAY),
        asked("check", document=named("a: 1\n", "a.yaml"), today=TODAY),
        asked("compare", before=named(BASE), after=named(BASE), today=TODAY),
        asked("decide", document=named(BASE), review=REVIEW, today=TODAY),
    ]
    run = subprocess.run(
        [sys.executable, "-c", ENGINE],
        input=json.dumps(requests),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = json.loads(run.stdout)
    assert [said["answer"] for said in answers] == ["about", "check", "check", "compare", "decide"]
    assert answers[1] == json.loads(json.dumps(check(BASE)))
