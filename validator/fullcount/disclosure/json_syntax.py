"""What is wrong with text that is not JSON, in words that say what to do."""

import json
import re

from fullcount.disclosure.problem import Place, Problem

__all__ = ["syntax_problem"]

_Words = tuple[str, str, str]
_WORD = re.compile(r"[^\s,:\[\]{}\"']{1,40}")
_PYTHON = {"True": "true", "False": "false", "None": "null", "TRUE": "true", "FALSE": "false", "NULL": "null"}
_BY_MESSAGE = (
    ("Extra data", ("more text after the end of the document", "one document and nothing else", "remove it")),
    ("Unterminated string", ("a string without its closing quote", 'a closing "', 'add the missing "')),
    (
        "Invalid control character",
        (
            "a line break or control character inside a string",
            "strings on one line",
            "write \\n or \\t instead",
        ),
    ),
    (
        "Invalid \\",
        (
            "an unknown escape in a string",
            'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
            "write a backslash as \\\\",
        ),
    ),
    ("Expecting ':'", ("a key without a colon", '":" after the key', "add the colon and the value")),
)


def syntax_problem(error: json.JSONDecodeError) -> Problem:
    """The parser's complaint in our words, at its line and column."""
    return Problem(None, Place(error.lineno, error.colno), *_words(error))


def _words(error: json.JSONDecodeError) -> _Words:
    for beginning, words in _BY_MESSAGE:
        if error.msg.startswith(beginning):
            return words
    rest = error.doc[error.pos :]
    if not rest.strip():
        found = "the end of the text inside an object or a list"
        return found, "the rest of the document", "the file seems cut short: copy it again"
    return _unexpected(error, rest)


def _unexpected(error: json.JSONDecodeError, rest: str) -> _Words:
    before = error.doc[: error.pos].rstrip()
    expected = "a key in double quotes" if "property name" in error.msg else "a value"
    if error.msg.startswith("Illegal trailing comma") or (rest[0] in "]}" and before.endswith(",")):
        return "a comma before the closing bracket", "no comma after the last item", "remove the comma"
    if "',' delimiter" in error.msg:
        return (
            f"{_word(rest)} straight after a value",
            "a comma or a closing bracket",
            "add the missing comma",
        )
    if rest.startswith(("//", "/*", "#")):
        return "a comment", expected, 'JSON has no comments: use a "note", or write the disclosure in YAML'
    if rest[0] == "'":
        return "a single quote", expected, 'write " instead'
    if (word := _WORD.match(rest)) and word[0] in _PYTHON:
        return word[0], expected, f"write {_PYTHON[word[0]]}"
    return _word(rest), expected, "put text in double quotes" if _WORD.match(rest) else "add what is missing"


def _word(rest: str) -> str:
    word = _WORD.match(rest)
    return json.dumps(word[0] if word else rest[0], ensure_ascii=False)
