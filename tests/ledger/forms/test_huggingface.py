import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger import LedgerError, detect, read_ledger
from fullcount.ledger.huggingface.amounts import amount_of, kg_per, kwh_per
from fullcount.ledger.huggingface.hardware import hardware_of

FULL = """\
co2_eq_emissions:
  emissions: 14100
  source: an invented tracker
  training_type: fine-tuning
  geographical_location: Northland
  hardware_used: 8 v100 GPUs
"""


def card(metadata="", body="", name="Synthetic 1B"):
    return f"---\nlicense: mit\n{metadata}---\n\n# {name}\n\n{body}\n"


def emissions(value, body=""):
    return card(f"co2_eq_emissions: {value}\n", body)


def test_a_card_is_one_row_with_what_its_metadata_says(read, save):
    path = save(card(FULL + "base_model: synth/base\n"), "README.md")
    assert detect(path) == "huggingface"
    found = read(path)
    row = found.row
    assert (row.job_id, row.component) == ("Synthetic 1B", "Synthetic-1B")
    assert (row.run_type, row.stage) == ("post-train", "other")
    assert (row.ghg_kgco2e, row.energy_kwh, row.elapsed_s) == (14.1, None, None)
    assert (row.accelerators, row.accelerator_model) == (8.0, "v100")
    assert (row.tag_raw, row.note) == ("fine-tuning", "")
    assert found.report.countries == {"Northland": 1}
    assert found.says("come from: an invented tracker")
    assert found.says("impacts of base models are not in these rows")


@pytest.mark.parametrize(
    ("written", "kg"),
    [
        ("17.5", 0.0175),
        ("1.2e-05", 1.2e-8),
        ('"1.2e-05"', 1.2e-8),
        ("24_700_000", 24700.0),
        ('"24 700 000"', 24700.0),
        ("17g", 0.017),
        ("3 kg", 3.0),
        ("0.5 tCO2eq", 500.0),
        ('"1,234,567"', 1234.567),
        ('"1,234.5"', 1.2345),
        ('"1.234,5"', 1.2345),
        ('"1,71"', 0.00171),
        ('"0,710"', 0.00071),
        ("{emissions: 17}", 0.017),
    ],
)
def test_emissions_are_grams_however_they_are_written(read, save, written, kg):
    assert read(save(emissions(written), "README.md")).row.ghg_kgco2e == pytest.approx(kg, rel=1e-12)


def test_digits_that_can_be_read_in_two_ways_are_rejected_with_both(read, save):
    found = read(save(emissions('"1,710"'), "README.md"))
    assert (found.rows, found.skipped, found.repaired) == ([], {"ambiguous-number": 1}, {})
    assert "1710 g or 1.71 g" in found.example("ambiguous-number")


def test_prose_settles_digits_that_can_be_read_in_two_ways(read, save):
    found = read(save(emissions('"1,710"', "- **Emissions:** 1.71 KgCO2 (Northland)"), "README.md"))
    assert (found.row.ghg_kgco2e, found.repaired) == (1.71, {"number-settled-by-prose": 1})


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("forthcoming", "emissions-missing"),
        ('"N/A"', "emissions-missing"),
        ('"<1"', "emissions-only-bounded"),
        ('"5-10 kg"', "emissions-only-bounded"),
    ],
)
def test_words_and_bounds_are_no_zero(read, save, written, reason):
    found = read(save(emissions(written), "README.md"))
    assert (found.rows, found.skipped, found.odd) == ([], {"no-figures": 1}, {reason: 1})


def test_a_stated_zero_stays_and_is_flagged(read, save):
    found = read(save(emissions("0"), "README.md"))
    assert (found.row.ghg_kgco2e, found.odd) == (0.0, {"zero-emissions": 1})


@pytest.mark.parametrize(
    "value", ["-5", "[1, 2]", "true", "lots", "{emissions: {a: 1}}", "1e300", "12 apples", "1.2.3"]
)
def test_what_is_no_figure_is_rejected(read, save, value):
    path = save(emissions(value), "README.md")
    found = read(path)
    assert found.rows == []
    assert set(found.skipped) <= {"unreadable-emissions", "unknown-unit"}
    with pytest.raises(LedgerError, match="emissions"):
        list(read_ledger(path, on_error="stop"))


@pytest.mark.parametrize(
    "metadata", ["", "co2_eq_emissions:\n", "co2_eq_emissions: {source: x}\n", "co2_eq_emissions: ''\n"]
)
def test_a_card_without_figures_is_skipped(read, save, metadata):
    assert read(save(card(metadata), "README.md")).skipped == {"no-figures": 1}


