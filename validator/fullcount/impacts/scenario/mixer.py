"""Another scaling law of cost over sequence length: quadratic attention against a linear mixer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.disclosure.spelling import quoted
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.errors import Bad
from fullcount.impacts.scenario.mixer_cost import break_even_length, linear_flop, quadratic_flop
from fullcount.impacts.scenario.power import on_accelerators
from fullcount.impacts.scenario.pue_inside import lines_in_words
from fullcount.impacts.scenario.values import hint, number, options
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.impacts.scenario.work import Work

__all__ = ["RUN_TYPES", "Mixer", "follows_mixer", "parse_mixer"]

LAWS = ("linear", "quadratic")
RUN_TYPES = frozenset({"pre-train", "train", "post-train", "evaluate", "generate", "infer", "debug"})
"""Work in which a model runs forward or backward."""
LONGEST = 1e9
WIDEST = 1e7
MOST = 1000.0
"""Of the expansion and of the degree."""
OPTIONS = {
    "length": "tokens in a sequence of the work as it was",
    "width": "width d of the model",
    "to": "tokens in a sequence of the scenario (default: length)",
    "from": "the mixer of the work as it was (default: quadratic)",
    "expansion": "k of the linear mixer (default: 2)",
    "degree": "p of the linear mixer (default: 4)",
    "causal": "attention exploits the causal mask",
}


@dataclass(frozen=True)
class Mixer(Change):
    """The mixer of the scenario, that of the work as it was, and the shape of the model; lengths in tokens."""

    law: str
    former: str
    length: float
    to: float
    width: float
    expansion: float
    degree: float
    causal: bool

    def flop(self, law: str, length: float) -> float:
        """FLOP per token and layer, forward."""
        if law == "quadratic":
            return quadratic_flop(length, self.width, causal=self.causal)
        return linear_flop(self.width, expansion=self.expansion, degree=self.degree)

    @property
    def ratio(self) -> float:
        """Cost of the scenario over cost of the work as it was, for the same number of tokens."""
        return self.flop(self.law, self.to) / self.flop(self.former, self.length)

    @property
    def break_even(self) -> float:
        """The length in tokens from which the linear mixer costs less."""
        return break_even_length(self.width, expansion=self.expansion, degree=self.degree, causal=self.causal)

    def apply(self, work: "Work") -> None:
        """Weigh the lines in which a model runs by the ratio of costs."""
        chosen = work.selected_lines(self)
        lines = [line for line in chosen if follows_mixer(line)]
        if chosen and not lines:
            expected = f"accelerator-hours of run type {', '.join(sorted(RUN_TYPES))}"
            work.problem(self, "no line in which a model runs", expected, "leave this change out")
        for line in lines:
            if work.claim(self, "mixer", line.raw["component"]):
                work.weigh(self, line, self.ratio)
        work.say(f"mixer of {lines_in_words(len(lines))}: {self.words}")

    @property
    def words(self) -> str:
        """The two costs, their ratio, the length at which they meet, and what is assumed."""
        costs = [
            f"{law} at {as_number(length)} tokens {as_number(self.flop(law, length))} FLOP"
            for law, length in ((self.former, self.length), (self.law, self.to))
        ]
        even = f"linear costs less above {as_number(self.break_even)} tokens"
        assumed = "for as many tokens, with energy and hours in proportion to FLOP"
        shape = f"width {as_number(self.width)}, per token and layer"
        return f"{' → '.join(costs)} ({shape}): × {as_number(self.ratio)}, {assumed}; {even}"


def follows_mixer(line: "Line") -> bool:
    """Whether a model runs in the work of a line, so that its cost follows the mixer."""
    return line.raw["run_type"] in RUN_TYPES and on_accelerators(line)


def parse_mixer(text: str, at: str, value: str) -> Mixer:
    """Read `linear:length=8192:width=4096`, with the options of `OPTIONS`."""
    law, *parts = value.split(":")
    _check_law(law)
    given = options(parts, OPTIONS)
    missing = [name for name in ("length", "width") if name not in given]
    if missing:
        remedy = f"write mixer={law}:length=8192:width=4096 with your model's"
        raise Bad(f"no {' and no '.join(missing)}", "the sequence length and the width of the model", remedy)
    former = given.get("from", "quadratic")
    _check_law(former)
    if given.get("causal"):
        raise Bad(f"the value {quoted(given['causal'])} of causal", "causal alone", "write :causal")
    length = _count(given["length"], "length in tokens")
    to = _count(given.get("to", given["length"]), "length in tokens")
    if law == former and (to == length or law == "linear"):
        raise Bad(
            f"{law} in the place of {former}",
            "another cost",
            "name the other mixer, or to= with another length",
        )
    shape = {
        "width": _count(given["width"], "width", WIDEST),
        "expansion": _count(given.get("expansion", "2"), "expansion", MOST),
        "degree": _count(given.get("degree", "4"), "degree", MOST),
    }
    return Mixer(text, at, law, former, length, to, **shape, causal="causal" in given)


def _count(text: str, what: str, most: float = LONGEST) -> float:
    return number(text, what, least=1.0, most=most)


def _check_law(law: str) -> None:
    if law not in LAWS:
        raise Bad(f"the mixer {quoted(law)}", " or ".join(LAWS), hint(law, list(LAWS)))
