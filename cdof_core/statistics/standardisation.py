"""Directly standardised rates, including those of repeat events.

Source: Dobson AJ, Kuulasmaa K, Eberle E, Scherer J. Confidence intervals for weighted sums of
Poisson parameters. Stat Med 1991; 10:457-62, over Byar's limits of the total count, as in
PHEindicatormethods ``calculate_dsr``. Standard: Eurostat, Revision of the European Standard
Population, 2013.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.byar import event_limits
from cdof_core.statistics.confidence import Confidence, is_pair, two_sided_levels
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import (
    BLOCK_ROWS,
    BoolArray,
    FloatArray,
    as_floats,
    filled,
    require_counts,
    require_positive,
)

ESP2013: Final = (
    *(5000.0, 5500.0, 5500.0, 5500.0, 6000.0, 6000.0, 6500.0, 7000.0, 7000.0, 7000.0),
    *(7000.0, 6500.0, 6000.0, 5500.0, 5000.0, 4000.0, 2500.0, 1500.0, 1000.0),
)
"""European Standard Population 2013 in 19 bands: 0-4, 5-9, ..., 85-89, 90 and over."""

WITHHELD_BELOW: Final = 10
"""Events below which a directly standardised rate is withheld."""


class WithheldReason(StrEnum):
    """Why a standardised rate is not given."""

    NOT_WITHHELD = "not_withheld"
    FEWER_THAN_TEN_EVENTS = "fewer_than_ten_events"
    COUNT_MISSING = "count_missing"
    POPULATION_MISSING = "population_missing"


@dataclass(frozen=True, slots=True)
class StandardisedRates:
    """Directly standardised rates, one element per area (arrays of the input without its bands).

    Attributes:
        value: Rates per ``multiplier``; NaN where withheld.
        lower: Lower limits; with the pair of levels, a leading axis of two.
        upper: Upper limits, shaped like ``lower``.
        total_count: Events over all bands.
        total_population: Population over all bands.
        variance: Variance of the rate per person, withheld or not.
        reason: Members of ``WithheldReason``.
    """

    value: FloatArray
    lower: FloatArray
    upper: FloatArray
    total_count: FloatArray
    total_population: FloatArray
    variance: FloatArray
    reason: npt.NDArray[Any]


def directly_standardised_rate(
    count: npt.ArrayLike,
    population: npt.ArrayLike,
    standard_population: npt.ArrayLike = ESP2013,
    *,
    confidence: Confidence = 0.95,
    multiplier: float = 100_000.0,
    missing_count_is_zero: bool = False,
) -> StandardisedRates:
    """Directly standardised rates with Dobson limits.

    Args:
        count: Events by age band, the last axis being the bands: shape (..., bands).
        population: Populations of the same shape.
        standard_population: Weights of the bands, shape (bands,); zero leaves a band out.
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        multiplier: Scale of the rates.
        missing_count_is_zero: Read missing counts as none, as the official package does, instead
            of withholding the rate.

    Returns:
        Rates of shape (...); withheld, with the reason, below ten events or where a count or
        population is missing.

    Raises:
        StatisticsInputError: For negative counts, populations not above zero, negative or
            all-zero weights, or bands that do not match.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    people_of_one_event = as_floats(count)[..., np.newaxis]
    return repeat_event_rate(
        people_of_one_event,
        np.ones(1),
        population,
        standard_population,
        confidence=confidence,
        multiplier=multiplier,
        missing_count_is_zero=missing_count_is_zero,
    )


