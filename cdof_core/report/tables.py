"""Judged figures as tables to take away: plain headings, every gap with its reason."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.narrative.findings import indicator_finding
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.periods import day_text, period_text
from cdof_core.narrative.words import BASES, LIMITS, trend_word
from cdof_core.report.ranking_picture import benchmark_label
from cdof_core.report.table_origin import (
    Origin,
    definition_lines,
    method_lines,
    source_lines,
    source_names,
)
from cdof_core.report.view_words import chosen_figure, facts_of, judgement_text, missing_text

_VALUES: Final = {
    "published": "published",
    "computed": "computed here from published figures",
    "as_printed": "as printed",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be written.

    Attributes:
        title: What it shows.
        data: One row a figure; headings in plain English, no index.
        decimals: Places to show of each column that holds figures of one kind; others as they are.
        about: Label and text of everything a reader must know of it.
        built_at: When the snapshot behind it was built.
    """

    title: str
    data: pd.DataFrame
    decimals: dict[str, int]
    about: tuple[tuple[str, str], ...]
    built_at: pd.Timestamp


def profile_table(comparison: AreaComparison, *, origin: Origin) -> Table:
    """Return one area's judged figures as a table.

    Args:
        comparison: The figures.
        origin: Where they come from.

    Returns:
        One row a measure.
    """
    rows, places = comparison.rows, comparison.places
    region = places.region.label if places.region is not None else "Region (none)"
    data = pd.DataFrame(
        {
            "Area code": rows["area_code"],
            "Area": places.area.name,
            "Measure": rows["name"],
            **_figure_columns(rows),
            "Benchmark": rows["benchmark_label"],
            "Benchmark value": rows["benchmark"],
            "Benchmark is": [BASES[str(basis)] for basis in rows["benchmark_basis"]],
            **_judgement_columns(rows),
            "Recent trend": [
                trend_word(str(trend), str(reason), str(polarity))
                for trend, reason, polarity in zip(
                    rows["trend"], rows["trend_reason"], rows["polarity"], strict=True
                )
            ],
            "England": rows["england"],
            region: rows["region"],
            "Statistical neighbours": rows["neighbours"],
            "Source": source_names(rows["dataset_id"], origin),
        }
    )
    title = f"{places.area.name} compared with {in_sentence(places.chosen.label)}"
    about = [
        ("Title", title),
        ("Area", f"{places.area.name} ({places.area.code})"),
        ("Benchmark", places.chosen.label),
        ("About the benchmark", places.warning),
        *source_lines(rows["dataset_id"].unique(), origin),
        *method_lines(origin),
    ]
    return _table(title, data, decimals={}, about=about, origin=origin)


def view_table(view: IndicatorView, *, origin: Origin, first: pd.DataFrame | None = None) -> Table:
    """Return every authority's judged figure of one measure as a table.

    Args:
        view: The measure at one period.
        origin: Where the figures come from.
        first: Rows that stand before the authorities, such as England's; None for none.

    Returns:
        One row an authority, those without a figure included, and one for a chosen partnership.
    """
    rows = view.areas
    if view.places.area.is_partnership and len(view.chosen):
        rows = pd.concat([rows, view.chosen], ignore_index=True)
    rows = rows.sort_values(["value", "area_name"], ascending=[False, True])
    if first is not None and len(first):
        rows = pd.concat([first, rows], ignore_index=True)
    data = pd.DataFrame(
        {
            "Area code": rows["area_code"],
            "Area": rows["area_name"],
            "Rank, highest first": rows["rank"] if "rank" in rows else float("nan"),
            **_figure_columns(rows, period=view.period, unit=str(view.indicator["unit"])),
            **_judgement_columns(rows),
            "Source": source_names(rows["dataset_id"], origin),
        }
    )
    facts = facts_of(view)
    title = f"{facts.name}, {period_text(view.period)}"
    about = [
        ("Title", title),
        ("Finding", indicator_finding(chosen_figure(view), view=facts)),
        ("Chosen area", view.places.area.name),
        ("Benchmark", benchmark_label(view)),
        ("About the benchmark", view.places.warning),
        *definition_lines(view),
        *source_lines(view.sources, origin),
        *method_lines(origin),
    ]
    return _table(title, data, decimals=_decimals(view), about=about, origin=origin)


