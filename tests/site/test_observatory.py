"""The pages of the observatory: in step with the corpus, honest about what is missing, safe with any text."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from observatory import outputs, publish
from observatory.corpus import CorpusError, read
from observatory.pages import pages, published
from observatory.publish import MissingError
from observatory.text import for_site, html, md

from fullcount_reports.card.plain_text import one_line

from .invented import HOSTILE, corpus_folder, hostile, plain

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/observatory"
SITE_EXTENSIONS = [
    *("tables", "fenced_code", "toc", "attr_list", "md_in_html", "admonition", "footnotes", "def_list"),
    *(
        "abbr",
        "pymdownx.details",
        "pymdownx.superfences",
        "pymdownx.highlight",
        "pymdownx.tasklist",
        "pymdownx.snippets",
    ),
]
"""What mkdocs reads pages with, and what people like to switch on."""


class Tags(HTMLParser):
    """The tags of a page with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":  # a dollar sign stands in one
            self.tags.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag != "span":
            self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(text: str) -> str:
    markdown = pytest.importorskip("markdown")
    without_front = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return markdown.markdown(without_front, extensions=SITE_EXTENSIONS)


@pytest.fixture(scope="module")
def written() -> dict[Path, str]:
    return outputs()


def test_the_pages_are_in_step_and_none_is_left_over(written) -> None:
    here = {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(path.name for path in {*here, *written} if here.get(path) != written.get(path))
    assert not stale, f"run python docs/generate.py, and delete pages of nothing: {', '.join(stale[:5])}"


def test_the_pages_are_small_enough_for_git(written) -> None:
    assert sum(len(text.encode()) for text in written.values()) < 3_000_000


def test_every_disclosure_has_a_row_and_a_page(written) -> None:
    slugs = {path.stem for path in (ROOT / "datasets/published/disclosures").glob("*.json")}
    index = written[FOLDER / "index.md"]
    assert set(re.findall(r'<th scope="row"><a href="([^"]+)/">', index)) == slugs
    assert {path.stem for path in written} == slugs | {"index", "groups", "figures"}


def test_every_row_has_a_cell_in_every_column(written) -> None:
    table = Tags(written[FOLDER / "index.md"].partition("<table")[2].partition("</table>")[0])
    rows: list[int] = []
    for tag, *attributes in table.tags:
        if tag == "tr":
            rows.append(0)
        elif tag in {"td", "th"} and "colspan" not in attributes:
            rows[-1] += 1
    assert set(rows) == {0, 9}
    assert rows.count(9) == 1 + len(published().items)


def test_no_cell_is_empty_and_no_missing_figure_has_a_value(written) -> None:
    cells = re.findall(r"<td([^>]*)>(.*?)</td>", written[FOLDER / "index.md"])
    assert all(inside for _, inside in cells)
    missing = [attributes for attributes, inside in cells if inside.startswith("<p><em>not disclosed</em>")]
    assert missing
    assert not [attributes for attributes in missing if "data-value" in attributes]


def test_a_figure_has_a_rank_or_a_reason_in_words_in_its_row_or_above_it(written) -> None:
    for body in re.findall(r"<tbody.*?</tbody>", written[FOLDER / "index.md"], re.DOTALL):
        figures = re.findall(r"<p><b>.*?</p>", body)
        bare = [
            each for each in figures if not re.search(r"rank \d|no other counts alike|not compared:", each)
        ]
        assert not bare or "Not compared: " in body.partition("</tr>")[0]


def test_a_page_says_whose_figures_they_are(written) -> None:
    text = written[FOLDER / "bloom-176b.md"]
    assert "Transcribed data" in text.partition("## In comparison")[0]
    assert "BLOOM 176B · TRANSCRIBED DATA" in text


def test_a_page_links_its_relatives_its_rules_its_sources_and_its_file(written) -> None:
    text = written[FOLDER / "bloom-176b.md"]
    assert "| Part of | [BigScience project](bigscience-project.md) |" in text
    assert "[research-compute-missing](../rules/research-compute-missing.md)" in text
    assert "[Estimating the Carbon Footprint of BLOOM](<https://arxiv.org/abs/2211.02001>)" in text
    assert text.count('href="../disclosures/bloom-176b.json"') == 2


def test_a_rank_leads_to_those_that_it_is_one_of(written) -> None:
    anchors = set(re.findall(r'<h2 id="([^"]+)"', rendered(written[FOLDER / "groups.md"])))
    named = {name for text in written.values() for name in re.findall(r"\(groups\.md#([^)]+)\)", text)}
    assert named
    assert named <= anchors


def test_a_zero_is_there_only_where_a_source_prints_it_and_says_so(written) -> None:
    for name in ("index.md", "olmo-7b-lumi.md"):
        zeros = re.findall(r"(?:<b>0</b>.*?</p>|\| 0 kgCO2e \|[^|]*\|)", written[FOLDER / name])
        assert zeros
        assert all("the source prints 0" in zero for zero in zeros)
    assert written[FOLDER / "index.md"].count("the source prints 0") == sum(
        row.value == 0.0 for row in published().rows
    )


def test_a_rank_says_how_many_of_those_that_count_alike_no_source_states(written) -> None:
    group = "Energy · model · final run · use · energy of the facility"
    ranked = [row.how for row in published().rows if row.group == group and row.rank is not None]
    said = f"of {len(ranked)} that count alike, {ranked.count('recomputed')} of them recomputed"
    assert 0 < ranked.count("recomputed") < len(ranked)
    assert all(said in written[FOLDER / name] for name in ("index.md", "olmo-7b-lumi.md"))
    assert "0 of them" not in re.sub(r"\d0 of them", "", written[FOLDER / "index.md"])


def test_every_subject_of_the_groups_leads_to_its_page(written) -> None:
    lines = [line for line in written[FOLDER / "groups.md"].splitlines() if line.startswith("| ")]
    rows = [line for line in lines if not re.match(r"\| (rank|subject|disclosures|---)", line)]
    assert rows
    assert not [line for line in rows if ".md)" not in line]
    named = set(re.findall(r"\]\(([^)]+)\.md\)", "\n".join(rows)))
    assert named == {item.slug for item in published().items}


def test_every_link_leads_to_a_page_or_to_the_web(written) -> None:
    found = {link for text in written.values() for link in re.findall(r"\]\(<?([^()<>\s]+)", text)}
    inside = {link.partition("#")[0] for link in found if not link.startswith(("http://", "https://"))}
    assert inside
    assert not [link for link in inside if not (link.endswith(".md") and (FOLDER / link).is_file())]


def test_a_link_to_a_disclosure_that_is_not_in_the_corpus_is_mere_text(tmp_path: Path) -> None:
    document = plain("invented/one")
    document["subject"]["lineage"][0]["disclosure"] = "elsewhere/else"
    page = pages(read(corpus_folder(tmp_path / "corpus", document)))["invented.md"]
    assert "elsewhere/else>" not in page


def test_no_cell_of_the_groups_is_blank(written) -> None:
    assert not re.search(r"<t[dh][^>]*></t", rendered(written[FOLDER / "groups.md"]))


def test_findings_come_with_the_explanation_of_the_corpus(written) -> None:
    text = written[FOLDER / "alpie-core-32b.md"]
    assert "The card prints 298 kg and, for another way of counting, 835 kg." in text


def test_what_was_built_on_it_is_named_on_both_pages(written) -> None:
    both = [(item.slug, link["disclosure"]) for item in published().items
            for link in item.entry.document["subject"].get("lineage", []) if "disclosure" in link]  # fmt: skip
    younger, older = next((slug, published().slugs[name]) for slug, name in both if name in published().slugs)
    assert f"({older}.md)" in written[FOLDER / f"{younger}.md"]
    assert f"({younger}.md)" in written[FOLDER / f"{older}.md"]


def test_hostile_text_changes_no_markup_of_any_page(tmp_path: Path) -> None:
    found = {
        name: pages(read(corpus_folder(tmp_path / name, document)))
        for name, document in (("hostile", hostile(HOSTILE)), ("plain", hostile("harmless")))
    }
    for page in ("invented.md", "index.md", "groups.md"):
        bad, good = (Tags(rendered(found[name][page])) for name in ("hostile", "plain"))
        assert bad.tags == good.tags
        assert "<script>attack()</script>" in bad.text, "text is shown as text"
        assert "\u202e" not in bad.text


@pytest.mark.parametrize(
    "place", ["{}", "before {} after", "| a | b |\n|---|---|\n| {} | c |", "- {}", "# {}"]
)
@given(
    text=st.text(alphabet=st.sampled_from([*"!\"#$%&'()*+-./:<=>?@[]\\^_`{|}~ ab1\n\t\u202e"]), max_size=30)
)
def test_any_text_renders_to_itself(place: str, text: str) -> None:
    shown = Tags(rendered(place.format(md(f"x{text}" if place != "{}" else text))))
    assert one_line(text).split() == [] or "".join(one_line(text).split()) in "".join(shown.text.split())
    allowed = {"p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "h1"}
    assert {tag.strip("/") for tag, *_ in shown.tags} <= allowed


@given(st.text())
def test_text_in_html_cannot_leave_its_attribute_or_cell(text: str) -> None:
    page = Tags(f'<td title="{html(text)}">{html(text)}</td>')
    assert page.tags == [("td", "title"), ("/td",)]


def test_an_escape_of_commonmark_becomes_a_reference() -> None:
    assert for_site(r"a \| b \<i\> \# &#92;") == "a &#124; b &#60;i&#62; &#35; &#92;"


def test_a_synthetic_disclosure_is_marked_and_stands_in_a_group_of_its_own(tmp_path: Path) -> None:
    found = pages(read(corpus_folder(tmp_path / "corpus", plain("invented/one"))))
    assert "Synthetic data: invented" in found["invented.md"]
    assert '<tbody data-work="Model · development · synthetic">' in found["index.md"]
    assert found["index.md"].count('<td data-facets="synthetic">synthetic</td>') == 2


def test_a_corpus_with_a_file_that_is_no_disclosure_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = corpus_folder(tmp_path / "corpus", plain("invented/one"))
    (folder / "broken.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"broken\.json"):
        read(folder)


@pytest.mark.parametrize("name", ["index.json", "GROUPS.json", "in-vented.json", "In vented.json"])
def test_two_pages_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    folder = corpus_folder(tmp_path / "corpus", plain("invented/one"))
    (folder / "invented.json").rename(folder / "in_vented.json")
    (folder / name).write_text(json.dumps(plain("invented/two")), encoding="utf-8")
    with pytest.raises(CorpusError, match="of one name"):
        read(folder)


def test_without_the_scripts_the_site_is_not_published_and_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="npm ci"):
        publish(tmp_path / "site", published(), tmp_path)
    assert not (tmp_path / "site").exists()
