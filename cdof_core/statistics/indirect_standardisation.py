"""Indirectly standardised ratios and rates, and the crude rate ratio that must not pass for one.

Source: Breslow NE, Day NE. Statistical methods in cancer research, volume II. IARC 1987; exact
Poisson limits below ten observed events and Byar's from ten, the expected number taken as fixed,
as in PHEindicatormethods ``calculate_ISRatio`` and ``calculate_ISRate``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.byar import event_limits
from cdof_core.statistics.confidence import Confidence, is_pair, two_sided_levels
from cdof_core.statistics.errors import MisnamedMeasureError, StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats, require_counts, require_positive

MINIMUM_AGE_BANDS = 2


class RatioMeasure(StrEnum):
    """What a ratio of observed to expected events may be called."""

    STANDARDISED_RATIO = "indirectly standardised ratio"
    CRUDE_RATE_RATIO = "crude rate ratio"


@dataclass(frozen=True, slots=True)
class RatioToReference:
    """Observed over expected events, one element per area.

    Attributes:
        measure: What the ratio may be called.
        observed: Observed events.
        expected: Events expected at the reference rates.
        ratio: Observed over expected, 1 being the reference; NaN where nothing is expected.
        ratio_lower: Lower limits; with the pair of levels, a leading axis of two.
        ratio_upper: Upper limits, shaped like ``ratio_lower``.
        reference_rate: Crude rate of the reference per ``multiplier``.
        rate: Ratio times the reference rate.
        rate_lower: Lower limits of the rate.
        rate_upper: Upper limits of the rate.
    """

    measure: RatioMeasure
    observed: FloatArray
    expected: FloatArray
    ratio: FloatArray
    ratio_lower: FloatArray
    ratio_upper: FloatArray
    reference_rate: FloatArray
    rate: FloatArray
    rate_lower: FloatArray
    rate_upper: FloatArray


def indirectly_standardised_ratio(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    reference_count: npt.ArrayLike,
    reference_population: npt.ArrayLike,
    *,
    confidence: Confidence = 0.95,
    multiplier: float = 100_000.0,
    missing_is_zero: bool = False,
) -> RatioToReference:
    """Indirectly standardised ratio (SMR) and rate, over age bands.

    Args:
        count: Events by age band, shape (..., bands).
        population: Populations by age band, shape (..., bands).
        reference_count: Events of the reference, shape (bands,).
        reference_population: Populations of the reference, shape (bands,).
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        multiplier: Scale of the rates.
        missing_is_zero: Read missing counts and populations as none, as the official package
            does, instead of returning NaN.

    Returns:
        Ratios and rates of shape (...).

    Raises:
        MisnamedMeasureError: With fewer than two age bands in the population or the reference,
            where nothing is standardised.
        StatisticsInputError: For bands that differ in number, negative counts or populations, or
            a reference population or multiplier not above zero.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    given = {
        "count": count,
        "population": population,
        "reference_count": reference_count,
        "reference_population": reference_population,
    }
    _require_bands({name: as_floats(values).shape[-1:] for name, values in given.items()})
    return _ratio(
        RatioMeasure.STANDARDISED_RATIO,
        list(given.values()),
        confidence=confidence,
        multiplier=multiplier,
        missing_is_zero=missing_is_zero,
    )


def crude_rate_ratio(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    reference_count: npt.ArrayLike,
    reference_population: npt.ArrayLike,
    *,
    confidence: Confidence = 0.95,
    multiplier: float = 100_000.0,
    missing_is_zero: bool = False,
) -> RatioToReference:
    """Observed events over those expected at one crude reference rate.

    Not an SMR: differences in age between the populations stay in the ratio.

    Args:
        count: Events, any shape.
        population: Population or person-years, of the same shape.
        reference_count: Events of the reference, one value.
        reference_population: Population or person-years of the reference, one value.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        multiplier: Scale of the rates.
        missing_is_zero: Read missing counts and populations as none instead of returning NaN.

    Returns:
        Ratios and rates of the shape of ``count`` (0-dimensional arrays for scalars).

    Raises:
        StatisticsInputError: For negative counts or populations, or a reference population not
            above zero.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    one_band = [
        as_floats(values)[..., np.newaxis]
        for values in (count, population, reference_count, reference_population)
    ]
    return _ratio(
        RatioMeasure.CRUDE_RATE_RATIO,
        one_band,
        confidence=confidence,
        multiplier=multiplier,
        missing_is_zero=missing_is_zero,
    )


def _require_bands(bands: dict[str, tuple[int, ...]]) -> None:
    for name in ("population", "reference_count", "reference_population"):
        if bands[name] == () or bands[name][0] < MINIMUM_AGE_BANDS:
            raise MisnamedMeasureError(
                parameter=name,
                value=bands[name],
                rule="needs two age bands or more for an SMR; without them use crude_rate_ratio",
            )
    for name, number in bands.items():
        if number != bands["population"]:
            raise StatisticsInputError(
                parameter=name,
                value=number,
                rule=f"must have the bands of the population, {bands['population'][0]}",
            )


def _ratio(
    measure: RatioMeasure,
    given: Sequence[npt.ArrayLike],
    *,
    confidence: Confidence,
    multiplier: float,
    missing_is_zero: bool,
) -> RatioToReference:
    levels = two_sided_levels(confidence)
    require_positive(as_floats(multiplier), parameter="multiplier")
    events, people, reference_events, reference_people = (as_floats(values) for values in given)
    if missing_is_zero:
        events, people, reference_events = map(np.nan_to_num, (events, people, reference_events))
    require_counts(events, parameter="count")
    require_counts(people, parameter="population")
    require_counts(reference_events, parameter="reference_count")
    require_positive(reference_people, parameter="reference_population")

    observed = np.asarray(events.sum(axis=-1))
    expected = np.asarray((reference_events / reference_people * people).sum(axis=-1))
    reference_rate = np.asarray(
        reference_events.sum(axis=-1) / reference_people.sum(axis=-1) * multiplier
    )
    ratio = _over(observed, expected)
    lower, upper = _limits(observed, expected, levels)
    if not is_pair(confidence):
        lower, upper = lower[0], upper[0]
    return RatioToReference(
        measure=measure,
        observed=observed,
        expected=expected,
        ratio=ratio,
        ratio_lower=lower,
        ratio_upper=upper,
        reference_rate=reference_rate,
        rate=ratio * reference_rate,
        rate_lower=lower * reference_rate,
        rate_upper=upper * reference_rate,
    )


def _limits(
    observed: FloatArray, expected: FloatArray, levels: FloatArray
) -> tuple[FloatArray, FloatArray]:
    lower = np.empty((levels.size, *observed.shape))
    upper = np.empty_like(lower)
    with np.errstate(all="ignore"):
        for number, level in enumerate(levels.tolist()):
            low, high = event_limits(observed.ravel(), level=level)
            lower[number] = _over(low.reshape(observed.shape), expected)
            upper[number] = _over(high.reshape(observed.shape), expected)
    return lower, upper


def _over(events: FloatArray, expected: FloatArray) -> FloatArray:
    with np.errstate(all="ignore"):
        return np.asarray(np.where(expected > 0, events / expected, np.nan))
