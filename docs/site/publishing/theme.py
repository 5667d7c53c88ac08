"""The assets of the theme, without what would ask another server.

Its script loads two libraries from elsewhere where a browser or a page needs them: one for browsers of before 2020, one
for diagrams, which no page has. Source maps are of use to those who develop the theme.
"""

import re
from pathlib import Path

__all__ = ["publish"]

ELSEWHERE = re.compile(r"https://unpkg\.com/[\w@./-]+")
SOURCE_MAP = re.compile(r"(?://|/\*)# sourceMappingURL=[^\s*]+(?: ?\*/)?\s*")


def publish(site: Path) -> None:
    """Rewrite scripts and style sheets of the theme in place."""
    assets = site / "assets"
    for file in sorted(assets.rglob("*")):
        if file.suffix == ".map":
            file.unlink()
        elif file.suffix in {".js", ".css"}:
            text = file.read_text(encoding="utf-8")
            file.write_text(SOURCE_MAP.sub("", ELSEWHERE.sub("about:blank", text)), encoding="utf-8")
