"""The published inconsistencies of `cases.csv`, each as the smallest document that its source amounts to."""

from collections.abc import Callable
from typing import Any

__all__ = ["DOCUMENTS"]

Node = dict[str, Any]


def printed(value: float, unit: str, **more: Any) -> Node:
    """A figure with the source of the case."""
    return {"value": value, "unit": unit, "source": "publication", "locator": "see cases.csv", **more}


ONE = printed(1, "1")
"""The formula of the source has no such term."""


def document(subject: str, **sections: Any) -> Node:
    """A disclosure transcribed from one publication."""
    components = [{"id": "work", "name": subject}]
    return {
        "fullcount": "1.0",
        "id": "published-cases/case",
        "revision": {"number": 1, "date": "2026-11-21", "status": "published"},
        "publisher": {"name": "The fullcount authors, as transcribers"},
        "licence": "CC-BY-4.0",
        "data_status": "transcribed",
        "subject": {"kind": "model", "name": subject, "components": components},
        "scope": {"functional_unit": {"description": "the work that the source describes"}},
        "sources": [{"id": "publication", "title": "The publication named in cases.csv"}],
        **sections,
    }


def line(name: str = "line", hours: float | None = None, **more: Any) -> Node:
    """A compute line of final training."""
    axes = {"component": "work", "stage": "final", "run_type": "train", "outcome": "unknown"}
    counted = {} if hours is None else {"accelerator_hours": printed(hours, "accelerator-h")}
    return {"id": name, **axes, **counted, **more}


def ghg(kg: float, basis: str = "location", **more: Any) -> Node:
    """Greenhouse gases of use."""
    amount = printed(kg, "kgCO2e")
    return {"category": "gwp", "phase": "use", "ghg_basis": basis, "amount": amount, **more}


def used(kwh: float, **more: Any) -> Node:
    """Energy of use, without a boundary."""
    return {"category": "energy", "phase": "use", "amount": printed(kwh, "kWh"), **more}


def restated(pointer: str, value: float, unit: str, where: str) -> Node:
    """The figure at `pointer` as another text prints it."""
    return {"of": pointer, "where": where, "figure": printed(value, unit)}


def rated(watts: float, **more: Any) -> Node:
    """Equipment of a rated power."""
    return {"id": "machines", "name": "Accelerators", "rated_power": printed(watts, "W"), **more}


def place(**ratios: Node) -> Node:
    """The facility of the case."""
    return {"id": "place", "name": "Site", **ratios}


def intensity(grams: float) -> Node:
    """A location-based carbon intensity."""
    return {"carbon_intensity_location_based": printed(grams, "gCO2e/kWh")}


def one_total_of_greenhouse_gases_for_a_family() -> Node:
    lines, impacts = [line(hours=7000000)], [ghg(12900)]
    return document("Llama 3.3 70B", equipment=[rated(700)], compute=lines, impacts=impacts)


def a_registry_with_the_figures_of_the_family() -> Node:
    other = [
        restated("/compute/0/accelerator_hours", 39300000, "accelerator-h", "registry"),
        restated("/impacts/0/amount", 11390, "tCO2e", "registry"),
    ]
    lines, impacts = [line(hours=7000000)], [ghg(12900)]
    return document("Llama 3.3 70B", compute=lines, impacts=impacts, restatements=other)


def hours_that_carry_no_emissions() -> Node:
    logits = line("logits", 86000) | {"stage": "data", "run_type": "generate"}
    impacts = [ghg(240000, covers={"lines": ["training"]})]
    return document("Llama 3.2 1B and 3B", compute=[logits, line("training", 833000)], impacts=impacts)


def five_months_that_were_four() -> Node:
    count = {"accelerators": printed(2048, "1"), "wall_clock": printed(3650, "h", significant_figures=1)}
    energy = printed(2638000, "kWh", boundary="facility", power_basis="tdp")
    equipment = rated(400, host_overhead=ONE)
    places = [place(pue=printed(1.1, "1"))]
    lines = [line(energy=energy) | count]
    return document("LLaMA", facilities=places, equipment=[equipment], compute=lines)


def rows_with_and_without_pue() -> Node:
    jupiter = place(pue=printed(1.2, "1"), **intensity(332)) | {"id": "jupiter"}
    augusta = place(pue=printed(1.12, "1"), **intensity(352)) | {"id": "augusta"}
    lines = [line("7b", 269000, facility="jupiter"), line("13b", 191000, facility="augusta")]
    impacts = [
        row
        for name, kwh, kg in (("7b", 196000, 65000), ("13b", 116000, 46000))
        for row in (used(kwh, covers={"lines": [name]}), ghg(kg, covers={"lines": [name]}))
    ]
    return document("OLMo", facilities=[jupiter, augusta], compute=lines, impacts=impacts)


def a_total_that_its_rows_miss() -> Node:
    rows = (433196, 266522, 158972, 87210, 64257, 57961, 51686, 43172)
    lines = [
        line(f"row-{i}", energy=printed(kwh, "kWh", boundary="accelerator", power_basis="tdp"))
        for i, kwh in enumerate(rows)
    ]
    total = printed(1163088, "kWh", boundary="accelerator", power_basis="tdp")
    return document("BLOOM", compute=lines, totals={"energy": total})


def two_papers_on_one_life_cycle() -> Node:
    impacts = [{**ghg(50500), "phase": "all"}]
    other = [restated("/impacts/0/amount", 81, "tCO2e", "paper on the model, section 3.5.1")]
    return document("BLOOM", impacts=impacts, restatements=other)


