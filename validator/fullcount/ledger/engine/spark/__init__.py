"""Apache Spark as the engine: DuckDB's SQL text, translated by sqlglot, on as many machines as there are."""

from fullcount.ledger.engine.spark.engine import SparkEngine

__all__ = ["SparkEngine"]
