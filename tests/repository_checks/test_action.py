"""The GitHub Action: its definition, and its steps run in a repository with two commits."""

import json
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .conftest import ROOT, SCRIPTS, disclosure

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]


def checked(ran) -> list[str]:
    (run,) = json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["runs"]
    return [artifact["location"]["uri"] for artifact in run["artifacts"]]


def test_the_definition_fits_the_schema_of_actions() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        ROOT / "action.yml",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_no_input_is_ever_part_of_a_command() -> None:
    runs = [step["run"] for step in STEPS if "run" in step]
    assert len(runs) >= 4
    assert not any("${{" in run for run in runs)


def test_what_is_used_of_others_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert len(used) == 2
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)


def test_the_scripts_can_be_run_and_stop_at_a_fault() -> None:
    named = {word for step in STEPS for word in re.findall(r"\.github/action/([\w.]+)", step.get("run", ""))}
    assert named == {script.name for script in SCRIPTS.iterdir()}
    for name in named:
        assert (SCRIPTS / name).stat().st_mode & stat.S_IXUSR
        assert "set -euo pipefail" in (SCRIPTS / name).read_text(encoding="utf-8")


def test_every_input_that_a_script_reads_is_given_to_it() -> None:
    given = {name for step in STEPS for name in step.get("env", {})}
    text = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS.iterdir())
    assert set(re.findall(r"\b(?:INPUT|EVENT)_[A-Z_]+", text)) <= given
    inputs = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert inputs == set(ACTION["inputs"])


