"""Counts on their way to a view."""

import pandas as pd
import pytest

from cdof_core.disclosure import TableError, find_rule, suppress_small, suppress_small_rows


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ndtms", [None, None, 5, 10, None]),
        ("hospital", [0, None, None, 10, None]),
        ("seed", [None, 3, 5, 9, None]),
        ("none", [0, 3, 5, 9, None]),
    ],
)
def test_small_counts_go_and_others_are_rounded(name, shown):
    counts = pd.Series([0, 3, 5, 9, None], index=list("abcde"), name="deaths")
    made = suppress_small(counts, find_rule(name))
    assert [None if pd.isna(n) else n for n in made] == shown
    assert (list(made.index), made.name, str(made.dtype)) == (list("abcde"), "deaths", "Int64")
    assert counts["b"] == 3


@pytest.mark.parametrize("value", [-1, 2.5, "few"])
def test_what_is_no_count_is_refused(value):
    with pytest.raises(TableError, match=str(value)):
        suppress_small(pd.Series([3, value], dtype="object"), find_rule("seed"))


def test_what_stands_beside_a_hidden_count_goes_with_it():
    frame = pd.DataFrame({"deaths": [2, 8], "rate": [1.5, 6.0], "area": ["a", "b"]})
    made = suppress_small_rows(frame, find_rule("seed"), count="deaths", beside=["rate"])
    assert made["rate"].isna().tolist() == [True, False]
    assert made["deaths"].isna().tolist() == [True, False]
    assert made["suppressed"].tolist() == [True, False]
    assert made["area"].tolist() == ["a", "b"]
    assert frame["rate"].tolist() == [1.5, 6.0]


def test_rates_on_few_deaths_are_withheld_and_the_deaths_shown():
    frame = pd.DataFrame({"deaths": [9, 10, 19, 20], "rate": [1.0, 2.0, 3.0, 4.0]})
    made = suppress_small_rows(frame, find_rule("ons_deaths"), count="deaths", beside=["rate"])
    assert made["deaths"].tolist() == [9, 10, 19, 20]
    assert made["rate"].isna().tolist() == [True, False, False, False]
    assert made["rate_standing"].tolist() == ["withheld", "unreliable", "unreliable", "reliable"]
    assert made["suppressed"].tolist() == [False] * 4


def test_nothing_is_said_of_the_rate_on_a_hidden_count():
    frame = pd.DataFrame({"n": [1, None], "rate": [0.1, None]})
    made = suppress_small_rows(frame, find_rule("ndtms"), count="n", beside=["rate"])
    assert made["rate_standing"].isna().tolist() == [True, True]
    assert made["suppressed"].tolist() == [True, False]
