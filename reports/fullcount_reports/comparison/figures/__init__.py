"""Figures that set disclosures side by side, as Vega-Lite specifications with the table of the same numbers."""