def test_prose_gives_what_the_metadata_has_no_field_for(read, save):
    body = "- **GPU:** 8 Invented A40\n- **Training time**: ~ 14 hours\n- **Total energy consumption:** 12,345 kWh\n"
    metadata = "co2_eq_emissions: {emissions: 14100, hardware_used: NVIDIA A40}\n"
    found = read(save(card(metadata, body), "README.md"))
    row = found.row
    assert (row.energy_kwh, row.energy_boundary, row.elapsed_s, row.accelerators) == (
        12345.0,
        None,
        14 * 3600,
        8.0,
    )
    assert set(found.odd) == {
        "energy-from-prose",
        "time-from-prose",
        "approximate-time",
        "hardware-from-prose",
    }
    assert found.says("implied factor: 0.001142 kgCO2e/kWh")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("- **Emissions:** 12.5 KgCO2 (Northland)", "14100 (14.1 kg), prose 12.5 KgCO2"),
        ("- **Emissions:** 14.10 KgCO2 (Southland)", "metadata Northland, prose Southland"),
        ("- **Compute Region:** Southland", "metadata Northland, prose Southland"),
        ("- **Hardware Type:** 4 v100", "metadata 8 v100 GPUs, prose 4 v100"),
        ("- **Hardware Type:** 8 a100", "metadata 8 v100 GPUs, prose 8 a100"),
        ("It emitted 2 t of CO2eq.", "prose 2 t of CO2eq"),
    ],
)
def test_prose_that_contradicts_the_metadata_is_flagged_with_both(read, save, body, words):
    found = read(save(card(FULL, body), "README.md"))
    assert words in found.example("prose-differs-from-metadata")
    assert (found.row.ghg_kgco2e, found.row.accelerators, found.row.accelerator_model) == (14.1, 8.0, "v100")


@pytest.mark.parametrize(
    "body", ["- **Emissions:** 14 kgCO2 (Northland)", "About 14.1 kg CO2eq; others emit 2 t CO2."]
)
def test_prose_that_agrees_within_its_rounding_is_fine(read, save, body):
    assert read(save(card(FULL, body), "README.md")).odd == {}


def test_a_training_type_against_the_base_model_is_flagged(read, save):
    text = card(
        "co2_eq_emissions: {emissions: 1, training_type: pre-training}\nbase_model_relation: finetune\n"
    )
    assert read(save(text, "README.md")).odd == {"training-type-contradicts": 1}


TEMPLATE = """\
## Environmental Impact

- **Hardware Type:** {hardware}
- **Hours used:** {hours}
- **Cloud Provider:** {more}
- **Compute Region:** {more}
- **Carbon Emitted:** {carbon}
"""


def template(hardware="8 A100", hours="100", carbon="12.5 kgCO2eq", more="[More Information Needed]"):
    return "# Model Card for Model ID\n" + TEMPLATE.format(
        hardware=hardware, hours=hours, carbon=carbon, more=more
    )


def test_hours_used_on_several_accelerators_are_of_no_known_kind(read, save):
    path = save(template(more="Northcloud"), "README.md")
    assert detect(path) == "huggingface"
    found = read(path)
    assert (found.row.component, found.row.ghg_kgco2e) == ("Model-ID", 12.5)
    assert (found.row.accelerators, found.row.elapsed_s) == (8.0, None)
    assert "100 hours used on 8 accelerators" in found.example("unclear-hours")
    assert found.says("by the clock or of all accelerators")
    assert found.says("cloud provider named by a card: Northcloud")
    assert found.report.regions == {"Northcloud": 1}


@pytest.mark.parametrize(
    ("hardware", "hours", "work"),
    [
        ("1 A100", "100", (1.0, 360000.0)),
        ("8 A100", "800 GPU hours", (8.0, 360000.0)),
        ("A100", "800 GPU-hours", (1.0, 2880000.0)),
        ("A100", "100", (None, None)),
        ("8 A100", "[More Information Needed]", (8.0, None)),
        ("8 A100", "a while", (8.0, None)),
        ("8 A100", "0", (8.0, None)),
    ],
)
def test_hours_that_are_clear_are_read(read, save, hardware, hours, work):
    row = read(save(template(hardware, hours), "README.md")).row
    assert (row.accelerators, row.elapsed_s) == work


def test_an_empty_template_says_nothing(read, save):
    needed = "[More Information Needed]"
    assert read(save(template(needed, needed, needed), "README.md")).skipped == {"no-figures": 1}


