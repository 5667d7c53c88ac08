"""The table schemas of the ledger and of the factors: words for people, and in step with the code."""

import json
from typing import Any

import pytest

from fullcount.factors import default_library
from fullcount.ledger import OUTCOMES, RUN_TYPES, STAGES
from fullcount.ledger.row import LedgerRow

from .conftest import ROOM
from .test_codelists import table

Schema = dict[str, Any]
TABLES = ["ledger", "factors"]
TYPES = {"string", "number", "integer", "datetime", "date", "boolean"}


def fields(name: str) -> list[Schema]:
    found: list[Schema] = json.loads((ROOM / f"tables/{name}.schema.json").read_bytes())["fields"]
    return found


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name: str) -> None:
    columns = fields(name)
    assert len({column["name"] for column in columns}) == len(columns)
    for column in columns:
        assert column["title"]
        assert column["description"].endswith(".")
        assert column["type"] in TYPES


@pytest.mark.parametrize("name", TABLES)
def test_frictionless_reads_the_schema(name: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    schema = frictionless.Schema.from_descriptor(str(ROOM / f"tables/{name}.schema.json"))
    assert schema.field_names == [column["name"] for column in fields(name)]


def test_a_row_of_the_ledger_has_just_these_columns() -> None:
    assert list(LedgerRow.__annotations__) == [column["name"] for column in fields("ledger")]


def test_a_shipped_factor_has_just_these_columns() -> None:
    columns = {column["name"] for column in fields("factors")}
    factor = next(default_library().scan("grid-carbon-intensity", "FRA"))
    assert set(type(factor).__annotations__) == columns


@pytest.mark.parametrize(
    ("codelist", "codes"), [("stage", STAGES), ("run-type", RUN_TYPES), ("outcome", OUTCOMES)]
)
def test_the_axes_of_the_ledger_are_the_codelists(codelist: str, codes: tuple[str, ...]) -> None:
    assert [row["code"] for row in table(codelist)] == list(codes)
