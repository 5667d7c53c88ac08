"""The files of a paper: they compile, show what the card shows, and no text of a disclosure breaks out of them."""

import copy
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount_reports.exports.formats import export
from fullcount_reports.figures import FiguresMissing

from ...hostile import everywhere

GOLDEN = Path(__file__).parent / "golden"
REFRESH = "FULLCOUNT_REFRESH_GOLDEN=1 pytest tests/exports/latex/test_latex.py"
DOCUMENTS = ("base", "sparse", "moshi", "dataset", "fine-tune", "method-study", "service")
HOSTILE = (
    "\\input{/etc/passwd}",
    "}\\end{document}",
    "% & # $ _ ^^5c ~ {",
    "]\\\\[9em]* & \\hline",
    "中文 \u202e مرحبا \x1b[31m -- `` ''",
    "W" * 90,
)
NO_CHARACTERS = "\ufffd \ufffe \uffff \ufdd0 \U0010ffff \ue000 \ufeff"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_written_compiles_and_no_table_leaves_the_page(
    name, document, verdict, tmp_path, written, compiled, complaints
) -> None:
    folder = written(export(document(name), "latex", "", verdict), tmp_path)
    assert complaints(compiled(folder)) == []


@pytest.mark.parametrize("options", ["", "twocolumn"])
def test_it_goes_into_papers_of_one_column_and_of_two(
    options, document, verdict, tmp_path, written, compiled, complaints
) -> None:
    folder = written(export(document("dataset"), "latex", "", verdict), tmp_path)
    main = (folder / "main.tex").read_text(encoding="utf-8")
    bare = re.sub(r".*(geometry|hyperref|microtype).*\n", "", main)
    paper = bare.replace("\\documentclass[11pt]", f"\\documentclass[{options}]")
    (folder / "main.tex").write_text(paper, encoding="utf-8")
    assert complaints(compiled(folder)) == []


ONE_COLUMN = "\\documentclass{article}\n\\usepackage[textwidth=5.5in,textheight=9in,top=1in]{geometry}\n"
TWO_COLUMNS = "\\documentclass[10pt,twocolumn]{article}\n"
PAPER = """\\usepackage{iftex}\\ifPDFTeX\\usepackage[T1]{fontenc}\\usepackage{lmodern}\\fi
\\usepackage[round]{natbib}\\usepackage{array,booktabs,graphicx,longtable,textcomp,xurl,lineno}
\\begin{document}\\linenumbers\\appendix\\input{footprint}\\input{footprint-checklist}
\\bibliographystyle{plainnat}\\bibliography{sources}\\end{document}
"""
"""As the styles of conferences are: natbib and numbered lines; no font that an engine need not have."""


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
@pytest.mark.parametrize("kind", [ONE_COLUMN, TWO_COLUMNS], ids=["conference", "two-columns"])
@pytest.mark.parametrize("name", ["base", "sparse", "hostile"])
def test_it_goes_into_a_paper_of_any_engine(
    name, kind, engine, document, verdict, tmp_path, written, compiled, complaints, monkeypatch
) -> None:
    monkeypatch.setattr("fullcount_reports.exports.latex.figures_of", lambda *_: ())
    hostile = name == "hostile"
    chosen = everywhere(document("base"), " ".join((*HOSTILE, NO_CHARACTERS))) if hostile else document(name)
    folder = written(export(chosen, "latex", "", verdict), tmp_path)
    (folder / "main.tex").write_text(kind + PAPER, encoding="utf-8")
    found = complaints(compiled(folder, cited=True, engine=engine))
    assert [line for line in found if not hostile or line.startswith("!")] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_compiles_to_a_paper_like_any_other(
    text, base, verdict, tmp_path, written, compiled, complaints, monkeypatch
) -> None:
    monkeypatch.setattr("fullcount_reports.exports.latex.figures_of", lambda *_: ())
    folder = written(export(everywhere(base, text), "latex", "", verdict), tmp_path)
    errors = [line for line in complaints(compiled(folder, cited=True)) if line.startswith("!")]
    assert errors == []
    assert (folder / "main.bbl").read_text(encoding="utf-8").count("\\bibitem") == len(base["sources"])
    read = (folder / "main.fls").read_text(encoding="utf-8")
    assert "passwd" not in read


