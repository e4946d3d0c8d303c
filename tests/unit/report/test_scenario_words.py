"""What is said of a scenario's draws: their ranges, and what was cut off."""

from cdof_core.report.scenario_words import drawn_words
from cdof_core.statistics.simulation import Simulation, Spread

NONE = Spread(float("nan"), float("nan"), float("nan"))


def drawn(**changes: float) -> list[tuple[str, str]]:
    given = {"enough_already": 0.0, "incompatible": 0.0, "clipped": 0.0} | changes
    return drawn_words(Simulation(10_000, 1, Spread(150, 200, 250), NONE, NONE, NONE, **given))


def test_the_range_of_what_was_drawn_is_said_alone():
    ((lead, text),) = drawn()
    assert lead == "With the ranges."
    assert text == "95% of 10,000 draws lie within 150 to 250 more people in treatment."


def test_draws_that_were_set_to_an_end_are_said():
    *_, (_, text) = drawn(clipped=0.034)
    assert text.startswith("In 3.4% of draws a number fell below nothing")


def test_draws_that_need_nobody_are_said_with_those_below_the_caseload():
    *_, (_, text) = drawn(enough_already=0.2, incompatible=0.05)
    assert text == (
        "In 20% of draws nobody more is needed; in 5% the estimate lies below the caseload."
    )
