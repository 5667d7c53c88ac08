"""How the rows of `published.csv` become disclosures; the tables beside this file are kept by hand."""
