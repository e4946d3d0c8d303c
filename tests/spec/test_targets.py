"""Performance against targets, as the rule states it."""

import pandas as pd
import pytest

from cdof_core.comparison.targets import judge_targets

CASES = """
value  target  direction  tolerance  outcome           why
   90      90  at_least           0  met               # equal meets it
 89.9      90  at_least           0  not_met
   86      90  at_least           5  within_tolerance  # 90 less 5% is 85.5
 85.5      90  at_least           5  within_tolerance
 85.4      90  at_least           5  not_met
   10      10  at_most            0  met
 10.4      10  at_most            5  within_tolerance  # 10 and 5% is 10.5
 10.6      10  at_most            5  not_met
    -      90  at_least           0  not_compared
   90       -  at_least           0  not_compared
"""


def rows() -> list[list[str]]:
    return [line.split("#")[0].split() for line in CASES.strip().splitlines()[1:]]


@pytest.mark.parametrize(("value", "target", "direction", "tolerance", "outcome"), rows())
def test_each_case_ends_as_stated(
    value: str, target: str, direction: str, tolerance: str, outcome: str
) -> None:
    frame = pd.DataFrame(
        {
            "value": [float("nan") if value == "-" else float(value)],
            "target": [float("nan") if target == "-" else float(target)],
            "direction": [direction],
            "tolerance": [float(tolerance)],
        }
    )
    assert judge_targets(frame)["outcome"].tolist() == [outcome]


def test_the_difference_and_the_share_of_the_target_are_in_the_values_terms() -> None:
    frame = pd.DataFrame(
        {
            "value": [2540.0, 1849.0],
            "target": [2684.0, 1758.0],
            "direction": "at_least",
            "tolerance": 0,
        }
    )
    judged = judge_targets(frame.astype({"tolerance": float}))
    assert judged["difference"].tolist() == [-144.0, 91.0]
    # 2540 / 2684 and 1849 / 1758, the Essex report of September 2011
    assert judged["percent_of_target"].round(1).tolist() == [94.6, 105.2]
