"""Published figures follow from the inputs that their sources print, or the table says why they do not."""

import re
from decimal import Decimal

import pytest
from agreement.claim import Claim, claims, rows_of, unclaimed
from agreement.document import document
from agreement.judge import NOT_COUNTED, by_the_engine, judge
from agreement.page import page

from fullcount.disclosure import shape_errors
from fullcount.disclosure.figures import Amount

CLAIMS = claims()
ROWS = {row["row_id"]: row for row in rows_of("published.csv")}
AGREEING = [claim for claim in CLAIMS if claim.status == "agrees"]
OTHERS = [claim for claim in CLAIMS if claim.status != "agrees"]
UNCOUNTED = [claim for claim in CLAIMS if claim.status == "not-counted"]
BY_THE_ENGINE = [claim for claim in CLAIMS if by_the_engine(claim)]
FACTORS_OF_A_PRODUCT = (
    *("days", "wall_hours", "hours", "power_w", "energy_mwh", "pue", "carbon_intensity_g_per_kwh"),
    *("wue_l_per_kwh", "water_intensity_l_per_kwh", "lifetime_years", "utilisation", "memory_gb"),
    *("reference_hours", "reference_energy_mwh", "reference_tco2e", "terms"),
)
"""Inputs on which the whole result depends; a die is only a part of an accelerator, a node one of two makings."""
SLIPS = [
    pytest.param(claim, column, slip, id=f"{claim.id}-{column}-{slip}")
    for claim in AGREEING
    for column in FACTORS_OF_A_PRODUCT
    if claim.cells[column]
    for slip in ("0.9", "1.1")
]
SAME_COLUMN = {
    "hours": "device_hours",
    "power_w": "power_w_per_device",
    "energy_mwh": "energy_mwh",
    "pue": "pue",
    "devices": "hardware_count",
}
IMPACTS = {
    "hours": {"device_hours": 1},
    "energy": {"energy_mwh": 1000},
    "ghg": {"ghg_location_tco2e": 1000, "ghg_market_tco2e": 1000, "ghg_unspecified_tco2e": 1000},
    "ghg-location": {"ghg_location_tco2e": 1000},
    "ghg-market": {"ghg_market_tco2e": 1000},
    "water-onsite": {"water_m3": 1000},
    "water-offsite": {"water_m3": 1000},
    "total-ghg": {"ghg_location_tco2e": 1000, "embodied_tco2e": 1000},
    "total-water": {"water_m3": 1000},
}
"""Where the table of published rows keeps a figure, and how often its unit holds that of the standard."""


def changed(claim: Claim, **cells: str) -> Claim:
    return Claim({**claim.cells, **cells})


def slipped(claim: Claim, column: str, slip: str) -> Claim:
    """The claim with an input a tenth off: all terms of a sum, one factor of a product or ratio."""
    terms = claim.cells[column].split()
    touched = {"sum": range(len(terms)), "parity": (2,)}.get(claim.formula, (0,))
    return changed(
        claim,
        **{
            column: " ".join(
                str(Decimal(term) * Decimal(slip)) if number in touched else term
                for number, term in enumerate(terms)
            )
        },
    )


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_is_as_recorded(claim: Claim) -> None:
    judged = judge(claim)
    assert judged.status == claim.status, f"{judged.recomputed} against {judged.printed}"


@pytest.mark.parametrize(("claim", "column", "slip"), SLIPS)
def test_an_input_a_tenth_off_makes_the_claim_fail(claim: Claim, column: str, slip: str) -> None:
    assert judge(slipped(claim, column, slip)).status == "disagrees"


def test_sixty_published_rows_agree_even_without_those_held_against_another_row() -> None:
    direct = {claim.row for claim in AGREEING if claim.row and not claim.formula.startswith("same-")}
    assert len(direct) >= 60


def test_sixty_published_rows_agree_through_the_engine() -> None:
    assert len({claim.row for claim in BY_THE_ENGINE if claim.row and claim.status == "agrees"}) >= 60


@pytest.mark.parametrize("claim", UNCOUNTED, ids=lambda claim: claim.id)
def test_a_claim_that_confirms_nothing_is_never_agreement(claim: Claim) -> None:
    assert claim.kind in NOT_COUNTED
    assert judge(claim).status == "not-counted"
    assert judge(changed(claim, kind="")).status in {"agrees", "too-coarse"}
    assert judge(changed(claim, printed="1e12")).status == "disagrees"


