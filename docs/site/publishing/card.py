"""The card of the synthetic project in `datasets/moshi`, beside its disclosure and ledger: what a lab publishes."""

import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from fullcount.cli import main

__all__ = ["CardError", "publish"]

DISCLOSURE = Path(__file__).resolve().parents[3] / "datasets/moshi"
PARTS = ("disclosure.json", "datapackage.json", "ledger.csv.gz")
TODAY = "2026-11-21"


class CardError(Exception):
    """The card could not be written; the message is that of the command."""


def publish(site: Path) -> None:
    """Write the disclosure, its ledger, the card and its figures into `card/`.

    Raises:
        CardError: the command did not succeed.
    """
    folder, said = site / "card", StringIO()
    folder.mkdir()
    for part in PARTS:
        shutil.copyfile(DISCLOSURE / part, folder / part)
    with redirect_stdout(said):
        code = main(["card", str(folder), "--out", str(folder), "--today", TODAY])
    if code:
        raise CardError(said.getvalue())
