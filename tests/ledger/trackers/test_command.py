import pytest

from fullcount.cli import main

LOG = "run_id,timestamp,duration,emissions,energy_consumed,gpu_count\nr1,2025-02-01T12:00:00,3600,0.5,2,8\n"


@pytest.fixture
def read_into(tmp_path, capsys):
    def make(*options, text=LOG):
        (tmp_path / "emissions.csv").write_text(text)
        code = main(["read", str(tmp_path / "emissions.csv"), "--out", str(tmp_path / "ledger"), *options])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return make


def test_nodes_and_trackers_scale_and_the_report_says_so(read_into):
    code, printed = read_into("--nodes", "4", "--trackers", "2")
    assert code == 0
    assert "repaired: 1 scaled-to-nodes" in printed
    assert "energy in the log: 4.000 kWh" in printed
    assert "each row stands for 4/2 nodes" in printed


def test_nodes_without_trackers_is_a_wrong_use(read_into, tmp_path):
    code, printed = read_into("--nodes", "4")
    assert code == 2
    assert "nodes without trackers" in printed
    assert not (tmp_path / "ledger").exists()


def test_nodes_of_a_scheduler_s_log_are_refused(read_into):
    code, printed = read_into(
        "--nodes", "4", "--trackers", "1", text="JobID|State|ElapsedRaw\n1|COMPLETED|60\n"
    )
    assert code == 3
    assert "nodes and trackers for slurm" in printed
