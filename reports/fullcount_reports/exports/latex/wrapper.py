"""A document around the section and the checklist, which compiles as it stands."""

from fullcount_reports.card.latex import PACKAGES

__all__ = ["wrapper"]


def wrapper(cites: bool) -> str:
    """The text of `main.tex`; the bibliography only where there is something to cite."""
    return _TEXT + (_BIBLIOGRAPHY if cites else "") + "\\end{document}\n"


_TEXT = rf"""% Written by fullcount. To see the section by itself:
%   pdflatex main && bibtex main && pdflatex main && pdflatex main
\documentclass[11pt]{{article}}
\usepackage{{iftex}}
\ifPDFTeX
  \usepackage[T1]{{fontenc}}
  \usepackage[utf8]{{inputenc}}
  \usepackage{{lmodern}}
  \usepackage{{microtype}}
\else
  \usepackage{{fontspec}}
\fi
\usepackage[margin=28mm]{{geometry}}
\usepackage{{{",".join(PACKAGES)}}}
\usepackage[hidelinks]{{hyperref}}
\setcounter{{secnumdepth}}{{0}}
\begin{{document}}
\input{{footprint}}
\clearpage
\input{{footprint-checklist}}
"""
_BIBLIOGRAPHY = r"""\bibliographystyle{plain}
\bibliography{sources}
"""
