"""The schemas of the standard, the scripts that write what is generated, and every document at hand."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest

from fullcount.disclosure import load
from fullcount.rooms import schema_room

ROOM = schema_room()
ROOT = Path(__file__).resolve().parents[2]


def schema_named(name: str) -> dict[str, Any]:
    """One schema file of the standard."""
    return json.loads((ROOM / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    return schema_named("disclosure.schema.json")


@pytest.fixture(scope="session")
def draft07() -> dict[str, Any]:
    return schema_named("disclosure.draft-07.schema.json")


@pytest.fixture(scope="session")
def generator() -> ModuleType:
    """`schema/generate.py` as a module."""
    return script("schema/generate.py")


def script(path: str) -> ModuleType:
    """A script of the repository as a module, with its folder to import from."""
    file = ROOT / path
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(file.parent))
        spec.loader.exec_module(module)
    return module


def definition(schema: dict[str, Any], name: str) -> jsonschema_rs.Draft202012Validator:
    """A validator of one definition alone."""
    alone = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
    return jsonschema_rs.Draft202012Validator(alone, offline=True)


def documents() -> Iterator[tuple[str, Any]]:
    """Every disclosure of the repository with its name: the conformance suite, tests, published ones."""
    suite = [
        path for path in sorted((ROOM / "conformance").rglob("*.json")) if path.stem not in NO_DISCLOSURE
    ]
    held = sorted((ROOT / "tests/documents").glob("*.json"))
    samples = [ROOT / "tests/disclosure" / name for name in ("minimal.json", "full.yaml")]
    published = ROOT / "datasets/published/moshi-2026.json"
    for path in (*suite, *held, *samples, published):
        yield str(path.relative_to(ROOT)), load(path).data


NO_DISCLOSURE = {"expected", "index"}


def nodes(node: Any, name: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema, with where it is."""
    if isinstance(node, dict):
        yield name, node
        for key, item in node.items():
            yield from nodes(item, f"{name}/{key}")
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from nodes(item, f"{name}/{index}")


def declared(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every definition, and every property of the root and of the definitions, with its name."""
    yield from schema["$defs"].items()
    for name, node in {"": schema, **schema["$defs"]}.items():
        for key, item in node.get("properties", {}).items():
            yield f"{name}/{key}", item
