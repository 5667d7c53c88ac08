"""The nearest known name to a misspelt one."""

from collections.abc import Iterable

__all__ = ["article", "listed", "nearest", "quoted"]

_LONGEST = 200
_SYNONYMS = {"license": "licence", "utilization": "utilisation", "gpu_hours": "accelerator_hours"}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that `word` most likely stands for, or None. Case and separators do not count."""
    by_plain = {_plain(name): name for name in known}
    plain = _plain(_SYNONYMS.get(word, word[:_LONGEST]))
    if plain in by_plain:
        return by_plain[plain]
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(plain, by_plain, n=1, cutoff=0.65)
    return by_plain[near[0]] if near else None


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def article(noun: str) -> str:
    """The noun with "a" or "an"."""
    if noun in {"equipment", "evidence"}:
        return noun
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def quoted(value: str) -> str:
    """The text in double quotes, cut to 60 characters, nothing unprintable in it."""
    cut = value if len(value) <= 60 else f"{value[:59]}…"
    return '"' + "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in cut) + '"'


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names in quotes as a phrase: `"a", "b" or "c"`."""
    words = [quoted(name) for name in names]
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
