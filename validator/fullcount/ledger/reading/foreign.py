"""What people hand over in place of a text log, and what to do with it."""

__all__ = ["foreign"]

_UTF_16 = ("UTF-16 text", "save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE")
_UNZIP = ("a zip archive or a spreadsheet", "unpack it, or save the sheet as CSV")
_KNOWN = {
    b"\xff\xfe": _UTF_16,
    b"\xfe\xff": _UTF_16,
    b"BZh": ("a bzip2 file", "unpack it first: bunzip2 FILE"),
    b"\xfd7zXZ\0": ("an xz file", "unpack it first: unxz FILE"),
    b"PK\x03\x04": _UNZIP,
    b"PAR1": ("a Parquet file", "give the log as text"),
    b"%PDF-": ("a PDF file", "give the log as text"),
    b"SQLite format 3\0": ("a SQLite database", "export its table as text"),
}
_LOOKED_AT = 64


def foreign(start: bytes) -> tuple[str, str] | None:
    """What a file is that begins with these bytes, and the remedy; None where it may well be UTF-8 text."""
    for magic, answer in _KNOWN.items():
        if start.startswith(magic):
            return answer
    return _UTF_16 if _every_second_is_nul(start[:_LOOKED_AT]) else None


def _every_second_is_nul(start: bytes) -> bool:
    halves = (start[0::2], start[1::2])
    return len(start) >= 8 and any(set(half) == {0} for half in halves) and set(start) != {0}
