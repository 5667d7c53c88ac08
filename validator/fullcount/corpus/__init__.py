"""Many disclosures at once: which files they are, and the tidy table of all their figures."""
