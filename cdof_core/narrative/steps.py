"""What a series shows besides its newest figure: steep steps, a rise before a fall, its end."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from cdof_core.domain.chapter import Statement
from cdof_core.domain.judgement import RecentTrend
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.numbers import fraction_text, value_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.references import reference_of
from cdof_core.narrative.tested_years import labels_tested
from cdof_core.statistics.trend_windows import POINTS_TESTED

_RECORDED_OUTCOME: Final = "use"
"""The outcome whose local measures count what somebody recorded."""
_RECORDED_EVENTS: Final = ("admissions",)
"""What is counted from notes and codes, whatever the outcome."""
_STEEP: Final = 0.5
"""A share under half the one before, or over twice, may be recorded otherwise, not be rarer."""
_APART: Final = 1.5
"""Less than this many times the first figure is no rise or fall worth undoing."""


def before_statement(
    figure: Figure, *, row: Mapping[Any, Any], series: pd.DataFrame
) -> Statement | None:
    """Set the figure beside the last one whose period does not overlap with it.

    It says two values and no change: whether they differ is for a test to say. Where the newest
    is not shown, the last one is all that is known.

    Args:
        figure: The figure.
        row: The row it comes from.
        series: Figures of the same series over time.
    """
    last = last_before(row, series)
    if last is None:
        return None
    value = _value(figure, float(last["value"]))
    when = f"In {period_in_sentence(str(last['period_label']))} it"
    if figure.value is None:
        if figure.last_value_period == last["period_label"]:
            when = "It"
        counts = figure.value_kind == "proportion" and fraction_text(
            last["numerator"], last["denominator"]
        )
        text = f"{when} was {value}{f' ({counts})' if counts else ''}."
    else:
        text = f"{when} was {value}."
        if is_recorded(row):
            text = f"{text} {_cannot_tell(float(last['value']), figure.value)}".strip()
    return Statement(
        key=f"before|{figure.indicator_id}|{figure.area_code}",
        text=text,
        references=(reference_of(last), reference_of(row)),
    )


def course_statement(
    figure: Figure, *, row: Mapping[Any, Any], series: pd.DataFrame
) -> Statement | None:
    """Say beside a trend which turn or steep stretch of the series lies behind it, if any.

    Args:
        figure: The figure.
        row: The row it comes from.
        series: Figures of the same series over time.
    """
    trend = RecentTrend(figure.trend)
    if figure.value is None or trend not in (RecentTrend.INCREASING, RecentTrend.DECREASING):
        return None
    held = _comparable(row, series)
    held = held[held["period_end"] <= row["period_end"]].sort_values("period_end")
    if len(held) < POINTS_TESTED:
        return None
    first, tested = held.iloc[0], _first_tested(figure, row=row, series=series)
    falls = trend is RecentTrend.DECREASING
    values = held["value"].astype(float)
    turn = held.loc[values.idxmax() if falls else values.idxmin()]
    high, low = (turn, first) if falls else (first, turn)
    said: list[str] = []
    used = [row]
    if turn["period_end"] > first["period_end"] and high["value"] >= low["value"] * _APART:
        said.append(
            f"The {'highest' if falls else 'lowest'} figure held is "
            f"{_value(figure, float(turn['value']))}, in "
            f"{period_in_sentence(str(turn['period_label']))}; the first is "
            f"{_value(figure, float(first['value']))}, in "
            f"{period_in_sentence(str(first['period_label']))}."
        )
        used += [turn.to_dict(), first.to_dict()]
    tail = ""
    if tested is not None and is_recorded(row):
        tail = _cannot_tell(float(tested["value"]), figure.value)
    before = last_before(row, series)
    if (
        tested is not None
        and tail
        and not (before and _cannot_tell(float(before["value"]), figure.value))
    ):
        when = period_in_sentence(str(tested["period_label"]))
        value = _value(figure, float(tested["value"]))
        is_said = bool(said) and turn["period_end"] == tested["period_end"]
        said.append("" if is_said else f"In {when}, the first of the five, it was {value}.")
        said.append(tail)
        used.append(tested)
    if not said:
        return None
    return Statement(
        key=f"course|{figure.indicator_id}|{figure.area_code}",
        text=" ".join(filter(None, said)),
        references=tuple(reference_of(one) for one in used),
    )


def is_recorded(row: Mapping[Any, Any]) -> bool:
    """Return whether a measure counts what somebody noted, so that noting more raises it."""
    return (
        str(row["outcome_id"]) == _RECORDED_OUTCOME
        or str(row["numerator_name"]) in _RECORDED_EVENTS
    )


def last_before(row: Mapping[Any, Any], series: pd.DataFrame) -> dict[Any, Any] | None:
    """Return the newest usable figure whose period ends before that of a row begins."""
    held = _comparable(row, series)
    earlier = held[held["period_end"] < row["period_start"]]
    return None if earlier.empty else earlier.sort_values("period_end").iloc[-1].to_dict()


def _comparable(row: Mapping[Any, Any], series: pd.DataFrame) -> pd.DataFrame:
    return series[
        series["value"].notna()
        & (series["flag"] == "")
        & (series["vintage"] == row["vintage"])
        & (series["age"] == row["age"])
    ]


def _first_tested(
    figure: Figure, *, row: Mapping[Any, Any], series: pd.DataFrame
) -> dict[Any, Any] | None:
    """Return the first figure of those that the trend rests on: not every one held is tested."""
    first = labels_tested(figure.trend_years)[:1]
    found = series[
        series["period_label"].isin(first)
        & series["value"].notna()
        & (series["vintage"] == row["vintage"])
        & (series["age"] == row["age"])
    ]
    return None if found.empty else found.iloc[0].to_dict()


def _value(figure: Figure, value: float) -> str:
    return value_text(value, unit=figure.unit, decimals=figure.decimals, with_unit=False)


def _cannot_tell(before: float, now: float) -> str:
    """Say of a steep step what it does not tell; empty where it is not steep."""
    if before <= 0 or before * _STEEP <= now <= before / _STEEP:
        return ""
    more = "less" if now < before else "more"
    return f"Whether {more} happened after that or {more} was recorded, these figures cannot tell."
