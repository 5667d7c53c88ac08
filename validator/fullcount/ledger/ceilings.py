"""Limits beyond which a meter is not believed."""

__all__ = ["GPU_POWER_CEILING_W"]

GPU_POWER_CEILING_W = 2000.0
"""Assumption: no single accelerator draws more on average; the highest TDP on the market in 2026 is lower."""