def test_carbon_without_a_unit_is_no_figure(read, save):
    found = read(save(template(carbon="12.5", hours="100 GPU hours"), "README.md"))
    assert (found.row.ghg_kgco2e, found.odd["emissions-without-unit"]) == (None, 1)


MARKDOWN = """\
|  | Training Time (GPU hours) | Power (W) | Location-Based (tons CO2eq) | Market-Based (tons CO2eq) |
| :--- | :---: | :---: | :---: | :---: |
| Synth 8B | 1.46M | 700 | 420 | 0 |
| Synth 70B | 7,000 | 700 | 2,040 | 0 |
| Synth 1B | 1.7 | 700 | *Negligible*\\*\\* | 0 |
| Total | 1.47M | <ul></ul> | 9,999 | 0 |
"""
HTML = """\
<table>
 <tr><td></td><td><strong>Time (GPU hours)</strong></td><td>Power (W)</td><td>Emitted(tCO2eq)</td></tr>
 <tr>
  <td>Synth 8B
  </td>
  <td>1.3M</td><td>700</td><td>390</td></tr>
 <tr><td>Synth 70B<td>2M<td>700<td>1900
 <tr><td>Total</td><td>3.3M</td><td></td><td>2290</td></tr>
</table>
"""


def test_a_markdown_table_is_a_row_a_model(read, save):
    found = read(save(card(body=MARKDOWN), "README.md"))
    big, middle, small = found.rows
    assert [row.component for row in found.rows] == ["Synth-8B", "Synth-70B", "Synth-1B"]
    assert (big.accelerator_hours, big.ghg_kgco2e, big.energy_kwh, big.run_type) == (
        1.46e6,
        420000.0,
        None,
        "train",
    )
    assert (middle.accelerator_hours, middle.ghg_kgco2e) == (7000.0, 2040000.0)
    assert (small.accelerator_hours, small.ghg_kgco2e) == (pytest.approx(1.7), None)
    assert found.skipped == {"total-row": 1}
    assert found.odd["negligible-in-table"] == 1
    assert found.odd["market-based-left-out"] == 3
    assert found.odd["rated-power-left-out"] == 3


def test_the_hardware_of_a_table_may_stand_in_a_sentence_with_its_tdp(read, save):
    sentence = "It used 3.3M GPU hours on hardware of type G900-80GB (TDP of 700W).\n\n"
    found = read(save(card(body=sentence + HTML), "README.md"))
    assert {row.accelerator_model for row in found.rows} == {"G900-80GB"}
    assert found.odd["hardware-from-prose"] == 2


def test_columns_of_several_phases_are_added(read, save):
    body = (
        "|  | Training Time (GPU hours) | Logit Generation Time (GPU hours) | Emissions (tCO2eq) |\n|--|--|--|--|\n"
        "| one | 370k | \\- | 107 |\n| two | 400k | 86k | 133 |\n| Total | 770k | 86k | 240 |\n"
    )
    found = read(save(card(body=body), "README.md"))
    assert [row.accelerator_hours for row in found.rows] == [370e3, 486e3]
    assert found.odd["phases-without-hours"] == 1
    assert "total-differs-from-rows" not in found.odd


def test_an_html_table_is_read_alike_with_its_lines(read, save):
    path = save(f"# Synthetic\n\n{HTML}", "README.md")
    assert detect(path) == "huggingface"
    found = read(path)
    assert [(row.job_id, row.accelerator_hours, row.ghg_kgco2e) for row in found.rows] == [
        ("Synth 8B", 1.3e6, 390000.0),
        ("Synth 70B", 2e6, 1900000.0),
    ]
    assert (found.skipped, found.line("total-row")) == ({"total-row": 1}, 10)
    assert "total-differs-from-rows" not in found.odd


def test_a_total_that_is_not_the_sum_is_flagged(read, save):
    found = read(save(f"# S\n\n{HTML.replace('2290', '3000')}", "README.md"))
    assert "3000, the rows 390 + 1900" in found.example("total-differs-from-rows")


def test_metadata_beside_a_table_is_not_added(read, save):
    found = read(save(card("co2_eq_emissions: 2290000000\n", HTML), "README.md"))
    assert sum(row.ghg_kgco2e for row in found.rows) == 2290000.0
    assert found.skipped == {"total-row": 1, "metadata-beside-table": 1}
    assert "prose-differs-from-metadata" not in found.odd
    other = read(save(card("co2_eq_emissions: 5\n", HTML), "README.md"))
    assert other.odd["prose-differs-from-metadata"] == 1


