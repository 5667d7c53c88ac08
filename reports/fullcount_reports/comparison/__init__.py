"""Disclosures side by side: ranked only where they count the same, with what is missing in every row."""
