"""Model cards of the Hugging Face Hub: metadata, the Environmental Impact section, tables by model.

| in the card                                | becomes                                              |
|--------------------------------------------|------------------------------------------------------|
| co2_eq_emissions, or its emissions (grams) | ghg_kgco2e; text is read with care (see `amounts`)   |
| its training_type                          | run_type, as written in tag_raw                      |
| its hardware_used                          | accelerators and model (see `hardware`)              |
| its geographical_location; Compute Region  | hints in the report                                  |
| its source; base_model                     | sentences in the report                              |
| labelled lines: Carbon Emitted, energy, Training time, Hours used … | what is left open (see `prose`) |
| a table by model, Markdown or HTML         | one row a model (see `impact_table`)                 |
| model_name, model-index, the first heading | component and job_id                                 |

Read in huggingface_hub at ee0a451 and hub-docs at 242f4a1. Metadata wins over prose; where the two differ the
report names both. `Hours used` may be by the clock or of all devices: without more words it is no time, unless there
was one accelerator. A folder is read with every Markdown file below it, when the kind is named. Energy in a card has no
boundary unless the user names it; outcome `unknown`.
"""

import re

from fullcount.ledger.huggingface.reader import read_cards as read
from fullcount.ledger.reading.cards import looks_like_card
from fullcount.ledger.reading.source import TextSource

__all__ = ["read", "recognises"]

_SECTION = re.compile(
    r"^#+[ \t]+.{0,40}Environmental Impact|\*\*Carbon Emitted|\*\*Hours used|<table\b.{0,2000}CO2|^\|.{0,400}CO2 ?eq",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_OTHER = ("{", "[", "<?xml")


def recognises(source: TextSource) -> bool:
    """Whether a file starts as a model card, or is Markdown with a section on emissions."""
    start = source.start
    return looks_like_card(start) or (
        not start.lstrip().startswith(_OTHER) and _SECTION.search(start) is not None
    )
