"""The figures of a treatment journey as tables: to read beside a picture, and to take away."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.treatment_journey import JourneyMeasure, TreatmentJourney
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.numbers import (
    fraction_text,
    interval_text,
    is_missing,
    number_text,
    value_text,
)
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS, REASONS, chip_word
from cdof_core.report.journey_words import lead_measures
from cdof_core.report.view_words import missing_text

ROWS_AT_MOST: Final = 48
"""Beyond this many figures a page shows one period; the file always holds all of them."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure in words.

    Attributes:
        name: Its category, or the whole.
        below: Period, and edition where there are several.
        value: Value with its unit, or why there is none.
        interval: 95% interval; empty without one.
        counts: What it rests on.
        remark: As printed, flag, what its own counts give, and the row's note.
        judgement: Against the benchmark; None for a benchmark's own figure.
        reason: Why it is not compared.
        benchmark: The benchmark's value with its name.
    """

    name: str
    below: str
    value: str
    interval: str
    counts: str
    remark: str
    judgement: Judgement | None
    reason: str
    benchmark: str


def shown_figures(measure: JourneyMeasure, *, period: str) -> pd.DataFrame:
    """Return every figure where they are few, else those of one period."""
    return measure.figures if len(measure.figures) <= ROWS_AT_MOST else measure.at(period)


def figure_lines(rows: pd.DataFrame) -> list[tuple[str, list[FigureLine]]]:
    """Return figures in words, area by area, the area itself first."""
    ordered = rows.sort_values(
        ["area_rank", "period_end", "period_start", "vintage", "category_rank"],
        ascending=[True, False, False, True, True],
        kind="stable",
    )
    lines: dict[str, list[FigureLine]] = {}
    for row in records_of(ordered):
        lines.setdefault(str(row["area_name"]), []).append(_line(row))
    return list(lines.items())


def measure_file(measure: JourneyMeasure) -> pd.DataFrame:
    """Return every figure of a measure with plain headings."""
    return _file(measure.figures, measure)


def journey_file(journey: TreatmentJourney) -> pd.DataFrame:
    """Return every figure of every step with plain headings."""
    parts = [
        _file(measure.figures, measure).assign(Step=view.step.title)
        for view in journey.steps
        for measure in view.measures
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def lead_figures(measure: JourneyMeasure, *, period: str) -> pd.DataFrame:
    """Return the area's whole of a measure at one period: what a table of all steps shows."""
    shown = measure.shown_period(period)
    return measure.whole[measure.whole["period_label"] == shown]


def lead_file(journey: TreatmentJourney, *, period: str) -> pd.DataFrame:
    """Return the figures of the table of all steps with plain headings."""
    parts = [
        _file(lead_figures(measure, period=period), measure).assign(Step=view.step.title)
        for view, measures in lead_measures(journey)
        for measure in measures
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _line(row: dict[Any, Any]) -> FigureLine:
    unit, places = str(row["unit"]), int(row["decimals"])
    edition = str(row["vintage"])
    age = str(row["age"])
    below = [period_text(str(row["period_label"])), edition, age if age != "All ages" else ""]
    is_own = int(row["area_rank"]) == 0
    return FigureLine(
        name=str(row["category"]) or "All",
        below=", ".join(part for part in below if part),
        value=(
            missing_text(str(row["flag"])).partition(":")[0]
            if is_missing(row["value"])
            else value_text(row["value"], unit=unit, decimals=places)
        ),
        interval=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=places),
        counts=_counts(row),
        remark=_remark(row),
        judgement=Judgement(str(row["judgement"])) if is_own and row["judgement"] else None,
        reason=str(row["reason"]),
        benchmark=(
            ""
            if is_missing(row["benchmark"])
            else f"{row['benchmark_label']} "
            f"{value_text(row['benchmark'], unit=unit, decimals=places, with_unit=False)}"
        ),
    )


def _counts(row: dict[Any, Any]) -> str:
    if is_missing(row["numerator"]):
        if is_missing(row["denominator"]):
            return ""
        return f"count not held, of {number_text(row['denominator'])}"
    return fraction_text(row["numerator"], row["denominator"])


def _remark(row: dict[Any, Any]) -> str:
    unit, places = str(row["unit"]), int(row["decimals"])
    follows = ""
    if bool(row["does_not_follow"]):
        follows = (
            f"{fraction_text(row['numerator'], row['denominator'])} give "
            f"{value_text(row['follows'], unit=unit, decimals=places, with_unit=False)}"
        )
    said = [FLAGS.get(str(row["flag"]), ""), follows, str(row["note"])]
    return "; ".join(dict.fromkeys(part for part in said if part))


def _file(rows: pd.DataFrame, measure: JourneyMeasure) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Measure": measure.indicator["name"],
            "Area": rows["area_name"],
            "Period": rows["period_label"],
            "Edition": rows["vintage"],
            "Age": rows["age"],
            "Category": rows["category"],
            "Value": rows["value"],
            "Unit": rows["unit"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "Numerator": rows["numerator"],
            "Denominator": rows["denominator"],
            "As printed": rows["printed"],
            "Benchmark": rows["benchmark"],
            "Benchmark is": rows["benchmark_label"],
            "Judgement": [
                chip_word(str(judged), str(reason)) if judged else ""
                for judged, reason in zip(rows["judgement"], rows["reason"], strict=True)
            ],
            "Why not compared": [REASONS.get(str(reason), "") for reason in rows["reason"]],
            "Remark": [_remark(row) for row in records_of(rows)],
            "Table": rows["table_name"],
            "Dataset": rows["dataset_id"],
        }
    )
