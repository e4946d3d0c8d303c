"""What callers pass, as float64 arrays walked in cache-sized blocks.

Working in blocks keeps every intermediate array inside the processor cache: a million rows need
no more working memory than a few thousand, and run several times faster.
"""

import math
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from cdof_core.statistics.errors import StatisticsInputError

FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
FloatResult: TypeAlias = float | FloatArray

BLOCK_ROWS = 16_384


class Limits(NamedTuple):
    """Lower and upper confidence or control limits, on the scale of the value.

    Attributes:
        lower: Lower limit, float or array.
        upper: Upper limit, float or array.
    """

    lower: FloatResult
    upper: FloatResult


class Operands(NamedTuple):
    """Inputs broadcast against one another, flattened, single values left as they are.

    Attributes:
        arrays: One flat array per input; an input of one value keeps length 1.
        shape: Shape of the result; ``()`` when every input is a scalar.
        size: Number of results.
    """

    arrays: tuple[FloatArray, ...]
    shape: tuple[int, ...]
    size: int

    def blocks(self) -> Iterator[tuple[slice, tuple[FloatArray, ...]]]:
        """Walk the inputs in order, a block at a time."""
        for start in range(0, self.size, BLOCK_ROWS):
            rows = slice(start, min(start + BLOCK_ROWS, self.size))
            yield rows, tuple(a[rows] if a.size == self.size else a for a in self.arrays)


def as_floats(values: npt.ArrayLike) -> FloatArray:
    """Read values as float64; ``None`` and NaN both mean missing.

    Raises:
        StatisticsInputError: If a value is not a number.
    """
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise StatisticsInputError(
            parameter="values", value=values, rule="must be numbers or missing"
        ) from error


def operands(*inputs: npt.ArrayLike) -> Operands:
    """Broadcast inputs against one another and flatten them.

    Raises:
        StatisticsInputError: If an input is not numeric or the shapes do not fit together.
    """
    arrays = [as_floats(values) for values in inputs]
    try:
        shape = np.broadcast_shapes(*(a.shape for a in arrays))
    except ValueError as error:
        shapes = [a.shape for a in arrays]
        raise StatisticsInputError(
            parameter="inputs", value=shapes, rule="must have shapes that fit together"
        ) from error
    flat = (a.reshape(1) if a.size == 1 else np.broadcast_to(a, shape).ravel() for a in arrays)
    return Operands(tuple(flat), shape, math.prod(shape))


def as_result(flat: FloatArray, shape: tuple[int, ...]) -> FloatResult:
    """Give a flat result its callers' shape back; a scalar becomes a Python float."""
    return float(flat[0]) if shape == () else flat.reshape(shape)


def limits_result(
    lower: FloatArray, upper: FloatArray, shape: tuple[int, ...], *, pair: bool
) -> Limits:
    """Shape limits held as levels x rows: one level as its rows, a pair with a leading axis."""
    if pair:
        both = (lower.shape[0], *shape)
        return Limits(lower.reshape(both), upper.reshape(both))
    return Limits(as_result(lower[0], shape), as_result(upper[0], shape))


def require(accepted: BoolArray, values: FloatArray, *, parameter: str, rule: str) -> None:
    """Refuse values that break a rule; missing values always pass.

    Args:
        accepted: True where the rule holds.
        values: The values judged, of the same shape, or of one element.
        parameter: Name of the argument, for the message.
        rule: The rule, for the message.

    Raises:
        StatisticsInputError: Naming the first value that breaks the rule.
    """
    if accepted.all():
        return
    judged, seen = np.broadcast_arrays(accepted, values)
    offending = seen[~judged & ~np.isnan(seen)]
    if offending.size:
        raise StatisticsInputError(parameter=parameter, value=float(offending.flat[0]), rule=rule)


def require_counts(values: FloatArray, *, parameter: str) -> None:
    """Refuse negative and infinite counts."""
    accepted = (values >= 0) & (values < np.inf)
    require(accepted, values, parameter=parameter, rule="must be zero or more and finite")


def require_positive(values: FloatArray, *, parameter: str) -> None:
    """Refuse denominators, populations and multipliers that are not above zero and finite."""
    accepted = (values > 0) & (values < np.inf)
    require(accepted, values, parameter=parameter, rule="must be above zero and finite")


def filled(shape: int | tuple[int, ...], member: StrEnum) -> npt.NDArray[Any]:
    """Make an object array that holds one member everywhere; np.full would hold its text."""
    out = np.empty(shape, dtype=object)
    out[...] = member
    return out


def elementwise(kernel: Callable[..., FloatArray], *inputs: npt.ArrayLike) -> FloatResult:
    """Apply a kernel of flat blocks to broadcast inputs.

    Args:
        kernel: Takes one block per input, returns the block of results.
        *inputs: Scalars or arrays that broadcast together.

    Returns:
        A float for scalar inputs, otherwise an array of the broadcast shape.
    """
    given = operands(*inputs)
    out = np.empty(given.size)
    with np.errstate(all="ignore"):
        for rows, block in given.blocks():
            out[rows] = kernel(*block)
    return as_result(out, given.shape)
