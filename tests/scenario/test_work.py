"""A share of the work removed, and another scaling law of cost over sequence length."""

import pytest

from fullcount.impacts.scenario.mixer_cost import break_even_length, linear_flop, quadratic_flop

from .lab import ENERGY, GHG_LOCATION, GHG_MANUFACTURE, figure, lab, line, original, problems, scenario, total

KWH_AN_HOUR = 1.05 * 1.25
TWO = lab(line("a", 1000), line("b", 400, outcome="failed", stage="ablate"))


class TestWithout:
    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("without=failed", 0.0),
            ("without=failed:50%", 0.5),
            ("without=failed:0.3", 0.7),
            ("without=outcome/failed:100%", 0.0),
            ("without=ablate:0.25", 0.75),
            ("without=stage/ablate", 0.0),
        ],
    )
    def test_the_share_is_taken_off_every_impact_of_the_lines(self, text: str, left: float) -> None:
        made = scenario(TWO, text)
        assert made.weights == {"b": pytest.approx(left)}
        assert total(made, ENERGY) == pytest.approx((1000 + 400 * left) * KWH_AN_HOUR)
        assert total(made, GHG_MANUFACTURE) == pytest.approx(
            original(TWO, GHG_MANUFACTURE) * (1000 + 400 * left) / 1400
        )

    def test_lines_are_never_dropped(self) -> None:
        assert scenario(TWO, "without=failed").document["compute"] is TWO["compute"]

    def test_the_words_say_the_share_the_code_and_how_many_lines(self) -> None:
        assert scenario(TWO, "without=failed:50%").changes == ("50 % of outcome failed removed: 1 line",)

    def test_what_is_selected_twice_is_multiplied(self) -> None:
        assert scenario(TWO, "without=failed:50%,without=ablate:50%").weights == {"b": 0.25}

    @pytest.mark.parametrize("axis", ["run_type", "run-type"])
    def test_a_code_of_two_axes_is_taken_with_its_axis(self, axis: str) -> None:
        document = lab(line("a", run_type="other"), line("b", stage="other"))
        assert scenario(document, f"without={axis}/other").weights == {"a": 0.0}
        assert scenario(document, "without=stage/other").weights == {"b": 0.0}

    def test_a_code_of_ones_own_is_found_on_the_axis_that_uses_it(self) -> None:
        document = lab(line("a", stage="example-lab:sweep"), line("b"))
        assert scenario(document, "without=example-lab:sweep").weights == {"a": 0.0}
        assert scenario(document, "without=stage/example-lab:sweep:50%").weights == {"a": 0.5}

    def test_hours_that_were_reserved_and_not_used(self) -> None:
        reserved = line("idle", accelerator_hours=None, idle_hours=figure(50, "accelerator-h"))
        made = scenario(lab(line("a"), reserved), "without=idle:50%")
        assert made.weights == {"idle": 0.5}
        assert made.changes == ("50 % of idle hours removed: 1 line",)

    def test_idle_hours_are_no_work_of_a_stage(self) -> None:
        reserved = line(
            "idle", accelerator_hours=None, idle_hours=figure(50, "accelerator-h"), stage="ablate"
        )
        document = lab(line("a", stage="ablate"), reserved)
        assert scenario(document, "without=ablate").weights == {"a": 0.0}
        alone = lab(line("a"), reserved)
        assert "idle hours are no work: write without=idle" in problems(alone, "without=ablate")[0]

    def test_one_component_alone(self) -> None:
        document = lab(line("a", outcome="failed"), line("b", outcome="failed", component="codec"))
        made = scenario(document, "without@codec=failed")
        assert made.weights == {"b": 0.0}
        assert made.changes == ("100 % of outcome failed of component codec removed: 1 line",)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("without=timeout", "the lines have completed, failed"),
            ("without@codec=failed", "the id of a component: model"),
            ("without=example-lab:sweep", "on no axes"),
            ("without=run_type/example-lab:sweep", "the lines have train"),
        ],
    )
    def test_a_code_without_lines_is_an_error(self, text: str, words: str) -> None:
        assert words in problems(TWO, text)[0]

    def test_a_code_of_ones_own_on_two_axes_asks_for_the_axis(self) -> None:
        document = lab(line("a", stage="lab:x", run_type="lab:x"))
        assert "name the axis: without=stage/lab:x" in problems(document, "without=lab:x")[0]

    def test_lines_that_share_an_id_cannot_be_told_apart(self) -> None:
        document = lab(line("a", outcome="failed"), line("a"))
        assert '2 lines with the id "a"' in problems(document, "without=failed")[0]