def repeat_event_rate(
    people: npt.ArrayLike,
    events_per_person: npt.ArrayLike,
    population: npt.ArrayLike,
    standard_population: npt.ArrayLike = ESP2013,
    *,
    confidence: Confidence = 0.95,
    multiplier: float = 100_000.0,
    missing_count_is_zero: bool = False,
) -> StandardisedRates:
    """Directly standardised rates of events that one person can have more than once.

    The events of one person are not independent, so the variance of each frequency is that of
    the people who have it, times the frequency squared.

    Args:
        people: People by age band and number of events, shape (..., bands, frequencies).
        events_per_person: Events of each person in the last axis, shape (frequencies,).
        population: Populations by age band, shape (..., bands).
        standard_population: Weights of the bands, shape (bands,).
        confidence: 0.9 to 1, 90 to 100, or the pair ``(0.95, 0.998)``.
        multiplier: Scale of the rates.
        missing_count_is_zero: Read missing numbers of people as none.

    Returns:
        Rates of shape (...), as for :func:`directly_standardised_rate`; ``total_count`` is
        events. A lower limit can be below zero: it is not clipped.

    Raises:
        StatisticsInputError: As for :func:`directly_standardised_rate`.
        ConfidenceLevelError: For a confidence level outside the accepted ones.
    """
    levels = two_sided_levels(confidence)
    persons, frequency = as_floats(people), as_floats(events_per_person)
    base, weight = as_floats(population), as_floats(standard_population)
    _check(persons, frequency, base, weight)
    require_positive(np.array([multiplier]), parameter="multiplier")
    sums = _sum_bands(persons, frequency, base, weight, missing_is_zero=missing_count_is_zero)
    value, variance, total, people_total = sums
    count_missing, population_missing = np.isnan(total), np.isnan(people_total)
    reason = _reasons(total, count_missing, population_missing)
    given = np.asarray(reason == WithheldReason.NOT_WITHHELD)
    lower, upper = _dobson(value, total, variance, levels, given)
    limits_shape = (levels.size, *total.shape) if is_pair(confidence) else total.shape
    return StandardisedRates(
        value=np.where(given, value * multiplier, np.nan),
        lower=(lower * multiplier).reshape(limits_shape),
        upper=(upper * multiplier).reshape(limits_shape),
        total_count=total,
        total_population=people_total,
        variance=variance,
        reason=reason,
    )


def _sum_bands(
    persons: FloatArray,
    frequency: FloatArray,
    base: FloatArray,
    weight: FloatArray,
    *,
    missing_is_zero: bool,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Rate and variance per person, events and population of each area, a block at a time."""
    shape, bands = base.shape[:-1], base.shape[-1]
    areas = base.reshape(-1, bands)
    groups = persons.reshape(-1, bands, frequency.size)
    out = np.empty((4, areas.shape[0]))
    share_of_standard = weight / weight.sum()
    step = max(1, BLOCK_ROWS // (bands * frequency.size))
    for start in range(0, areas.shape[0], step):
        rows = slice(start, start + step)
        block = np.nan_to_num(groups[rows]) if missing_is_zero else groups[rows]
        events = block @ frequency
        share = share_of_standard / areas[rows]
        out[0, rows] = (share * events).sum(axis=1)
        out[1, rows] = (share * share * (block @ frequency**2)).sum(axis=1)
        out[2, rows] = events.sum(axis=1)
        out[3, rows] = areas[rows].sum(axis=1)
    value, variance, total, people = (row.reshape(shape) for row in out)
    return value, variance, total, people


def _dobson(
    value: FloatArray, total: FloatArray, variance: FloatArray, levels: FloatArray, given: BoolArray
) -> tuple[FloatArray, FloatArray]:
    lower = np.full((levels.size, total.size), np.nan)
    upper = np.full_like(lower, np.nan)
    where = np.flatnonzero(given)
    events = total[given]
    with np.errstate(all="ignore"):
        scale = np.sqrt(variance[given] / events)
        for number, level in enumerate(levels.tolist()):
            low, high = event_limits(events, level=level)
            lower[number, where] = value[given] + scale * (low - events)
            upper[number, where] = value[given] + scale * (high - events)
    return lower, upper


def _reasons(
    total: FloatArray, count_missing: BoolArray, population_missing: BoolArray
) -> npt.NDArray[Any]:
    reason = filled(total.shape, WithheldReason.NOT_WITHHELD)
    reason[total < WITHHELD_BELOW] = WithheldReason.FEWER_THAN_TEN_EVENTS
    reason[count_missing] = WithheldReason.COUNT_MISSING
    reason[population_missing] = WithheldReason.POPULATION_MISSING
    return reason


def _check(
    persons: FloatArray, frequency: FloatArray, base: FloatArray, weight: FloatArray
) -> None:
    require_counts(persons, parameter="count")
    require_positive(frequency, parameter="events_per_person")
    require_positive(base, parameter="population")
    require_counts(weight, parameter="standard_population")
    if not weight.sum() > 0:
        raise StatisticsInputError(
            parameter="standard_population", value=weight.sum(), rule="must add up to above zero"
        )
    bands = (persons.shape[:-1], weight.shape, persons.shape[-1:])
    if bands != (base.shape, base.shape[-1:], frequency.shape):
        raise StatisticsInputError(
            parameter="population",
            value=base.shape,
            rule=f"must have the bands of the counts {persons.shape[:-1]} and of the standard",
        )
