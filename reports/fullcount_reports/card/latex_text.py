"""Any text made inert in LaTeX, for pdfLaTeX with T1 fonts as well as for XeLaTeX and LuaLaTeX."""

import re
from unicodedata import east_asian_width, normalize

from fullcount_reports.card.plain_text import one_line

__all__ = ["CHARACTER", "latex", "latex_breaking", "latex_code"]

CHARACTER = r"\footprintchar"
"""The command for a character that the fonts of pdfLaTeX lack: its code point, then itself.

It shows the character where the font has it, else its code point; it never drops it.
"""
_COMMANDS = {
    "\\": "textbackslash",
    "{": "textbraceleft",
    "}": "textbraceright",
    "^": "textasciicircum",
    "~": "textasciitilde",
    "`": "textasciigrave",
    '"': "textquotedbl",
    "<": "textless",
    ">": "textgreater",
    "|": "textbar",
    "\N{HORIZONTAL ELLIPSIS}": "textellipsis",
    "\N{GREEK SMALL LETTER MU}": "textmu",
    "\N{GREEK CAPITAL LETTER OMEGA}": "textohm",
    "\N{MINUS SIGN}": "textminus",
}
_PLAIN = {character: f"\\{character}" for character in "$&#%_"} | {
    # brackets and stars would be read as options of the row or the command before them
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "\N{NO-BREAK SPACE}": "~",
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
_LETTERS = dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_RELATIONS = {"≤": "leq", "≥": "geq", "≈": "approx", "≠": "neq", "∞": "infty", "√": "surd"}
_MAY_BREAK, _PARTED = "\x00", "\x01"  # no text has these after one_line
_ESCAPES = (
    {character: f"\\{name}{{}}" for character, name in _COMMANDS.items()}
    | _PLAIN
    | {character: f"\\textsuperscript{{{digit}}}" for character, digit in (_RAISED | _LETTERS).items()}
    | {character: f"\\textsubscript{{{digit}}}" for character, digit in _LOWERED.items()}
    | {character: f"\\ensuremath{{\\{name}}}" for character, name in _RELATIONS.items()}
    | {_MAY_BREAK: r"\allowbreak{}", _PARTED: "{}"}
    | {"\N{REPLACEMENT CHARACTER}": rf"{CHARACTER}{{FFFD}}{{\symbol{{65533}}}}"}
)
"""LuaTeX takes the replacement character itself for a sign that the file is no UTF-8."""
_SET_AS_IS = re.compile(
    r"[ -~¡-¬®-ÿĀ-ĥĨ-ķĹ-ľŁ-ňŊ-ťŨ-žȘ-ț\u2013\u2014\u2018-\u201a\u201c-\u201e†‡•‰€™]"
)  # what the encodings T1 and TS1 have
_LIGATURES = re.compile(r"([-',])(?=\1)")
_LONG_WORD = re.compile(r"[^\s\xa0]{21,}")
_AFTER, _AT_MOST = "/_.:=&?-", 10


def latex(text: str) -> str:
    """The text as LaTeX that prints that text and nothing else, in a paragraph, a cell or an argument."""
    return "".join(map(_set, _parted(text)))


def latex_breaking(text: str) -> str:
    """The same; a word longer than 20 characters may end its line within, so that it stays inside the column.

    So may any line between two ideographs, which stand for words.
    """
    return "".join(map(_set, _between_ideographs(_LONG_WORD.sub(_with_breaks, _parted(text)))))


def latex_code(text: str) -> str:
    """A code or a hash, in the type of machines."""
    return f"\\texttt{{{latex_breaking(text)}}}"


def _parted(text: str) -> str:
    """The text on one line, with nothing between the signs that TeX would draw together."""
    return _LIGATURES.sub(rf"\1{_PARTED}", normalize("NFC", one_line(text)))


def _with_breaks(word: re.Match[str]) -> str:
    result, since = [], 0
    for character in word[0]:
        result.append(character)
        since += 1
        if since >= _AT_MOST or character in _AFTER:
            result.append(_MAY_BREAK)
            since = 0
    return "".join(result)


def _between_ideographs(text: str) -> str:
    if text.isascii():
        return text
    wide = [east_asian_width(character) in "WF" for character in text]
    pairs = zip(text, wide, [*wide[1:], False], strict=True)
    return "".join(f"{sign}{_MAY_BREAK}" if one and two else sign for sign, one, two in pairs)


def _set(character: str) -> str:
    if (escaped := _ESCAPES.get(character)) is not None:
        return escaped
    if _SET_AS_IS.match(character):
        return character
    return f"{CHARACTER}{{{ord(character):04X}}}{{{character}}}"
