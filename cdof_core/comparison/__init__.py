"""The one place that compares: judgements, group benchmarks, combined areas, recent trends."""

from cdof_core.comparison.benchmarks import (
    BenchmarkRequest,
    resolve_benchmark,
    resolve_benchmarks,
)
from cdof_core.comparison.combining import combine_areas
from cdof_core.comparison.goals import judge_goals
from cdof_core.comparison.judging import judge_rows
from cdof_core.comparison.keys import KEY, is_usable
from cdof_core.comparison.methods import judge_by, judge_control_limits, judge_double_overlap
from cdof_core.comparison.pooling import pool_groups
from cdof_core.comparison.quintiles import judge_quartiles, judge_quintiles
from cdof_core.comparison.trends import judge_trends

__all__ = [
    "KEY",
    "BenchmarkRequest",
    "combine_areas",
    "is_usable",
    "judge_by",
    "judge_control_limits",
    "judge_double_overlap",
    "judge_goals",
    "judge_quartiles",
    "judge_quintiles",
    "judge_rows",
    "judge_trends",
    "pool_groups",
    "resolve_benchmark",
    "resolve_benchmarks",
]
