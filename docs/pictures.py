"""Takes the pictures of the README and the docs from the page that `make demo` writes.

`python docs/pictures.py` writes `docs/pictures/card.png` and `card-dark.png` with headless Chromium: the title, the
headline and the first figure of `build/demo/footprint-synthetic.html`, 900 px wide at double resolution. Where pdfLaTeX
and pdftoppm are installed, `paper-1.png` and `paper-2.png` are the first pages of its LaTeX.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import fullcount
from fullcount.review.check import validate
from fullcount.review.report import review
from fullcount_reports.card import line_of_review
from fullcount_reports.exports.formats import export

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "build/demo/footprint-synthetic.html"
DISCLOSURE = ROOT / "build/demo/disclosure.json"
DAY = date(2026, 11, 21)
PICTURES = ROOT / "docs/pictures"
WIDTH_PX = 900
PAPER_PAGES, PAPER_DPI = 2, 110
TALLEST_PX = 4000
SCHEMES = {"card.png": "1", "card-dark.png": "0"}  # Chromium's preferredColorScheme: 1 light, 0 dark
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
EXCERPT = """\
<style>
  section:not(#headline, #compute), .scroll, .legend, #compute h2, header p:not(.notice, .warning),
  figure:not(#figure-compute) { display: none !important }
  main { padding-top: 1.25rem !important; padding-bottom: 1rem !important }
  figure { margin-bottom: 0 !important }
  figure img { width: 100% }
</style>
<script>
  addEventListener("load", () => {
    document.documentElement.dataset.height = Math.ceil(document.querySelector("main").getBoundingClientRect().bottom)
  })
</script>
</head>"""


def main() -> int:
    """Write both pictures; 1 when something is missing, after saying what."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        return _complain(f"none of {', '.join(BROWSERS)} is in PATH: install Chromium to take the pictures")
    if not PAGE.is_file():
        return _complain(f"{PAGE.relative_to(ROOT)} is missing: run make demo first")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "card.html"
        page.write_text(excerpt(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        for name, scheme in SCHEMES.items():
            _take(browser, page, PICTURES / name, scheme)
            print(f"wrote {(PICTURES / name).relative_to(ROOT)}")
    return take_paper()


def take_paper() -> int:
    """Compile the LaTeX of the demo and take its first pages; 1 when something is missing, after saying what."""
    lacking = [name for name in ("pdflatex", "pdftoppm") if shutil.which(name) is None]
    if lacking:
        return _complain(
            f"{' and '.join(lacking)}: not in PATH, install it to take the pictures of the paper"
        )
    with tempfile.TemporaryDirectory() as folder:
        _compile(Path(folder))
        for page in range(1, PAPER_PAGES + 1):
            name = f"paper-{page}"
            cut = ["-singlefile", "-f", str(page), "-r", str(PAPER_DPI)]
            _call(["pdftoppm", "-png", *cut, "main.pdf", name], folder)
            shutil.copy(Path(folder) / f"{name}.png", PICTURES)
            print(f"wrote {(PICTURES / name).relative_to(ROOT)}.png")
    return 0


def _compile(folder: Path) -> None:
    """The folder of the paper, compiled as often as its references need."""
    document = fullcount.load(DISCLOSURE)
    line = line_of_review(review(validate(document, DAY)), DISCLOSURE.name)
    for name, data in export(document.data, "latex", "", line).files.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    latex = ["pdflatex", "-no-shell-escape", "-interaction=batchmode", "main"]
    for command in (latex, ["bibtex", "main"], latex, latex):
        _call(command, str(folder))


def _call(command: list[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - our files


def excerpt(html: str) -> str:
    """The page with all but its top hidden, and a script that measures what is left."""
    open_to_scripts = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    return open_to_scripts.replace("</head>", EXCERPT, 1)


def _take(browser: str, page: Path, picture: Path, scheme: str) -> None:
    look = [f"--blink-settings=preferredColorScheme={scheme}", page.as_uri()]
    measured = _run(browser, page, "--dump-dom", f"--window-size={WIDTH_PX},{TALLEST_PX}", *look)
    height = re.search(r'data-height="(\d+)"', measured)
    size = f"--window-size={WIDTH_PX},{height[1] if height else TALLEST_PX}"
    _run(browser, page, "--force-device-scale-factor=2", size, f"--screenshot={picture}", *look)


def _run(browser: str, page: Path, *flags: str) -> str:
    always = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-background-networking",
    ]
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [browser, *always, profile, *flags]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our page
    return done.stdout


def _complain(what: str) -> int:
    print(what, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
