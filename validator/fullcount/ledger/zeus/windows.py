"""Measurement windows of Zeus as its CSV and JSON have them, checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import BrokenItem, Item, named_records
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.unfit import Unfit, number_in

__all__ = ["Window", "csv_windows", "is_zeus_csv", "json_windows", "starts_like_windows"]

_HEAD = ("start_time", "window_name", "elapsed_time")
_COLUMN = re.compile(r"(gpu|cpu|dram)(\d+)_energy")
_JSON_START = re.compile(r"\s*[\[{]")
_ENERGY_KEY = re.compile(r'"(gpu|cpu|soc)_energy"\s*:')
_TIME_KEY = re.compile(r'"(time|elapsed_time)"\s*:')
_SOC_PARTS = ("cpu_total_mj", "dram_mj", "gpu_mj", "gpu_sram_mj", "ane_mj")
_JETSON_PARTS = ("cpu_energy_mj", "gpu_energy_mj")
_ENERGIES = ("gpu_energy", "energy", "cpu_energy", "dram_energy", "soc_energy")


@dataclass(frozen=True, slots=True)
class Window:
    """One window: seconds and joules, None where nothing was measured; `start_s` is Unix time."""

    line: int
    name: str
    start_s: float | None
    time_s: float
    gpu_j: tuple[float, ...]
    cpu_j: float | None
    dram_j: float | None
    soc_j: float | None

    @property
    def cancelled(self) -> bool:
        """Zeus answers a cancelled window with zeros."""
        return self.time_s == 0 and not any((*self.gpu_j, self.cpu_j, self.dram_j, self.soc_j))


def is_zeus_csv(first_line: str) -> bool:
    """Whether a line is the header of a ZeusMonitor's log file."""
    return tuple(first_line.strip().split(",")[: len(_HEAD)]) == _HEAD


def starts_like_windows(first_line: str, start: str) -> bool:
    """Whether a text starts like one of the two formats."""
    if is_zeus_csv(first_line):
        return True
    return all(pattern.search(start) for pattern in (_ENERGY_KEY, _TIME_KEY)) and bool(
        _JSON_START.match(start)
    )


def csv_windows(source: TextSource) -> Iterator[Window | BrokenItem]:
    """The windows of a ZeusMonitor's log file, in order."""
    head = source.header()
    columns = head.text.strip().split(",")
    for line in source.lines():
        if line.number != head.number:
            yield _csv_window(line, columns)


def _csv_window(line: Line, columns: Sequence[str]) -> Window | BrokenItem:
    if line.fault:
        return BrokenItem(line.number, line.text, "a line of UTF-8 text", line.fault)
    cells = line.text.split(",")
    extra = len(cells) - len(columns)
    if extra < 0:
        return BrokenItem(
            line.number, f"{len(cells)} cells", f"{len(columns)} cells, as in the header", "short-row"
        )
    name = ",".join(cells[1 : 2 + extra])
    rest = dict(zip(columns[2:], cells[2 + extra :], strict=True))
    try:
        energies = {part: _columns(rest, part) for part in ("gpu", "cpu", "dram")}
        return Window(
            line=line.number,
            name=name,
            start_s=number_in(cells[0], "start_time", "s"),
            time_s=number_in(rest["elapsed_time"], "elapsed_time", "s"),
            gpu_j=energies["gpu"],
            cpu_j=sum(energies["cpu"]) if energies["cpu"] else None,
            dram_j=sum(energies["dram"]) if energies["dram"] else None,
            soc_j=None,
        )
    except Unfit as unfit:
        return unfit.at(line.number)


def _columns(cells: Mapping[str, str], part: str) -> tuple[float, ...]:
    matches = [
        (match, cell) for column, cell in cells.items() if (match := _COLUMN.fullmatch(column.strip()))
    ]
    return tuple(number_in(cell, f"{part}_energy", "J") for match, cell in matches if match[1] == part)


def json_windows(source: TextSource) -> Iterator[Window | BrokenItem]:
    """The Measurement objects of a JSON file, in order. Raises `LedgerError` for what is no JSON."""
    for name, item in named_records(source, _is_measurement):
        yield _json_window(name, item)


def _is_measurement(data: Mapping[str, Any]) -> bool:
    return any(key in data for key in _ENERGIES) and ("time" in data or "elapsed_time" in data)


def _json_window(name: str, item: Item | BrokenItem) -> Window | BrokenItem:
    if isinstance(item, BrokenItem):
        return item._replace(expected="a measurement with time and gpu_energy")
    data = item.data
    if not _is_measurement(data):
        found = f"an object with {', '.join(map(str, [*data][:5])) or 'nothing'}"
        expected = "time and gpu_energy, cpu_energy or soc_energy"
        return BrokenItem(item.line, clip(found), expected, "no-measurement")
    try:
        gpus = _by_index(data.get("gpu_energy", data.get("energy")), "gpu_energy")
        start = data.get("start_time")
        return Window(
            line=item.line,
            name=name,
            start_s=None if start is None else number_in(start, "start_time", "s"),
            time_s=number_in(data.get("time", data.get("elapsed_time")), "time", "s"),
            gpu_j=gpus or (),
            cpu_j=_total(_by_index(data.get("cpu_energy"), "cpu_energy")),
            dram_j=_total(_by_index(data.get("dram_energy"), "dram_energy")),
            soc_j=_soc(data.get("soc_energy")),
        )
    except Unfit as unfit:
        return unfit.at(item.line)


def _by_index(value: Any, name: str) -> tuple[float, ...] | None:
    """Joules by index: an object, or a list as Zeus had it first; None and an empty one are no measurement."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list):
        raise Unfit(
            f"unreadable-{name.replace('_', '-')}",
            clip(repr(value)),
            'joules by index, such as {"0": 1200.5}',
        )
    return tuple(number_in(joules, name, "J") for joules in value) or None


def _total(joules: tuple[float, ...] | None) -> float | None:
    return None if joules is None else sum(joules)


def _soc(value: Any) -> float | None:
    """Joules of a system on chip: its total where there is one, else CPU, GPU, memory and neural engine."""
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise Unfit("unreadable-soc-energy", clip(repr(value)), "an object with energies in mJ")
    if value.get("total_energy_mj") is not None:
        return number_in(value["total_energy_mj"], "soc_energy", "mJ") / 1000
    parts = [value[key] for key in (*_SOC_PARTS, *_JETSON_PARTS) if value.get(key) is not None]
    return sum(number_in(part, "soc_energy", "mJ") for part in parts) / 1000 if parts else None
