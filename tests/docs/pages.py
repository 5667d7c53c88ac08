"""The pages that people read, taken apart: blocks of code with the mark above them, and links.

A mark is an HTML comment on the line above a block, which readers do not see:

    <!-- file: about.yaml -->      the block is that file, for the commands further down the page
    <!-- disclosure -->            the block is a whole disclosure, without errors
    <!-- exit: 1 -->               the last command of the block ends with this exit code, not 0
    <!-- not run -->               needs what a test has not: a cluster, a release
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/standard").glob("*.md")),
]
SITE_ONLY = re.compile(r"^(?:\.\./)*(?:1\.0|card)/[\w./-]*\.(?:json|csv|html)$|^\.\./desk/$")
"""Addresses that the built site has and the repository has not; tests/site follows them."""
BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>[^\n]+?) -->\n+)?```(?P<language>[\w-]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
GAP = "(?:.*\n)*?"


class Block(NamedTuple):
    """One fenced block; `line` is where it begins in its page."""

    line: int
    mark: str
    language: str
    text: str


class Command(NamedTuple):
    """What a reader types, and what the page says comes of it."""

    line: str
    output: str


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(text.count("\n", 0, found.start()) + 1, found["mark"] or "", found["language"], found["text"])
        for found in BLOCK.finditer(text)
    ]


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block: lines that begin with `$ `, gone on with where they end in a backslash."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        last = next(number for number, line in enumerate(lines) if not line.rstrip().endswith("\\"))
        yield Command("".join(lines[: last + 1]), "".join(lines[last + 1 :]))


def pattern(output: str) -> re.Pattern[str]:
    """What an expected output stands for: `…` is anything in a line, a line of its own any number of lines."""
    lines = (
        GAP if line.strip() in {"…", "..."} else f"{_in_line(line.rstrip())}[ ]*\n"
        for line in output.splitlines()
    )
    return re.compile("".join(lines))


def _in_line(text: str) -> str:
    return ".*".join(map(re.escape, re.split(r"…|\.\.\.", text)))


def links(page: Path) -> list[str]:
    """Where a page points to, without its blocks of code."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    found = [first or second for first, second in LINK.findall(text)]
    return [link for link in found if not SITE_ONLY.match(link)]
