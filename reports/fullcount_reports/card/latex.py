"""The card as a LaTeX section for a paper: no package but the usual ones, in papers of one column and of two."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fullcount_reports.card.latex_tables import latex_table
from fullcount_reports.card.latex_text import CHARACTER, latex, latex_breaking, latex_code
from fullcount_reports.card.model import Block, Bullets, Card, FigureSlot, Item, Paragraph, Table
from fullcount_reports.card.plain_text import safe_link

if TYPE_CHECKING:
    from fullcount_reports.figures import Figure

__all__ = ["PACKAGES", "figure_file", "render_latex", "render_sections"]

PACKAGES = ("array", "booktabs", "graphicx", "longtable", "textcomp", "xurl")
"""What the section needs, beside T1 fonts."""
Figures = Mapping[str, "Figure"]

_HEAD = rf"""% Written by fullcount. Put it into a paper with \input; the preamble needs
%   \usepackage[T1]{{fontenc}}
%   \usepackage{{{",".join(PACKAGES)}}}
% Figures are looked for in \footprintfolder, which can be defined before.
\makeatletter
\providecommand{{\footprintfolder}}{{.}}
\providecommand{{\footprinttabletype}}{{%
  \ifdim\linewidth<370pt \scriptsize\else\footnotesize\fi
  \setlength{{\tabcolsep}}{{0.008\linewidth}}\setlength{{\belowcaptionskip}}{{1ex}}}}
\@ifundefined{{footprintfloat}}{{\newenvironment{{footprintfloat}}[1]%
  {{\def\footprintend{{\end{{minipage}}\par\addvspace{{\intextsep}}}}%
   \if@twocolumn\def\footprintend{{\end{{#1*}}}}\begin{{#1*}}[tp]\else
   \par\addvspace{{\intextsep}}\noindent\begin{{minipage}}{{\linewidth}}\def\@captype{{#1}}\fi\centering}}%
  {{\footprintend}}}}{{}}
\providecommand{{\footprintfigure}}[2]{{%
  \setkeys{{Gin}}{{width=\linewidth,height=0.8\textheight,keepaspectratio}}%
  \@ifundefined{{KV@Gin@alt}}{{}}{{\setkeys{{Gin}}{{alt={{#2}}}}}}%
  \includegraphics{{\footprintfolder/#1}}}}
\providecommand{{\footprintonecolumn}}{{%
  \if@twocolumn\onecolumn\let\footprintcolumnsback\twocolumn\else\let\footprintcolumnsback\relax\fi}}
\@ifundefined{{XeTeXversion}}{{\@ifundefined{{directlua}}%
  {{\providecommand{{{CHARACTER}}}[2]{{[U+#1]}}}}%
  {{\providecommand{{{CHARACTER}}}[2]{{\iffontchar\font"#1 #2\else[U+#1]\fi}}}}}}%
  {{\providecommand{{{CHARACTER}}}[2]{{\iffontchar\font"#1 #2\else[U+#1]\fi}}}}
\makeatother
"""


def render_latex(card: Card, figures: Figures, sources: Sequence[str] = (), note: str = "") -> str:
    """The section; `figures` are those that are drawn, `sources` the keys of the entries of the bibliography.

    `note` is small print behind the lead, for what could not be drawn.
    """
    lead = [*card.lead, *([Paragraph(note, "legend")] if note else [])]
    parts = (
        _HEAD,
        f"\\section[{latex(card.title)}]{{\\raggedright {latex_breaking(card.title)}}}",
        *(_paragraph(paragraph) for paragraph in lead),
        *render_sections(card, figures, sources),
    )
    return "\n".join(parts).rstrip() + "\n"


def render_sections(card: Card, figures: Figures, sources: Sequence[str] = ()) -> Iterator[str]:
    """The sections of a card without its title."""
    for section in card.sections:
        yield f"\\subsection{{{latex(section.title)}}}"
        for block in section.blocks:
            if text := _block(block, card, figures, sources if section.id == "sources" else ()):
                yield text


def _block(block: Block, card: Card, figures: Figures, sources: Sequence[str]) -> str:
    match block:
        case Table():
            return latex_table(block, card.status)
        case Bullets():
            return _bullets(block, sources)
        case Paragraph():
            return _paragraph(block)
        case FigureSlot():
            return _figure(figures[block.name]) if block.name in figures else ""


def _paragraph(paragraph: Paragraph) -> str:
    text = latex_breaking(paragraph.text)
    styles = {"warning": f"\\textbf{{{text}}}", "legend": f"{{\\footnotesize {text}\\par}}"}
    return f"\n{styles.get(paragraph.kind, text)}\n"


def _bullets(bullets: Bullets, sources: Sequence[str]) -> str:
    lines = [_item(entry, bullets.numbered, number, sources) for number, entry in enumerate(bullets.entries)]
    return "\n".join(
        (
            r"\begin{itemize}",
            r"\raggedright\setlength{\itemsep}{0.3ex}\setlength{\parsep}{0pt}",
            *lines,
            r"\end{itemize}",
        )
    )


def _item(item: Item, numbered: bool, index: int, sources: Sequence[str]) -> str:
    label = f"\\item[{{[S{index + 1}]}}]" if numbered else r"\item"
    term = f"\\textbf{{{latex_breaking(item.term)}:}}" if item.term else ""
    link = safe_link(item.href)
    parts = (
        label,
        term,
        latex_breaking(item.text) if item.text and item.text != item.href else "",
        f"\\url{{{link}}}" if link else latex_breaking(item.href) if item.text == item.href else "",
        latex_code(item.code) if item.code else "",
        latex_breaking(item.after) if item.after else "",
        f"\\cite{{{sources[index]}}}" if sources else "",
    )
    return " ".join(part for part in parts if part)


def _figure(figure: "Figure") -> str:
    title = figure.specification["title"]
    return "\n".join(
        (
            r"\begin{footprintfloat}{figure}",
            f"\\footprintfigure{{{figure_file(figure)}}}{{{latex(figure.alt)}}}",
            f"\\caption{{{latex(title['text'])}. {latex(title['subtitle'])}.}}",
            r"\end{footprintfloat}",
        )
    )


def figure_file(figure: "Figure") -> str:
    """The name of its PDF, beside the section."""
    return f"footprint-{figure.name}.pdf"
