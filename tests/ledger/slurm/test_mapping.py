import pytest

from fullcount.ledger import LedgerError, load_mapping, read_ledger


def first(path, rules):
    return next(iter(read_ledger(path, mapping=rules)))


def test_the_first_rule_that_fits_wins_for_each_field_apart(write, row):
    rules = [
        {"match": {"project": "demo"}, "set": {"component": "codec"}},
        {"match": {"partition": "gpu"}, "set": {"component": "late", "equipment": "dgx", "facility": "dc5"}},
    ]
    found = first(write(row()), rules)
    assert (found.component, found.equipment, found.facility) == ("codec", "dgx", "dc5")


def test_all_globs_of_a_rule_must_fit(write, row):
    rules = [{"match": {"user": "ali*", "account": "other"}, "set": {"stage": "data"}}]
    assert first(write(row()), rules).stage == "final"


def test_a_rule_wins_over_the_tag(write, row):
    rules = [{"match": {"job_name": "*secret*"}, "set": {"stage": "data", "run_type": "generate"}}]
    found = first(write(row()), rules)
    assert (found.stage, found.run_type) == ("data", "generate")


def test_a_job_given_a_stage_by_rule_is_not_untagged(write, row):
    reading = read_ledger(
        write(row(Comment="")), mapping=[{"match": {"comment": ""}, "set": {"stage": "explore"}}]
    )
    list(reading)
    assert reading.report.untagged_jobs == 0


def test_rules_are_read_from_yaml(tmp_path, write, row):
    rules = tmp_path / "mapping.yaml"
    rules.write_text("- match: {workdir: '*'}\n  set: {component: m1}\n")
    assert first(write(row()), rules).component == "m1"


def test_every_problem_is_told_at_once_with_its_rule():
    rules = [
        {"match": {"projekt": "a"}, "set": {"stage": "finall"}},
        {"match": {"project": "a"}, "set": {"component": "two words"}, "then": 1},
        "nonsense",
        {"match": {}, "set": {"run_type": True}},
    ]
    with pytest.raises(LedgerError) as caught:
        load_mapping(rules)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 7
    assert "did you mean project?" in told[0]
    assert "did you mean final?" in told[1]
    assert [f"rule {n}" in text for n, text in zip((1, 1, 2, 2, 3, 4, 4), told, strict=True)] == [True] * 7


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- match: [", "broken YAML"),
        ("match: 1", "a list of rules"),
        ("", "a list of rules"),
        ("- !!python/object:os.system {}", "broken YAML"),
        ("\udcff", "broken YAML"),
    ],
)
def test_a_file_that_holds_no_rules_is_refused(tmp_path, text, words):
    path = tmp_path / "mapping.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(LedgerError, match=words):
        load_mapping(path)


def test_an_outcome_cannot_be_set_by_a_rule():
    with pytest.raises(LedgerError, match="how a job ended is what the log says"):
        load_mapping([{"match": {"user": "*"}, "set": {"outcome": "completed"}}])


def test_rules_that_fit_no_job_are_told_by_number(tmp_path, write, row):
    rules = tmp_path / "mapping.yaml"
    rules.write_text(
        "- {match: {user: alice}, set: {component: m1}}\n"
        "- {match: {user: nobody}, set: {component: m2}}\n"
        "- {match: {job_name: 'x*'}, set: {stage: data}}\n",
        encoding="utf-8",
    )
    reading = read_ledger(write(row("1"), row("2")), mapping=rules)
    list(reading)
    assert "rules 2 and 3 of mapping.yaml fit no job" in reading.report.assumptions


def test_one_rule_that_fits_no_job_is_told_and_none_is_not(write, row):
    rules = [{"match": {"user": name}, "set": {"component": "m"}} for name in ("alice", "nobody")]
    unused, used = (read_ledger(write(row()), mapping=chosen) for chosen in (rules, rules[:1]))
    assert [len(list(reading)) for reading in (unused, used)] == [1, 1]
    assert "rule 2 of mapping fits no job" in unused.report.assumptions
    assert not any("no job" in sentence and "rule" in sentence for sentence in used.report.assumptions)


def test_a_rule_may_match_the_quality_of_service_and_the_cluster(write):
    rules = [{"match": {"qos": "low*", "cluster": "b"}, "set": {"facility": "dc"}}]
    path = write("1|60|low_1|b", "2|60|low_1|a", header="JobID|ElapsedRaw|QOS|Cluster")
    assert [r.facility for r in read_ledger(path, mapping=rules)] == ["dc", ""]


def test_a_missing_rules_file_is_refused(tmp_path):
    with pytest.raises(LedgerError, match="cannot be read"):
        load_mapping(tmp_path / "absent.yaml")


def test_a_rule_may_set_a_code_of_the_lab_s_own(write, row):
    rules = [{"match": {"project": "demo"}, "set": {"stage": "lab:distil", "component": "demo/student"}}]
    found = first(write(row()), rules)
    assert (found.stage, found.component) == ("lab:distil", "demo/student")
