"""A column of a sheet, or a row of a form: one place of an item, with what may stand there."""

from typing import NamedTuple

__all__ = ["Column", "Steps"]

Steps = tuple[str, ...]


class Column(NamedTuple):
    """`field` leads from an item to a value or a figure, `facet` on into the figure; units are those of the schema.

    `kind` is text, word, date, number, integer, boolean, words (several) or texts (several). `choices` are the codes to
    choose from, `strict` says that there are no others; `refers` is the sheet whose ids it names.
    """

    field: Steps
    facet: Steps
    title: str
    description: str
    kind: str
    unit: str = ""
    codelist: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = False
    refers: str = ""
    required: bool = False

    @property
    def steps(self) -> Steps:
        """From the item to the value."""
        return self.field + self.facet

    @property
    def name(self) -> str:
        """How the column is called in its sheet, such as `energy.value`."""
        return ".".join(self.steps)

    @property
    def is_rare(self) -> bool:
        """Whether few disclosures use it, so that it begins hidden."""
        return bool(self.facet) and self.facet not in USUAL_FACETS


USUAL_FACETS = {
    ("value",),
    ("unit",),
    ("low",),
    ("high",),
    ("basis",),
    ("source",),
    ("locator",),
    ("boundary",),
    ("not_disclosed", "reason"),
}
