"""Sums over jobs by an engine: DuckDB on one machine, Apache Spark on many, with one SQL text for both."""

from fullcount.ledger.engine.base import Engine, EngineError, NoEngineError, Scan
from fullcount.ledger.engine.ledgers import ledger_groups
from fullcount.ledger.engine.sacct import SacctSums

__all__ = ["Engine", "EngineError", "NoEngineError", "SacctSums", "Scan", "ledger_groups"]
