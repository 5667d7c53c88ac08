"""The template environment of the card: strict, with the filters of each format."""

from functools import cache
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.markdown_text import attribute, link_target, markdown
from fullcount_reports.card.model import Bullets, Paragraph, Table
from fullcount_reports.card.plain_text import one_line, safe_link

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["template"]


@cache
def template(name: str) -> "Template":
    """The compiled template; those that end in .html.jinja escape every value by themselves."""
    found: Template = _environment(name.endswith(".html.jinja")).get_template(name)
    return found


@cache
def _environment(escaping: bool) -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only where a card is made

    environment = Environment(
        loader=PackageLoader("fullcount_reports.card"),
        undefined=StrictUndefined,
        autoescape=escaping,  # noqa: S701 - Markdown has an escaping of its own, the filter md
        keep_trailing_newline=True,
    )
    environment.filters |= {"md": markdown, "md_link": link_target, "attr_md": attribute}
    environment.filters |= {"line": one_line, "link": safe_link}
    environment.tests |= {
        "table_block": lambda block: isinstance(block, Table),
        "bullets_block": lambda block: isinstance(block, Bullets),
        "paragraph_block": lambda block: isinstance(block, Paragraph),
    }
    return environment
