"""The event stream of a YAML text, from libyaml where PyYAML has it and from pure Python where not."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from fullcount.disclosure.places import LineTable
from fullcount.disclosure.problem import Problem, Unreadable

__all__ = ["Parser", "events"]

Parser = Literal["c", "python"]
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_JUDGED_DIFFERENTLY = re.compile(r"[\t\x85\u2028\u2029]|[|>][-+0-9]*#|:[\]},]|^%", re.MULTILINE)
_QUOTE_IT = "put the text in quotes"
_SPACES = "spaces instead of a tab"
_WORDS = {  # by what both parsers say; the first that matches
    r"'\\t'|tab": ("a tab where YAML allows only spaces", _SPACES, "indent with spaces"),
    r"cannot start": ("a character that cannot begin a value", "quotes around such text", _QUOTE_IT),
    r"mapping values": ("a second colon, or wrong indentation", "one key and one value on a line", _QUOTE_IT),
    r"block end|expected key|expected '-'": (
        "a line that does not fit the indentation above it",
        "the indentation of its neighbours",
        "indent it as they are",
    ),
    r"expected ':'|simple key": (
        "a line that is neither a key with a colon nor a list item",
        "key: value",
        "add the colon, or indent the line",
    ),
    r"expected ','|node content": (
        "an open bracket or a missing comma",
        "a comma or a closing bracket",
        "add it",
    ),
    r"escape": ("an unknown escape in double quotes", "one that YAML knows", "write a backslash as \\\\"),
    r"end of stream|quoted scalar": ("text without its closing quote", "a closing quote", "add it"),
    r"anchor|alias": ("a broken anchor or alias", "a name after & or *", _QUOTE_IT),
    r"directive|version": ("a directive that is not YAML 1.1 or 1.2", "no directive", "remove the line"),
    r"tag": ("a broken tag", "no tags", "remove it, or put text that begins with ! in quotes"),
}
_OTHER = ("text that is not YAML", "YAML", "look at the quotes and the indentation here and just above")


def events(text: str, name: str, parser: Parser | None = None) -> Iterator[Any]:
    """The parse events of `text`, with marks. `parser` forces one of the two parsers, for tests.

    Raises Unreadable where the text is not YAML.
    """
    import yaml  # noqa: PLC0415 (70 ms that a JSON document need not pay)

    _refuse_unprintable(text, name)
    stream = _parser(text, parser)
    try:
        while not stream.check_event(yaml.StreamEndEvent):
            yield stream.get_event()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise Unreadable(name, (_problem(text, error),)) from None
    finally:
        stream.dispose()


def _parser(text: str, parser: Parser | None) -> Any:
    """libyaml, except for text with something that the two parsers judge differently."""
    import yaml  # noqa: PLC0415

    if parser == "python" or not yaml.__with_libyaml__ or _JUDGED_DIFFERENTLY.search(text):
        return yaml.BaseLoader(text)
    return yaml.CBaseLoader(text)


def _refuse_unprintable(text: str, name: str) -> None:
    match = _UNPRINTABLE.search(text)
    if match:
        found = f"the control character U+{ord(match[0]):04X}"
        problem = Problem(None, LineTable(text).place(match.start()), found, "text", "remove it")
        raise Unreadable(name, (problem,))


def _problem(text: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = LineTable(text).place(min(mark.index, len(text))) if mark else None
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '') or error}"
    words = next((words for pattern, words in _WORDS.items() if re.search(pattern, said)), _OTHER)
    return Problem(None, place, *words)
