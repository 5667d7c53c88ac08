"""Two entries of one category count the same electricity or the same hardware, and are added up.

**What it checks.** Each further `use_factors` entry of a category at one facility; and each further `manufacture` entry
of a category at one equipment whose `covers` has hardware in common with an earlier entry. Entries for different
hardware rightly add up, and so do parts that one source gives for the same hardware, each with its own `locator`; a
note where two such parts have the same amount.
Where one does not say what it covers, that the hardware is the same is only suspected: a warning, and none where one of
the two has a lifetime of its own, as a building has. Where a note at either entry says what it counts, a note.

**Why it matters.** Entries of one category are summed. A factor that was pasted twice, or the figure of a host beside
one of the whole node, counts an impact of every line twice without a trace.

**Example.** Primary energy of 11 MJ/kWh twice at one facility, which is computed as 22; 3,700 kgCO2e for accelerators
and host beside 2,500 kgCO2e for the host.

**Remedy.** Keep one entry, say with `covers` which hardware each counts, or in a note which part of the impact.

**Reference.** fullcount 1.0, formulas: the entries of a category add up. An example of parts that rightly do: water of
the wafer and of the rare earths of one accelerator, Morrison et al. 2025 (arXiv 2503.05804), section 4.1.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import is_missing, printed
from fullcount.impacts.key import category_words
from fullcount.printing import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.same_hardware import Counted, Earlier, hardware

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fullcount.disclosure.types import Manufacture, UseFactor
    from fullcount.rules.view import View

REMEDY = "keep one of them, or say in a note which part of the impact each counts"
REMEDY_MADE = "keep one of them, or say with covers which hardware each counts"
REMEDY_PARTS = "keep one of them, unless the source gives one amount for two parts"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each entry with an amount."""
    nothing = True
    for outcome in (*_of_facilities(view), *_of_equipment(view)):
        nothing = False
        yield outcome
    if nothing:
        yield NotApplicable("no facility states factors by category, and no equipment its manufacture")


def _of_facilities(view: "View") -> Iterator[Outcome]:
    for index, facility in enumerate(view.data.get("facilities", [])):
        first: dict[str, UseFactor] = {}
        for place, entry in enumerate(facility.get("use_factors", [])):
            if not is_missing(entry["amount"]):
                earlier = first.setdefault(entry["category"], entry)
                at = f"/facilities/{index}/use_factors/{place}"
                yield PASSED if earlier is entry else _factor(at, facility["id"], earlier, entry)


def _factor(at: str, facility: str, earlier: "UseFactor", entry: "UseFactor") -> Failed:
    what = f"{category_words(entry['category'])} per kilowatt-hour of facility {facility}"
    message = f"{what} is given twice and added up: {_amount(earlier)} and {_amount(entry)}"
    return Failed(at, message, REMEDY, _noted(earlier, entry))


def _of_equipment(view: "View") -> Iterator[Outcome]:
    for index, item in enumerate(view.data.get("equipment", [])):
        made: dict[str, Counted] = {}
        entries = item.get("manufacture", [])
        alone = len({entry["category"] for entry in entries}) == len(entries)
        for place, entry in enumerate(entries):
            if is_missing(entry["amount"]):
                continue
            if alone:
                yield PASSED
            else:
                earlier = made.setdefault(entry["category"], Counted()).again(entry)
                at = f"/equipment/{index}/manufacture/{place}"
                yield _made(at, item["id"], earlier, entry) if earlier else PASSED


def _made(at: str, equipment: str, found: Earlier, entry: "Manufacture") -> Failed:
    earlier = found.entry
    common = " and ".join(sorted(hardware(earlier) & hardware(entry)))
    made = f"what making {f'the {common} of ' if common else ''}equipment {equipment} takes"
    both = f"{_amount(earlier)} per {earlier['per']} and {_amount(entry)} per {entry['per']}"
    head, noted = f"{made} in {category_words(entry['category'])}", _noted(earlier, entry)
    if found.as_part:
        words = (
            f"{head} may be given twice, since two parts of it from one source are alike: {both} are added up"
        )
        return Failed(at, words, REMEDY_PARTS, Severity.NOTE)
    if common:
        return Failed(at, f"{head} is given twice and added up: {both}", REMEDY_MADE, noted)
    words = f"{head} may be given twice, since one does not say what it covers: {both} are added up"
    return Failed(at, words, REMEDY_MADE, noted or Severity.WARNING)


def _amount(entry: "Mapping[str, Any] | Manufacture | UseFactor") -> str:
    amount = printed(entry["amount"])
    return f"{as_number(amount.value if amount else 0.0)} {entry['amount']['unit']}"


def _noted(*entries: "Mapping[str, Any] | Manufacture | UseFactor") -> Severity | None:
    noted = any("note" in entry or "note" in entry["amount"] for entry in entries)
    return Severity.NOTE if noted else None


RULE = Rule(
    name="factor-counted-twice",
    severity=Severity.ERROR,
    group="accounting",
    reads=("facilities", "equipment"),
    check=check,
)
