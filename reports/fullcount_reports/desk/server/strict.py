"""The headers of every answer: what the page may load, and who may hold it."""

from functools import cache

__all__ = ["strict_headers"]


@cache
def strict_headers() -> dict[str, str]:
    """Nothing from elsewhere, nothing inline but the style of the card, nothing kept, nothing framed.

    The card is shown in a frame without a document of its own (`srcdoc`), which inherits this policy; therefore the
    hash of its style sheet is here. Its other ways out are closed by its own policy and by the sandbox of the frame.
    """
    from fullcount_reports.card.style import style_source  # noqa: PLC0415 - with the first answer, not before

    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": f"'self' {style_source()}",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
