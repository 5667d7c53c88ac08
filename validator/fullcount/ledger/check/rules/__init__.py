"""What cannot be true of a ledger, though each cell is well formed: one module a rule, named for the wrong thing."""
