"""What makes two figures comparable: the same indicator, period, people and method."""

KEY = [
    "indicator_id",
    "period_start",
    "period_end",
    "sex",
    "age",
    "breakdown_type",
    "breakdown",
    "vintage",
]
"""Columns that must agree before an area's value meets a benchmark's."""

SERIES = ["indicator_id", "area_code", "sex", "age", "breakdown_type", "breakdown", "vintage"]
"""Columns that make one series over time."""

UNUSABLE_FLAGS = (
    "suppressed",
    "withheld",
    "not_published",
    "not_comparable",
    "misprint",
    "suspect",
)
"""Published flags that keep a row out of pooled values, judgements and trends."""
