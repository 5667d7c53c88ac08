import pytest

from fullcount.ledger.reading.tags import read_tag


@pytest.mark.parametrize(
    ("comment", "project", "stage", "run_type", "repair"),
    [
        ("my_project,explore,debug", "my_project", "explore", "debug", ""),
        ("ablate,train", "default", "ablate", "train", ""),
        ("default,ablate,train", "default", "ablate", "train", ""),
        ("moshi,hyperparm,pretrain", "moshi", "hyperparam", "pre-train", "tag-typo"),
        ("moshi, data", "moshi", "data", "other", ""),
        ("datasets,data", "datasets", "data", "other", ""),
        ("data_prep,final,evaluation", "data_prep", "final", "evaluate", "tag-typo"),
        ("final_v2,ablate,train", "final_v2", "ablate", "train", ""),
        ("moshi,train,ablate", "moshi", "ablate", "train", "tag-order"),
        ("moshi,evaluate,final", "moshi", "final", "evaluate", "tag-order"),
        ("ablate,train,moshi", "moshi", "ablate", "train", "tag-order"),
        ("Moshi Mimi,Final,Pre-Train", "moshi_mimi", "final", "pre-train", ""),
        ("moshi,final,finetune", "moshi", "final", "other", ""),
        ("final", "default", "final", "other", ""),
    ],
)
def test_a_tag_is_read_as_it_was_meant(comment, project, stage, run_type, repair):
    tag = read_tag(comment)
    assert tag is not None
    assert (tag.project, tag.stage, tag.run_type, tag.repair) == (project, stage, run_type, repair)


@pytest.mark.parametrize(
    "comment", ["", ",", "rerun after crash", "dataset", "lr 0.1, run b, final", "a,b", "a,b,c,d", "x" * 9999]
)
def test_free_text_is_no_tag(comment):
    assert read_tag(comment) is None


@pytest.mark.parametrize("comment", ["voxdemo,tuning,train", "voxdemo,eval", "tiny,debug"])
def test_a_tag_without_a_known_stage_keeps_its_project(comment):
    tag = read_tag(comment)
    assert (tag.project, tag.stage, tag.repair) == (comment.split(",")[0], "other", "unreadable-tag")


def test_a_project_that_resembles_a_run_type_stays_a_project():
    assert (read_tag("tiny,data").project, read_tag("tiny,data").stage) == ("tiny", "data")
