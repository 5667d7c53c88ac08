"""Apache Spark as the engine: the same SQL text as DuckDB's, translated by sqlglot, on as many machines as there are."""

from fullcount.ledger.engine.spark.engine import SparkEngine

__all__ = ["SparkEngine"]
