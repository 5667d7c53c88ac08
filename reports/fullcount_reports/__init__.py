"""What people look at: cards, figures and comparisons of disclosures."""