def trend_table(view: IndicatorView, *, origin: Origin) -> Table:
    """Return the chosen area and its benchmarks over time as a table.

    Args:
        view: The measure.
        origin: Where the figures come from.

    Returns:
        One row a series and period.
    """
    rows = view.trend
    data = pd.DataFrame(
        {
            "Series": rows["series"],
            "Period": [period_text(str(label)) for label in rows["period_label"]],
            "Method or edition": rows["vintage"],
            "Value": rows["value"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "Count": rows["numerator"],
            "Out of": rows["denominator"],
            "Value is": [BASES[str(basis)] for basis in rows["basis"]],
            "What is missing and why": _gaps(rows),
            "Publisher's note": rows["note"],
        }
    )
    title = f"{view.indicator['name']} over time, {view.places.area.name} and its benchmarks"
    trend = trend_word(view.trend_outcome, view.trend_reason, str(view.indicator["polarity"]))
    events = [
        (f"Event of {day_text(row['event_date'])}", f"{row['label']}. {row['detail']}")
        for row in records_of(
            view.annotations.assign(event_date=pd.to_datetime(view.annotations["event_date"]))
        )
    ]
    about = [
        ("Title", title),
        ("Recent trend", trend),
        *definition_lines(view),
        *events,
        *source_lines(view.sources, origin),
        *method_lines(origin),
    ]
    return _table(title, data, decimals=_decimals(view), about=about, origin=origin)


def _decimals(view: IndicatorView) -> dict[str, int]:
    places = int(view.indicator["decimals"])
    return {"Value": places, "Lower 95% limit": places, "Upper 95% limit": places}


def _table(
    title: str,
    data: pd.DataFrame,
    *,
    decimals: dict[str, int],
    about: list[tuple[str, str]],
    origin: Origin,
) -> Table:
    return Table(
        title=title,
        data=data.reset_index(drop=True),
        decimals=decimals,
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )


def _figure_columns(rows: pd.DataFrame, *, period: str = "", unit: str = "") -> dict[str, Any]:
    """Return value, limits and counts with their period, unit and gaps.

    Args:
        rows: The figures.
        period: Label for rows that have none of their own, as an area without a figure.
        unit: Likewise.
    """
    return {
        "Period": [period_text(_text(label) or period) for label in rows["period_label"]],
        "Sex": [_text(cell) for cell in rows["sex"]],
        "Age": [_text(cell) for cell in rows["age"]],
        "Method or edition": [_text(cell) for cell in rows["vintage"]],
        "Unit": [_text(cell) or unit for cell in rows["unit"]],
        "Count": rows["numerator"],
        "Out of": rows["denominator"],
        "Value": rows["value"],
        "Value is": [
            "" if pd.isna(value) else _VALUES[str(basis)]
            for value, basis in zip(rows["value"], rows["value_basis"], strict=True)
        ],
        "Lower 95% limit": rows["lower95"],
        "Upper 95% limit": rows["upper95"],
        "Limits are": [LIMITS.get(_text(basis), "none held") for basis in rows["limits_basis"]],
        "What is missing and why": _gaps(rows),
        "Publisher's note": [_text(note) for note in rows["note"]],
    }


def _judgement_columns(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "Judgement": [
            judgement_text(str(judgement), str(reason))
            for judgement, reason in zip(rows["judgement"], rows["reason"], strict=True)
        ]
    }


def _gaps(rows: pd.DataFrame) -> list[str]:
    """Say for each row why its value, limits, count or total is not there, and its flag."""
    said: list[str] = []
    for row in records_of(rows):
        flag, parts = _text(row["flag"]), list[str]()
        if pd.isna(row["value"]):
            parts.append(f"Value: {missing_text(flag)}")
        elif flag:
            parts.append(missing_text(flag))
        else:
            parts += ["Limits: none held"] if pd.isna(row["lower95"]) else []
        parts += ["Count: not published"] if pd.isna(row["numerator"]) else []
        parts += ["Out of: not published"] if pd.isna(row["denominator"]) else []
        said.append("; ".join(parts))
    return said


def _text(cell: Any) -> str:  # noqa: ANN401 (a cell may hold anything)
    return "" if pd.isna(cell) else str(cell)
