"""The address of each rule below the version: what a SARIF log names as its help leads to the page of the rule.

A host of files cannot redirect, so each address is a small page that does.
"""

from html import escape
from pathlib import Path

from fullcount.rules.table import RULES

__all__ = ["publish"]

VERSION = "1.0"
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self' data: blob:">
<meta http-equiv="refresh" content="0; url={to}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{to}">
<title>{name}</title>
</head>
<body>
<p>{name}: <a href="{to}">go to its page</a>.</p>
</body>
</html>
"""


def publish(site: Path) -> None:
    """Write `1.0/rules/NAME/` for every rule, and `1.0/rules/` for their list."""
    folder = site / VERSION / "rules"
    _write(folder, "The rules", "../../rules/")
    for rule in RULES:
        _write(folder / rule.name, rule.name, f"../../../rules/{rule.name}/")


def _write(folder: Path, name: str, to: str) -> None:
    folder.mkdir(parents=True)
    page = PAGE.format(name=escape(name), to=escape(to))
    (folder / "index.html").write_text(page, encoding="utf-8")
