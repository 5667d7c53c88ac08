"""The libraries that a corpus is written with."""

from fullcount.corpus.problem import Problem
from fullcount.problems import ProblemsError

__all__ = ["need_arrow"]


def need_arrow() -> None:
    """Raises `ProblemsError`, naming the extra, where Parquet cannot be written. Arrow is kept to one processor."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        remedy = "pip install 'fullcount[corpus]'"
        raise ProblemsError([Problem("fullcount corpus build", "no library pyarrow", "it", remedy)]) from None
    pa.set_cpu_count(1)
