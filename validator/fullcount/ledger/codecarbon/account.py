"""What a whole CodeCarbon log says that has no column in the ledger, in sentences for the report."""

from collections import Counter

from fullcount.counted import counted
from fullcount.ledger.codecarbon.layout import number_of
from fullcount.ledger.codecarbon.runs import Run
from fullcount.ledger.exact import ExactSum
from fullcount.ledger.reading.tally import Tally

__all__ = ["Account"]

_RATE = (
    "emissions_rate is not read: it is g/s before 2.2.0 and kg/s after; emissions and duration say the same"
)
_MODES = {
    "machine": "the whole node was counted, with whatever else ran on it",
    "process": "memory, and processors where they allow it, are those of the process; accelerators are counted whole",
}
_MODELLED = (
    "cpu_power can be a constant where no meter was readable, and ram_power is modelled: of a tracker's energy only "
    "that of the accelerators is surely metered"
)
_POWER = (
    "powers are not read: they are without PUE up to 3.2.9 and with it in 3.3.2; energies hold it since 2.2.3"
)


class Account:
    """Sums over the runs that are counted, as the log states them."""

    def __init__(self) -> None:
        self._modes: Counter[str] = Counter()
        self._versions: Counter[str] = Counter()
        self._factors: dict[str, _Factor] = {}
        self._litres, self._wues = ExactSum(), set[float]()
        self._rate = self._pue = self._parts = False

    def add(self, run: Run) -> None:
        """One more run."""
        cells = run.cells
        self._modes[cells.get("tracking_mode", "").strip()] += 1
        self._versions[cells.get("codecarbon_version", "").strip()] += 1
        self._rate |= "emissions_rate" in cells
        self._parts |= "ram_power" in cells
        self._pue |= (_number(cells.get("pue")) or 0.0) > 1
        self._add_factor(cells.get("country_iso_code", "").strip(), run)
        litres = _number(cells.get("water_consumed"))
        if litres:
            self._litres.add(litres)
            self._wues.add(_number(cells.get("wue")) or 0.0)

    def _add_factor(self, country: str, run: Run) -> None:
        kwh, kg = number_of(run.cells["energy_consumed"]), number_of(run.cells["emissions"])
        if kwh and kg is not None:
            self._factors.setdefault(country or "no country", _Factor()).add(kg, kwh)

    def tell(self, tally: Tally) -> None:
        """Put the sentences into the report."""
        for mode, runs in sorted(self._modes.items()):
            if mode in _MODES:
                tally.assume(f"tracking_mode {mode} in {counted(runs, 'run')}: {_MODES[mode]}")
        versions = [
            f"{version} in {counted(n, 'run')}" for version, n in sorted(self._versions.items()) if version
        ]
        if versions:
            tally.assume(f"written by CodeCarbon {', '.join(versions)}")
        for holds, sentence in ((self._parts, _MODELLED), (self._rate, _RATE), (self._pue, _POWER)):
            if holds:
                tally.assume(sentence)
        for country, factor in sorted(self._factors.items()):
            tally.assume(factor.sentence(country))
        if self._litres.terms:
            tally.assume(self._water())

    def _water(self) -> str:
        wues = ", ".join(f"{wue:g}" for wue in sorted(self._wues))
        return (
            f"water_consumed has no column in the ledger and is left out: {self._litres.value:.6g} L in "
            f"{counted(self._litres.terms, 'run')}, as the log states it, at a WUE of {wues} L/kWh"
        )


class _Factor:
    def __init__(self) -> None:
        self._kg, self._kwh = ExactSum(), ExactSum()
        self._low, self._high = float("inf"), 0.0

    def add(self, kg: float, kwh: float) -> None:
        self._kg.add(kg)
        self._kwh.add(kwh)
        self._low, self._high = min(self._low, kg / kwh), max(self._high, kg / kwh)

    def sentence(self, country: str) -> str:
        mean = self._kg.value / self._kwh.value
        low, high = f"{self._low:.4g}", f"{self._high:.4g}"
        spread = "" if low == high else f" ({low} to {high})"
        return (
            f"implied factor for {country}: {mean:.4g} kgCO2e/kWh{spread}, emissions over energy in "
            f"{counted(self._kwh.terms, 'row')} of the log; CodeCarbon does not write down which factor it took"
        )


def _number(text: str | None) -> float | None:
    try:
        return number_of(text)
    except ValueError:
        return None
