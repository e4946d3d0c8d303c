"""What ballots say, worked by hand."""

import pytest

from cdof_core.analysis.priorities import score_workshop
from cdof_core.report.priorities import rank_text, result_table, stability_sentence
from cdof_core.workspace.ballots import PEARL, Ballot
from cdof_core.workspace.priorities import Candidate, Criterion, Method, Workshop

CANDIDATES = (Candidate("a", "Deaths"), Candidate("b", "Waiting"), Candidate("c", "Housing"))
YES = dict.fromkeys(PEARL, 1.0)


def workshop(method: Method, criteria: tuple[Criterion, ...] = ()) -> Workshop:
    return Workshop("w", "Ours", "E1", "ABCDEF", method, CANDIDATES, criteria)


def scores(size: float, seriousness: float, effectiveness: float) -> dict[str, float]:
    return {"size": size, "seriousness": seriousness, "effectiveness": effectiveness}


def test_hanlon_is_the_mean_of_ballots_and_pearl_rules_out() -> None:
    ballots = [
        Ballot("1", "", {"a": {**scores(8, 10, 6), **YES}, "b": {**scores(2, 2, 5), **YES}}),
        Ballot("2", "", {"a": {**scores(4, 3, 10), **YES, "legality": 0.0}}),
        Ballot("3", "", {"a": {"size": 9.0}}),  # not scored in full: left out, not 0
    ]
    result = score_workshop(workshop(Method.HANLON), ballots)
    rows = result.rows.set_index("key")
    assert rows.loc["a", "score"] == pytest.approx(84.0)  # (168 + 0) / 2
    assert rows.loc["b", "score"] == pytest.approx(30.0)  # (2 + 4) × 5
    assert rows.loc["a", "ruled_out"] == pytest.approx(0.5)
    assert rows.loc["c", "rank"] != rows.loc["c", "rank"]
    assert rows["ballots"].to_dict() == {"a": 2, "b": 1, "c": 0}
    assert list(result.rows["key"]) == ["a", "b", "c"]
    assert rank_text(result.rows.iloc[2]) == "not scored"


def test_weights_that_turn_the_order_are_said() -> None:
    criteria = (Criterion("Harm", 3), Criterion("Fit", 1))
    answers = {"a": {"Harm": 10.0, "Fit": 0.0}, "b": {"Harm": 0.0, "Fit": 10.0}}
    result = score_workshop(workshop(Method.WEIGHTED, criteria), [Ballot("1", "", answers)])
    rows = result.rows.set_index("key")
    assert rows["score"].to_dict() == pytest.approx(
        {"a": 7.5, "b": 2.5, "c": float("nan")}, nan_ok=True
    )
    assert (rows.loc["a", "best_rank"], rows.loc["a", "worst_rank"]) == (1, 2)
    # Harm outweighs Fit in half of all weightings.
    assert rows.loc["a", "first_share"] == pytest.approx(0.5, abs=0.05)
    assert "never below rank 2" in stability_sentence(result)


def test_an_order_that_no_weights_turn_is_said() -> None:
    criteria = (Criterion("Harm", 3), Criterion("Fit", 1))
    answers = {"a": {"Harm": 9.0, "Fit": 9.0}, "b": {"Harm": 1.0, "Fit": 1.0}}
    result = score_workshop(workshop(Method.WEIGHTED, criteria), [Ballot("1", "", answers)])
    assert "Deaths stays first whatever the weights" in stability_sentence(result)


def test_candidates_that_share_the_first_place_are_all_named() -> None:
    criteria = (Criterion("Harm", 1), Criterion("Fit", 1))
    answers = {"a": {"Harm": 10.0, "Fit": 0.0}, "b": {"Harm": 0.0, "Fit": 10.0}}
    result = score_workshop(workshop(Method.WEIGHTED, criteria), [Ballot("1", "", answers)])
    said = stability_sentence(result)
    assert said.startswith("Deaths and Waiting share the first place at these weights. ")
    # Either is ahead in about half of all weightings; both are second in the others.
    assert said.count(" and never below rank 2") == 2
    alike = {"a": {"Harm": 9.0, "Fit": 4.0}, "b": {"Harm": 9.0, "Fit": 4.0}}
    result = score_workshop(workshop(Method.WEIGHTED, criteria), [Ballot("1", "", alike)])
    said = stability_sentence(result)
    assert said.startswith("Deaths and Waiting share the first place whatever the weights (")


def test_pairs_count_ties_as_half_and_equal_scores_share_a_rank() -> None:
    ballots = [Ballot("1", "", {"a": {"b": 0.5, "c": 1.0}, "b": {"c": 1.0}})]
    result = score_workshop(workshop(Method.PAIRED), ballots)
    assert result.rows["score"].tolist() == [75.0, 75.0, 0.0]
    assert result_table(result)["Rank"].tolist() == ["1=", "1=", "3"]
    assert stability_sentence(result) == ""


def test_spread_needs_three_ballots() -> None:
    criteria = (Criterion("Harm", 1),)
    ballots = [Ballot(str(n), "", {"a": {"Harm": float(n)}}) for n in (1, 2, 3, 4, 5)]
    two = score_workshop(workshop(Method.WEIGHTED, criteria), ballots[:2]).rows.iloc[0]
    five = score_workshop(workshop(Method.WEIGHTED, criteria), ballots).rows.iloc[0]
    assert two["lower_quartile"] != two["lower_quartile"]
    assert (five["lower_quartile"], five["upper_quartile"]) == (2, 4)
    assert (five["lowest"], five["highest"], five["score"]) == (1, 5, 3)


def test_without_a_ballot_there_is_nothing() -> None:
    for method in Method:
        result = score_workshop(workshop(method, (Criterion("Harm", 1),)), [])
        assert result.is_empty
        assert result_table(result)["Rank"].tolist() == ["not scored"] * 3
