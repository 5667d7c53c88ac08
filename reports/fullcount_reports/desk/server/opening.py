"""Opening the desk in the browser of the user."""

import os
import sys
from threading import Thread

__all__ = ["has_window", "open_browser"]


def open_browser(address: str) -> None:
    """Open the address, without waiting for the browser; nothing where there is no screen for one.

    Without a screen, the standard library would take over the terminal with a browser for text.
    """
    if not has_window():
        return
    import webbrowser  # noqa: PLC0415 - only here

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def has_window() -> bool:
    """Whether a browser can show a window here."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