COMMAND = re.compile(r"\\([a-zA-Z]+|.)")
FROM_TEXT = {"textsuperscript", "textsubscript", "ensuremath", "footprintchar", "allowbreak", "addlinespace"}
FROM_TEXT |= {
    "symbol",
    "leq",
    "geq",
    "approx",
    "neq",
    "infty",
    "surd",
    "par",
    "smallskip",
    "scriptsize",
    "raggedright",
}
FROM_TEXT |= {"emph", "textellipsis", "textmu", "textohm", "textminus", "newline", "url", *"$&#%_"}
FROM_TEXT |= {"texttt", "footprintonecolumn", "footprintcolumnsback", "endfirsthead", "endhead", "endfoot"}
FROM_TEXT |= {f"text{name}" for name in ("backslash", "braceleft", "braceright", "less", "greater", "bar")}
FROM_TEXT |= {f"text{name}" for name in ("asciicircum", "asciitilde", "asciigrave", "quotedbl")}


def commands(text: str) -> set[str]:
    """Every command of a file; what a URL holds and what is behind a comment sign is none."""
    code = re.sub(r"(?m)(?<!\\)%.*$", "", re.sub(r"\\url\{[^{}\\]*\}", r"\\url", text))
    return set(COMMAND.findall(code))


@given(
    text=st.lists(st.sampled_from([*HOSTILE, *"\\{}$&#%_^~[]*\n\r"]) | st.text(max_size=5), min_size=1).map(
        "".join
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_adds_a_command_or_opens_a_group(text, base, verdict, undrawn) -> None:
    plain = export(everywhere(base, "plain"), "latex", "", verdict).files
    for name, hostile in export(everywhere(base, text), "latex", "", verdict).files.items():
        if isinstance(hostile, str):
            assert commands(hostile) <= commands(str(plain[name])) | FROM_TEXT
            held = re.sub(r"\\.", "", hostile)
            assert held.count("{") == held.count("}")
            assert hostile.count("\\begin{") == hostile.count("\\end{")


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FULLCOUNT_REFRESH_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert path.read_bytes().decode() == text, f"if the change is meant: {REFRESH}"


@pytest.mark.parametrize("name", ["base", "sparse"])
def test_the_files_are_as_agreed(name, document, verdict, undrawn) -> None:
    files = export(document(name), "latex", "", verdict).files
    for path, text in files.items():
        if isinstance(text, str) and path != "main.tex":
            compare(f"{name}-{path}", text)


def test_data_that_are_not_the_labs_own_are_marked_in_every_caption(base, verdict, undrawn) -> None:
    files = export(base, "latex", "", verdict).files
    captions = [
        line
        for text in files.values()
        if isinstance(text, str)
        for line in text.splitlines()
        if "\\caption{" in line
    ]
    assert captions
    assert [line for line in captions if "SYNTHETIC DATA" not in line] == []


def test_the_same_disclosure_gives_the_same_bytes(base, verdict) -> None:
    once, again = (export(copy.deepcopy(base), "latex", "", verdict).files for _ in range(2))
    assert once == again


def test_without_a_verdict_there_is_no_review_and_it_is_a_loss(base, undrawn) -> None:
    base["evidence"] = [{"id": "e", "kind": "ledger", "title": "Ledger", "sha256": "0" * 64}]
    exported = export(base, "latex")
    assert "\\subsection{Review}" not in str(exported.files["footprint.tex"])
    assert "/evidence" in {loss.where for loss in exported.losses}


def test_what_is_not_expressed_is_told_in_comments_at_the_end(base, undrawn) -> None:
    exported = export(base, "latex")
    comments = str(exported.files["footprint.tex"]).splitlines()[-len(exported.losses) :]
    assert [line for line in comments if not line.startswith("% Not expressed here: ")] == []
    assert exported.losses


def test_without_the_extra_the_paper_says_how_figures_are_drawn(base, verdict, monkeypatch) -> None:
    def missing(_: object) -> bytes:
        raise FiguresMissing

    monkeypatch.setattr("fullcount_reports.exports.latex.draw_pdf", missing)
    files = export(base, "latex", "", verdict).files
    assert "Figures are not drawn" in str(files["footprint.tex"])
    assert "\\footprintfigure{" not in str(files["footprint.tex"]).partition("\\makeatother")[2]
    assert not [name for name in files if name.endswith(".pdf")]


def test_a_disclosure_without_sources_has_no_bibliography(base, verdict, undrawn, tmp_path) -> None:
    base.pop("sources")
    files = export(base, "latex", "", verdict).files
    assert "sources.bib" not in files
    assert "\\bibliography" not in str(files["main.tex"])
