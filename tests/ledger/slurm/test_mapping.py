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


def test_a_missing_rules_file_is_refused(tmp_path):
    with pytest.raises(LedgerError, match="cannot be read"):
        load_mapping(tmp_path / "absent.yaml")


def test_a_rule_may_set_a_code_of_the_lab_s_own(write, row):
    rules = [{"match": {"project": "demo"}, "set": {"stage": "lab:distil", "component": "demo/student"}}]
    found = first(write(row()), rules)
    assert (found.stage, found.component) == ("lab:distil", "demo/student")
