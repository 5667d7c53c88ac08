"""What a report says a task was for, as run type and stage.

| taskStage                                        | run type   | stage |
|--------------------------------------------------|------------|-------|
| datacreation, preprocessing, postprocessing …    | other      | data  |
| pretraining                                      | pre-train  | other |
| training, retraining; the kinds of learning of G0R0C1 | train | other |
| finetuning                                       | post-train | other |
| inference                                        | infer      | other |
| evaluation, validation, test                     | evaluate   | other |
| exploration, baseline, ablation, hyperparametersearch | other | explore, baseline, ablate, hyperparam |
| several joined with `+` that differ              | other      | data where all are, else other |

The words for research are those that our own export writes. A report does not say whether a training was the final one
or inference served users: the stage is left to the rules.
"""

import re

__all__ = ["purpose_of"]

_SAME = {
    ("other", "data"): (
        *("datacreation", "preprocessing", "postprocessing", "datacollection", "datapreparation"),
        *("datacleaning", "datapreprocessing", "dataprocessing", "annotation", "labelling"),
    ),
    ("pre-train", "other"): ("pretraining",),
    ("train", "other"): (
        *("training", "retraining", "train", "supervised", "unsupervised", "semisupervised", "reinforcement"),
        *("supervisedlearning", "unsupervisedlearning", "semisupervisedlearning", "reinforcementlearning"),
    ),
    ("post-train", "other"): ("finetuning", "finetune", "alignment"),
    ("infer", "other"): ("inference", "inferencing", "prediction"),
    ("other", "explore"): ("exploration",),
    ("other", "baseline"): ("baseline",),
    ("other", "ablate"): ("ablation",),
    ("other", "hyperparam"): ("hyperparametersearch", "hyperparametertuning"),
    ("evaluate", "other"): ("evaluation", "validation", "test", "testing", "benchmark"),
}
_PURPOSES = {word: purpose for purpose, words in _SAME.items() for word in words}
_NOT_LETTERS = re.compile(r"[^a-z]+")


def purpose_of(text: str) -> tuple[str, str] | None:
    """Run type and stage of a stage as written; None where a word of it is not known, or there is none."""
    words = [_NOT_LETTERS.sub("", part) for part in text.lower().split("+")]
    found = [_PURPOSES.get(word) for word in words if word]
    known = [purpose for purpose in found if purpose]
    if not known or len(known) < len(found):
        return None
    run_types, stages = {run for run, _ in known}, {stage for _, stage in known}
    run_type = run_types.pop() if len(run_types) == 1 else "other"
    return run_type, stages.pop() if len(stages) == 1 else "other"
