"""Directly standardised rates, and indirect ratios by the name they may bear."""

import numpy as np
import pytest

from cdof_core.statistics.errors import MisnamedMeasureError, StatisticsInputError
from cdof_core.statistics.indirect_standardisation import (
    RatioMeasure,
    crude_rate_ratio,
    indirectly_standardised_ratio,
)
from cdof_core.statistics.standardisation import (
    ESP2013,
    WithheldReason,
    directly_standardised_rate,
    repeat_event_rate,
)


def test_the_european_standard_population():
    assert len(ESP2013) == 19
    assert sum(ESP2013) == 100_000
    # Eurostat 2013: the youngest band, 0-4, and the oldest, 90 and over.
    assert (ESP2013[0], ESP2013[-1]) == (5000, 1000)


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        (9, WithheldReason.FEWER_THAN_TEN_EVENTS),
        (9.999, WithheldReason.FEWER_THAN_TEN_EVENTS),
        (10, WithheldReason.NOT_WITHHELD),
        (11, WithheldReason.NOT_WITHHELD),
    ],
)
def test_a_rate_is_withheld_below_ten_events(events, reason):
    rate = directly_standardised_rate([events - 4, 4], [1000, 2000], [1, 1])
    assert rate.reason.item() is reason
    withheld = reason is not WithheldReason.NOT_WITHHELD
    assert [bool(np.isnan(part)) for part in (rate.value, rate.lower, rate.upper)] == [withheld] * 3


def test_a_missing_count_withholds_the_rate_unless_it_is_said_to_be_none():
    count, population = [[12, None], [12, 0]], [[1000, 2000]] * 2
    kept = directly_standardised_rate(count, population, [1, 1])
    assert kept.reason.tolist() == [WithheldReason.COUNT_MISSING, WithheldReason.NOT_WITHHELD]
    filled = directly_standardised_rate(count, population, [1, 1], missing_count_is_zero=True)
    assert filled.value[0] == filled.value[1] == kept.value[1]


def test_a_missing_population_withholds_the_rate():
    rate = directly_standardised_rate([12, 4], [1000, None], [1, 1])
    assert rate.reason.item() is WithheldReason.POPULATION_MISSING
    assert np.isnan(rate.value)


def test_the_weights_are_shares():
    # (0.75 x 10/1000 + 0.25 x 40/2000) x 100,000
    rate = directly_standardised_rate([10, 40], [1000, 2000], [3, 1])
    assert float(rate.value) == pytest.approx(1250, rel=1e-14)


def test_two_levels_nest():
    rate = directly_standardised_rate([10, 40], [1000, 2000], [3, 1], confidence=(0.95, 0.998))
    assert rate.lower[1] < rate.lower[0] < rate.value < rate.upper[0] < rate.upper[1]


def test_events_of_one_person_widen_the_interval():
    once = repeat_event_rate([[30], [60]], [1], [1000, 2000], [1, 1])
    thrice = repeat_event_rate([[10], [20]], [3], [1000, 2000], [1, 1])
    assert float(once.value) == pytest.approx(float(thrice.value))
    assert float(once.total_count) == float(thrice.total_count) == 90
    # Three events a person: nine times the variance of a third of the people.
    assert float(thrice.variance) == pytest.approx(3 * float(once.variance))


@pytest.mark.parametrize(
    ("count", "population", "standard", "message"),
    [
        ([12, -1], [1000, 2000], [1, 1], "count must be zero or more"),
        ([12, 1], [1000, 0], [1, 1], "population must be above zero"),
        ([12, 1], [1000, 2000], [0, 0], "standard_population must add up"),
        ([12, 1], [1000, 2000], [1, -1], "standard_population must be zero or more"),
        ([12, 1], [1000, 2000], [1, 1, 1], "must have the bands"),
        ([12, 1], [1000, 2000, 3000], [1, 1, 1], "must have the bands"),
    ],
)
def test_impossible_bands_are_refused(count, population, standard, message):
    with pytest.raises(StatisticsInputError, match=message):
        directly_standardised_rate(count, population, standard)


@pytest.mark.parametrize("population", [[1000], 1000])
def test_an_smr_without_age_bands_is_refused(population):
    with pytest.raises(MisnamedMeasureError, match="needs two age bands"):
        indirectly_standardised_ratio(9, population, 377, 1_000_000)


@pytest.mark.parametrize("reference", [(10, 1000), ([10], [1000])])
def test_an_smr_against_a_reference_without_age_bands_is_refused(reference):
    with pytest.raises(MisnamedMeasureError, match="reference_count needs two age bands"):
        indirectly_standardised_ratio([5, 6, 7], [100, 200, 300], *reference)


@pytest.mark.parametrize("count", [[5, 6, 1], [5], 5])
def test_counts_of_other_bands_than_the_population_are_refused(count):
    with pytest.raises(StatisticsInputError, match="count must have the bands"):
        indirectly_standardised_ratio(count, [100, 100], [3, 4], [1000, 1000])


def test_a_reference_of_other_bands_is_refused():
    with pytest.raises(StatisticsInputError, match="reference_count must have the bands"):
        indirectly_standardised_ratio([5, 6], [100, 100], [3, 4, 5], [1000, 1000, 1000])


@pytest.mark.parametrize("multiplier", [0, -1])
def test_a_ratio_needs_a_multiplier_above_zero(multiplier):
    with pytest.raises(StatisticsInputError, match="multiplier must be above zero"):
        crude_rate_ratio(9, 388_861, 377, 16_633_050, multiplier=multiplier)


def test_the_measure_is_named():
    ratio = crude_rate_ratio(9, 388_861, 377, 16_633_050)
    assert ratio.measure is RatioMeasure.CRUDE_RATE_RATIO
    assert "SMR" not in ratio.measure
    banded = indirectly_standardised_ratio([4, 5], [1000, 2000], [30, 40], [9000, 9000])
    assert banded.measure is RatioMeasure.STANDARDISED_RATIO


def test_a_missing_band_makes_the_ratio_missing_unless_said_to_be_none():
    bands = ([4, None], [1000, 2000], [30, 40], [9000, 9000])
    assert np.isnan(indirectly_standardised_ratio(*bands).ratio)
    # 4 / (1000 x 30 / 9000 + 2000 x 40 / 9000)
    filled = indirectly_standardised_ratio(*bands, missing_is_zero=True)
    assert float(filled.ratio) == pytest.approx(4 / (110_000 / 9000))


def test_nothing_expected_has_no_ratio():
    ratio = crude_rate_ratio([0, 3], [0, 0], 0, 1000)
    assert np.isnan(ratio.ratio).all()
    assert np.isnan(ratio.ratio_upper).all()


def test_the_ratio_of_many_areas_has_a_level_axis_first():
    ratio = crude_rate_ratio(
        [9, 16], [388_861, 1_012_613], 377, 16_633_050, confidence=(0.95, 0.998)
    )
    assert ratio.ratio.shape == (2,)
    assert ratio.ratio_lower.shape == ratio.rate_upper.shape == (2, 2)
