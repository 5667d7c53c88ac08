"""What is generated is committed as it would be generated now."""

from types import ModuleType

import pytest

from .conftest import ROOT, script


@pytest.mark.parametrize("path", ["schema/generate.py", "docs/generate.py"])
def test_everything_generated_is_in_step(path: str) -> None:
    stale = [
        str(file.relative_to(ROOT))
        for file, text in script(path).outputs().items()
        if not file.is_file() or file.read_text(encoding="utf-8") != text
    ]
    assert stale == [], f"run: python {path}"


def test_a_second_generation_changes_nothing(generator: ModuleType) -> None:
    assert generator.outputs() == generator.outputs()


def test_generating_writes_only_what_differs(
    generator: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh, same = tmp_path / "fresh.json", tmp_path / "same.json"
    same.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(generator, "outputs", lambda: {fresh: "[]", same: "{}"})
    monkeypatch.setattr(generator, "HERE", tmp_path / "schema")
    generator.main()
    assert capsys.readouterr().out == "wrote fresh.json\n"
    assert fresh.read_text(encoding="utf-8") == "[]"
