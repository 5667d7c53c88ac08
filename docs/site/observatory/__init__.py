"""The observatory: the published corpus as pages of the site, and the files that lie beside them."""

from observatory.pages import outputs
from observatory.publish import publish

__all__ = ["outputs", "publish"]
