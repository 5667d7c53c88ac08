"""Another accelerator: its rated power, its manufacture, and hours divided by how much faster it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central, is_missing
from fullcount.disclosure.spelling import nearest, quoted
from fullcount.impacts.key import UNITS, category_words
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.effect import equipment_unused
from fullcount.impacts.scenario.errors import Bad
from fullcount.impacts.scenario.figure import Item, arrow, in_words, scaled, undisclosed
from fullcount.impacts.scenario.power import accelerated, on_accelerators, rated_power, set_energy_aside
from fullcount.impacts.scenario.pue_inside import lines_in_words
from fullcount.impacts.scenario.values import number
from fullcount.printing import as_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount.factors import Accelerator as Known
    from fullcount.factors import Factor
    from fullcount.impacts.line import Line
    from fullcount.impacts.scenario.work import Work

__all__ = ["Accelerator", "parse_accelerator"]

SLOWEST, FASTEST = 0.001, 1000.0
"""Times as fast as before."""


@dataclass(frozen=True)
class Accelerator(Change):
    """The accelerator of every node that has some; without `speed_up` the ratio of peak arithmetic is taken."""

    code: str
    speed_up: float | None

    def apply(self, work: "Work") -> None:
        """Replace the device, keep the node around it, and divide the hours."""
        from fullcount.factors import accelerator  # noqa: PLC0415 - opened only where it is needed

        known = accelerator(self.code)
        assert known is not None  # noqa: S101 - the parser has looked it up
        for index, equipment in accelerated(work, self):
            ratio = self._ratio(work, equipment, known)
            if ratio is None or not work.claim(self, "accelerator", equipment["id"]):
                continue
            lines = [line for line in work.lines if _on(line, equipment["id"])]
            former = equipment.get("accelerator", "not stated")
            work.say(f"accelerator of {equipment['id']}: {former} → {self.code}")
            device = _device(work, equipment, known, lines)
            work.put("equipment", index, accelerator=self.code, **device)
            set_energy_aside(work, equipment["id"])
            _shorten(work, self, lines, ratio, equipment["id"])

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Equipment that no line is on."""
        yield from equipment_unused(self, work, [item for _, item in accelerated(work, self)])

    def _ratio(self, work: "Work", equipment: Item, known: "Known") -> float | None:
        if self.speed_up is not None:
            return self.speed_up
        from fullcount.factors import accelerator  # noqa: PLC0415

        former = accelerator(equipment.get("accelerator", ""))
        peaks = former and former.peak_fp16_tflops, known.peak_fp16_tflops
        if not peaks[0] or not peaks[1]:
            unknown = self.code if peaks[0] else equipment.get("accelerator", equipment["id"])
            found = f"no peak arithmetic of {unknown} in the factor tables"
            work.problem(self, found, "a speed-up", f"write it behind the code: accelerator={self.code}:2.0")
            return None
        ratio = f"{as_number(peaks[1])} / {as_number(peaks[0])} TFLOP/s peak dense FP16 or BF16"
        work.say(f"speed-up on {equipment['id']}: {ratio}, assuming the same share of the peak is reached")
        return peaks[1] / peaks[0]


def parse_accelerator(text: str, at: str, value: str) -> Accelerator:
    """Read a code of the codelist `accelerator`, with a speed-up behind a colon if there is one."""
    from fullcount.factors.accelerator import accelerator, accelerator_codes  # noqa: PLC0415

    code, _, speed = value.partition(":")
    speed_up = number(speed, "speed-up", least=SLOWEST, most=FASTEST) if speed else None
    if accelerator(code) is None:
        known = accelerator_codes()
        alike = [other for other in known if code.lower() in other] or [nearest(code, known) or ""]
        remedy = f"did you mean {' or '.join(alike)}?" if alike[0] else "see fullcount codelist accelerator"
        raise Bad(quoted(code), "an accelerator that the factor tables know", remedy)
    return Accelerator(text, at, code, speed_up)


def _on(line: "Line", equipment_id: str) -> bool:
    return line.equipment is not None and line.equipment["id"] == equipment_id and on_accelerators(line)


def _device(work: "Work", equipment: Item, known: "Known", lines: "Sequence[Line]") -> Item:
    unknown = undisclosed(f"not known for {known.code}")
    rated = work.figure(known.tdp) if known.tdp else unknown
    how = known.tdp.id if known.tdp else "not in the factor tables"
    work.say(f"rated power of {equipment['id']}: {arrow(equipment.get('rated_power'), rated, 'W', how)}")
    changed: Item = {"rated_power": rated, "power": _power(work, equipment, rated, lines)}
    if not is_missing(equipment.get("idle_power")):
        changed["idle_power"] = unknown
        former = in_words(equipment["idle_power"], "W")
        work.say(f"idle power of {equipment['id']}: {former} → not disclosed, not known for {known.code}")
    if not is_missing(equipment.get("host_overhead")):
        work.say(f"host overhead of {equipment['id']}: kept, {in_words(equipment['host_overhead'])}")
    if "manufacture" in equipment:
        changed["manufacture"] = _manufacture(work, equipment, known)
    return changed


