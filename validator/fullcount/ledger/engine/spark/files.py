"""Files as Spark reads them: which lines are rows, and which are broken.

In a table without quotes every separator counts, so a row is a line with as many cells as there are columns, in
UTF-8, without NUL and no longer than the plain reader takes. Of these lines Spark makes the table; the others are
found in a scan of lines as texts, which keeps their bytes.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from fullcount.ledger.engine.base import Broken, EngineError, Scan, literal
from fullcount.ledger.reading.source import LINE_LIMIT

__all__ = ["broken_lines", "frame_of"]

_CORRUPT = "_corrupt"
_NO_QUOTE = "\ufdd0"
"""A code point that is no character: Spark has a quote always."""
_SPOILT = "\ufffd"
"""What Spark puts in place of bytes that are no UTF-8."""
_TIMES = ("timestamp", "timestamp_ntz")
_GLOB = str.maketrans({mark: f"\\{mark}" for mark in "\\*?[]{}"})


def frame_of(spark: Any, scan: Scan) -> Any:
    """The rows of the files that are whole, as a data frame of texts. Raises `EngineError` for hidden files."""
    if scan.is_parquet:
        return _parquet(spark, scan)
    frame = _csv(spark, scan).where(_whole(scan))
    return frame.selectExpr(*(f"`{name}`" for name in scan.columns))


def broken_lines(spark: Any, scan: Scan) -> list[Broken]:
    """The lines that are no row, each once; only their file is known, not their number."""
    found = _broken_cells(spark, scan) if scan.quote else _broken_texts(spark, scan)
    return [
        Broken(unquote(file).rpartition("/")[2], 0, text or "", fault)
        for file, text, fault in found.toLocalIterator()
    ]


def _csv(spark: Any, scan: Scan) -> Any:
    """Every line as cells, and what is corrupt of it."""
    schema = ", ".join(f"`{name}` string" for name in (*scan.columns, _CORRUPT))
    options = {
        "sep": scan.separator,
        "quote": scan.quote or _NO_QUOTE,
        "escape": scan.quote or _NO_QUOTE,
        "header": scan.header,
        "mode": "PERMISSIVE",
        "columnNameOfCorruptRecord": _CORRUPT,
        "nullValue": "",
        "ignoreLeadingWhiteSpace": False,
        "ignoreTrailingWhiteSpace": False,
        "maxCharsPerColumn": -1,
    }
    if not scan.quote:
        options["lineSep"] = "\n"
    frame = spark.read.options(**options).schema(schema).csv(_names(scan.paths))
    return frame.selectExpr(*_cells(scan), _CORRUPT, "_metadata.file_path as _file")


def _cells(scan: Scan) -> list[str]:
    """Empty cells are null in Spark whatever is asked for; a line may end with a carriage return."""
    cells = {name: f"`{name}`" for name in scan.columns}
    if not scan.quote:
        cells[scan.columns[-1]] = _without_return(cells[scan.columns[-1]])
    if not scan.empty_is_null:
        cells = {name: f"coalesce({cell}, '')" for name, cell in cells.items()}
    return [f"{cell} as `{name}`" for name, cell in cells.items()]


def _without_return(text: str) -> str:
    return rf"trim(trailing '\r' from {text})"


def _line(scan: Scan) -> str:
    cells = ", ".join(f"`{name}`" for name in scan.columns)
    return f"concat_ws({literal(scan.separator)}, {cells})"


def _whole(scan: Scan) -> str:
    line = _line(scan)
    spoilt = " or ".join(f"contains({line}, {literal(mark)})" for mark in (_SPOILT, "\0"))
    return f"({_CORRUPT} is null and not ({spoilt} or octet_length({line}) >= {LINE_LIMIT}))"


def _broken_cells(spark: Any, scan: Scan) -> Any:
    frame = _csv(spark, scan).where(f"not {_whole(scan)}")
    return frame.selectExpr("_file", f"coalesce({_CORRUPT}, {_line(scan)})", "''")


def _broken_texts(spark: Any, scan: Scan) -> Any:
    """The same lines as those that are not whole, judged by their bytes."""
    lines = spark.read.text(_names(scan.paths), lineSep="\n")
    frame = lines.selectExpr(f"{_without_return('value')} as line", "_metadata.file_path as _file")
    separators = f"octet_length(line) - octet_length(replace(line, {literal(scan.separator)}, ''))"
    tests = (
        f"{separators} <> {len(scan.columns) - 1}",
        "not is_valid_utf8(line)",
        *(f"contains(line, {literal(mark)})" for mark in (_SPOILT, "\0")),
        f"octet_length(line) >= {LINE_LIMIT}",
    )
    not_blank = r"make_valid_utf8(line) rlike '[^\\x00-\\x20]'"
    fault = f"""case when octet_length(line) >= {LINE_LIMIT} then 'line-too-long'
        when not is_valid_utf8(line) then 'bad-encoding' when contains(line, '\0') then 'nul-byte' else '' end"""
    text = f"case when octet_length(line) < {LINE_LIMIT} then make_valid_utf8(line) end"
    return frame.where(f"({' or '.join(tests)}) and {not_blank}").selectExpr("_file", text, fault)


def _parquet(spark: Any, scan: Scan) -> Any:
    frame = spark.read.parquet(*_names(scan.paths))
    kinds = dict(frame.dtypes)
    if lacking := [name for name in scan.columns if name not in kinds]:
        raise EngineError(f"a Parquet table without {', '.join(lacking)}")
    return frame.selectExpr(*(f"{_text(name, kinds[name])} as `{name}`" for name in scan.columns))


def _text(name: str, kind: str) -> str:
    if kind in _TIMES:
        return rf"date_format(`{name}`, 'yyyy-MM-dd\'T\'HH:mm:ss')"
    return f"cast(`{name}` as string)"


def _names(paths: Sequence[Path]) -> list[str]:
    """The files by URL, with nothing that Spark would take for a pattern."""
    if hidden := [path.name for path in paths if path.name.startswith(("_", "."))]:
        raise EngineError(f"Spark passes over files whose name starts with _ or a dot: {', '.join(hidden)}")
    return [f"file://{str(path.resolve()).translate(_GLOB)}" for path in paths]
