"""Every rule, in the order in which reports list them: references, accounting, plausibility, honesty, evidence."""

from fullcount.rules import (
    accelerator_hours_exceed_capacity,
    base_model_included,
    carbon_intensity_implausible,
    carbon_intensity_unlike_grid,
    device_count_applied_twice,
    duplicate_id,
    embodied_implausible,
    energy_above_rated_power,
    energy_below_idle_power,
    energy_differs_from_hours_and_power,
    evidence_hash_mismatch,
    evidence_missing,
    factor_outside_period,
    factor_without_source,
    failed_runs_missing,
    false_precision,
    ghg_differs_from_energy_and_factor,
    ledger_differs_from_lines,
    lifetime_implausible,
    lineage_cycle,
    manufacture_differs_from_allocation,
    manufacture_without_lifetime,
    market_based_shown_as_location_based,
    missing_reported_as_zero,
    mixed_energy_boundaries,
    mixed_factor_scopes,
    part_exceeds_whole,
    power_basis_unknown,
    pue_applied_twice,
    pue_divided,
    pue_implausible,
    research_compute_missing,
    same_figure_different_text,
    stage_without_impact,
    synthetic_unmarked,
    total_differs_from_lines,
    unit_slip_suspected,
    unknown_reference,
    unused_definition,
    use_impact_differs_from_energy_and_factor,
    water_differs_from_energy_and_factor,
    wue_implausible,
)
from fullcount.rules.rule import Rule

__all__ = ["RULES", "RULE_SET_VERSION", "rule_named"]

RULE_SET_VERSION = "1.0.0"

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        unknown_reference,
        duplicate_id,
        lineage_cycle,
        unused_definition,
        total_differs_from_lines,
        energy_differs_from_hours_and_power,
        ghg_differs_from_energy_and_factor,
        water_differs_from_energy_and_factor,
        use_impact_differs_from_energy_and_factor,
        manufacture_differs_from_allocation,
        pue_applied_twice,
        pue_divided,
        mixed_energy_boundaries,
        part_exceeds_whole,
        accelerator_hours_exceed_capacity,
        energy_above_rated_power,
        energy_below_idle_power,
        pue_implausible,
        wue_implausible,
        carbon_intensity_implausible,
        carbon_intensity_unlike_grid,
        unit_slip_suspected,
        lifetime_implausible,
        embodied_implausible,
        device_count_applied_twice,
        false_precision,
        missing_reported_as_zero,
        market_based_shown_as_location_based,
        stage_without_impact,
        research_compute_missing,
        failed_runs_missing,
        manufacture_without_lifetime,
        factor_without_source,
        factor_outside_period,
        mixed_factor_scopes,
        power_basis_unknown,
        base_model_included,
        synthetic_unmarked,
        same_figure_different_text,
        evidence_missing,
        evidence_hash_mismatch,
        ledger_differs_from_lines,
    )
)


def rule_named(name: str) -> Rule | None:
    """The rule of that name."""
    return next((rule for rule in RULES if rule.name == name), None)
