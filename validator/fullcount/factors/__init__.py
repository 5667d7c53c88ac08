"""Impact factors by id, or by kind, place and year, from the shipped packages or the user's own tables."""

from fullcount.factors.accelerator import Accelerator, accelerator
from fullcount.factors.errors import FactorError, Problem
from fullcount.factors.factor import Factor, Found, Step
from fullcount.factors.library import FactorLibrary, default_library, version
from fullcount.factors.places import country_of
from fullcount.factors.table import FactorTable

__all__ = [
    "Accelerator",
    "Factor",
    "FactorError",
    "FactorLibrary",
    "FactorTable",
    "Found",
    "Problem",
    "Step",
    "accelerator",
    "country_of",
    "default_library",
    "version",
]
