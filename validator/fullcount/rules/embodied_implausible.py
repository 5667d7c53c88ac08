"""The manufacture of hardware is far from every published figure.

**What it checks.** The greenhouse gases of making one accelerator or one node. Accelerators alone: from a third to
three times the published figure of that accelerator alone, else from 12.8 to 568 kgCO2e. With hosts, or where the
coverage is not stated: up to 2,202 kgCO2e for an accelerator. A node: from 232 kgCO2e, or what its accelerators come
to, up to 5,000 kgCO2e and 2,202 kgCO2e for each accelerator; a node of one accelerator, such as a laptop, from 12.8
kgCO2e. A cluster is judged by one of its nodes; with network, storage or building in it, only by the lower bound. Also
the minerals of making accelerators alone: from 0.00037 to 0.27 kgSbe for one.

**Why it matters.** Defaults of old archetypes, the sum of a rack in the place of a node, and a unit slip look like
any other number, and the manufacture of every line is proportional to it.

**Example.** 575.1 kgCO2e for any accelerator alone, where an A100 was found to be 127.6 and an H100 164 kgCO2e.

**Remedy.** Use the figure of the vendor or of an assessment of that device, and say with `covers` what it counts.

**Reference.** datasets/factors, kind embodied-gwp. Accelerators alone: 127.6 (A100, Falk et al. 2025, arXiv
2509.00093) to 284.25 kgCO2e (B200, NVIDIA 2025). With a share of the host: up to 1,101 (TPU v5p, Schneider et al.
2025, arXiv 2502.01671). Hosts: 465 (microserver, Boavizta) to 2,500 kgCO2e (Luccioni et al. 2022, arXiv 2211.02001).
Bounds: a tenth of the lowest for an accelerator, since small cards hold a fraction of its silicon, half of it for a
host; twice the highest. Minerals: 0.00374 (A100, BoaviztaAPI) to 0.0268 kgSbe (A100, Morand et al. 2024,
hal-04643414), a tenth of the lowest to ten times the highest, since so few are published. Three times: an H100 is 164
(vendor) and 463 kgCO2e (share of a node, Morrison et al. 2025, arXiv 2503.05804).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fullcount.counted import counted
from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment, Manufacture
    from fullcount.factors import FactorLibrary
    from fullcount.rules.view import View

Range = tuple[float, float]

ALONE_KG = (127.6 / 10, 284.25 * 2)
WITH_HOST_KG = (127.6 / 10, 1101.0 * 2)
HOST_KG = (465.0 / 2, 2500.0 * 2)
ALONE_KGSBE = (0.00374 / 10, 0.0268 * 10)
WITH_HOST = "share of host"
"""Words in the boundary of a published figure that is not of the accelerator alone."""
NODE = frozenset({"accelerators", "host"})
SPREAD = 3.0
PUBLISHED = "the spread of published figures"
REMEDY = "use the figure of the vendor or of an assessment of that device, and say with covers what it counts"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each manufacture figure."""
    for index, item in enumerate(view.data.get("equipment", [])):
        for place, entry in enumerate(item.get("manufacture", [])):
            at = f"/equipment/{index}/manufacture/{place}/amount"
            if entry["category"] == "gwp":
                yield _judged(view, item, entry, at)
            elif entry["category"] == "adpe":
                yield _of_minerals(item, entry, at)
            else:
                yield NotApplicable(f"too few figures of {entry['category']} of hardware are published")


def _judged(view: "View", item: "Equipment", entry: "Manufacture", pointer: str) -> Outcome:
    covers = set(entry.get("covers", ()))
    made = _of_one(item, entry)
    if isinstance(made, NotApplicable):
        return made
    if covers and covers.isdisjoint(NODE):
        return NotApplicable(f"too few figures of making {' and '.join(sorted(covers))} are published")
    (low, high), why = _range(view, item, entry, covers)
    if low <= made.amount and (made.amount <= high or not covers <= NODE):
        return PASSED
    found = f"{as_number(made.amount)} kgCO2e to make one {made.what}"
    return Failed(pointer, f"{found} is outside {as_number(low)} to {as_number(high)} kgCO2e, {why}", REMEDY)


class Made(NamedTuple):
    """What one accelerator or one node took to make."""

    amount: float
    what: str


def _of_one(item: "Equipment", entry: "Manufacture") -> Made | NotApplicable:
    """A cluster is as many nodes as the equipment has."""
    amount, nodes = central(entry["amount"]), item.get("nodes")
    if amount is None:
        return NotApplicable(f"the {entry['category']} of making equipment {item['id']} is not disclosed")
    if entry["per"] != "cluster":
        return Made(amount, entry["per"])
    if not nodes:
        return NotApplicable(f"the nodes of equipment {item['id']} are not disclosed")
    return Made(amount / nodes, f"node of {nodes:,} in the cluster")


def _of_minerals(item: "Equipment", entry: "Manufacture", pointer: str) -> Outcome:
    made = _of_one(item, entry)
    if isinstance(made, NotApplicable):
        return made
    if entry.get("covers") != ["accelerators"]:
        return NotApplicable("too few figures of adpe of hosts are published")
    count = 1 if entry["per"] == "accelerator" else item.get("accelerators_per_node", 1)
    low, high = ALONE_KGSBE[0] * count, ALONE_KGSBE[1] * count
    if low <= made.amount <= high:
        return PASSED
    found = f"{as_number(made.amount)} kgSbe to make one {made.what}"
    return Failed(
        pointer, f"{found} is outside {as_number(low)} to {as_number(high)} kgSbe, {PUBLISHED}", REMEDY
    )


def _range(view: "View", item: "Equipment", entry: "Manufacture", covers: set[str]) -> tuple[Range, str]:
    alone = covers == {"accelerators"}
    (low, high), why = _alone(view, item) if alone else (WITH_HOST_KG, PUBLISHED)
    if entry["per"] == "accelerator":
        return (low, high), why
    count = item.get("accelerators_per_node", 1 if alone else 0)
    if alone:
        return (low * count, high * count), f"{why}, for {counted(count, 'accelerator')}"
    least = 0.0 if covers and "accelerators" not in covers else low * count
    least += HOST_KG[0] if count != 1 else 0.0
    return (least, HOST_KG[1] + high * count), why


def _alone(view: "View", item: "Equipment") -> tuple[Range, str]:
    published = _published(view.factors, item["accelerator"]) if "accelerator" in item else []
    if not published:
        return ALONE_KG, PUBLISHED
    return (min(published) / SPREAD, max(published) * SPREAD), "a third to three times the published figure"


@lru_cache(maxsize=256)  # it reads a whole table
def _published(library: "FactorLibrary", code: str) -> Sequence[float]:
    prefix = f"embodied/gwp/{code}/"
    return [
        f.value
        for f in library.scan("embodied-gwp")
        if f.id.startswith(prefix) and WITH_HOST not in f.boundary
    ]


RULE = Rule(
    name="embodied-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("equipment",),
    check=check,
)