def test_agreement_rests_on_no_input_that_was_inferred_from_the_result() -> None:
    assert [
        claim.id for claim in AGREEING if "inferred" in ROWS.get(claim.row, {}).get("consistency_note", "")
    ] == []
    assert [
        claim.id for claim in AGREEING if "is read from" in claim.locator or "predecessor" in claim.locator
    ] == []
    assert [claim.id for claim in AGREEING if claim.formula.endswith("-manufacture") and claim.die_cm2] == []


def test_every_claim_on_tables_that_do_not_name_the_site_is_apart() -> None:
    tables = [
        claim
        for claim in CLAIMS
        if claim.source_url.endswith("2503.05804") and claim.locator.startswith("Table")
    ]
    single = [claim for claim in tables if claim.formula != "sum"]
    assert {claim.kind for claim in single if claim.status != "disagrees"} == {"site-inferred"}
    assert len(single) > 15


def test_what_is_computed_beside_the_engine_is_none_of_its_impacts() -> None:
    beside = [claim for claim in AGREEING if not by_the_engine(claim)]
    assert {claim.formula for claim in beside} == {"devices-times-hours", "parity", "product", "ratio", "sum"}
    assert [claim.id for claim in beside if claim.cells["figure"] == "energy"] == []


def test_the_page_counts_what_goes_through_the_engine_and_what_is_checked_beside_it() -> None:
    text = page()
    engine = [claim for claim in AGREEING if by_the_engine(claim)]
    rows, engine_rows = ({claim.row for claim in found if claim.row} for found in (AGREEING, engine))
    assert f"**{len(rows)} published rows agree**, in {len(AGREEING)} claims" in text
    assert f"**{len(engine)} agreeing claims, on {len(engine_rows)} rows, go through the engine" in text
    assert f"The other {len(AGREEING) - len(engine)} are sums" in text


def test_the_page_starts_with_its_contents_by_status() -> None:
    text = page()
    contents = text[: text.index("\n## ")]
    for status in ("agrees", "disagrees", "too-coarse", "not-counted"):
        found = [claim for claim in CLAIMS if claim.status == status]
        assert f"| {len(found)} | {len({claim.row for claim in found if claim.row})} |" in contents
    targets = [line[3:].lower().replace(" ", "-") for line in text.splitlines() if line.startswith("## ")]
    assert [link for link in re.findall(r"\(#([a-z-]+)\)", contents) if link not in targets] == []


def test_what_is_not_counted_is_listed_in_its_own_section_and_nowhere_else() -> None:
    before, after = page().split("\n## What is not counted\n")
    section = after[: after.index("\n## ")]
    assert [claim.id for claim in UNCOUNTED if f"({claim.id}" not in section] == []
    assert [claim.id for claim in UNCOUNTED if f"({claim.id}" in before] == []


@pytest.mark.parametrize("claim", BY_THE_ENGINE, ids=lambda claim: claim.id)
def test_the_engine_reads_a_well_formed_disclosure(claim: Claim) -> None:
    assert shape_errors(document(claim)) == []


def test_no_figure_of_another_text_is_counted_as_agreement() -> None:
    assert [claim.id for claim in AGREEING if claim.formula == "same-figure"] == []


def test_what_does_not_agree_has_a_reason_and_the_page_tells_it() -> None:
    text = page()
    assert [claim.id for claim in OTHERS if not claim.kind or len(claim.reason) < 30] == []
    assert [claim.id for claim in OTHERS if claim.reason.replace("<", "&lt;") not in text] == []
    assert [claim.id for claim in AGREEING if claim.kind or claim.reason] == []


def test_every_published_row_is_in_a_claim_or_listed_with_the_reason() -> None:
    listed = [row["row"] for row in unclaimed()]
    claimed = {claim.row for claim in CLAIMS if claim.row}
    assert sorted([*claimed, *listed]) == sorted(ROWS)


def test_a_row_judged_consistent_is_recomputed_or_says_why_not() -> None:
    vague = {"hours-alone", "no-result"}
    judged = {row["row_id"] for row in ROWS.values() if row["consistency"]}
    assert {row["row"] for row in unclaimed() if row["kind"] in vague} & judged == set()


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        pytest.param("P050", "24.69", id="BLOOM, dynamic"),
        pytest.param("P053", "11.2", id="BLOOM, embodied"),
        pytest.param("P054", "50.5", id="BLOOM, in all"),
        *(pytest.param(f"P{n:03d}", "", id=f"LLaMA table P{n:03d}") for n in (1, 2, 3, 4, 6, 7)),
        *(pytest.param(f"P{n:03d}", "", id=f"Llama 2 P{n:03d}") for n in (10, 11, 12, 13)),
        *(pytest.param(f"P{n:03d}", "", id=f"Llama 3.1 P{n:03d}") for n in (17, 18, 20)),
        *(pytest.param(f"P{n:03d}", "", id=f"OLMo 2 P{n:03d}") for n in (95, 96)),
        *(pytest.param(f"P{n:03d}", "", id=f"Patterson P{n:03d}") for n in range(73, 79)),
        *(pytest.param(f"P{n}", "", id=f"Granite 3.0 P{n}") for n in range(118, 122)),
        *(pytest.param(f"P{n}", "", id=f"IDEFICS P{n}") for n in (128, 130)),
        pytest.param("P122", "89671.68", id="StarCoder"),
        pytest.param("P045", "3.7", id="DINOv2"),
    ],
)
def test_what_people_cite_most_agrees(row: str, printed: str) -> None:
    assert [claim for claim in AGREEING if claim.row == row and claim.printed == (printed or claim.printed)]


