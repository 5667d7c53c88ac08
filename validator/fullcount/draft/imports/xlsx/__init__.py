"""Disclosures that were filled in as a workbook: its sheets and columns follow from the schema."""

from fullcount.draft.imports.xlsx.problem import WorkbookError
from fullcount.draft.imports.xlsx.reader import read

__all__ = ["WorkbookError", "read"]
