"""From evidence to a draft: a ledger and a lab's own description become a disclosure."""

from fullcount.draft.assemble import assemble
from fullcount.draft.evidence import LedgerEvidence
from fullcount.draft.package import list_disclosure
from fullcount.draft.skeleton import skeleton
from fullcount.draft.stubs import undescribed

__all__ = ["LedgerEvidence", "assemble", "list_disclosure", "skeleton", "undescribed"]