class TestCost:
    """Per token and layer: 24·d² + 4·n·d of attention, 16·d² + 6·k·d² + 2·k·p·d of a polynomial mixer."""

    def test_by_hand(self) -> None:
        assert quadratic_flop(8, 2) == 24 * 4 + 4 * 8 * 2
        assert quadratic_flop(8, 2, causal=True) == 24 * 4 + 2 * 8 * 2
        assert linear_flop(2, expansion=2, degree=4) == 16 * 4 + 6 * 2 * 4 + 2 * 2 * 4 * 2

    @pytest.mark.parametrize("causal", [False, True])
    def test_costs_meet_at_the_break_even_length(self, causal: bool) -> None:
        length = break_even_length(4096, causal=causal)
        assert length == (8200 if causal else 4100)
        assert quadratic_flop(length, 4096, causal=causal) == linear_flop(4096)

    def test_a_mixer_with_few_features_always_costs_less(self) -> None:
        assert break_even_length(4096, expansion=1) == 0
        assert linear_flop(4096, expansion=1) < quadratic_flop(1, 4096)


class TestMixer:
    ratio = linear_flop(4096) / quadratic_flop(8192, 4096)

    def test_lines_in_which_a_model_runs_are_weighed_by_the_ratio_of_costs(self) -> None:
        document = lab()
        made = scenario(document, "mixer=linear:length=8192:width=4096")
        assert set(made.weights) == {"final", "failed", "ablation", "debug", "measured"}
        assert set(made.weights.values()) == {self.ratio}

    def test_the_words_say_both_costs_the_break_even_length_and_what_is_assumed(self) -> None:
        words = scenario(TWO, "mixer=linear:length=8192:width=4096").changes[0]
        assert "quadratic at 8,192 tokens 536,871,000 FLOP → linear at 8,192 tokens 469,828,000 FLOP" in words
        assert "linear costs less above 4,100 tokens" in words
        assert "energy and hours in proportion to FLOP" in words

    def test_another_length(self) -> None:
        made = scenario(TWO, "mixer=quadratic:length=8192:width=4096:to=32768")
        assert made.weights["a"] == quadratic_flop(32768, 4096) / quadratic_flop(8192, 4096)

    def test_attention_in_the_place_of_a_linear_mixer(self) -> None:
        made = scenario(TWO, "mixer=quadratic:from=linear:length=8192:width=4096")
        assert made.weights["a"] == pytest.approx(1 / self.ratio)

    def test_a_short_sequence_costs_more_with_a_linear_mixer(self) -> None:
        assert scenario(TWO, "mixer=linear:length=1024:width=4096").weights["a"] > 1

    def test_options_of_the_mixer_and_of_attention(self) -> None:
        made = scenario(TWO, "mixer=linear:length=9000:width=512:expansion=3:degree=2:causal")
        cost = linear_flop(512, expansion=3, degree=2) / quadratic_flop(9000, 512, causal=True)
        assert made.weights["a"] == cost

    def test_one_component_each(self) -> None:
        made = scenario(
            lab(),
            "mixer@codec=linear:length=8192:width=512",
            "mixer@model=linear:length=8192:width=4096",
        )
        assert made.weights["ablation"] < made.weights["final"] == self.ratio

    def test_all_components_and_one_of_them_contradict_each_other(self) -> None:
        shape = "linear:length=8192:width=4096"
        assert "two changes of the mixer of codec" in problems(lab(), f"mixer={shape},mixer@codec={shape}")[0]

    def test_without_a_line_in_which_a_model_runs_it_is_an_error(self) -> None:
        document = lab(line("a", run_type="other"))
        assert "no line in which a model runs" in problems(document, "mixer=linear:length=8:width=8")[0]


def test_weights_of_work_and_mixer_multiply() -> None:
    made = scenario(TWO, "without=failed:50%,mixer=linear:length=8192:width=4096")
    assert made.weights == {"a": TestMixer.ratio, "b": 0.5 * TestMixer.ratio}
    assert total(made, GHG_LOCATION) == pytest.approx(
        original(TWO, GHG_LOCATION) * TestMixer.ratio * 1200 / 1400
    )
