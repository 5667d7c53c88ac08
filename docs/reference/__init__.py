"""The reference of the standard as pages, from the schemas, the codelists and the tables themselves."""
