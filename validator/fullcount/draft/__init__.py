"""From evidence to a draft: a ledger and a lab's own description become a disclosure."""

from fullcount.draft.assemble import assemble
from fullcount.draft.basis import basis_of_ledger
from fullcount.draft.evidence import LedgerEvidence
from fullcount.draft.package import list_disclosure
from fullcount.draft.skeleton import skeleton
from fullcount.draft.stubs import undescribed

__all__ = ["LedgerEvidence", "assemble", "basis_of_ledger", "list_disclosure", "skeleton", "undescribed"]
