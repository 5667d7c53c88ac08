"""Cost of one transformer block over sequence length, in FLOP per token and layer, forward.

Full attention: Hoffmann et al. (2022), arXiv 2203.15556, appendix F; softmax, norms and embeddings are left out.
Linear mixer: the Polynomial Mixer (PoM), arXiv 2604.06129, as published: a map to a context of k·d features, a map
to a gate of the same width, powers 1 to p of the context weighted and summed, a mean over the tokens, and a map
back. A multiplication with its addition counts 2. Both blocks have the same feed-forward part of twice d × 4d.

A backward pass costs the same multiple of either, so that the ratio holds for training too.
"""

__all__ = ["break_even_length", "linear_flop", "quadratic_flop"]

FEED_FORWARD = 16.0  # x d²: d to 4d and back, 2 FLOP for each weight
PROJECTIONS = 8.0  # x d²: queries, keys, values, output
ATTENTION = 4.0  # x n·d: products of queries and keys, and of their weights and values


def quadratic_flop(length: float, width: float, *, causal: bool = False) -> float:
    """A block with full attention: 24·d² + 4·n·d; half the last term where a causal mask is exploited."""
    attention = ATTENTION * length * width * (0.5 if causal else 1.0)
    return (PROJECTIONS + FEED_FORWARD) * width**2 + attention


def linear_flop(width: float, *, expansion: float = 2.0, degree: float = 4.0) -> float:
    """A block with a polynomial mixer: 16·d² + 6·k·d² + 2·k·p·d, whatever the length.

    Three maps between d and k·d (6·k·d²), and for each of the k·d features one multiply-add a degree.
    """
    return FEED_FORWARD * width**2 + 6.0 * expansion * width**2 + 2.0 * expansion * degree * width


def break_even_length(
    width: float, *, expansion: float = 2.0, degree: float = 4.0, causal: bool = False
) -> float:
    """The sequence length in tokens from which the linear mixer costs less."""
    mixer = linear_flop(width, expansion=expansion, degree=degree) - FEED_FORWARD * width**2
    per_token = ATTENTION * width * (0.5 if causal else 1.0)
    return max((mixer - PROJECTIONS * width**2) / per_token, 0.0)
