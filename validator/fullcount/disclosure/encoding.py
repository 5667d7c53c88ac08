"""From bytes to text: UTF-8 without a byte order mark, or a clear refusal."""

from fullcount.disclosure.problem import Place, Problem, Unreadable

__all__ = ["decode"]

_SAVE = "save the file as UTF-8 without a byte order mark"
_MARKS = {  # the longer marks first: UTF-16 little-endian begins as UTF-32 little-endian does
    b"\xff\xfe\x00\x00": "UTF-32 (little-endian)",
    b"\x00\x00\xfe\xff": "UTF-32 (big-endian)",
    b"\xff\xfe": "UTF-16 (little-endian)",
    b"\xfe\xff": "UTF-16 (big-endian)",
}
_FILES = {
    b"\x1f\x8b": ("a gzip file", "unpack it first"),
    b"PK\x03\x04": ("a zip archive", "unpack it and name the folder or the file in it"),
    b"\x28\xb5\x2f\xfd": ("a Zstandard file", "unpack it first"),
    b"%PDF-": ("a PDF file", "name the JSON or YAML file instead"),
    b"\x89PNG": ("a PNG picture", "name the JSON or YAML file instead"),
    b"PAR1": ("a Parquet file", "name the JSON or YAML file instead"),
}


def decode(data: bytes, name: str) -> str:
    """The text of `data`. Raises Unreadable, naming the byte, for anything but UTF-8 text."""
    problem = _foreign(data) or _nul(data)
    if problem is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            problem = _invalid(data, error.start)
        else:
            if text.strip():
                return text
            problem = _problem(None, "an empty file", "a disclosure", "start one with `fullcount init`")
    raise Unreadable(name, (problem,))


def _problem(place: Place | None, found: str, expected: str, remedy: str) -> Problem:
    return Problem(None, place, found, expected, remedy)


def _foreign(data: bytes) -> Problem | None:
    for magic, (found, remedy) in _FILES.items():
        if data.startswith(magic):
            return _problem(None, found, "JSON or YAML text", remedy)
    if data.startswith(b"\xef\xbb\xbf"):
        found = "a byte order mark (bytes EF BB BF) at the beginning"
        return _problem(Place(1, 1), found, "UTF-8 that begins with the text itself", _SAVE)
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), _unmarked(data))
    return _problem(Place(1, 1), f"{encoding} text", "UTF-8 text", _SAVE) if encoding else None


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of ASCII text is zero."""
    head = data[:64]
    if len(head) >= 4 and not any(head[1::2]) and all(head[0::2]):
        return "UTF-16 (little-endian)"
    if len(head) >= 4 and not any(head[0::2]) and all(head[1::2]):
        return "UTF-16 (big-endian)"
    return None


def _nul(data: bytes) -> Problem | None:
    offset = data.find(b"\0")
    if offset < 0:
        return None
    return _problem(
        _place(data, offset), f"a NUL byte at offset {offset}", "text", "remove it, or name another file"
    )


def _invalid(data: bytes, offset: int) -> Problem:
    byte = data[offset]
    found = f"byte 0x{byte:02X} at offset {offset}, which is not valid UTF-8"
    guess = bytes([byte]).decode("cp1252", errors="ignore")
    hint = f" (it would be {guess!r} in Windows-1252)" if guess else ""
    return _problem(_place(data, offset), found + hint, "UTF-8 text", _SAVE)


def _place(data: bytes, offset: int) -> Place:
    """Line and column of a byte; what comes before it on its line is counted in characters where it can be."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    start = before.rfind(b"\n") + 1
    return Place(before.count(b"\n") + 1, len(before[start:].decode("utf-8", errors="replace")) + 1)
