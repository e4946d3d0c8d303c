"""What a printed table lets one guess of its rule and of areas within areas."""

import pytest

from cdof_core.disclosure import find_rule, make_table
from cdof_core.disclosure.guessing import guess_nesting, guess_rule
from cdof_core.disclosure.rules import CountRange


@pytest.mark.parametrize(
    ("values", "hides", "base"),
    [
        (["<3", 4], CountRange(0, 2), 1),
        (["<5", 40], CountRange(0, 4), 1),
        (["1-7", 10], CountRange(1, 7), 1),
        (["*", 5, 10], CountRange(0, 4), 5),
        (["*", 0, 10], CountRange(1, 7), 5),
        (["*", 3, 11], CountRange(0, 2), 1),
        (["*", 0, 4], CountRange(1, 3), 1),
        (["*", 17, 11], CountRange(0, 4), 1),
        (["*", 1, 11], CountRange(0, 2), 1),
    ],
)
def test_rules_from_what_is_printed(values, hides, base):
    table = make_table("T", rows=["a"], columns=list("xyz")[: len(values)], values=[values])
    rule, reason = guess_rule([table])
    assert (rule.hides, rule.round_to) == (hides, base)
    assert reason


def test_a_label_that_always_exceeds_another_may_hold_it():
    table = make_table(
        "T",
        rows=["2001", "2002", "2003", "2004"],
        columns=["Big", "Small", "Other"],
        values=[[7, 5, 1], [9, 5, 30], [9, 2, 3], [8, 7, 3]],
    )
    found = {str(made): small for made, small in guess_nesting(table, find_rule("seed"))}
    # 7 - 5 = 2, 9 - 5 = 4, 9 - 2 = 7, 8 - 7 = 1
    assert found == {"Big > Small": (2, 1)}
