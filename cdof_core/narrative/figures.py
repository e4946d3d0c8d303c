"""The figure a sentence speaks of, and how it comes from a judged row."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any, Final

from cdof_core.domain.judgement import Judgement
from cdof_core.domain.rounding import stated_places
from cdof_core.narrative.numbers import value_places

_NOT_JUDGED: Final = Judgement.NOT_COMPARED.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One judged figure with what a sentence needs to speak of it.

    Attributes:
        indicator_id: For the reference that a sentence carries.
        area_code: Likewise.
        area_name: As published.
        short_name: A few words, for leads and tables.
        sentence_name: Noun phrase, for example "the rate of deaths from drug misuse".
        period: Period label.
        value: Value; None where missing.
        unit: Unit of the value.
        decimals: Places shown.
        lower: Lower 95% limit or None.
        upper: Upper 95% limit or None.
        numerator: Count or None.
        denominator: Total or None.
        numerator_name: What the count counts.
        denominator_name: What the total counts.
        value_kind: Text of `ValueKind`.
        polarity: Text of `Polarity`.
        flag: Published flag.
        judgement: Text of `Judgement`.
        reason: Text of `NotComparedReason`, empty where judged.
        benchmark: Benchmark value or None.
        benchmark_label: Benchmark name.
        benchmark_basis: published, computed, pooled, median or empty.
        trend: Text of `RecentTrend`.
        trend_reason: Text of the trend's reason.
        benchmark_is_source: Whether the area is itself the benchmark.
        benchmark_members: How many areas a pooled value or a median rests on, or None.
        last_value_period: Label of the last period that had a value; empty where none had.
        note: What the row's own note says.
        strength: Text of the source's `Strength`; empty where it is not known.
        trend_period: Label of the latest period that the trend rests on; empty where it is the
            figure's own.
        trend_years: The periods that the trend rests on, as `judge_trends` writes them; empty
            where none is tested or they are not known.
        trend_points: How many comparable periods a trend could rest on, or None.
        periods_held: How many periods have a value by any definition, or None.
    """

    indicator_id: str
    area_code: str
    area_name: str
    short_name: str
    sentence_name: str
    period: str
    value: float | None
    unit: str
    decimals: int
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    numerator_name: str
    denominator_name: str
    value_kind: str
    polarity: str
    flag: str
    judgement: str
    reason: str
    benchmark: float | None
    benchmark_label: str
    benchmark_basis: str
    trend: str
    trend_reason: str
    benchmark_is_source: bool = False
    benchmark_members: float | None = None
    last_value_period: str = ""
    note: str = ""
    strength: str = ""
    trend_period: str = ""
    trend_points: float | None = None
    periods_held: float | None = None
    trend_years: str = ""

    @property
    def reference(self) -> str:
        """Machine-readable pointer to the observation behind the figure."""
        return f"{self.indicator_id}|{self.area_code}|{self.period}"


def figure_from_row(row: Mapping[Any, Any], *, area_name: str) -> Figure:
    """Build the figure of one row of an area comparison.

    Args:
        row: A row of `AreaComparison.rows` as a mapping: the observation's columns, the
            indicator's, the benchmark's, judgement, reason, trend and trend_reason; where they
            are there also members_with_data, last_value_period, note, strength,
            trend_period, trend_points, trend_years and periods_held.
        area_name: Name of the area, as published or as the user named it.

    Returns:
        The figure; missing numbers are None.
    """
    return Figure(
        indicator_id=str(row["indicator_id"]),
        area_code=str(row["area_code"]),
        area_name=area_name,
        short_name=str(row["short_name"]),
        sentence_name=str(row["sentence_name"]),
        period=str(row["period_label"]),
        value=_number(row["value"]),
        unit=str(row["unit"]),
        decimals=places_of(row),
        lower=_number(row["lower95"]),
        upper=_number(row["upper95"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        numerator_name=str(row["numerator_name"]),
        denominator_name=str(row["denominator_name"]),
        value_kind=str(row["value_kind"]),
        polarity=str(row["polarity"]),
        flag=str(row["flag"]),
        judgement=str(row["judgement"]),
        reason=str(row["reason"]),
        benchmark=_number(row["benchmark"]),
        benchmark_label=str(row["benchmark_label"]),
        benchmark_basis=str(row["benchmark_basis"]),
        trend=str(row["trend"]),
        trend_reason=str(row["trend_reason"]),
        benchmark_is_source=bool(row.get("is_benchmark", False)),
        benchmark_members=_number(row.get("members_with_data")),
        last_value_period=str(row.get("last_value_period", "")),
        note=str(row.get("note", "")),
        strength=str(row.get("strength", "")),
        trend_period=str(row.get("trend_period", "")),
        trend_points=_number(row.get("trend_points")),
        periods_held=_number(row.get("periods_held")),
        trend_years=_words(row.get("trend_years")),
    )


def places_of(row: Mapping[Any, Any]) -> int:
    """Return the places of a row's value: its indicator's, or more where its interval needs them.

    Its interval and its comparator are written with them too.

    Args:
        row: A row with value, lower95, upper95 and decimals; where it is judged also judgement
            and benchmark.
    """
    is_judged = str(row.get("judgement", _NOT_JUDGED)) != _NOT_JUDGED
    return value_places(
        _number(row["value"]),
        _number(row["lower95"]),
        _number(row["upper95"]),
        decimals=_stated_places(row),
        comparator=_number(row.get("benchmark")) if is_judged else None,
    )


def _words(value: object) -> str:
    """Return text, empty for anything missing."""
    return value if isinstance(value, str) else ""


def _stated_places(row: Mapping[Any, Any]) -> int:
    """Return the indicator's places; none for a value that was published without any."""
    return stated_places(
        _number(row["value"]), decimals=int(row["decimals"]), note=row.get("note", "")
    )


def _number(value: object) -> float | None:
    """Return a float, or None for anything missing."""
    if not isinstance(value, Real) or math.isnan(value):
        return None
    return float(value)