def test_checkpoints_of_one_training_are_not_added(read, save):
    body = "| Checkpoint | Emissions (kg CO2eq) |\n|---|---|\n| step 100 | 2 |\n| step 200 | 4 |\n"
    found = read(save(card("co2_eq_emissions: 4000\n", body), "README.md"))
    assert (found.row.ghg_kgco2e, found.skipped) == (4.0, {"checkpoint": 2})


def test_other_tables_and_code_are_left_alone(read, save):
    body = (
        "| Task | Score |\n|---|---|\n| a | 1 |\n\n```\n- **Emissions:** 9 kg\n| x | kg CO2 |\n|--|--|\n```\n"
    )
    found = read(save(card(FULL, body), "README.md"))
    assert (found.row.ghg_kgco2e, found.odd, found.skipped) == (14.1, {}, {})


def test_broken_metadata_is_rejected_with_its_line_and_other_cards_are_read(read, save):
    bad = save("---\nlicense: mit\ntags: [a\nco2_eq_emissions: 5\n---\n", "bad.md")
    good = save(card(FULL), "good.md")
    found = read([bad, good])
    assert (len(found.rows), found.skipped) == (1, {"broken-metadata": 1})
    assert found.line("broken-metadata") == 4


def test_a_folder_is_read_with_every_card_in_it(read, save, tmp_path):
    for name in ("a", "b"):
        save(card(FULL, name=name), f"cards/{name}/README.md")
    save(card(FULL, name="a"), "cards/copy/README.md")
    (tmp_path / "cards" / "out.md").symlink_to(save(card(FULL, name="outside"), "outside.md"))
    found = read(tmp_path / "cards", kind="huggingface")
    assert [row.job_id for row in found.rows] == ["a", "b"]
    assert found.skipped == {"repeated-card": 1}


@pytest.mark.parametrize("text", ['{"a": 1}', "", "  \n"])
def test_what_is_no_card_is_refused(save, text):
    with pytest.raises(LedgerError, match="a model card in Markdown"):
        list(read_ledger(save(text, "file"), "huggingface"))


def test_a_card_that_is_no_utf_8_is_refused_with_its_line(save):
    with pytest.raises(LedgerError) as caught:
        list(read_ledger(save("---\nlicense: mit\n---\nRh\xf4ne\n".encode("cp1252"), "README.md")))
    assert caught.value.problems[0].line == 4


@pytest.mark.parametrize(
    ("text", "number", "model"),
    [
        ("8 v100 GPUs", 8.0, "v100"),
        ("8 x NVIDIA A40", 8.0, "NVIDIA A40"),
        ("4xA100", 4.0, "A100"),
        ("A100 x 4", 4.0, "A100"),
        ("NVIDIA H100 (8x)", 8.0, "NVIDIA H100"),
        ("2 nodes of 8 H100", 16.0, "H100"),
        ("NVIDIA A40", None, "NVIDIA A40"),
        ("TPU v3-8", None, "TPU v3-8"),
        ("Eight-GPU node", None, "Eight-GPU node"),
        ("4 x A100-GPU", 4.0, "A100"),
        ("0 GPUs", None, ""),
        ("N/A", None, ""),
        ("", None, ""),
    ],
)
def test_hardware_as_cards_name_it(text, number, model):
    assert hardware_of(text) == (number, model)


@pytest.mark.parametrize(
    ("unit", "kg"), [("gCO2", 1e-3), ("KgCO2", 1.0), ("tons CO2eq", 1e3), ("t", 1e3), ("lb", None)]
)
def test_units_of_mass(unit, kg):
    assert kg_per(unit) == kg


@pytest.mark.parametrize(
    ("unit", "kwh"), [("kWh", 1.0), ("MWh", 1e3), ("mWh", 1e-6), ("Wh", 1e-3), ("W", None)]
)
def test_units_of_energy(unit, kwh):
    assert kwh_per(unit) == kwh


@given(st.floats(1e-6, 1e12))
def test_a_number_written_out_reads_as_itself(value):
    for written in (repr(value), f"{value:,.2f} kg"):
        amount = amount_of(written)
        assert amount is not None
        assert min(abs(reading - value) for reading in amount.readings) <= 0.005 + 1e-9 * value


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_half_of_the_last_place_covers_what_was_rounded_away(number, places):
    amount = amount_of(f"{number / 10**6:.{places}f}")
    assert amount is not None
    assert abs(amount.readings[0] - number / 10**6) <= amount.half_place * (1 + 1e-6) + 1e-9


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_none(text):
    amount = amount_of(text)
    assert amount is None or amount.bound or amount.readings
