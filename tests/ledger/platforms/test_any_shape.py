"""Whatever an export holds, reading ends in rows or in a message."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, read_ledger, write_ledger

SEVERAL = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["GPU-1", 1e300]),
)
KEYS = {
    "dcgm": ["metric", "values", "UUID", "__name__", "pod", "timestamps", "data", "result", "resultType"],
    "mlflow": [
        "runs",
        "info",
        "data",
        "run_id",
        "status",
        "start_time",
        "end_time",
        "metrics",
        "tags",
        "key",
    ],
    "wandb": [
        "id",
        "state",
        "summary",
        "config",
        "metadata",
        "_runtime",
        "_wandb",
        "runtime",
        "events",
        "gpu_count",
    ],
}
CORE = {
    "dcgm": lambda x: {
        "metric": {"__name__": "DCGM_FI_DEV_POWER_USAGE", "UUID": "a", "pod": x},
        "values": [[1.7e9, x]],
    },
    "mlflow": lambda x: {
        "info": {"run_id": "a", "status": x, "start_time": x, "user_id": x},
        "data": {"tags": x},
    },
    "wandb": lambda x: {
        "id": x,
        "state": x,
        "summary": {"_wandb": x},
        "metadata": {"gpu": x, "gpu_nvidia": [x]},
    },
}


@pytest.mark.parametrize("kind", KEYS)
@SEVERAL
@given(data=st.data())
def test_any_shape_of_json_is_rows_or_a_message(tmp_path, kind, data) -> None:
    names = st.sampled_from(KEYS[kind])
    shapes = st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
        max_leaves=8,
    )
    value = data.draw(shapes | shapes.map(CORE[kind]) | shapes.map(CORE[kind]).map(lambda run: [run, run]))
    path = tmp_path / "export.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with suppress(LedgerError):
        reading = read_ledger(path, kind)
        write_ledger(reading, tmp_path / "ledger")
        assert reading.report.rows_read == reading.report.rows_used + reading.report.rows_skipped
