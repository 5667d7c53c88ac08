"""The rules: one module each, listed in `fullcount.rules.table`."""
