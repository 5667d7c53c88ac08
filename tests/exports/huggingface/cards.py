"""Invented model cards. Synthetic."""

__all__ = ["HTML", "MARKDOWN", "ONE"]

ONE = """\
---
model_name: Invented-2B
base_model: [maker/Elder-2B]
base_model_relation: finetune
co2_eq_emissions:
  emissions: 14100
  source: a tracker
  training_type: fine-tuning
  geographical_location: Narvik, Norway
  hardware_used: 8 x NVIDIA A100-SXM4-40GB
---
# Another title

- **Training time**: ~ 14 hours
- **Emissions:** 14.10 KgCO2
- **Total energy consumption:** 37 kWh
- **Cloud Provider:** Ope\\_rator
"""

MARKDOWN = """\
# Invented family

| Model | Training Time (GPU hours) | Training Power Consumption (W) | Location-Based Emissions (tons CO2eq) | \
Market-Based Emissions (tons CO2eq) |
| :-- | --: | --: | --: | --: |
| Small 8B | 1.46M | 700 | 420 | 0 |
| Large 70B | 7,000,000 | 700 | 2,040 | 0 |
| Tiny | 392k | 350 | Negligible** | — |
| Total | 8.85M | | 2,460 | 0 |
"""

HTML = """\
# Invented family

<table>
  <tr><td></td><td><strong>Training Time (GPU hours)</strong></td><td>Training Power Consumption (W)</td>
  <td>Location-Based Emissions (tons CO2eq)</td><td>Market-Based Emissions (tons CO2eq)</td></tr>
  <tr><td>Small 8B</td><td>1.46M</td><td>700</td><td>420</td><td>0</td></tr>
  <tr><td>Large 70B</td><td>7,000,000</td><td>700</td><td>2,040</td><td>0</td></tr>
  <tr><td>Tiny</td><td>392k</td><td>350</td><td>Negligible**</td><td>—</td></tr>
  <tr><td>Total</td><td>8.85M</td><td></td><td>2,460</td><td>0</td></tr>
</table>
"""
