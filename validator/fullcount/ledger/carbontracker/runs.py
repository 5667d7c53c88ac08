"""The runs in a carbontracker log: a small machine that is fed line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fullcount.ledger.carbontracker.lines import Message, message_of, number_of, seconds_of
from fullcount.ledger.reading.source import TextSource

__all__ = ["Block", "Epoch", "Run", "runs_of"]

_VERSION = re.compile(r"carbontracker version (\S+)")
_PUE = re.compile(r"multiplied by a PUE\s+coefficient of (\d+(?:\.\d+)?)")
_DEVICES = re.compile(r"The following components were found:(.*)", re.DOTALL)
_DEVICE = re.compile(r"(?:^|\s)([A-Z]+) with device\(s\) ")
_EPOCH = re.compile(r"Epoch (\d+):")
_DURATION = re.compile(r"Duration:\s*(.+)")
_POWER = re.compile(r"Average power usage \(W\) for (\w+): (.*)", re.DOTALL)
_BLOCK = re.compile(r"(Actual|Predicted) consumption(?: for (\d*) epoch\(s\))?:", re.IGNORECASE)
_FIGURE = re.compile(r"\s*(Time|Energy|CO2eq):\s*(.+?)\s*(kWh|g)?\s*", re.IGNORECASE)
_INTENSITY = re.compile(r"Average carbon intensity during training was (\S+) gCO2")
_LOCATION = re.compile(r"detected location:? ([^:\n]+?)(?:\.\s.*|\.|: \[.*)?$", re.DOTALL)
_DEFAULTED = re.compile(r"[Dd]efault(?:ed|ing) to average carbon intensity")
_INTERRUPTED = re.compile(r"Training was interrupted")
_END = re.compile(r"Finished monitoring|Monitoring thread ended")
_MOST_WRAPPED = 64


@dataclass(slots=True)
class Epoch:
    """One epoch of a standard log: seconds, and for each component the watts of its devices (None: not measured)."""

    duration_s: float | None = None
    powers_w: dict[str, tuple[float, ...] | None] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """One consumption block: figures as text, by `time`, `energy` and `co2eq`."""

    line: int
    actual: bool
    epochs: int | None
    figures: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """What one tracker wrote into one file."""

    line: int
    first: str | None = None
    last: str | None = None
    version: str = ""
    pue: float | None = None
    found_at: str | None = None
    devices: dict[str, tuple[str, ...]] | None = None
    epochs: list[Epoch] = field(default_factory=list)
    actual: Block | None = None
    predicted: list[Block] = field(default_factory=list)
    interrupted: bool = False
    intensity_g: float | None = None
    location: str = ""
    defaulted: bool = False
    ended: bool = False


def runs_of(source: TextSource) -> Iterator[Run]:
    """The runs of one file, in order. Lines that are not carbontracker's are passed over."""
    machine = _Machine()
    for message in _messages(source):
        if (finished := machine.feed(message)) is not None:
            yield finished
    if machine.run is not None:
        yield machine.run


def _messages(source: TextSource) -> Iterator[Message]:
    """Messages, with arrays of many devices that wrap over lines put together."""
    open_array: Message | None = None
    wrapped = 0
    for line in source.lines():
        message = message_of(line.readable if line.fault else line.text, line.number)
        if open_array is not None and not message.own and wrapped < _MOST_WRAPPED:
            open_array, wrapped = open_array._replace(text=f"{open_array.text} {message.text}"), wrapped + 1
        else:
            if open_array is not None:
                yield open_array
            open_array, wrapped = message, 0
        if not _is_open(open_array.text):
            yield open_array
            open_array = None
    if open_array is not None:
        yield open_array


def _is_open(text: str) -> bool:
    match = _POWER.match(text)
    return match is not None and match[2].lstrip().startswith("[") and "]" not in match[2]


class _Machine:
    def __init__(self) -> None:
        self.run: Run | None = None
        self._block: Block | None = None
        self._finished: Run | None = None

    def feed(self, message: Message) -> Run | None:
        """Take in one message; the run before, where the message begins another."""
        self._finished = None
        self._start(message)
        self._detail(message)
        return self._finished

    def _open(self, message: Message, *, anew: bool = False) -> Run:
        if self.run is None or self.run.ended or anew:
            self._finished, self.run, self._block = self.run, Run(message.line), None
        self.run.first = self.run.first or message.at
        self.run.last = message.at or self.run.last
        return self.run

    def _start(self, message: Message) -> None:
        """Messages with which a run can begin."""
        if match := _VERSION.match(message.text):
            self._open(message, anew=True).version = match[1][:40]
        elif match := _DEVICES.match(message.text):
            run = self._open(message, anew=self.run is not None and self._is_past_devices(self.run))
            run.devices, run.found_at = _devices(match[1]), message.at
        elif match := _BLOCK.match(message.text):
            actual = match[1].lower() == "actual"
            run = self._open(message, anew=actual and self.run is not None and self.run.actual is not None)
            self._block = Block(message.line, actual, int(match[2]) if match[2] else None)
            if actual:
                run.actual = self._block
            else:
                run.predicted.append(self._block)
        elif message.own and _EPOCH.fullmatch(message.text.strip()):
            self._open(message).epochs.append(Epoch())

    @staticmethod
    def _is_past_devices(run: Run) -> bool:
        return run.devices is not None or run.actual is not None or bool(run.epochs)

    def _detail(self, message: Message) -> None:
        """Messages about the run that is open."""
        if self.run is None or self.run.ended:
            return
        if self._block is not None and not message.own and (match := _FIGURE.fullmatch(message.text)):
            self._block.figures.setdefault(match[1].lower(), match[2])
        elif message.own:
            self._say(self.run, message)

    def _say(self, run: Run, message: Message) -> None:
        text = message.text
        if match := _PUE.search(text):
            run.pue = float(match[1])
        if run.epochs and (match := _DURATION.match(text)):
            run.epochs[-1].duration_s = _duration(match[1])
        if run.epochs and (match := _POWER.match(text)):
            run.epochs[-1].powers_w[match[1].lower()] = _powers(match[2])
        if match := _INTENSITY.search(text):
            run.intensity_g = _number_or_none(match[1])
        if match := _LOCATION.search(text):
            run.location = match[1].strip()[:100]
        run.interrupted |= _INTERRUPTED.match(text) is not None
        run.defaulted |= _DEFAULTED.search(text) is not None
        if _END.match(text):
            run.last, run.ended = message.at or run.last, True


def _devices(text: str) -> dict[str, tuple[str, ...]]:
    """Names of devices by component; a name may hold dots (`2.10GHz`)."""
    parts = _DEVICE.split(text)
    pairs = zip(parts[1::2], parts[2::2], strict=False)
    return {
        name.lower(): tuple(d.strip() for d in names.strip().rstrip(".").split(",")) for name, names in pairs
    }


def _duration(text: str) -> float | None:
    try:
        return seconds_of(text)
    except ValueError:
        return None


def _powers(text: str) -> tuple[float, ...] | None:
    words = text.strip().strip("[]").replace(",", " ").split()
    numbers = [_number_or_none(word) for word in words]
    known = tuple(number for number in numbers if number is not None)
    return known if known and len(known) == len(numbers) else None


def _number_or_none(text: str) -> float | None:
    try:
        return number_of(text.rstrip("."))
    except ValueError:
        return None
