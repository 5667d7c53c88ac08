"""Exports without header: layouts by name, by a list, or guessed where the rows are clear."""

import pytest

from fullcount.ledger import LedgerError, detect, read_ledger

ENDS = (
    "2025-01-05T10:00:00|2025-01-05T10:00:00|2025-01-05T10:01:00|2025-01-05T11:01:00|01:00:00|0:0|COMPLETED"
)
TRES = "billing=12,cpu=12,gres/gpu:a100=1,gres/gpu=1,mem=110G,node=1"
SIZES = "1|12|12|110G"
NEW = f"81001|81001|demo|gpu|normal|proj|grp|1001|user01|2001|{ENDS}|{SIZES}|cpu=12,node=1|{TRES}|02:00:00|n1|synth"
NO_QOS = (
    f"81001|81001|demo|gpu|proj|grp|1001|user01|2001|{ENDS}|{SIZES}|cpu=12,node=1|{TRES}|02:00:00|n1|synth"
)
OLD = f"81001|81001|demo|gpu|proj|grp|1001|user01|2001|{ENDS}|2|12|12|55Gn|gpu:2|cpu=12,node=2|02:00:00|n1|synth"
PLAIN = "81002|4|0|0|0|40|160G|5234110|gpu_a|grp01|00:30:00|qos_a|synth|2022-02-01T08:00:00|2022-02-01T08:30:00|/home/u"
MIXED = "81004|0|2|0|1|40|1.50T|N/A|gpu_a|grp01|1-00:00:00|qos_a|synth|2022-02-01T08:00:00|2022-02-02T08:00:00|/home/u"
NEVER = "81003_2|0|0|0|0|N/A|N/A|N/A|cpu_a|grp01|00:00:00|qos_b|synth|2022-02-01T09:00:00|2022-02-01T09:00:00|/home/u"


@pytest.mark.parametrize(
    ("line", "title", "accelerators", "gib"),
    [
        (NEW, "XDMoD with 26 columns", 1, 110),
        (NO_QOS, "XDMoD with 25 columns", 1, 110),
        (OLD, "XDMoD with 25 columns, older", 4, 110),
    ],
)
@pytest.mark.parametrize("named", [None, "xdmod"])
def test_an_xdmod_export_is_read_in_each_of_its_orders(write, read, line, title, accelerators, gib, named):
    rows, report = read(write(line, line.replace("81001", "81009"), header=None), columns=named)
    assert [r.accelerators for r in rows] == [accelerators] * 2
    assert (rows[0].outcome, rows[0].elapsed_s, rows[0].cores) == ("completed", 3600, 12)
    assert rows[0].memory_gib == gib
    told = report.assumptions[0]
    assert f" {title}; 100% of 2 sampled rows fit it" in told
    assert ("guessed" in told) is (named is None)


def test_old_rows_of_work_on_cpus_alone_do_not_hide_the_layout(write, read):
    plain = OLD.replace("gpu:2", "")
    rows, report = read(write(OLD, *(plain.replace("81001", str(n)) for n in range(9)), header=None))
    assert "25 columns, older" in report.assumptions[0]
    assert [r.accelerators for r in rows] == [4, *[0] * 9]


def test_a_separator_in_the_last_column_is_harmless(write, read):
    rows, _ = read(write(NEW + "|with|bars", header=None))
    assert rows[0].accelerators == 1


def test_what_was_requested_is_said_to_be_only_that(write, read):
    assert any("requested" in sentence for sentence in read(write(OLD, header=None))[1].assumptions)


@pytest.mark.parametrize("account", ["", "|prj@v100"])
def test_a_jean_zay_export_counts_each_model_in_its_column(write, read, account):
    lines = [line + account for line in (PLAIN, MIXED, NEVER)]
    rows, report = read(write(*lines, header=None), columns="jean-zay")
    assert [(r.accelerators, r.accelerator_model) for r in rows] == [
        (4, "V100-32GB"),
        (3, "A100-80GB:1+V100-16GB:2"),
        (0, ""),
    ]
    assert [r.outcome for r in rows] == ["unknown"] * 3
    assert [r.memory_gib for r in rows] == [160, 1536, None]
    assert [r.energy_kwh for r in rows] == [pytest.approx(5234110 / 3.6e6), None, None]
    assert report.accelerator_models == {"A100-80GB": 24, "V100-16GB": 48, "V100-32GB": 2}
    assert any("no State" in sentence for sentence in report.assumptions)


def test_a_layout_is_detected_only_where_the_rows_are_clear(write):
    assert detect(write(NEW, header=None)) == "slurm"
    assert detect(write(PLAIN, header=None)) == "slurm"
    with pytest.raises(LedgerError, match="--columns"):
        detect(write("1|2|3", header=None))
    mixed = write(NEW, PLAIN, header=None)
    with pytest.raises(LedgerError):
        detect(mixed)


def test_an_unclear_export_is_refused_with_the_scores(write):
    with pytest.raises(LedgerError, match=r"XDMoD with 26 columns 50%.*Jean Zay with 16 columns 50%"):
        list(read_ledger(write(NEW, PLAIN, header=None), "slurm"))


def test_a_named_layout_that_no_row_fits_is_refused(write):
    with pytest.raises(LedgerError, match="found 26 columns that do not fit, expected the layout jean-zay"):
        list(read_ledger(write(NEW, header=None), columns="jean-zay"))


def test_a_list_may_count_models_in_columns_of_their_own(write, read):
    (row,) = read(write("5|2|60", header=None), columns="JobID,gpus:MI250X,ElapsedRaw")[0]
    assert (row.accelerators, row.accelerator_model) == (2, "MI250X")


def test_the_unit_separator_is_read_like_the_bar(write, row, header, read):
    line = row(JobName="a").replace("|", "\x1f")
    rows, report = read(write(line, header=header.replace("|", "\x1f")))
    assert rows[0].accelerator_hours == 8
    assert not report.rows_skipped


def test_a_header_is_no_row_even_where_columns_are_given(write, read, reasons):
    rows, report = read(write("1|60", header="JobID|ElapsedRaw"), columns="JobID,ElapsedRaw")
    assert len(rows) == 1
    assert reasons(report.skipped) == {"repeated-header": 1}


@pytest.mark.parametrize(
    ("column", "reason"), [("Comment", "separator-in-comment"), ("JobName", "separator-in-job-name")]
)
def test_a_separator_in_a_free_text_is_joined_where_the_rest_fits(write, row, read, reasons, column, reason):
    rows, report = read(write(row("1", **{column: "a|b|c"}), row("2")))
    assert [r.accelerator_hours for r in rows] == [8, 8]
    assert reasons(report.repairs) == {reason: 1}


def test_a_separator_where_no_text_is_free_is_rejected(write, row, read, reasons):
    _, report = read(write(row("1", State="FAI|LED"), row("2")))
    assert reasons(report.skipped) == {"too-many-fields": 1}
