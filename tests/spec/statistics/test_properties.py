"""What holds of the statistics whatever the numbers."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cdof_core.statistics.byar import crude_rate, rate_limits
from cdof_core.statistics.completions import additional_completions
from cdof_core.statistics.indirect_standardisation import indirectly_standardised_ratio
from cdof_core.statistics.judgement import (
    NOT_COMPARED,
    favourability,
    interval_position,
    two_level_position,
)
from cdof_core.statistics.quantiles import ntile, ranked_quantile
from cdof_core.statistics.recent_trend import fingertips_trends
from cdof_core.statistics.recent_trend_phe import phe_trends
from cdof_core.statistics.standardisation import directly_standardised_rate
from cdof_core.statistics.student import group_means, mean_limits
from cdof_core.statistics.unmet_need import bulls_eye
from cdof_core.statistics.wilson import proportion, proportion_limits

COUNTS = st.integers(0, 100_000)
BASES = st.integers(1, 10_000_000)
LEVELS = st.floats(0.9, 0.9999)
BANDS = 19
SIZES = hnp.arrays(np.int64, BANDS, elements=st.integers(1, 50_000))
EVENTS = hnp.arrays(np.int64, BANDS, elements=st.integers(0, 500))
VALUES = st.floats(0.1, 1000, allow_nan=False)
MAYBE = st.one_of(st.none(), VALUES)


@given(count=COUNTS, base=BASES, level=LEVELS)
def test_limits_bracket_the_rate(count, base, level):
    lower, upper = rate_limits(count, base, confidence=level)
    assert 0 <= lower <= crude_rate(count, base) < upper


@given(count=COUNTS, base=BASES, level=LEVELS)
def test_limits_bracket_the_proportion_and_stay_within_it(count, base, level):
    assume(count <= base)
    lower, upper = proportion_limits(count, base, confidence=level)
    assert 0 <= lower <= proportion(count, base) <= upper <= 1
    assert lower < upper


@given(mean=st.floats(-1e6, 1e6), spread=st.floats(0.001, 1e3), size=st.integers(2, 1000))
def test_limits_bracket_the_mean(mean, spread, size):
    lower, upper = mean_limits(mean, spread, size)
    assert lower < mean < upper


@given(count=COUNTS, base=BASES, levels=st.tuples(LEVELS, LEVELS))
def test_more_confidence_makes_wider_intervals(count, base, levels):
    low, high = sorted(levels)
    assume(high - low > 1e-6)
    for limits, events in ((rate_limits, count), (proportion_limits, min(count, base))):
        narrow, wide = (limits(events, base, confidence=level) for level in (low, high))
        assert wide.lower <= narrow.lower
        assert wide.upper >= narrow.upper
        assert wide.upper - wide.lower > narrow.upper - narrow.lower


@given(count=COUNTS, base=BASES, factor=st.floats(0.01, 1e6))
def test_the_multiplier_scales_everything(count, base, factor):
    for limits, value, events in (
        (rate_limits, crude_rate, count),
        (proportion_limits, proportion, min(count, base)),
    ):
        plain = (*limits(events, base), value(events, base))
        scaled = (*limits(events, base, multiplier=factor), value(events, base, multiplier=factor))
        np.testing.assert_allclose(scaled, np.array(plain) * factor, rtol=1e-12)


@given(
    limits=st.lists(VALUES, min_size=4, max_size=4).map(sorted),
    benchmark=st.one_of(VALUES, st.just(float("nan"))),
)
def test_swapping_polarity_swaps_better_and_worse(limits, benchmark):
    lower998, lower95, upper95, upper998 = limits
    for position in (
        interval_position(lower95, upper95, benchmark),
        two_level_position(lower95, upper95, lower998, upper998, benchmark),
    ):
        better, worse = (int(favourability(position, sign)) for sign in (1, -1))
        assert better == worse if int(position) == NOT_COMPARED else better == -worse


@given(data=st.data(), rows=st.integers(1, 40))
def test_the_order_of_rows_changes_no_rate(data, rows):
    count = np.array(data.draw(st.lists(COUNTS, min_size=rows, max_size=rows)))
    base = np.array(data.draw(st.lists(BASES, min_size=rows, max_size=rows)))
    order = np.array(data.draw(st.permutations(range(rows))))
    np.testing.assert_array_equal(
        np.array(rate_limits(count, base))[:, order], rate_limits(count[order], base[order])
    )


@pytest.mark.parametrize("trends", [fingertips_trends, phe_trends])
@given(
    values=hnp.arrays(np.float64, (4, 7), elements=st.floats(1, 99)),
    order=st.permutations(range(28)),
)
def test_the_order_of_rows_changes_no_trend(trends, values, order):
    options = {"is_proportion": True} if trends is phe_trends else {}
    labels, years = np.repeat(np.arange(4), 7), np.tile(np.arange(2000, 2007), 4)
    flat = values.ravel()
    columns = {"value": flat, "lower": flat - 1, "upper": flat + 1, "count": flat}
    shuffled = {name: column[order] for name, column in columns.items()}
    straight = trends(labels, years, **columns, denominator=100.0, **options)
    mixed = trends(labels[order], years[order], **shuffled, denominator=100.0, **options)
    assert straight.outcome.tolist() == mixed.outcome.tolist()
    np.testing.assert_array_equal(straight.chi2, mixed.chi2)


@given(values=st.lists(VALUES, min_size=5, max_size=60, unique=True), data=st.data())
def test_the_order_of_rows_changes_no_quantile(values, data):
    given_values = np.array(values)
    order = np.array(data.draw(st.permutations(range(len(values)))))
    for quantile in (ntile, ranked_quantile):
        np.testing.assert_array_equal(quantile(given_values)[order], quantile(given_values[order]))


@given(count=EVENTS, population=SIZES)
def test_standardising_to_ones_own_population_gives_the_crude_rate(count, population):
    assume(count.sum() >= 10)
    rate = directly_standardised_rate(count, population, population, multiplier=1000)
    crude = crude_rate(int(count.sum()), int(population.sum()), multiplier=1000)
    assert float(rate.value) == pytest.approx(crude, rel=1e-12)


@given(count=EVENTS, population=SIZES)
def test_an_area_against_itself_has_a_ratio_of_one(count, population):
    assume(count.sum() > 0)
    ratio = indirectly_standardised_ratio(count, population, count, population)
    assert float(ratio.ratio) == pytest.approx(1)
    assert ratio.ratio_lower < 1 < ratio.ratio_upper


@given(count=EVENTS, population=SIZES, order=st.permutations(range(BANDS)))
def test_the_order_of_bands_changes_no_standardised_rate(count, population, order):
    weights = np.arange(1.0, BANDS + 1)
    straight = directly_standardised_rate(count, population, weights)
    mixed = directly_standardised_rate(count[order], population[order], weights[order])
    np.testing.assert_allclose(straight.value, mixed.value, rtol=1e-12)
    np.testing.assert_allclose(straight.upper, mixed.upper, rtol=1e-12)


@given(
    prevalence=st.integers(1, 10_000),
    segments=st.tuples(*[st.integers(0, 5_000)] * 3),
)
def test_the_segments_of_the_bulls_eye_sum_to_prevalence(prevalence, segments):
    now, this_year, known = segments
    eye = bulls_eye(
        prevalence, in_treatment_now=now, in_treatment_this_year=this_year, known_not_treated=known
    )
    parts = now + this_year + known + eye.not_known
    assert parts == prevalence
    assert now + this_year + eye.not_in_treatment_this_year == prevalence
    assert eye.is_compatible == (sum(segments) <= prevalence)


@given(done=st.integers(0, 500), more=st.integers(0, 500), share=st.floats(0, 1))
def test_the_completions_needed_reach_the_target_and_no_fewer_would(done, more, share):
    people = done + more
    needed = float(additional_completions(done, people, target_share=share))
    assert done + needed >= share * people - 1e-6
    assert needed == 0 or done + needed - 1 < share * people


@given(
    cells=st.lists(st.one_of(st.none(), st.integers(0, 50)), min_size=1, max_size=20),
    groups=st.lists(st.integers(0, 3), min_size=20, max_size=20),
)
def test_suppressing_cells_and_adding_up_never_throws(cells, groups):
    count = np.array([np.nan if cell is None else cell for cell in cells], dtype=float)
    labels = np.array(groups[: count.size])
    totals = np.array([count[labels == label].sum() for label in np.unique(labels)])
    lower, upper = rate_limits(totals, 1000)
    hidden = np.isnan(totals)
    np.testing.assert_array_equal(np.isnan(lower), hidden)
    np.testing.assert_array_equal(np.isnan(upper), hidden)
    np.testing.assert_array_equal(np.isnan(proportion_limits(totals, 10_000).lower), hidden)
    np.testing.assert_array_equal(np.isnan(group_means(labels, count).mean), hidden)
    rate = directly_standardised_rate(count, np.full(count.size, 100.0), np.ones(count.size))
    assert np.isnan(rate.value) == (bool(np.isnan(count).any()) or count.sum() < 10)


@given(
    values=st.lists(st.tuples(MAYBE, MAYBE, MAYBE), min_size=1, max_size=12),
    counts=st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=12, max_size=12),
)
def test_gaps_of_any_kind_never_stop_a_trend(values, counts):
    rows = len(values)
    worth, lower, upper = zip(*values, strict=True)
    columns = {"value": worth, "lower": lower, "upper": upper, "count": counts[:rows]}
    for found in (
        fingertips_trends(["a"] * rows, range(rows), **columns, denominator=100.0),
        phe_trends(["a"] * rows, range(rows), **columns, denominator=100.0, is_proportion=False),
        phe_trends(["a"] * rows, range(rows), **columns, denominator=100.0, is_proportion=True),
    ):
        assert found.series.tolist() == ["a"]
