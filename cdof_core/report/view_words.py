"""The words of an indicator view that every picture and table of it repeats."""

from collections.abc import Collection, Mapping
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.keys import UNUSABLE_FLAGS
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.findings import ViewFacts
from cdof_core.narrative.names import at_start
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.sentences import Figure
from cdof_core.narrative.words import FLAGS, MARKS, REASONS

_SHAPES: Final = {
    "■": "square",
    "●": "circle",
    "◆": "diamond",
    "▲": "triangle up",
    "▼": "triangle down",
    "○": "ring",
}


def facts_of(view: IndicatorView) -> ViewFacts:
    """Return what titles need to know of a view."""
    row = view.indicator
    return ViewFacts(
        area_name=view.places.area.name,
        name=str(row["name"]),
        short_name=str(row["short_name"]),
        sentence_name=str(row["sentence_name"]),
        unit=str(row["unit"]),
        decimals=int(row["decimals"]),
        polarity=str(row["polarity"]),
        period=view.period,
        vintage=view.vintage,
        benchmark_label=view.places.chosen.label,
    )


def chosen_figure(view: IndicatorView) -> Figure | None:
    """Return the chosen area's figure at the view's period, or None where it has none."""
    if view.chosen.empty:
        return None
    row = view.chosen.iloc[0].to_dict()
    row |= {"trend": view.trend_outcome, "trend_reason": view.trend_reason}
    row |= {"trend_years": view.trend_years, "trend_period": _last_period(view)}
    return figure_from_row(row, area_name=view.places.area.name)


def _last_period(view: IndicatorView) -> str:
    """Return the label of the area's latest period with a value; empty where there is none."""
    own = view.trend[(view.trend["role"] == "area") & is_usable(view.trend)]
    if own.empty:
        return ""
    return str(own.sort_values("period_end")["period_label"].iloc[-1])


def is_usable(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether each row has a value that may be drawn and compared."""
    return rows["value"].notna() & ~rows["flag"].isin(UNUSABLE_FLAGS)


def own_codes(view: IndicatorView) -> tuple[str, ...]:
    """Return the codes of the chosen area: its own, and those that a partnership pools."""
    return (view.places.area.code, *view.places.own_codes)


def is_own(rows: pd.DataFrame, view: IndicatorView) -> "pd.Series[bool]":
    """Return whether each row is the chosen area, or one that a chosen partnership pools."""
    return rows["area_code"].isin(own_codes(view))


def with_words(rows: pd.DataFrame, view: IndicatorView) -> pd.DataFrame:
    """Add the texts of value, interval and judgement to rows of a view.

    Args:
        rows: Rows of `IndicatorView.areas`.
        view: The view.

    Returns:
        The rows with value_text, interval_text and judgement_word; where there is no value, the
        publisher's reason stands in its place.
    """
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    return rows.assign(
        value_text=[
            missing_text(str(flag))
            if pd.isna(value)
            else value_text(value, unit=unit, decimals=decimals)
            for value, flag in zip(rows["value"], rows["flag"], strict=True)
        ],
        interval_text=[
            interval_text(low, high, unit=unit, decimals=decimals) or "none"
            for low, high in zip(rows["lower95"], rows["upper95"], strict=True)
        ],
        judgement_word=[
            judgement_text(str(judgement), str(reason))
            for judgement, reason in zip(rows["judgement"], rows["reason"], strict=True)
        ],
    )


def axis_title(unit: str) -> str:
    """Return a unit as the title of an axis; a lone sign is written out."""
    return "per cent" if unit == "%" else unit


def measure_with_period(row: Mapping[Any, Any]) -> str:
    """Name a measure of a list of many with its period, and what a bare number is per.

    Args:
        row: short_name, unit and period_label.
    """
    unit = f" {row['unit']}" if str(row["unit"]).startswith("per ") else ""
    return f"{row['short_name']}{unit}, {period_text(str(row['period_label']))}"


def missing_text(flag: str) -> str:
    """Say why there is no value."""
    return FLAGS.get(flag) or "No figure published"


def judgement_text(judgement: str, reason: str) -> str:
    """Say the judgement, or that there is none and why."""
    if judgement != Judgement.NOT_COMPARED:
        return MARKS[Judgement(judgement)].word
    why = REASONS.get(reason, "")
    return f"Not compared: {why}" if why else "Not compared"


def shape_legend(present: Collection[Judgement]) -> str:
    """Say what the shapes of the judgements present mean, for a picture that stands alone."""
    said: list[str] = []
    for kind in Judgement:
        if kind in present:
            mark = MARKS[kind]
            word = mark.word.lower()
            said.append(f"{_SHAPES[mark.shape[0]]} {'(two) ' * (len(mark.shape) > 1)}{word}")
    return at_start(", ".join(said))
