"""The pages of the rules, with their examples from the conformance suite."""
