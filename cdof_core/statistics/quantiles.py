"""Three ways to cut values into quantiles, named apart because they disagree.

* ``interpolated_*``: bounds by linear interpolation, as classic Fingertips draws them
  (QuintilesCalculator, QuartilesCalculator of fingertips-open, 2020).
* ``ntile``: SQL's NTILE over the rows in order of value, as FingertipsNext (2025) does.
* ``ranked_quantile``: ranks with ties sharing the lowest, as PHEindicatormethods
  ``phe_quantile`` does.
"""

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.inputs import FloatArray, as_floats

MINIMUM_FOR_QUINTILES = 5
MINIMUM_FOR_PERCENTILES = 4
POSITION_DECIMALS = 10
"""Fingertips rounds the position it interpolates at to this many places."""


def interpolated_percentile(values: npt.ArrayLike, fraction: npt.ArrayLike) -> FloatArray:
    """Percentiles by linear interpolation at position (n - 1) f + 1.

    Args:
        values: Values, shape (n,); missing ones are left out.
        fraction: Fractions from 0 to 1, any shape.

    Returns:
        Percentiles of the shape of ``fraction``; NaN with fewer than four values.

    Raises:
        StatisticsInputError: For a fraction outside 0 to 1.
    """
    known = _sorted(values)
    if known.size < MINIMUM_FOR_PERCENTILES:
        return np.full(np.shape(fraction), np.nan)
    return _interpolate(known, as_floats(fraction))


def interpolated_bounds(values: npt.ArrayLike, *, parts: int = 5) -> FloatArray:
    """Bounds of quantiles by linear interpolation, from the minimum to the maximum.

    Args:
        values: Values, shape (n,); missing ones are left out.
        parts: Number of quantiles: 5 for quintiles, 4 for quartiles.

    Returns:
        ``parts + 1`` bounds; NaN with fewer values than five.

    Raises:
        StatisticsInputError: For fewer than two parts.
    """
    _check_parts(parts)
    known = _sorted(values)
    if known.size < MINIMUM_FOR_QUINTILES:
        return np.full(parts + 1, np.nan)
    return _interpolate(known, np.arange(parts + 1) / parts)


def interpolated_quantile(
    values: npt.ArrayLike, query: npt.ArrayLike, *, parts: int = 5, highest_is_first: bool = False
) -> FloatArray:
    """Quantile of each query: the first bound that is not below it.

    Args:
        values: Values of all areas, shape (n,).
        query: Values to place, any shape.
        parts: Number of quantiles.
        highest_is_first: Number from the highest values, as for "high is good".

    Returns:
        Quantiles from 1 of the shape of ``query``; NaN where the query is missing or there are
        fewer than five values.

    Raises:
        StatisticsInputError: For fewer than two parts.
    """
    bounds = interpolated_bounds(values, parts=parts)
    asked = as_floats(query)
    number = np.minimum(np.searchsorted(bounds[1:], asked, side="left") + 1, parts)
    number = parts + 1 - number if highest_is_first else number
    unknown = np.isnan(asked) | np.isnan(bounds).any()
    return np.where(unknown, np.nan, number.astype(np.float64))


def ntile(values: npt.ArrayLike, *, parts: int = 5, highest_is_first: bool = False) -> FloatArray:
    """SQL's NTILE: rows in order of value, dealt into groups whose sizes differ by at most one.

    Equal values can fall into different groups, in the order they came.

    Args:
        values: Values, shape (n,); missing ones have no group.
        parts: Number of quantiles.
        highest_is_first: Order from the highest value down.

    Returns:
        Quantiles from 1, shape (n,); NaN where missing and with fewer than five values.

    Raises:
        StatisticsInputError: For fewer than two parts.
    """
    _check_parts(parts)
    given = as_floats(values)
    known = np.flatnonzero(~np.isnan(given))
    out = np.full(given.shape, np.nan)
    if known.size < MINIMUM_FOR_QUINTILES:
        return out
    key = -given[known] if highest_is_first else given[known]
    ordered = known[np.argsort(key, kind="stable")]
    size, larger = divmod(known.size, parts)
    sizes = [size + 1] * larger + [size] * (parts - larger)
    out[ordered] = np.repeat(np.arange(1, parts + 1), sizes)
    return out


def ranked_quantile(
    values: npt.ArrayLike, *, parts: int = 5, highest_is_first: bool = False
) -> FloatArray:
    """Quantiles from ranks, equal values sharing the lowest rank (PHEindicatormethods).

    Args:
        values: Values, shape (n,); missing ones have no quantile.
        parts: Number of quantiles.
        highest_is_first: Give the highest values quantile 1.

    Returns:
        Quantiles from 1, shape (n,); NaN where missing and with fewer values than quantiles.

    Raises:
        StatisticsInputError: For fewer than two parts.
    """
    _check_parts(parts)
    given = as_floats(values)
    known = ~np.isnan(given)
    out = np.full(given.shape, np.nan)
    count = int(known.sum())
    if count < parts:
        return out
    # Subtracted from the maximum as the package does, not negated: the two can tie differently.
    key = given[known].max() - given[known] if highest_is_first else given[known]
    rank = np.searchsorted(np.sort(key), key, side="left") + 1
    # Kept as written in the package: another order of division moves values at the boundaries.
    quantile = np.floor(parts + 1 - np.ceil((count + 1 - rank) / (count / parts)))
    out[known] = np.where(quantile == 0, 1, quantile)
    return out


def _sorted(values: npt.ArrayLike) -> FloatArray:
    given = as_floats(values).ravel()
    return np.sort(given[~np.isnan(given)])


def _interpolate(ordered: FloatArray, fraction: FloatArray) -> FloatArray:
    if ((fraction < 0) | (fraction > 1)).any():
        raise StatisticsInputError(
            parameter="fraction", value=fraction.tolist(), rule="must lie between 0 and 1"
        )
    position = np.round((ordered.size - 1) * fraction + 1, POSITION_DECIMALS)
    below = np.floor(position).astype(np.intp)
    above = np.minimum(below + 1, ordered.size)
    step = ordered[above - 1] - ordered[below - 1]
    return np.asarray(ordered[below - 1] + (position - below) * step)


def _check_parts(parts: int) -> None:
    if parts < 2:  # noqa: PLR2004
        raise StatisticsInputError(parameter="parts", value=parts, rule="must be two or more")
