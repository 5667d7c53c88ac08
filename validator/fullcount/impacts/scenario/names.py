"""The changes that a scenario may have: one table, from which the help and the documentation are made."""

from collections.abc import Callable
from typing import NamedTuple

from fullcount.impacts.scenario.accelerator import parse_accelerator
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.grid import parse_grid
from fullcount.impacts.scenario.hardware import parse_lifetime, parse_utilisation
from fullcount.impacts.scenario.mixer import parse_mixer
from fullcount.impacts.scenario.power import parse_host, parse_power
from fullcount.impacts.scenario.site import parse_pue, parse_site, parse_wue
from fullcount.impacts.scenario.without import parse_without

__all__ = ["NAMES", "Name"]


class Name(NamedTuple):
    """A change that can be named: examples, what it means, values in words, what an `@` limits it to."""

    examples: tuple[str, ...]
    meaning: str
    values: str
    limit: str
    parse: Callable[[str, str, str], Change]


NAMES = {
    "accelerator": Name(
        ("accelerator=nvidia-h200-sxm5-141gb", "accelerator=nvidia-h200-sxm5-141gb:1.4"),
        "Another accelerator in the same nodes. Hours are divided by the speed-up behind the colon, without one by "
        "the ratio of peak dense FP16 or BF16 arithmetic. What is not known of the device becomes not disclosed.",
        "speed-up from 0.001 to 1,000",
        "equipment",
        parse_accelerator,
    ),
    "host": Name(
        ("host=1.5",),
        "Power of a node over that of its accelerators, where energy or power is that of the accelerators.",
        "1 to 10",
        "equipment",
        parse_host,
    ),
    "power": Name(
        ("power=tdp", "power=tdp*0.6", "power=650W:node"),
        "Mean power of an accelerator: its rated power, a share of it, or watts with their boundary. Hours × power "
        "count in the place of stated energies.",
        "above 0 and at most 1,000,000 W; a share from 0.001 to 1",
        "equipment",
        parse_power,
    ),
    "lifetime": Name(
        ("lifetime=4",), "Years that the hardware is kept.", "0.1 to 100 years", "equipment", parse_lifetime
    ),
    "utilisation": Name(
        ("utilisation=0.6",),
        "Share of its life in which the hardware works.",
        "0.001 to 1, or 0.1% to 100%",
        "equipment",
        parse_utilisation,
    ),
    "facility": Name(
        ("facility=scaleway-fr-par-2", "facility=north"),
        "PUE and WUE of a known site; or, with the id of a facility of the disclosure, all work runs there.",
        "a code or an id",
        "facility",
        parse_site,
    ),
    "pue": Name(("pue=1.1",), "Power usage effectiveness.", "1 to 10", "facility", parse_pue),
    "wue": Name(
        ("wue=0.2",), "Water usage effectiveness.", "0 to 100 L per kWh of IT energy", "facility", parse_wue
    ),
    "grid": Name(
        ("grid=FRA-2024", "grid=US-VT-2023", "grid=europe-west9", "grid=50"),
        "Location-based carbon intensity, and what the tables know of water and other impacts per kWh of the place; "
        "or the carbon intensity alone, in gCO2e/kWh. The market-based intensity becomes not disclosed.",
        "0 to 2,000 gCO2e/kWh; a year at most 10 from one that the tables know",
        "facility",
        parse_grid,
    ),
    "without": Name(
        ("without=failed", "without=failed:50%", "without=ablate:0.3", "without=run_type/debug"),
        "The work of an outcome, a stage or a run type removed, or a share of it. Idle hours are no work: idle stands "
        "for those, reserved and not used.",
        "0 to 1, or 0% to 100%",
        "component",
        parse_without,
    ),
    "mixer": Name(
        ("mixer=linear:length=8192:width=4096", "mixer=quadratic:length=8192:width=4096:to=32768"),
        "Another scaling law of cost over sequence length, or another length, for the lines in which a model runs. "
        "Further options: from, expansion, degree, causal.",
        "from 1: length to 1e9 tokens, width to 1e7, expansion and degree to 1,000",
        "component",
        parse_mixer,
    ),
}
"""In the order in which changes are made, whatever the order in which they are written."""
