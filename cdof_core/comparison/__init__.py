"""The one place that compares: judgements, group benchmarks, combined areas, recent trends."""

from cdof_core.comparison.benchmarks import (
    BenchmarkRequest,
    resolve_benchmark,
    resolve_benchmarks,
)
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY
from cdof_core.comparison.pooling import pool_groups
from cdof_core.comparison.trends import judge_trends

__all__ = [
    "KEY",
    "BenchmarkRequest",
    "combine_areas",
    "judge_rows",
    "judge_trends",
    "pool_groups",
    "resolve_benchmark",
    "resolve_benchmarks",
]
