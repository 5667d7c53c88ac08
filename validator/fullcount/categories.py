"""The impact categories of the standard."""

__all__ = ["UNITS"]

UNITS = {
    "energy": "kWh",
    "pe": "MJ",
    "gwp": "kgCO2e",
    "adpe": "kgSbe",
    "water": "L",
    "water-withdrawal": "L",
    "water-scarcity": "m3 world eq",
    "adpf": "MJ",
    "ap": "mol H+ eq",
    "epf": "kgPe",
    "epm": "kgNe",
    "ept": "mol N eq",
    "pocp": "kgNMVOCe",
    "odp": "kgCFC11e",
    "pm": "disease incidence",
    "ir": "kBq U235 eq",
    "lu": "Pt",
    "ctue": "CTUe",
    "ctuh-c": "CTUh",
    "ctuh-nc": "CTUh",
}
"""The unit of each category of the codelist."""
