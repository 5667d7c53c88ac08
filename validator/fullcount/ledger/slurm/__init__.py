"""Slurm accounting."""

from fullcount.ledger.slurm.reader import read_slurm
from fullcount.ledger.slurm.table import is_sacct_header

__all__ = ["is_sacct_header", "read_slurm"]
