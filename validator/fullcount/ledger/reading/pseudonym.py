"""Users are counted, not named."""

import hashlib
import hmac
import secrets
from functools import lru_cache

__all__ = ["Pseudonyms"]


class Pseudonyms:
    """Replaces names by a keyed hash: HMAC-SHA-256, first 12 hex digits.

    The key is random for each import, so that hashes of two imports cannot be joined and names cannot be
    guessed, unless the lab gives its own key to follow a user across imports.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, name: str) -> str:
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()[:12] if name else ""
