"""What must hold of judgements whatever the figures."""

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.comparison.judging import judge_rows

SWAPPED = {
    "much_better": "much_worse",
    "better": "worse",
    "similar": "similar",
    "worse": "better",
    "much_worse": "much_better",
    "not_compared": "not_compared",
}
numbers = st.one_of(st.just(math.nan), st.floats(0, 100))


@st.composite
def rows(draw):
    drawn = draw(st.lists(st.tuples(numbers, numbers, numbers, numbers, numbers), min_size=1))
    frame = pd.DataFrame(
        [sorted(limits) if not any(map(math.isnan, limits)) else limits for *limits, _ in drawn],
        columns=["lower998", "lower95", "upper95", "upper998"],
    )
    count = len(frame)
    return frame.assign(
        value=(frame["lower95"] + frame["upper95"]) / 2,
        benchmark=[mark for *_, mark in drawn],
        flag=draw(st.lists(st.sampled_from(FLAGS), min_size=count, max_size=count)),
        value_kind=draw(st.lists(st.sampled_from(KINDS), min_size=count, max_size=count)),
        polarity="low_is_good",
        need="",
        is_long_ago=False,
        benchmark_reason="",
        is_benchmark=False,
    )


FLAGS = ["", "", "", "unreliable", "withheld", "not_comparable", "not_poolable"]
KINDS = ["crude_rate", "proportion", "count"]
levels = st.sampled_from([3, 5])


@given(rows(), levels)
def test_swapping_polarity_swaps_better_and_worse(frame, number):
    low = judge_rows(frame, levels=number)
    high = judge_rows(frame.assign(polarity="high_is_good"), levels=number)
    assert low["judgement"].map(SWAPPED).tolist() == high["judgement"].tolist()
    assert low["reason"].tolist() == high["reason"].tolist()


@given(rows(), levels)
def test_every_row_has_a_judgement_or_a_reason_and_never_both(frame, number):
    judged = judge_rows(frame, levels=number)
    assert ((judged["judgement"] == "not_compared") == (judged["reason"] != "")).all()


@given(rows(), levels, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(frame, number, random):
    order = list(range(len(frame)))
    random.shuffle(order)
    judged = judge_rows(frame, levels=number)
    pd.testing.assert_frame_equal(judge_rows(frame.iloc[order], levels=number), judged.iloc[order])


@given(rows())
def test_five_levels_only_sharpen_three(frame):
    three, five = judge_rows(frame), judge_rows(frame, levels=5)
    softened = five["judgement"].str.removeprefix("much_")
    assert softened.tolist() == three["judgement"].tolist()
