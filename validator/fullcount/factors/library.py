"""Several factor tables as one, and the fallback from a place and year to the nearest factor."""

from collections.abc import Iterator, Sequence
from functools import cache

from fullcount.factors.clashes import clashes_of_tables
from fullcount.factors.errors import FactorError
from fullcount.factors.factor import Factor, Found, Step
from fullcount.factors.kinds import scope_rank
from fullcount.factors.places import country_of, normalise_place
from fullcount.factors.table import FactorTable
from fullcount.rooms import dataset_room

__all__ = ["PACKAGES", "FactorLibrary", "default_library", "version"]

PACKAGES = ("cc-by", "public-domain", "facts", "apache-2.0", "odbl")
"""The shipped packages, one for each licence, in the order in which they are searched."""

_KEPT = 4096
"""Answers that are kept: the places and years of documents are few, unless somebody means harm."""

_STEPS = (Step.EXACT_YEAR, Step.EARLIER_YEAR, Step.LATER_YEAR)
_COUNTRY_STEPS = (Step.COUNTRY_EXACT_YEAR, Step.COUNTRY_EARLIER_YEAR, Step.COUNTRY_LATER_YEAR)


class FactorLibrary:
    """Factor tables in the order in which they are searched: the user's own come first.

    Raises:
        FactorError: an id of a user's table is in another table too, or two of the user's tables have a factor of one
            kind, region, year and scope.

    """

    def __init__(self, tables: Sequence[FactorTable]) -> None:
        self.tables = tuple(tables)
        self._known: dict[str, Factor | None] = {}
        self._nearest_known: dict[tuple[str, str, int, str | None], Found | None] = {}
        if problems := tuple(clashes_of_tables(self.tables)):
            raise FactorError(problems)

    def with_own(self, *tables: FactorTable) -> "FactorLibrary":
        """A library that searches `tables` before these."""
        return FactorLibrary((*tables, *self.tables))

    def verify(self) -> "FactorLibrary":
        """This library, when every shipped table has the SHA-256 that it was sealed with.

        Raises:
            FactorError: one has changed since.

        """
        for table in self.tables:
            table.verify()
        return self

    def table_of(self, factor_id: str) -> FactorTable | None:
        """The table that has the factor with this id, or None."""
        return next((table for table in self.tables if table.get(factor_id)), None)

    def get(self, factor_id: str) -> Factor | None:
        """The factor with this id, or None."""
        if factor_id not in self._known:
            found = (factor for table in self.tables if (factor := table.get(factor_id)))
            self._known[factor_id] = next(found, None)
        return self._known[factor_id]

    def scan(self, kind: str | None = None, region: str | None = None) -> Iterator[Factor]:
        """The factors of one kind, for one region, table after table, each in the order of its ids."""
        for table in self.tables:
            yield from table.scan(kind, region)

    def find(self, kind: str, region: str, year: int, *, scope: str | None = None) -> Found | None:
        """The factor of `kind` that is nearest to `region` and `year`, and how near it is.

        `region` is an ISO 3166-1 country (`FRA` or `FR`), an ISO 3166-2 subdivision (`US-VT`), a cloud region
        (`europe-west9`) or a site (`scaleway-fr-par-2`). The fallback, first step that gives a factor wins:

        1. the region in that year; 2. in the nearest earlier year; 3. in the nearest later year;
        4. to 6. the same for the country of a subdivision or cloud region.

        Scopes are never mixed on the way: within a place, the first table that has the kind decides, and in
        it the preferred scope (`kinds.SCOPES`), unless `scope` is given. There is no fallback to a world
        average, and no limit on the gap in years: `Found` says what was used, the caller judges.
        """
        asked = kind, region, year, scope
        if asked not in self._nearest_known:
            if len(self._nearest_known) >= _KEPT:
                self._nearest_known.clear()
            self._nearest_known[asked] = self._find(*asked)
        return self._nearest_known[asked]

    def _find(self, kind: str, region: str, year: int, scope: str | None) -> Found | None:
        asked = normalise_place(region)
        found = self._nearest(kind, asked, year, scope, _STEPS)
        if found is None and (country := country_of(asked)):
            found = self._nearest(kind, country, year, scope, _COUNTRY_STEPS)
        return found and Found(found[0], found[1], region, year)

    def _nearest(
        self, kind: str, place: str, year: int, scope: str | None, steps: tuple[Step, Step, Step]
    ) -> tuple[Factor, Step] | None:
        for table in self.tables:
            factors = [factor for factor in table.scan(kind, place) if scope in (None, factor.scope)]
            if factors:
                return _by_year(_of_one_scope(kind, factors), year, steps)
        return None


def _of_one_scope(kind: str, factors: list[Factor]) -> list[Factor]:
    preferred = min((scope_rank(kind, factor.scope), factor.scope) for factor in factors)[1]
    return [factor for factor in factors if factor.scope == preferred]


def _by_year(factors: list[Factor], year: int, steps: tuple[Step, Step, Step]) -> tuple[Factor, Step]:
    earlier = [factor for factor in factors if factor.year <= year]
    if not earlier:
        return min(factors, key=lambda factor: (factor.year, factor.id)), steps[2]
    latest = min(earlier, key=lambda factor: (-factor.year, factor.id))
    return latest, steps[0] if latest.year == year else steps[1]


@cache
def default_library() -> FactorLibrary:
    """The shipped packages; one that was left out of an installation, for its licence, is not searched."""
    room = dataset_room("factors")
    paths = [room / package / "factors.csv" for package in PACKAGES]
    return FactorLibrary([FactorTable.shipped(path) for path in paths if path.is_file()])


@cache
def version() -> str:
    """The version of the shipped factor data, by date (`2026.11.22`): the same in every package."""
    import json  # noqa: PLC0415 - for this one answer only

    for path in sorted(dataset_room("factors").glob("*/datapackage.json")):
        return str(json.loads(path.read_bytes())["version"])
    raise FileNotFoundError(f"no factor package in {dataset_room('factors')}: reinstall fullcount")
