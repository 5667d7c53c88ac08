"""Comments as people write them: mostly right, sometimes not."""

from random import Random

__all__ = ["TYPOS", "comment"]

TYPOS = {
    "explore": ("exploration", "explor", "exlpore"),
    "baseline": ("basline", "baselines"),
    "ablate": ("abalte", "ablation"),
    "hyperparam": ("hyperparm", "hyperparameter", "hparam"),
    "train": ("training", "trian"),
    "pre-train": ("pretrain", "pre_train"),
    "post-train": ("posttrain", "post_train"),
    "evaluate": ("eval", "evaluation"),
    "debug": ("debugg", "debuging"),
    "generate": ("generation", "genrate"),
}
FREE_TEXT = ("rerun after crash", "ask before killing", "tmp")
UNTAGGED, FREE, TYPO, ORDER, NO_PROJECT = 0.02, 0.003, 0.03, 0.012, 0.01


def comment(rng: Random, project: str, stage: str, run_type: str) -> str:
    """The comment of one submission; work without a stage has none, final work is always tagged right."""
    if not stage:
        return ""
    mark = rng.random()
    if stage == "final":
        return ",".join((project, stage, run_type))
    if mark < UNTAGGED:
        return ""
    if mark < UNTAGGED + FREE:
        return FREE_TEXT[int(rng.random() * len(FREE_TEXT))]
    return _tag(rng, mark - UNTAGGED - FREE, project, [code for code in (stage, run_type) if code])


def _tag(rng: Random, mark: float, project: str, codes: list[str]) -> str:
    if mark < TYPO:
        return ",".join((project, *(_misspelt(rng, code) for code in codes)))
    if mark < TYPO + ORDER and len(codes) == 2:
        return ",".join((project, codes[1], codes[0]))
    if mark < TYPO + ORDER + NO_PROJECT:
        return ",".join(codes)
    return ",".join((project, *codes))


def _misspelt(rng: Random, code: str) -> str:
    forms = TYPOS.get(code, (code,))
    return forms[int(rng.random() * len(forms))]
