"""Text of disclosures made inert for the site: for its Markdown, which is Python-Markdown, and for HTML within it."""

import re
from collections.abc import Sequence
from html import escape

from fullcount_reports.card.markdown_text import link_target, markdown
from fullcount_reports.comparison.inert import inert

__all__ = ["attribute", "for_site", "html", "linked", "md", "table"]

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DIRECTIVE = re.compile(r"^([!?/])", re.MULTILINE)


def for_site(text: str) -> str:
    """Markdown that was escaped for CommonMark, with character references in place of backslashes.

    Python-Markdown leaves a backslash before `<`, `|`, `~` or `&` standing and takes what follows for markup. It and
    CommonMark both read a reference as the mere character. A line that would start an admonition gets one as well.
    """
    return _DIRECTIVE.sub(_reference, _ESCAPED.sub(_reference, text))


def md(text: str) -> str:
    """A text as Markdown of the site that renders to that text and nothing else."""
    return for_site(markdown(text))


def html(text: str) -> str:
    """A text on one line as the content of an HTML element or of a quoted attribute."""
    return escape(inert(text), quote=True)


def attribute(name: str, text: str) -> str:
    """An attribute with a space before it; none where the text is empty."""
    return f' {name}="{html(text)}"' if text else ""


def linked(text: str, address: str) -> str:
    """The text as a link, where the address is a safe one."""
    target = link_target(address)
    return f"[{md(text)}](<{target}>)" if target else md(text)


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], numeric: Sequence[bool] = ()) -> list[str]:
    """Lines of a Markdown table; heads and cells are Markdown already, `numeric` columns are set to the right."""
    rules = tuple("---:" if right else "---" for right in numeric) or tuple("---" for _ in heads)
    return [_bars(heads), _bars(rules), *map(_bars, rows)]


def _bars(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};"
