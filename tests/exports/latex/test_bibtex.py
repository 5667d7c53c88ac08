"""BibTeX of the sources: one entry each, keys that stay, nothing that ends an entry early."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount_reports.exports.latex.bibtex import bibliography, keys


def document(*sources: dict[str, Any]) -> Any:
    return {"sources": list(sources)}


def test_keys_are_the_ids_after_a_word_of_their_own() -> None:
    sources = document(
        {"id": "ember-2024", "title": "a"}, {"id": "a/b_c", "title": "b"}, {"id": "a-b-c", "title": "c"}
    )
    assert keys(sources) == ("footprint:ember-2024", "footprint:a-b-c", "footprint:a-b-c:2")


def test_a_source_added_at_the_end_changes_no_key() -> None:
    first = ({"id": "a", "title": "a"}, {"id": "b", "title": "b"})
    assert keys(document(*first, {"id": "c", "title": "c"}))[:2] == keys(document(*first))


def test_an_entry_has_what_the_source_says_and_nothing_else() -> None:
    source = {
        "id": "s",
        "title": "On 100% of it",
        "authors": "Doe, J. and others",
        "url": "https://example.org/a_b?c=1#d",
        "date": "2024-05-06",
        "licence": "CC-BY-4.0",
        "retrieved": "2026-01-02",
    }
    assert bibliography(document(source)) == (
        "@misc{footprint:s,\n"
        "  title = {{On 100\\% of it}},\n"
        "  author = {{Doe, J. and others}},\n"
        "  year = {2024},\n"
        "  howpublished = {\\url{https://example.org/a_b?c=1#d}},\n"
        "  note = {2024-05-06. retrieved 2026-01-02. CC-BY-4.0}\n"
        "}\n"
    )


def test_a_year_that_is_stated_is_the_year() -> None:
    assert "year = {1999}" in bibliography(
        document({"id": "s", "title": "t", "year": 1999, "date": "2024-05-06"})
    )


def test_a_source_without_authors_is_sorted_by_its_title() -> None:
    assert "  key = {Title}" in bibliography(document({"id": "s", "title": "Title"}))


def test_a_link_that_is_not_safe_is_text() -> None:
    assert "howpublished = {javascript:x}" in bibliography(
        document({"id": "s", "title": "t", "url": "javascript:x"})
    )


PIECES = [*'{}"@,=%#\\~^', "}}", "@misc{x,", "\n", "\n}\n", "and", "é", "中", "word"]
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=6).map("".join)


@given(text=TEXT)
@settings(max_examples=200)
def test_no_text_ends_an_entry_or_begins_another(text: str) -> None:
    source = dict.fromkeys(("title", "authors", "note", "licence"), text) | {
        "url": f"https://example.org/{text}"
    }
    written = bibliography(document(source | {"id": "a"}, source | {"id": "b"}))
    assert re.findall(r"(?m)^@misc\{(.*),$", written) == ["footprint:a", "footprint:b"]
    entries = written.split("\n\n")
    assert len(entries) == 2
    for entry in entries:
        inner = entry.strip()[:-1].partition("{")[2]
        depth, least = 0, 0
        for character in inner:
            depth += (character == "{") - (character == "}")
            least = min(least, depth)
        assert (depth, least) == (0, 0)


def test_many_authors_are_a_label_that_bibtex_does_not_cut_and_all_of_them_are_in_the_note() -> None:
    """A label of more than 250 bytes loses its last brace in plainnat, and the paper no longer compiles."""
    authors = ", ".join(f"Müller_{number}, A." for number in range(40))
    entry = bibliography(document({"id": "s", "title": "t", "authors": authors}))
    (short,) = re.findall(r"author = \{\{(.*)\}\}", entry)
    assert short.endswith(" et al.")
    assert len(short.encode()) <= 180
    assert f"note = {{by {authors.replace('_', chr(92) + '_').rstrip('.')}" in entry


def test_a_long_title_is_not_the_whole_key() -> None:
    entry = bibliography(document({"id": "s", "title": "word " * 100}))
    (key,) = re.findall(r"key = \{(.*)\}", entry)
    assert len(key) <= 180
