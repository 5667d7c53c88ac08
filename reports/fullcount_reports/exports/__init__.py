"""Disclosures in the formats of others: what is written, and what cannot be."""
