"""The rules of the audit, each just inside and just outside its edge."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.analysis.reference_case.printed import (
    ReferenceCaseError,
    printed_cell,
    read_figures,
    read_quantity,
)
from cdof_core.analysis.reference_case.rules import compare, fall_apart
from cdof_core.statistics.printed_numbers import (
    exact,
    gives_away,
    implied_bases,
    total,
    whole_counts,
)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("1,468", 1468, 1468, 1468),
        ("28.8%", 28.8, 28.75, 28.85),
        ("70%", 70, 69.5, 70.5),
        ("£5m", 5, 4.5, 5.5),
        ("£11.6m", 11.6, 11.55, 11.65),
        ("3.40", 3.4, 3.395, 3.405),
        ("0.0%", 0, -0.05, 0.05),
    ],
)
def test_a_printed_cell_is_read_with_its_rounding(text, value, low, high):
    read = read_quantity(text)
    assert (read.value, read.low, read.high) == pytest.approx((value, low, high))


@pytest.mark.parametrize("text", ["-", "n/a", ""])
def test_a_cell_without_a_number_is_refused(text):
    with pytest.raises(ReferenceCaseError, match="No number"):
        read_quantity(text)


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("printed as 3% and 5/154", "3%"),
        ("printed as 70%; 31 of 39 is 79%", "70%"),
        ("printed as <3; hidden", "<3"),
        ("interval of the estimate", ""),
    ],
)
def test_the_cell_is_read_from_the_note(note, cell):
    assert printed_cell(note) == cell


# printed   inputs            verdict
# 7%        9/139 = 6.4748    no          6.5 would round to 7
# 6%        9/139 = 6.4748    yes
# 3.40      11.6/3.4 = 3.4118 consistent  11.55/3.45 = 3.348 to 11.65/3.35 = 3.478
# 3.50      11.6/3.4          no          3.495 is above 3.478
@pytest.mark.parametrize(
    ("printed", "part", "whole", "multiplier", "verdict"),
    [
        ("7%", "9", "139", 100, "no"),
        ("6%", "9", "139", 100, "yes"),
        ("3.40", "11.6", "3.4", 1, "consistent"),
        ("3.41", "11.6", "3.4", 1, "yes"),
        ("3.50", "11.6", "3.4", 1, "no"),
        ("3.33", "11.6", "3.4", 1, "no"),
    ],
)
def test_a_printed_figure_is_judged_by_its_inputs(printed, part, whole, multiplier, verdict):
    follows = read_quantity(part).over(read_quantity(whole), multiplier=multiplier)
    assert compare(read_quantity(printed), follows) == verdict


def test_without_inputs_or_print_there_is_no_judgement():
    assert compare(exact(1), None) == "not testable"
    assert compare(None, exact(1)) == "derived"


# 13/672 = 1.93%, 14/672 = 2.08%: none rounds to 2.0; 567/672 = 84.375%
@pytest.mark.parametrize(
    ("share", "base", "counts"), [("2.0%", 672, []), ("84.4%", 672, [567]), ("2.0%", 763, [15])]
)
def test_a_share_is_of_whole_people(share, base, counts):
    assert whole_counts(read_quantity(share), base) == counts


def test_a_count_and_its_share_imply_a_base():
    # 17/82 = 20.7%, 17/83 = 20.48%, 17/87 = 19.54%, 17/88 = 19.3%
    assert list(implied_bases(17, read_quantity("20%"))) == [83, 84, 85, 86, 87]


@pytest.mark.parametrize(
    ("parts", "whole", "verdict"),
    [("23 18", "42", "unreconciled"), ("23 19", "42", "yes"), ("25 18", "42", "no")],
)
def test_parts_that_do_not_claim_to_be_all(parts, whole, verdict):
    assert fall_apart(total(map(read_quantity, parts.split())), read_quantity(whole)) == verdict


@given(limits=st.lists(st.integers(2, 5), min_size=1, max_size=4), data=st.data())
def test_a_total_gives_away_exactly_what_trying_every_count_shows(limits, data):
    residual = data.draw(st.integers(0, sum(limit - 1 for limit in limits)))
    possible = [counts for counts in product(*map(range, limits)) if sum(counts) == residual]
    narrowed = any(
        {counts[cell] for counts in possible} != set(range(limit))
        for cell, limit in enumerate(limits)
    )
    some_is_zero = all(0 in counts for counts in possible)
    assert gives_away(residual, limits) == (narrowed or some_is_zero)


def test_nothing_hidden_gives_nothing_away():
    assert not gives_away(0, [])


def test_a_figure_that_is_held_twice_is_refused():
    row = {
        "indicator_id": "a",
        "area_code": "E06000055",
        "period_start": "2011-04-01",
        "period_label": "2011/12",
        "breakdown_type": "",
        "breakdown": "",
        "vintage": "",
        "numerator": float("nan"),
        "denominator": None,
        "value": 1.0,
        "table_name": "Table 1",
        "note": "printed as 1",
    }
    figures = read_figures(pd.DataFrame([row, row]))
    with pytest.raises(ReferenceCaseError, match="one figure for a, E06000055, ; found 2"):
        figures.number("a", area_code="E06000055")
