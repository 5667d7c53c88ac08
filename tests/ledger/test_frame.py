import sys

import pytest

from fullcount.ledger import frame, read_ledger


def test_a_frame_keeps_unknown_apart_from_zero(write, row):
    pd = pytest.importorskip("pandas")
    data = frame(read_ledger(write(row("1"), row("2", AllocTRES="", Start="Unknown"))))
    assert data["accelerator_hours"].tolist()[0] == 8.0
    assert pd.isna(data["accelerators"][1])
    assert pd.isna(data["start"][1])
    assert str(data["stage"].dtype) == "category"


def test_without_pandas_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"fullcount\[ledger\]"):
        frame([])
