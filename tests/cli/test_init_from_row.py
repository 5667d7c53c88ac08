"""`fullcount init --from-row`: a draft, or what is wrong with the table."""

import json
from pathlib import Path

from fullcount.cli import main
from fullcount.rooms import dataset_room

PUBLISHED = dataset_room("published") / "published.csv"


def test_a_row_becomes_a_draft_that_validates(tmp_path: Path) -> None:
    made = tmp_path / "draft.json"
    assert main(["init", "--from-row", f"{PUBLISHED}:P122", "-o", str(made), "--name", "Mine"]) == 0
    assert json.loads(made.read_bytes())["subject"]["name"] == "Mine"
    assert main(["validate", str(made)]) == 0
    assert main(["init", "--from-row", f"{PUBLISHED}:P122", "-o", str(made)]) == 2


def test_a_table_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    bad, made = tmp_path / "bad.csv", tmp_path / "draft.json"
    bad.write_text("model\nA\n", encoding="utf-8")
    assert main(["init", "--from-row", str(bad), "-o", str(made)]) == 3
    assert main(["init", "--from-row", str(tmp_path / "none.csv:3"), "-o", str(made)]) == 3
    assert main(["init", "--from-row", str(tmp_path), "-o", str(made)]) == 3
    assert not made.exists()


def test_a_colon_in_the_name_of_a_file_is_part_of_it(tmp_path: Path) -> None:
    odd = tmp_path / "a:b.csv"
    odd.write_bytes(PUBLISHED.read_bytes())
    assert main(["init", "--from-row", f"{odd}:P122", "-o", str(tmp_path / "d.json")]) == 0
    assert main(["init", "--from-row", str(odd)]) == 3
