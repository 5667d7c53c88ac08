"""What the pages say is so: commands run, outputs are real, examples are valid, links lead somewhere."""

import re
from pathlib import Path

import pytest
import yaml

import fullcount
from fullcount.cli import COMMANDS
from fullcount.ledger import KINDS
from fullcount_reports import comparison, desk

from .command_line import options_table
from .pages import PAGES, ROOT, Block, blocks, commands, links, pattern

NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=NAMES)


@EVERY_PAGE
def test_the_commands_of_a_page_run_and_say_what_it_says(page: Path, desk: Path, shell) -> None:
    for block in blocks(page):
        if block.mark.startswith("file: "):
            (desk / block.mark.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
        elif block.language == "console" and block.mark != "not run":
            _follow(block, page, desk, shell)


def _follow(block: Block, page: Path, desk: Path, shell) -> None:
    typed = list(commands(block))
    expected = [0] * (len(typed) - 1) + [int(block.mark.removeprefix("exit: ") or 0)]
    for command, code in zip(typed, expected, strict=True):
        done = shell(command.line, desk)
        where = f"{page.name}:{block.line}: $ {command.line}"
        assert done.returncode == code, f"{where}{done.stdout}"
        if command.output:
            assert pattern(command.output).fullmatch(done.stdout), f"{where}{done.stdout}"


@EVERY_PAGE
def test_the_examples_of_a_page_are_disclosures_without_errors(page: Path, tmp_path: Path, shell) -> None:
    for number, block in enumerate(blocks(page)):
        if block.mark in {"disclosure", "file: disclosure.yaml"}:
            example = tmp_path / f"example-{number}.{block.language}"
            example.write_text(block.text, encoding="utf-8")
            checked = shell(f"fullcount validate {example}", tmp_path)
            assert checked.returncode == 0, checked.stdout


@EVERY_PAGE
def test_the_links_of_a_page_lead_to_files(page: Path) -> None:
    targets = [link.partition("#")[0] for link in links(page) if "://" not in link]
    missing = [target for target in targets if target and not (page.parent / target).exists()]
    assert not missing


def test_the_readme_is_short_and_shows_a_card() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 120
    assert "docs/pictures/card.png" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_are_documented_as_they_are(name: str) -> None:
    text = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## fullcount {name}\n")[2].partition("\n## ")[0]
    table = options_table(name)
    assert table in section, f"the section of {name} in docs/command-line.md needs this table:\n{table}"


def test_every_kind_of_log_has_a_section() -> None:
    text = (ROOT / "docs/logs.md").read_text(encoding="utf-8")
    assert all(f"| [`{kind}`](#{kind}) |" in text and f"\n## {kind}\n" in text for kind in KINDS)


def test_every_exit_code_is_documented() -> None:
    text = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    assert all(f"\n| {code} |" in text for code in (0, 1, 2, 3, 130))


@pytest.mark.parametrize("name", ["card.png", "card-dark.png", "paper-1.png", "paper-2.png"])
def test_the_pictures_are_small_enough_for_a_readme(name: str) -> None:
    picture = (ROOT / "docs/pictures" / name).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 400_000


def test_every_guide_is_on_the_page_of_guides_and_every_tutorial_on_that_of_tutorials() -> None:
    configuration = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    sections = {name: entries for part in configuration["nav"] for name, entries in part.items()}
    for section, page in (("How-to", "how-to.md"), ("Tutorials", "tutorials.md")):
        inside = [target for entry in sections[section][1:] for target in entry.values()]
        told = links(ROOT / "docs" / page)
        assert inside
        assert [target for target in inside if target not in told] == []


@pytest.mark.parametrize("page", ["compare.md", "observatory/index.md", "review-desk.md", "disclose.md"])
def test_the_first_page_leads_to_what_each_reader_begins_with(page: str) -> None:
    assert page in links(ROOT / "docs/index.md")


def test_every_public_name_is_on_the_page_of_the_api() -> None:
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    entries = set(re.findall(r"^::: (\S+)|heading: (\S+)", text, re.MULTILINE))
    told = {name for entry in entries for name in entry if name}
    public = {f"fullcount.{name}" for name in fullcount.__all__ if name != "__version__"}
    public |= {f"fullcount_reports.comparison.{name}" for name in comparison.__all__}
    public |= {f"fullcount_reports.desk.{name}" for name in desk.__all__}
    assert public - told == set()


def test_the_api_shows_no_module_where_a_function_has_its_name() -> None:
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    modules = {
        path.relative_to(room).with_suffix("").as_posix().replace("/", ".")
        for room in (ROOT / "validator", ROOT / "reports")
        for path in room.rglob("*.py")
    }
    shown = set(re.findall(r"^::: (\S+)", text, re.MULTILINE))
    assert shown & modules == {"fullcount.impacts.formulas"}