def test_the_deployment_of_bloom_and_the_manufacture_formula_are_judged() -> None:
    assert {claim.status for claim in CLAIMS if claim.row == "P064"} == {"disagrees", "too-coarse"}
    assert sum("A100 SXM4 80GB" in claim.subject for claim in UNCOUNTED) == 3
    assert [claim.status for claim in CLAIMS if "H100" in claim.subject and claim.die_cm2] == ["disagrees"]


OWN_TEXT = {("P028", "8.33e5"), ("P087", "0.023"), ("P144", "835"), ("P116", "0.013")}
"""Figures of a row's source that the row has no cell for."""
AS_THE_ROW = [
    claim
    for claim in CLAIMS
    if claim.row
    and claim.subject == ROWS[claim.row]["model"]
    and claim.status != "disagrees"
    and (claim.row, claim.printed) not in OWN_TEXT
]


def held(claim: Claim, name: str) -> list[float]:
    """What a published row holds of the figure of a claim, in the unit that the claim prints."""
    columns = IMPACTS.get(claim.cells["figure"], {})
    cells = ((ROWS[name][column], factor) for column, factor in columns.items())
    return [float(cell) * factor / claim.factor for cell, factor in cells if cell]


@pytest.mark.parametrize(
    ("claim", "column"),
    [
        pytest.param(claim, column, id=f"{claim.id}-{column}")
        for claim in AS_THE_ROW
        for column, other in SAME_COLUMN.items()
        if claim.cells[column] and ROWS[claim.row][other]
    ],
)
def test_inputs_are_those_of_the_row(claim: Claim, column: str) -> None:
    assert Decimal(claim.cells[column]) == Decimal(ROWS[claim.row][SAME_COLUMN[column]])


@pytest.mark.parametrize(
    "claim",
    [c for c in AS_THE_ROW if held(c, c.row) and not c.cells["figure"].startswith("total")],
    ids=lambda claim: claim.id,
)
def test_what_is_printed_is_what_the_row_says(claim: Claim) -> None:
    values = held(claim, claim.row)
    assert any(float(claim.printed) == pytest.approx(value, rel=0.005) for value in values)


@pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if c.formula.startswith("sum") and c.reference], ids=lambda c: c.id
)
def test_the_terms_of_a_sum_are_those_of_the_rows_it_names(claim: Claim) -> None:
    for name, term in zip(claim.reference.split(), claim.amounts(), strict=True):
        assert any(term.value == pytest.approx(value, rel=1e-6) for value in held(claim, name)), name


def test_references_and_terms_name_rows_that_exist() -> None:
    assert {name for claim in CLAIMS for name in claim.reference.split()} <= ROWS.keys()


def test_intervals_that_are_wide_or_blind_are_not_agreement() -> None:
    claim = next(claim for claim in AGREEING if claim.id == "A001")
    assert judge(claim).half_width < 0.05
    assert judge(changed(claim, power_w="4e2")).status == "too-coarse"
    assert judge(changed(claim, printed="4e1")).status == "too-coarse"
    assert judge(changed(claim, printed="3.0e1")).status == "disagrees"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("7.0e6", 6.95e6, 7.05e6, id="an exponent shows which digits count"),
        pytest.param("7000000", 6.5e6, 7.5e6, id="trailing zeros of an integer do not count"),
        pytest.param("0.10", 0.095, 0.105, id="zeros after a point do"),
        pytest.param("385", 384.5, 385.5, id="other digits do"),
    ],
)
def test_a_number_stands_for_the_interval_of_its_digits(text: str, low: float, high: float) -> None:
    target = changed(CLAIMS[0], printed=text).target
    assert target == Amount(pytest.approx(float(text)), pytest.approx(low), pytest.approx(high))
