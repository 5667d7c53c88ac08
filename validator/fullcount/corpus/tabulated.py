"""The figures of a disclosure as rows, each with what its place in the document says of it.

Rows are kept as they stand in the document; `columns` turns very many of them into columns at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from fullcount.corpus.boundary import boundary_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["SECTIONS", "FigureRows", "about", "day"]

SECTIONS = ("subject", "scope", "facilities", "equipment", "compute", "totals", "impacts", "restatements")
"""The sections of a disclosure that hold figures."""
_AXES = {
    "lines": "line",
    "components": "component",
    "stages": "stage",
    "run_types": "run_type",
    "outcomes": "outcome",
    "facilities": "facility",
    "equipment": "equipment",
}
_OF_LINE = ("component", "stage", "run_type", "outcome", "facility", "equipment")
_OF_IMPACT = ("category", "phase", "part", "ghg_basis", "per")

Row = dict[str, Any]
Node = Mapping[str, Any]


class FigureRows:
    """Figures of many disclosures, one beside the other in each list; `contexts` and `sources` are looked up by number.

    The number of a source is None where a figure cites none that its disclosure defines.
    """

    def __init__(self) -> None:
        self.figures: list[Node] = []
        self.quantities: list[str] = []
        self.pointers: list[str] = []
        self.context_of: list[int] = []
        self.source_of: list[int | None] = []
        self.contexts: list[Row] = []
        self.document_of_context: list[int] = []
        self.sources: list[Row] = []
        self._document = -1

    def add(self, data: Node) -> int:
        """The rows of one more disclosure, whose shape is whole; returns how many they are."""
        before = len(self.figures)
        self._document += 1
        self._source_ids = self._add_sources(data.get("sources", ()))
        lookup = _Lookup(data)
        for section in SECTIONS:
            part = data.get(section)
            if type(part) is dict:
                self._add_node(f"/{section}", part, {"section": section})
            elif type(part) is list:
                context = _CONTEXTS[section]
                for index, item in enumerate(part):
                    self._add_node(f"/{section}/{index}", item, context(item, lookup))
        return len(self.figures) - before

    def _add_sources(self, sources: Sequence[Node]) -> dict[str, int]:
        first = len(self.sources)
        self.sources += [_source(source) for source in sources]
        return {source["id"]: first + index for index, source in enumerate(sources)}

    def _add_node(self, holder: str, node: Node, context: Row) -> None:
        number = -1
        for key, item in node.items():
            kind = type(item)
            if kind is dict and key[:2] != "x-":
                if "unit" in item or "not_disclosed" in item:
                    if number < 0:
                        number = self._add_context(context)
                    self._add_figure(item, key, f"{holder}/{key}", number)
                else:
                    self._add_node(f"{holder}/{key}", item, context)
            elif kind is list and key[:2] != "x-":
                for index, member in enumerate(item):
                    if type(member) is dict:
                        self._add_node(f"{holder}/{key}/{index}", member, _nested(context, key, member))

    def _add_context(self, context: Row) -> int:
        self.contexts.append(context)
        self.document_of_context.append(self._document)
        return len(self.contexts) - 1

    def _add_figure(self, figure: Node, quantity: str, pointer: str, context: int) -> None:
        self.figures.append(figure)
        self.quantities.append(quantity)
        self.pointers.append(pointer)
        self.context_of.append(context)
        source = figure.get("source")
        self.source_of.append(None if source is None else self._source_ids.get(source))


class _Lookup:
    """What a line or a selection refers to by id."""

    def __init__(self, data: Node) -> None:
        self.country = {item["id"]: item.get("country") for item in data.get("facilities", ())}
        self.accelerator = {item["id"]: item.get("accelerator") for item in data.get("equipment", ())}


def _subject(_item: Node, _lookup: _Lookup) -> Row:
    return {"section": "subject"}


def _facility(item: Node, _lookup: _Lookup) -> Row:
    return {"section": "facilities", "facility": item["id"], "country": item.get("country")}


def _equipment(item: Node, _lookup: _Lookup) -> Row:
    return {"section": "equipment", "equipment": item["id"], "accelerator": item.get("accelerator")}


def _line(item: Node, lookup: _Lookup) -> Row:
    row: Row = {"section": "compute", "line": item["id"]}
    for axis in _OF_LINE:
        row[axis] = item.get(axis)
    row["country"] = lookup.country.get(item.get("facility"))
    row["accelerator"] = lookup.accelerator.get(item.get("equipment"))
    return _dated(row, item)


def _impact(item: Node, lookup: _Lookup) -> Row:
    row: Row = {"section": "impacts"}
    for key in _OF_IMPACT:
        row[key] = item.get(key)
    covers = item.get("covers")
    if type(covers) is dict:
        row |= _selected(covers)
        row["country"] = lookup.country.get(row.get("facility"))
        row["accelerator"] = lookup.accelerator.get(row.get("equipment"))
    return _dated(row, item)


def _restatement(item: Node, _lookup: _Lookup) -> Row:
    return {"section": "restatements", "restates": item.get("of")}


_CONTEXTS = {
    "facilities": _facility,
    "equipment": _equipment,
    "compute": _line,
    "impacts": _impact,
    "restatements": _restatement,
}


def _nested(context: Row, key: str, member: Node) -> Row:
    """What a list inside an item adds: manufacture impacts, factors of electricity, components, subtotals."""
    match key:
        case "manufacture":
            covers = {"covers": _listed(member.get("covers")) or None}
            return {**context, **covers, "category": member.get("category"), "per": member.get("per")}
        case "use_factors":
            return {**context, "category": member.get("category")}
        case "components":
            return {**context, "component": member.get("id")}
        case "subtotals":
            return _dated({**context, **_selected(member["covers"])}, member)
        case _:
            return context


def _selected(covers: Node) -> Row:
    """A selection of lines in words, and by each axis the only code where there is one."""
    chosen = {axis: codes for axis, codes in covers.items() if axis in _AXES and type(codes) is list}
    only = {_AXES[axis]: codes[0] for axis, codes in chosen.items() if len(codes) == 1}
    words = "; ".join(f"{axis}={_listed(codes)}" for axis, codes in sorted(chosen.items()))
    return {**only, "covers": words or None}


def _listed(codes: object) -> str:
    return ",".join(map(str, codes)) if isinstance(codes, list) else ""


def _dated(row: Row, item: Node) -> Row:
    period = item.get("period")
    if type(period) is dict:
        row["period_start"], row["period_end"] = day(period.get("start")), day(period.get("end"))
    return row


def _source(source: Node) -> Row:
    year = source.get("year") or _year(source.get("date"))
    return {
        "source_title": source.get("title"),
        "source_url": source.get("url"),
        "source_year": year,
        "evidence_grade": source.get("evidence_grade"),
    }


def about(data: Node) -> Row:
    """What a disclosure says of itself, for every one of its rows."""
    revision, subject, scope = data["revision"], data["subject"], data["scope"]
    return {
        "disclosure": data["id"],
        "revision": revision["number"],
        "revision_date": day(revision["date"]),
        "revision_status": revision["status"],
        "data_status": data["data_status"],
        "title": data.get("title"),
        "licence": data["licence"],
        "publisher": data["publisher"]["name"],
        "developer": subject.get("developer"),
        "subject": subject["name"],
        "kind": subject["kind"],
        "release": day(subject.get("release")),
        "year": next(_years(subject, scope), None),
        "boundary": boundary_of(cast("Disclosure", data)).code,
    }


def _years(subject: Node, scope: Node) -> Iterator[int]:
    period = scope.get("period") or {}
    yield from filter(None, (_year(period.get("end")), _year(subject.get("release"))))


def _year(text: object) -> int | None:
    found = day(text)
    return found.year if found else None


def day(text: object) -> date | None:
    """The day that a text names; None where it names none."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        return None
