"""The words of the checklist and of the comments of the files, in English."""

__all__ = ["WORDS"]

WORDS = {
    "title": "Compute used: answers for a checklist",
    "lead": "Written from the disclosure {id}, revision {number} of {date}. What it does not say is left to the "
    "authors and named as such.",
    "workers": "Which kind of workers ran the experiments, and where?",
    "no-equipment": "The disclosure describes no equipment. Add the kind of processor or accelerator.",
    "no-facility": "The disclosure describes no place. Add whether the work ran on a cluster of your own or at a "
    "cloud provider.",
    "worker": "{name}: {accelerator}{count}",
    "a-node": ", {count} in a node",
    "cores": "{name}: {count} processor cores in a node",
    "bare-worker": "{name}",
    "nodes": "{worker}, {nodes} nodes",
    "equipment-term": "Equipment",
    "facility-term": "Place",
    "place": "{name} ({where})",
    "memory": "How much memory and storage do they have?",
    "no-memory": "Not in the disclosure, which has no place for it. Add the memory of a node and the storage used; "
    "the memory of an accelerator is known from its model.",
    "per-run": "How much compute did the individual runs take?",
    "per-run-caption": "Runs by stage and run type: {measure}",
    "runs": "Runs",
    "mean": "Mean hours of a run",
    "runs-unknown": "not stated",
    "per-run-note": "The mean is the hours of the row divided by its runs.",
    "in-total": "How much compute did the whole work take, and what came of it?",
    "size": "How large is the model?",
    "parameters": "Parameters",
    "active_parameters": "Parameters active for a token",
    "training_tokens": "Training tokens",
    "training_compute": "Compute of training",
    "more": "Did the research take more compute than the experiments that are reported, with failed and preliminary "
    "runs?",
    "more-yes": "{measure}: yes. Completed work of the stage Final took {final}, {share} of all hours. The others are:",
    "more-no": "{measure}: the disclosure reports none but those of completed work of the stage Final.",
    "more-unknown": "{measure}: no completed work of the stage Final is among them, so there is nothing to "
    "compare with. They are:",
    "more-gaps": "{measure}: those of some work are not disclosed, so shares are not given. Completed work of the "
    "stage Final took {final} as far as is known; the others that are known:",
    "no-hours": "Not known: the disclosure reports no hours.",
    "research-unmentioned": "It does not say whether research and development is counted.",
    "research-stated": "Research and development: {inclusion}{reason}.",
    "interval": "interval {interval}",
    "not-as-meant": "Ended otherwise than meant, at any stage",
    "hours-share": "{hours} ({share})",
    "final-term": "Final, but not completed",
}