def energy_of_planned_hours() -> Node:
    power = printed(560, "W", boundary="node", power_basis="tdp-times-load")
    equipment = {"id": "machines", "name": "Modules", "power": power}
    energy = printed(5000000, "kWh", boundary="it", power_basis="tdp-times-load")
    return document("Apertus 70B", equipment=[equipment], compute=[line(hours=6000000, energy=energy)])


def a_calculator_that_gives_more() -> Node:
    places = [place(overhead_ratio=ONE, **intensity(367.8))]
    equipment = [rated(250, host_overhead=ONE)]
    lines = [line(hours=150000)]
    impacts = [ghg(11250)]
    return document(
        "Stable Diffusion v1", facilities=places, equipment=equipment, compute=lines, impacts=impacts
    )


def two_revisions_of_a_card() -> Node:
    other = [
        restated("/compute/0/accelerator_hours", 8, "accelerator-h", "other revision"),
        restated("/impacts/0/amount", 2.63, "kgCO2e", "other revision"),
    ]
    return document("ClimateBERT", compute=[line(hours=48)], impacts=[ghg(15.79)], restatements=other)


def tonnes_taken_for_tens_of_tonnes() -> Node:
    other = [restated("/impacts/0/amount", 5521000, "kgCO2e", "card of third parties")]
    return document("GPT-3", impacts=[ghg(552100)], restatements=other)


def a_cell_of_the_next_row() -> Node:
    energy = printed(36000, "kWh", boundary="facility", power_basis="tdp")
    other = [restated("/compute/0/energy", 356, "MWh", "compilation, Table 1")]
    lines = [line(energy=energy)]
    return document("Llama 7B", compute=lines, impacts=[ghg(14000, "unspecified")], restatements=other)


def a_life_cycle_quoted_as_training() -> Node:
    total = ghg(20400000) | {"phase": "all"}
    training = total | {"life_cycle_stages": ["training"]}
    hardware = ghg(2244000, note="11 % of the total") | {"phase": "all"}
    rows = [total, training, hardware | {"life_cycle_stages": ["hardware-manufacture"]}]
    return document("Mistral Large 2", impacts=rows)


def devices_counted_twice() -> Node:
    count = {"accelerators": printed(4, "1"), "wall_clock": printed(12, "h")}
    energy = printed(92.16, "kWh", boundary="facility", power_basis="tdp")
    equipment = rated(400, host_overhead=ONE)
    lines = [line(hours=48, energy=energy) | count]
    return document(
        "A fine-tuned model", facilities=[place(pue=printed(1.2, "1"))], equipment=[equipment], compute=lines
    )


def the_power_of_another_accelerator() -> Node:
    power = printed(700, "W", boundary="accelerator", power_basis="tdp-times-load")
    equipment = rated(400, accelerator="nvidia-a100-sxm4-80gb", power=power)
    energy = printed(2284.8, "kWh", boundary="accelerator", power_basis="tdp-times-load")
    return document("Alpie-Core 32B", equipment=[equipment], compute=[line(hours=3264, energy=energy)])


def one_manufacture_figure_for_every_gpu() -> Node:
    entry = {"category": "gwp", "per": "accelerator", "amount": printed(575.1, "kgCO2e")}
    equipment = {"id": "machines", "name": "GPU", "manufacture": [entry | {"covers": ["accelerators"]}]}
    return document("Any model", equipment=[equipment], compute=[line(hours=1000)])


def a_registry_beside_the_paper() -> Node:
    other = [restated("/impacts/0/amount", 75.05, "tCO2e", "registry")]
    return document("OLMo 7B", impacts=[ghg(69780)], restatements=other)


def six_digits_from_nothing() -> Node:
    return document("Gemma 2", impacts=[ghg(1247610, "unspecified")])


def more_than_the_rated_power() -> Node:
    equipment = rated(700, accelerator="nvidia-h100-sxm5-80gb", host_overhead=printed(1.74, "1"))
    energy = printed(12300000, "kWh", boundary="facility", power_basis="measured-device")
    places = [place(pue=printed(1.2, "1"), **intensity(332))]
    lines = [line(hours=8340000, energy=energy)]
    return document("OLMo 3", facilities=places, equipment=[equipment], compute=lines, impacts=[ghg(4251000)])


DOCUMENTS: dict[str, Callable[[], Node]] = {
    "C01": one_total_of_greenhouse_gases_for_a_family,
    "C02": a_registry_with_the_figures_of_the_family,
    "C04": hours_that_carry_no_emissions,
    "C05": five_months_that_were_four,
    "C07": rows_with_and_without_pue,
    "C08": a_total_that_its_rows_miss,
    "C10": two_papers_on_one_life_cycle,
    "C12": energy_of_planned_hours,
    "C14": a_calculator_that_gives_more,
    "C15": two_revisions_of_a_card,
    "C16": tonnes_taken_for_tens_of_tonnes,
    "C17": a_cell_of_the_next_row,
    "C19": a_life_cycle_quoted_as_training,
    "C20": devices_counted_twice,
    "C23": the_power_of_another_accelerator,
    "C26": one_manufacture_figure_for_every_gpu,
    "C28": a_registry_beside_the_paper,
    "C30": six_digits_from_nothing,
    "C31": more_than_the_rated_power,
}
