"""Drafts of disclosures, read from the formats of others."""
