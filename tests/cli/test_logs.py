"""From logs to a ledger, and from logs to a card: whole or not at all, and honest about what a log cannot know."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_reading_a_log_writes_a_ledger_and_says_what_was_read(call, fixtures, tmp_path) -> None:
    answer = call("read", fixtures / "sacct-synthetic.txt", "--out", tmp_path / "out")
    assert answer.code == 0
    assert f"wrote {tmp_path / 'out/ledger.csv'}" in answer.out
    assert "rows: 5 read = 4 used + 1 skipped" in answer.out
    assert "repaired: 1 tag-typo" in answer.out
    assert set(files(tmp_path / "out")) == {"ledger.csv", "datapackage.json"}


def test_names_of_users_and_jobs_stay_out_of_the_ledger(call, fixtures, tmp_path) -> None:
    call("read", fixtures / "sacct-synthetic.txt", "--out", tmp_path / "out")
    assert not re.search(rb"synth-(ann|bob|final|crash)", b"".join(files(tmp_path / "out").values()))


def test_the_report_as_json_names_the_ledger(call, fixtures, tmp_path) -> None:
    words = ("--compress", "--format", "json", "--out", tmp_path / "out")
    report = json.loads(call("read", fixtures / "emissions-synthetic.csv", *words).out)
    assert report["ledger"] == str(tmp_path / "out/ledger.csv.gz")
    assert report["rows_read"] == report["rows_used"] == 2
    assert any("how a run ended" in sentence for sentence in report["assumptions"])


def test_several_logs_become_one_ledger(call, fixtures, tmp_path) -> None:
    shutil.copy(fixtures / "emissions-synthetic.csv", tmp_path / "b.csv")
    text = (tmp_path / "b.csv").read_text(encoding="utf-8")
    (tmp_path / "b.csv").write_text(text.replace("11111111-1111", "33333333-1111"), encoding="utf-8")
    call("read", fixtures / "emissions-synthetic.csv", tmp_path / "b.csv", "--out", tmp_path / "out")
    with (tmp_path / "out/ledger.csv").open(encoding="utf-8", newline="") as table:
        assert len(list(csv.DictReader(table))) == 3


def test_a_log_may_come_from_standard_input(fullcount, fixtures, tmp_path) -> None:
    log = (fixtures / "sacct-synthetic.txt").read_bytes()
    answer = fullcount("read", "-", "--out", tmp_path / "out", stdin=log)
    assert (answer.code, answer.err) == (0, "")
    assert "rows: 5 read = 4 used + 1 skipped" in answer.out


def test_logs_of_two_kinds_are_not_mixed(call, fixtures, tmp_path) -> None:
    logs = [fixtures / "emissions-synthetic.csv", fixtures / "sacct-synthetic.txt"]
    answer = call("read", *logs, "--out", tmp_path / "out")
    assert answer.code == 3
    assert "read each kind apart" in answer.err


@pytest.mark.parametrize("command", ["read", "disclose"])
def test_existing_output_is_replaced_only_by_force(call, fixtures, tmp_path, command: str) -> None:
    words = (command, fixtures / "sacct-synthetic.txt", "--out", tmp_path / "out", "--user-key", "k")
    call(*words)
    before = files(tmp_path / "out")
    answer = call(*words)
    assert answer.code == 2
    assert "exists already; name another folder or add --force" in answer.err
    assert files(tmp_path / "out") == before
    assert call(*words, "--force").code in {0, 1}


@pytest.mark.parametrize("command", ["read", "disclose"])
@pytest.mark.parametrize("place", ["log.txt", "log.txt/deeper", "/proc/fullcount"])
def test_an_output_that_cannot_be_written_is_wrong_usage(
    call, fixtures, tmp_path, command: str, place: str
) -> None:
    shutil.copy(fixtures / "sacct-synthetic.txt", tmp_path / "log.txt")
    answer = call(command, tmp_path / "log.txt", "--out", tmp_path / place)
    assert answer.code == 2
    assert re.search(
        rf"{re.escape(place)}: cannot be written \(.+\); name a place that you can write to", answer.err
    )
    assert [path.name for path in tmp_path.iterdir()] == ["log.txt"]


def test_a_failure_on_the_way_leaves_the_folder_as_it_was(call, fixtures, tmp_path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine", encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text(
        (fixtures / "emissions-synthetic.csv").read_text(encoding="utf-8") + "broken\n", encoding="utf-8"
    )
    answer = call("disclose", log, "--on-error", "stop", "--out", tmp_path / "out")
    assert answer.code == 3
    assert "log.csv:4: found " in answer.err
    assert files(tmp_path / "out") == {"mine.txt": b"mine"}


def test_an_interruption_at_the_last_step_leaves_nothing(call, fixtures, tmp_path, monkeypatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fullcount_reports.card.write_card", interrupted)
    assert call("disclose", fixtures / "sacct-synthetic.txt", "--out", tmp_path / "out").code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_slurm_log_ends_in_a_valid_disclosure_and_its_card(of_slurm, call) -> None:
    answer, folder = of_slurm
    assert answer.code == 0, answer.said
    assert all(f"{number} " in answer.err for number in range(1, 6))
    written = re.findall(r"^wrote (/.+)$", answer.out, re.MULTILINE)
    figures = {name for name in files(folder) if "-synthetic-" in name}
    assert {Path(path).name for path in written} | figures == set(files(folder))
    assert f"wrote {len(figures)} files of figures beside them" in answer.out
    assert call("validate", folder / "disclosure.json").code == 0


def test_the_same_log_key_and_day_give_the_same_bytes(of_slurm, from_log, tmp_path) -> None:
    from_log(tmp_path / "again")
    assert files(tmp_path / "again") == files(of_slurm[1])


def test_every_job_is_in_the_lines_whatever_its_tag_or_end(of_slurm) -> None:
    lines = json.loads((of_slurm[1] / "disclosure.json").read_text(encoding="utf-8"))["compute"]
    assert sum(line["accelerator_hours"]["value"] for line in lines) == 64 * 48 + 64 * 6 + 8 * 10 + 8 * 12
    assert {line["outcome"] for line in lines} == {"completed", "failed", "timeout"}
    assert {line["stage"] for line in lines} == {"final", "explore", "ablate", "other"}


def test_what_a_lab_does_not_know_is_said_on_the_card(of_slurm) -> None:
    card = (of_slurm[1] / "footprint-synthetic.md").read_text(encoding="utf-8")
    assert "SYNTHETIC DATA" in card
    assert re.search(r"Greenhouse gases, market-based \|.*not disclosed", card)
    assert re.search(r"Mineral depletion \(ADPe\) \|.*(not disclosed|cannot be computed)", card)


def test_a_tracker_log_alone_ends_in_a_card_that_says_what_it_cannot_know(of_tracker) -> None:
    answer, folder = of_tracker
    assert answer.code == 0, answer.said
    card = (folder / "footprint.md").read_text(encoding="utf-8")
    assert re.search(r"Water consumed \|.*(not disclosed|cannot be computed)", card)
    assert re.search(r"PUE \|.*not disclosed", card)
    assert not re.search(r"\| 0(\.0+)? (kWh|kg|L|m³)", card)
    assert re.search(r"\| Unknown \|", card)


@pytest.mark.parametrize("log", ["of_slurm", "of_tracker"])
def test_the_answer_ends_with_what_is_missing_for_the_next_level(request, log: str) -> None:
    answer, _ = request.getfixturevalue(log)
    assert re.search(r"coverage: level \d of 5 .+\n  missing for level \d", answer.out)


def test_a_description_with_an_error_stops_before_the_log_is_read(call, fixtures, tmp_path) -> None:
    (tmp_path / "about.yaml").write_text('fullcount: "1.0"\nsubjct: {}\n', encoding="utf-8")
    words = ("--about", tmp_path / "about.yaml", "--out", tmp_path / "out")
    answer = call("disclose", fixtures / "sacct-synthetic.txt", *words)
    assert answer.code == 1
    assert f"{tmp_path / 'about.yaml'}:2:1: error unknown-key" in answer.err
    assert "reading" not in answer.err
