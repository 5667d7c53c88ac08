"""What the words of a row mean for the formulas: the only reading of ours when a row becomes a disclosure."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = [
    "ACCELERATOR",
    "ENERGY",
    "MODALITIES",
    "POWER",
    "RATED",
    "Energy",
    "Node",
    "Row",
    "axes_of",
    "boundary_of",
    "kind_of",
]

Row = Mapping[str, str]
Node = dict[str, Any]


class Energy(NamedTuple):
    """What a printed energy covers; `host_overhead` is what the source puts between accelerators and PUE."""

    boundary: str
    power_basis: str = "unknown"
    host_overhead: str = ""


ENERGY = {
    "facility (device TDP x PUE)": Energy("facility", "tdp", "1"),
    "device TDP only, no PUE": Energy("accelerator", "tdp"),
    "device": Energy("accelerator"),
    "device measured (before PUE)": Energy("accelerator", "measured-device", "1"),
    "measured IT (CodeCarbon)": Energy("it", "measured-device"),
    "IT (before PUE)": Energy("it"),
    "IT compute": Energy("it"),
    "facility": Energy("facility"),
    "facility (with PUE)": Energy("facility"),
    "facility (system power x PUE)": Energy("facility"),
    "facility (GPU measured x 1.74 server/IT x PUE 1.2)": Energy("facility", "measured-device", "1.74"),
}
POWER = {
    "measured_system_average_incl_host": ("node", "measured-wall"),
    "measured_system_average": ("node", "measured-wall"),
    "borrowed from Meena": ("node", "unknown"),
    "category average (Patterson Table 3)": ("node", "unknown"),
    "GPU+CPU stated": ("node", "unknown"),
    "assumed (module, below 660 W cap)": ("node", "tdp-times-load"),
    "assumed_average": ("accelerator", "unknown"),
}
RATED = {"tdp_assumed", "tdp_range_350_400"}
ACCELERATOR = {
    "NVIDIA A100-SXM 80GB": "nvidia-a100-sxm4-80gb",
    "NVIDIA A100-SXM4 80GB": "nvidia-a100-sxm4-80gb",
    "NVIDIA A100 PCIe 40GB": "nvidia-a100-pcie-40gb",
    "NVIDIA H100-SXM5 80GB": "nvidia-h100-sxm5-80gb",
    "NVIDIA H100 80GB HGX": "nvidia-h100-sxm5-80gb",
    "TPU v2": "google-tpu-v2",
    "TPU v3": "google-tpu-v3",
    "TPU v4": "google-tpu-v4",
}
STAGES = (
    (r"inference|serving", "serve", "infer"),
    (r"data_generation|logit_generation", "data", "generate"),
    (r"experimentation|development$|architecture_search", "explore", "train"),
    (r"development", "other", "other"),
    (r"pretraining|stage\d", "final", "pre-train"),
    (r"tuning|sft|rl|post_training|context|quantisation", "final", "post-train"),
    (r"total_training", "final", "other"),
)
MIXED = ("other", "other")
BOUNDARIES = (
    (r"months? of use", "life-cycle"),
    (r"development_included|development \+ final", "development"),
    (r"development_only|search", "research"),
    (r"stage_only|post_training_only", "stage"),
    (r"all_training_stages", "training"),
    (r"final_run", "final-run"),
    (r"deployment|inference|idle", "serving"),
)
MODALITIES: dict[str, list[str]] = {"code": ["text"], "protein": []}


def axes_of(row: Row) -> tuple[str, str]:
    """Stage and run type of the work of a row."""
    return next(((s, r) for words, s, r in STAGES if re.search(words, row["stage"])), MIXED)


def boundary_of(row: Row) -> str:
    """How much of the work a row counts, as a code of the standard; `unclear` where its words do not say."""
    stage, _ = axes_of(row)
    if stage in ("serve", "explore"):
        return {"serve": "serving", "explore": "research"}[stage]
    found = (code for words, code in BOUNDARIES if re.search(words, row["boundary"]))
    return next(found, "unclear")


def kind_of(row: Row) -> str:
    """The kind of the subject of a row."""
    return "service" if axes_of(row)[0] == "serve" else "model"
