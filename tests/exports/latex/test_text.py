"""Text from a disclosure is set as that text: nothing in it is a command, an option or a comment."""

import re
import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fullcount_reports.card.latex_text import latex, latex_breaking, latex_code
from fullcount_reports.card.plain_text import one_line

NAMED = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textellipsis": "…",
    "textmu": "μ",
    "textohm": "Ω",
    "textminus": "−",
    "allowbreak": "",
}
RAISED = dict(
    zip("0123456789-+abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
RELATIONS = {"leq": "≤", "geq": "≥", "approx": "≈", "neq": "≠", "infty": "∞", "surd": "√"}
TOKEN = re.compile(
    r"\\(?P<named>[a-z]+)\{\}"
    r"|\\(?P<sign>[$&#%_])"
    r"|\{(?P<held>[][*])\}"
    r"|(?P<nothing>\{\})"
    r"|\\textsuperscript\{(?P<raised>.)\}"
    r"|\\textsubscript\{(?P<lowered>.)\}"
    r"|\\ensuremath\{\\(?P<relation>[a-z]+)\}"
    r"|\\footprintchar\{FFFD\}\{\\symbol\{(?P<symbol>65533)\}\}"
    r"|\\footprintchar\{(?P<code>[0-9A-F]{4,6})\}\{(?P<character>.)\}"
    r"|(?P<tie>~)"
    r"|(?P<plain>[^\\{}$&#%_^~])",
    re.DOTALL,
)


def text_of(written: str) -> str:
    """What LaTeX sets, read with a table of its own; what it would read as anything else is an error."""
    result, end = [], 0
    while end < len(written):
        token = TOKEN.match(written, end)
        assert token is not None, f"read as more than text: {written[end:]!r}"
        result.append(character_of(token))
        end = token.end()
    return "".join(result)


def character_of(token: re.Match[str]) -> str:
    kind, text = next((name, text) for name, text in token.groupdict().items() if text is not None)
    if kind == "code":
        assert ord(token["character"]) == int(text, 16)
        return token["character"]
    if kind == "symbol":
        return chr(int(text))
    tables = {"named": NAMED, "raised": RAISED, "lowered": LOWERED, "relation": RELATIONS}
    if kind in tables:
        return tables[kind][text]
    return {"nothing": "", "tie": "\xa0"}.get(kind, text)


def shown(text: str) -> str:
    return unicodedata.normalize("NFC", one_line(text))


PIECES = [
    *"\\{}$&#%_^~`'\"<>|[]*@,",
    *("^^", "^^5c", "``", "''", "--", "---", "<<", ",,", "?`", "!`"),
    "\\input{/etc/passwd}",
    "\\write18{id}",
    "\\end{document}",
    "\\\\[9em]",
    "\\csname end\\endcsname",
    "\\catcode`\\%=12",
    "$x^2$",
    "\\(x\\)",
    "\\verb|x|",
    "%\n",
    "\n\n",
    "\r",
    "\t",
    " ",
    "\x00",
    "\x01",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\u200d",
    "\u2028",
    "\ufeff",
    "é",
    "e\u0301",
    "中文",
    "שלום",
    "مرحبا",
    "🙂",
    "m³",
    "CO₂",
    "word",
    "a" * 60,
]
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=6).map("".join)
QUICK = settings(max_examples=300)


@given(text=HOSTILE)
@example("\\input{/etc/passwd}")
@example("^^5cinput")
@QUICK
def test_text_is_set_as_that_text_and_nothing_else(text: str) -> None:
    assert text_of(latex(text)) == shown(text)
    assert text_of(latex_breaking(text)) == shown(text)


@given(text=HOSTILE)
@QUICK
def test_a_code_is_one_argument(text: str) -> None:
    written = latex_code(text)
    assert written.startswith("\\texttt{")
    assert written.endswith("}")
    assert text_of(written[len("\\texttt{") : -1]) == shown(text)


@given(text=HOSTILE)
@QUICK
def test_signs_that_tex_draws_together_are_kept_apart(text: str) -> None:
    assert not re.search(r"--|''|,,|``|<<|>>|[?!]`", latex(text))


def test_the_reader_of_this_test_knows_a_command_when_it_sees_one() -> None:
    for written in ("\\input{x}", "a%b", "$x$", "{", "^^5c", "\\\\", "a&b", "\\footprintchar{0041}{B}"):
        with pytest.raises((AssertionError, KeyError)):
            text_of(written)


def test_a_long_word_may_end_its_line_within() -> None:
    assert "\\allowbreak" in latex_breaking("x" * 21)
    assert "\\allowbreak" not in latex_breaking("x" * 20 + " " + "y" * 20)


LINES = [text for text in PIECES if one_line(text)] + [
    "sum $a_1$ & 100% of #1 {x} ~ ^ \\ _",
    "\\immediate\\write18{touch owned}",
    "\\footprintchar{41}{\\input{x}}",
    "\\begin{verbatim}",
    "}}}{{{",
    "a]b[c",
    "*x",
]
PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{textcomp}
\newcommand{\footprintchar}[2]{[U+#1]}
\pagestyle{empty}\parindent0pt\hyphenpenalty10000\begin{document}
"""
TYPOGRAPHIC = str.maketrans({"’": "'", "‐": "-"})


def as_set(text: str) -> str:
    """The text as pdfLaTeX prints it, without white space."""
    fonts = re.sub(r"[^\x00-\u017e\u2000-\u206f₀-₉³]", lambda c: f"[U+{ord(c[0]):04X}]", shown(text))
    fonts = re.sub("[\u200d\u2028]", lambda c: f"[U+{ord(c[0]):04X}]", fonts)
    return re.sub(r"\s", "", fonts.replace("\ufffd", "[U+FFFD]").replace("₂", "2").replace("³", "3"))


def test_hostile_lines_are_printed_as_they_are(tmp_path, compiled, complaints) -> None:
    body = "\n\n".join(latex_breaking(line) for line in LINES)
    (tmp_path / "lines.tex").write_text(f"{PREAMBLE}{body}\n\\end{{document}}\n", encoding="utf-8")
    assert complaints(compiled(tmp_path, "lines")) == []
    read = (tmp_path / "lines.fls").read_text(encoding="utf-8")
    assert "passwd" not in read
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: the page is not read back")
    words = ["pdftotext", "-raw", "lines.pdf", "-"]
    page = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True).stdout
    printed = re.sub(r"\s", "", page.translate(TYPOGRAPHIC))
    assert printed.replace("³", "3") == "".join(map(as_set, LINES))


def test_every_character_that_is_set_as_it_is_can_be_set(tmp_path, compiled, complaints) -> None:
    characters = [chr(code) for code in (*range(0x20, 0x250), *range(0x2000, 0x2130))]
    body = "\n\n".join(latex(character) for character in characters if one_line(character))
    (tmp_path / "all.tex").write_text(f"{PREAMBLE}{body}\n\\end{{document}}\n", encoding="utf-8")
    log = compiled(tmp_path, "all")
    assert complaints(log) == []
    assert "Missing character" not in log


def test_a_line_may_end_between_two_ideographs_and_not_within_a_word_of_letters() -> None:
    assert latex_breaking("模型 ab") == r"\footprintchar{6A21}{模}\allowbreak{}\footprintchar{578B}{型} ab"
    assert "allowbreak" not in latex_breaking("مرحبا")
