"""Several benchmarks beside each figure, found in one go."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmarks
from cdof_core.comparison.keys import KEY, IntArray

Name = TypeVar("Name", bound=Hashable)


def resolve_beside(
    keys: pd.DataFrame,
    *,
    asked: Mapping[Name, IntArray],
    candidates: pd.DataFrame,
    published: pd.DataFrame,
    requests: Sequence[BenchmarkRequest],
) -> dict[Name, pd.DataFrame]:
    """Find several benchmarks' values beside each row in one go; one takes nearly as long as all.

    Args:
        keys: As for `resolve_benchmarks`.
        asked: By name, at least one, the place in `requests` of each row's request, shape (rows,).
        candidates: As for `resolve_benchmarks`.
        published: Likewise.
        requests: Likewise.

    Returns:
        By name, what `resolve_benchmarks` returns, numbered from 0.
    """
    answers = resolve_benchmarks(
        pd.concat([keys[KEY]] * len(asked), ignore_index=True),
        asked=np.concatenate(list(asked.values())).astype(np.int64),
        candidates=candidates,
        published=published,
        requests=requests,
    )
    size = len(keys)
    return {
        name: answers.iloc[number * size : (number + 1) * size].reset_index(drop=True)
        for number, name in enumerate(asked)
    }