def test_only_the_disclosure_that_changed_is_checked(step, commits, sarif_is_valid) -> None:
    ran = step("validate.sh", EVENT_BASE=commits[0])
    assert (ran.code, ran.outputs["exit-code"]) == (0, "1")
    assert checked(ran) == ["models/b%20disclosure.json"]
    assert sarif_is_valid(ran.outputs["sarif"])
    assert ran.out.startswith("::error file=models/b disclosure.json,line=")
    assert "models/a" not in ran.out + ran.summary
    assert Path(ran.outputs["report"]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_summary_names_the_level_of_each_file(step, commits) -> None:
    ran = step("validate.sh", EVENT_BASE=commits[0])
    assert "| models/b disclosure.json | **not valid** | 1 error | 4 of 5 (life cycle) |" in ran.summary
    assert ran.summary == Path(ran.outputs["summary"]).read_text(encoding="utf-8")


def test_a_change_without_a_disclosure_passes(step, commits, work, git) -> None:
    (work / "README.md").write_text("x", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "three")
    ran = step("validate.sh", EVENT_BASE=commits[1])
    assert ran.outputs["exit-code"] == "0"
    assert "There was nothing to check." in ran.summary


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_without_an_earlier_revision_everything_is_checked(step, commits, base: str) -> None:
    ran = step("validate.sh", EVENT_BASE=base)
    assert len(checked(ran)) == 2
    assert "::notice title=fullcount::there is no earlier revision" in ran.out


def test_everything_is_checked_where_that_is_asked_for(step, commits) -> None:
    ran = step("validate.sh", EVENT_BASE=commits[1], INPUT_CHANGED_ONLY="false")
    assert len(checked(ran)) == 2


def test_a_shallow_clone_fetches_the_base(step, commits, work, git, tmp_path) -> None:
    shallow = tmp_path / "shallow"
    git("clone", "-q", "--depth=1", f"file://{work}", shallow)
    ran = step("validate.sh", folder=shallow, EVENT_BASE=commits[0])
    assert checked(ran) == ["models/b%20disclosure.json"]


def test_the_repository_chooses_what_fails(step, commits, work) -> None:
    (work / "profile.yaml").write_text('profile: "1.0"\nname: House\nminimum_level: 5\n', encoding="utf-8")
    (work / "models/b disclosure.json").write_text(disclosure(note="changed"), encoding="utf-8")
    lax = step("validate.sh", EVENT_BASE=commits[0])
    strict = step("validate.sh", EVENT_BASE=commits[0], INPUT_PROFILE="profile.yaml")
    assert (lax.outputs["exit-code"], strict.outputs["exit-code"]) == ("0", "1")
    assert "**5 asked for**" in strict.summary


def test_a_profile_that_is_wrong_is_an_exit_code_without_reports(step, commits, work) -> None:
    (work / "p.yaml").write_text("profile: 2\n", encoding="utf-8")
    ran = step("validate.sh", EVENT_BASE=commits[0], INPUT_PROFILE="p.yaml")
    assert (ran.code, ran.outputs) == (0, {"exit-code": "3"})
    assert "p.yaml:1:1: unreadable no key name" in ran.err


def test_an_action_that_runs_twice_in_a_job_keeps_both_reports(step, commits, work) -> None:
    (work / "p.yaml").write_text("profile: 2\n", encoding="utf-8")
    first, second = (step("validate.sh", EVENT_BASE=commits[0], INPUT_FAIL_ON=at) for at in ("error", "note"))
    assert "sarif" not in step("validate.sh", EVENT_BASE=commits[0], INPUT_PROFILE="p.yaml").outputs
    told = [json.loads(Path(ran.outputs["sarif"]).read_bytes()) for ran in (first, second)]
    assert [log["runs"][0]["properties"]["failOn"] for log in told] == ["error", "note"]


@pytest.mark.parametrize("name", ["$(touch pwned)", "`touch pwned`", "; touch pwned", "-h", "--output=pwned"])
def test_an_input_is_never_a_command(step, commits, work, name: str) -> None:
    for variable in ("INPUT_PATHS", "INPUT_BASE", "INPUT_PROFILE", "INPUT_FAIL_ON", "INPUT_FACTORS"):
        ran = step("validate.sh", **{"EVENT_BASE": commits[0], variable: name})
        assert ran.code == 0
        assert ran.outputs["exit-code"] in {"0", "1", "2", "3"}
    assert not (work / "pwned").exists()


GH = """#!{python}
import json, os, sys
words = sys.argv[1:]
with open(os.environ["CALLS"], "a") as calls:
    body = [open(word[6:]).read() for word in words if word.startswith("body=@")]
    calls.write(json.dumps([words, body]) + "\\n")
if "--method" not in words:
    print(os.environ.get("EARLIER", ""))
"""


@pytest.fixture
def comment(step, tmp_path, environment):
    """Runs the step that comments, with a stand-in for `gh`; gives the calls that changed something."""
    gh = tmp_path / "bin/gh"
    gh.write_text(GH.format(python=sys.executable), encoding="utf-8")
    gh.chmod(0o755)

    def run(summary: str, earlier: str = "") -> list[tuple[list[str], list[str]]]:
        (tmp_path / "summary.md").write_text(summary, encoding="utf-8")
        (tmp_path / "calls").unlink(missing_ok=True)
        path = f"{tmp_path / 'bin'}:{environment['PATH']}"
        given = {"CALLS": str(tmp_path / "calls"), "EARLIER": earlier, "PATH": path, "PULL_REQUEST": "7"}
        ran = step("comment.sh", SUMMARY=str(tmp_path / "summary.md"), **given)
        assert ran.code == 0, ran.err
        calls = [json.loads(line) for line in (tmp_path / "calls").read_text(encoding="utf-8").splitlines()]
        return [(words, body) for words, body in calls if "--method" in words]

    return run


def test_the_first_run_comments(comment) -> None:
    ((words, (body,)),) = comment("### Compute disclosures\n")
    assert words[:4] == ["api", "--method", "POST", "repos/example/repository/issues/7/comments"]
    assert body == "<!-- fullcount validate -->\n### Compute disclosures\n"


def test_a_later_run_replaces_its_comment(comment) -> None:
    ((words, _),) = comment("x\n", earlier="11\n12")
    assert words[:4] == ["api", "--method", "PATCH", "repos/example/repository/issues/comments/11"]


def test_a_long_summary_is_cut_to_what_a_comment_holds(comment) -> None:
    table = "| disclosure |\n|---|\n| a |\n\n"
    ((_, (body,)),) = comment(table + "<details><summary>a</summary>\n" + "é" * 70_000 + "\n</details>\n")
    assert body.startswith("<!-- fullcount validate -->\n| disclosure |")
    assert len(body) < 65_000
    assert "<details>" not in body
    assert body.endswith("see the summary of the job.\n")
