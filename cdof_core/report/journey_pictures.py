"""Pictures of a treatment journey: categories beside benchmarks, series, and the flow of a year."""

from collections.abc import Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.analysis.treatment_flow import TreatmentFlow
from cdof_core.analysis.treatment_journey import JourneyMeasure, TreatmentJourney
from cdof_core.charts.group_values import draw_group_values
from cdof_core.charts.paper import Wording
from cdof_core.charts.recent_trend import draw_recent_trend
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.charts.treatment_flow import draw_treatment_flow
from cdof_core.comparison.keys import UNUSABLE_FLAGS
from cdof_core.comparison.records import records_of
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.narrative.journey import categories_words, series_words
from cdof_core.narrative.names import at_start, in_chart, in_sentence
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.report.trend_picture import in_years
from cdof_core.report.view_words import axis_title, missing_text

_ROLES: Final = ("area", "england", "region", "neighbours")
_DOUBTS: Final = {"misprint": " (misprint)", "suspect": " (doubtful)"}
_QUARTILE: Final = "Top quartile of the group"
_TOLD: Final = [
    "period_start",
    "vintage",
    "age",
    "flag",
    "value",
    "lower95",
    "upper95",
    "unit",
    "decimals",
]


def categories_picture(
    measure: JourneyMeasure,
    *,
    journey: TreatmentJourney,
    period: str,
    datasets: pd.DataFrame,
    palette: Palette = LIGHT,
) -> Picture:
    """Draw the categories of a measure at one period, the area beside what it is held against.

    Args:
        measure: A measure with categories.
        journey: Whose it is.
        period: Label of the period.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
    """
    rows = category_rows(measure, period=period)
    own = rows[rows["area_rank"] == 0]
    shown_period = str(own["period_label"].iloc[0])
    series = list(dict.fromkeys(rows["series"]))
    unit = str(rows["unit"].iloc[0])
    wording = Wording(
        finding=categories_words(records_of(own)),
        measure=(
            f"{measure.indicator['name']}, {in_sentence(journey.area_name)}, "
            f"{period_text(shown_period)}, {unit}."
            + (f" Bars from the top: {', '.join(series)}." if len(series) > 1 else "")
        ),
        source=source_line(datasets, rows["dataset_id"]),
        description=_described(rows, series, str(measure.indicator["name"]), shown_period),
    )

    def draw(width: int | None) -> Drawn:
        return draw_group_values(
            rows.assign(group=rows["label_of_group"]),
            unit=axis_title(unit),
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def category_rows(measure: JourneyMeasure, *, period: str) -> pd.DataFrame:
    """Return the categories at one period with the words that a chart shows."""
    rows = measure.at(period)
    rows = rows[rows["category"] != ""]
    several = rows["vintage"].nunique() > 1
    records = records_of(rows[_TOLD])
    rows = rows.assign(
        series=rows["area_name"],
        series_rank=rows["area_rank"],
        label_of_group=(rows["category"] + (", " + rows["vintage"] if several else "")).map(
            at_start
        ),
        value_text=[_shown(row) + _DOUBTS.get(str(row["flag"]), "") for row in records],
        interval_text=[_interval(row) or "none" for row in records],
    )
    many = rows["series"].nunique() > 1
    return rows.assign(
        label=rows["value_text"] + (" " + rows["series"] if many else "")
    ).sort_values(["category_rank", "vintage", "area_rank"], kind="stable", ignore_index=True)


def series_picture(
    measure: JourneyMeasure,
    *,
    journey: TreatmentJourney,
    datasets: pd.DataFrame,
    palette: Palette = LIGHT,
) -> Picture:
    """Draw a measure over time with its interval, benchmarks, top quartile and dated events.

    Args:
        measure: A measure whose whole is held for several periods.
        journey: Whose it is.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
    """
    events = _events(measure, journey)
    rows = series_rows(measure, events=events)
    own = rows[(rows["role"] == "area") & rows["value"].notna()]
    unit = str(measure.indicator["unit"])
    wording = Wording(
        finding=series_words(own.iloc[-1].to_dict()),
        measure=(
            f"{measure.indicator['name']}, {in_sentence(journey.area_name)}, {unit}; "
            "each point covers the whole period it names."
        ),
        source=source_line(datasets, rows["dataset_id"].dropna()),
        description=(
            f"Line chart: {measure.indicator['name']}. "
            + "; ".join(
                f"{row['series']} {row['period_text']} {row['value_text']}"
                for row in records_of(rows[rows["value"].notna()])
            )
        ),
    )

    def draw(width: int | None) -> Drawn:
        return draw_recent_trend(
            rows.assign(series=rows["series"].map(in_chart)),
            annotations=events.assign(time=in_years(pd.to_datetime(events["event_date"]))),
            unit=axis_title(unit),
            description=wording.description,
            palette=palette,
            width=width,
            height=260,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def series_rows(measure: JourneyMeasure, *, events: pd.DataFrame) -> pd.DataFrame:
    """Return the points of a series chart, the group's top quartile as a line of its own."""
    rows = measure.figures[measure.figures["category"] == ""]
    if ValueKind(str(measure.indicator["value_kind"])) not in COMPARABLE:
        rows = rows[rows["area_rank"] == 0]
    rows = rows.assign(
        series=rows["area_name"],
        role=[_ROLES[min(int(rank), len(_ROLES) - 1)] for rank in rows["area_rank"]],
    )
    quartile = rows[(rows["area_rank"] == 0) & rows["top_quartile"].notna()]
    quartile = quartile.assign(
        value=quartile["top_quartile"],
        lower95=float("nan"),
        upper95=float("nan"),
        series=_QUARTILE,
        role="benchmark",
        flag="",
    )
    rows = pd.concat([rows, quartile], ignore_index=True) if len(quartile) else rows
    start, end = pd.to_datetime(rows["period_start"]), pd.to_datetime(rows["period_end"])
    records = records_of(rows[_TOLD])
    breaks = pd.to_datetime(events["event_date"][events["breaks_series"].astype(bool)])
    rows = rows.assign(
        time=in_years(start + (end - start) / 2),
        period_text=[period_text(str(label)) for label in rows["period_label"]],
        segment=[_stretch(row, list(breaks)) for row in records],
        value_text=[_shown(row) for row in records],
        interval_text=[_interval(row) or "none" for row in records],
        basis_word=rows["value_basis"],
        value=rows["value"].where(~rows["flag"].isin(UNUSABLE_FLAGS)),
    )
    usable = rows["value"].notna()
    latest = rows[usable].groupby("series")["period_end"].max()
    is_last = usable & (rows["period_end"] == rows["series"].map(latest))
    return rows.assign(is_last=is_last & ~rows["series"].where(is_last).duplicated())


def flow_picture(
    flow: TreatmentFlow, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Picture:
    """Draw a year of treatment as ribbons.

    Args:
        flow: A flow with parts.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
    """
    rows = flow_rows(flow)
    place, period = in_sentence(flow.area_name), period_text(flow.period)
    whole = number_text(flow.people)
    done = next((part for part in flow.parts if part.label == "Successful completion"), None)
    said = f", {number_text(done.people)} completed it" if done else ""
    sides = {
        side: "; ".join(
            f"{row['label']} {row['people_text']}" for row in records_of(rows[rows["side"] == side])
        )
        for side in ("before", "after")
    }
    wording = Wording(
        finding=f"Of {whole} people in treatment in the year{said}",
        measure=(
            f"{at_start(place)}, {period}, adults. Ribbons in proportion to people; those already "
            "in treatment and still in treatment (grey) are what the printed numbers leave."
        ),
        source=source_line(datasets, flow.dataset_ids),
        description=(
            f"Flow of {whole} people through treatment in {place}, {period}. "
            f"They came from: {sides['before']}. They left or stayed: {sides['after']}."
        ),
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_treatment_flow(
            rows,
            people=flow.people,
            middle=f"{whole} in treatment",
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def flow_rows(flow: TreatmentFlow) -> pd.DataFrame:
    """Return the groups of a flow with their words."""
    return pd.DataFrame(
        [
            {
                "label": part.label,
                "side": part.side.value,
                "people": part.people,
                "low": part.low,
                "high": part.high,
                "is_rest": part.is_rest,
                "people_text": number_text(part.people),
                "range_text": f"{number_text(part.low)} to {number_text(part.high)}"
                if part.low != part.high
                else "exact",
            }
            for part in flow.parts
        ]
    )


def _events(measure: JourneyMeasure, journey: TreatmentJourney) -> pd.DataFrame:
    own = journey.annotations["indicator_id"].isin(["", measure.indicator["indicator_id"]])
    return journey.annotations[own]


def _stretch(row: dict[Any, Any], breaks: Sequence[pd.Timestamp]) -> str:
    """Name the unbroken stretch of a series that a point belongs to."""
    start = pd.Timestamp(row["period_start"])
    return f"{row['vintage']}#{row['age']}#{sum(date <= start for date in breaks)}"


def _shown(row: dict[Any, Any]) -> str:
    if pd.isna(row["value"]):
        return missing_text(str(row["flag"])).partition(":")[0]
    return value_text(
        row["value"], unit=str(row["unit"]), decimals=int(row["decimals"]), with_unit=False
    )


def _interval(row: dict[Any, Any]) -> str:
    return interval_text(
        row["lower95"], row["upper95"], unit=str(row["unit"]), decimals=int(row["decimals"])
    )


def _described(rows: pd.DataFrame, series: list[str], name: str, period: str) -> str:
    said = [
        f"{one}: "
        + "; ".join(
            f"{row['label_of_group']} {row['value_text']}"
            for row in records_of(rows[rows["series"] == one])
        )
        for one in series
    ]
    return f"Bar chart: {name}, {period_text(period)}. {'. '.join(said)}."
