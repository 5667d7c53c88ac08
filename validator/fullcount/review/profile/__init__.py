"""What a repository or a conference makes of the rules: severities of its own, each with the reason."""

from fullcount.review.profile.profile import Override, Profile, Setting
from fullcount.review.profile.read import load_profile, read_profile

__all__ = ["Override", "Profile", "Setting", "load_profile", "read_profile"]
