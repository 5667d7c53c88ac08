"""Check ledgers: the Table Schema with the verdicts of frictionless 5, and what cannot be true of a ledger."""

from fullcount.ledger.check.about import context_of
from fullcount.ledger.check.check import check_ledger, check_table
from fullcount.ledger.check.findings import Finding, RuleResult, TableResult
from fullcount.ledger.check.rules.context import Capacity, Context
from fullcount.ledger.check.schema import TableSchema, ledger_schema, load_schema

__all__ = [
    "Capacity",
    "Context",
    "Finding",
    "RuleResult",
    "TableResult",
    "TableSchema",
    "check_ledger",
    "check_table",
    "context_of",
    "ledger_schema",
    "load_schema",
]