def _power(work: "Work", equipment: Item, rated: Item, lines: "Sequence[Line]") -> Item | None:
    """Rated power times the former ratio of mean to rated power; None, for the rated power alone."""
    former, mean, new = rated_power(work, equipment), _mean_power(equipment, lines), central(rated)
    old = central(former)
    if not old or mean is None or new is None:
        if new is not None:
            load = "load kept" if central(equipment.get("load")) else "the former ratio to it is not known"
            work.say(f"power of {equipment['id']}: rated power, {load}")
        return None
    note = "rated power times the former ratio of mean to rated power"
    power = scaled(mean, new / old, note, power_basis="tdp-times-load")
    ratio = f"{in_words(mean)} / {as_number(old)} W, the former ratio of mean to rated power"
    work.say(f"power of {equipment['id']}: {as_number(new)} W × {ratio} = {in_words(power, 'W')}")
    return power


def _mean_power(equipment: Item, lines: "Sequence[Line]") -> Figure | None:
    """The stated power, else the mean over the lines that state energy, where all do so at one boundary."""
    if central(equipment.get("power")) is not None:
        return equipment["power"]  # type: ignore[no-any-return]
    pairs = [(central(line.raw.get("energy")), central(line.hours)) for line in lines]
    boundaries = {line.raw.get("energy", {}).get("boundary") for line in lines}
    if (
        len(boundaries) != 1
        or None in boundaries
        or any(energy is None or hours is None for energy, hours in pairs)
    ):
        return None
    energy, hours = (sum(part or 0.0 for part in parts) for parts in zip(*pairs, strict=True))
    return {"value": energy / hours * 1000, "unit": "W", "boundary": boundaries.pop()} if hours else None


def _manufacture(work: "Work", equipment: Item, known: "Known") -> list[Item]:
    entries: list[Item] = equipment["manufacture"]
    of_host = [entry for entry in entries if _is_host_alone(entry)]
    replaced = [entry for entry in entries if not _is_host_alone(entry)]
    new: dict[str, list[Item]] = {}
    for entry in replaced:
        new.setdefault(entry["category"], _device_entry(work, equipment, known, entry["category"]))
    with_host = {
        entry["category"] for entry in replaced if entry["per"] != "accelerator" and _may_hold_host(entry)
    }
    for category in sorted(with_host):
        new[category].append(_unknown_host(work, equipment, category))
    return [*of_host, *(entry for found in new.values() for entry in found)]


def _is_host_alone(entry: Item) -> bool:
    return "covers" in entry and "accelerators" not in entry["covers"]


def _may_hold_host(entry: Item) -> bool:
    return "covers" not in entry or set(entry["covers"]) != {"accelerators"}


def _device_entry(work: "Work", equipment: Item, known: "Known", category: str) -> list[Item]:
    factor = _embodied(work, known.code, category)
    name = f"{category_words(category)} of making an accelerator of {equipment['id']}"
    if factor is None:
        work.say(f"{name}: not disclosed, not known for {known.code}")
        amount = undisclosed(f"not known for {known.code}")
    else:
        amount = work.figure(factor)
        work.say(f"{name}: {in_words(amount, UNITS.get(category, ''))} ({factor.id})")
    return [{"category": category, "per": "accelerator", "amount": amount, "covers": ["accelerators"]}]


def _embodied(work: "Work", code: str, category: str) -> "Factor | None":
    prefix = f"embodied/{category}/{code}/"
    return next((f for f in work.library.scan(f"embodied-{category}") if f.id.startswith(prefix)), None)


def _unknown_host(work: "Work", equipment: Item, category: str) -> Item:
    note = "the former figure does not part the host from the accelerators"
    work.say(f"{category_words(category)} of making the host of {equipment['id']}: not disclosed, {note}")
    return {"category": category, "per": "node", "amount": undisclosed(note), "covers": ["host"]}


def _shorten(
    work: "Work", change: Accelerator, lines: "Sequence[Line]", ratio: float, equipment_id: str
) -> None:
    """Weigh the lines: every impact is linear in the hours now that no energy is stated beside them.

    The hours stay the figures that they are, so that their error is the same before and after.
    """
    if ratio == 1.0 or not lines:
        return
    for line in lines:
        work.weigh(change, line, 1 / ratio)
    work.say(f"accelerator-hours of {lines_in_words(len(lines))} on {equipment_id}: ÷ {as_number(ratio)}")
