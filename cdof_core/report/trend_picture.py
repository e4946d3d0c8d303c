"""The chosen area and its benchmarks over time."""

from typing import Final

import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.paper import Wording
from cdof_core.charts.recent_trend import draw_recent_trend
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.keys import UNUSABLE_FLAGS
from cdof_core.comparison.records import records_of
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.narrative.findings import (
    ViewFacts,
    measure_line,
    trend_description,
    trend_finding,
    untested_sentence,
)
from cdof_core.narrative.names import at_start, in_chart
from cdof_core.narrative.numbers import interval_text, published_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.narrative.words import BASES
from cdof_core.report.picture import Picture
from cdof_core.report.view_words import axis_title, chosen_figure, facts_of

DAYS_IN_YEAR: Final = 365.25
_WHY_ALONE: Final = "A number depends on the size of the area, so it is drawn alone."
_COUNTRY_ROLES: Final = ("england", "benchmark")
_HEIGHT: Final = 320


def trend_rows(view: IndicatorView) -> pd.DataFrame:
    """Return the points of a trend chart; a missing value stays, so that lines break there."""
    table = view.trend
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    start, end = pd.to_datetime(table["period_start"]), pd.to_datetime(table["period_end"])
    usable = table["value"].notna() & ~table["flag"].isin(UNUSABLE_FLAGS)
    rows = table.assign(
        series=[at_start(str(name)) for name in table["series"]],
        period_middle=start + (end - start) / 2,
        time=in_years(start + (end - start) / 2),
        period_text=[period_text(str(label)) for label in table["period_label"]],
        segment=_segments(table, view),
        value_text=[
            published_text(v, unit=unit, decimals=decimals, note=note)
            for v, note in zip(table["value"], table["note"], strict=True)
        ],
        interval_text=[
            interval_text(low, high, unit=unit, decimals=decimals) or "none"
            for low, high in zip(table["lower95"], table["upper95"], strict=True)
        ],
        basis_word=[BASES[str(basis)] for basis in table["basis"]],
        value=table["value"].where(usable),
        lower95=table["lower95"].where(usable),
        upper95=table["upper95"].where(usable),
    )
    latest = rows[rows["value"].notna()].groupby("series")["period_end"].max()
    is_last = rows["value"].notna() & (rows["period_end"] == rows["series"].map(latest))
    first_of_last = is_last & ~rows["series"].where(is_last).duplicated()
    return rows.assign(is_last=first_of_last)


def trend_picture(
    view: IndicatorView, *, source: str, palette: Palette = LIGHT, height: int = _HEIGHT
) -> Picture:
    """Draw the chosen area and its benchmarks over time.

    Args:
        view: An indicator view.
        source: Source and licence line.
        palette: The theme's colours.
        height: Height of the plot in pixels.

    Returns:
        The picture.
    """
    facts = facts_of(view)
    rows = trend_rows(view)
    is_count = ValueKind(str(view.indicator["value_kind"])) not in COMPARABLE
    is_alone = is_count and bool(((rows["role"] == "area") & rows["value"].notna()).any())
    if is_count:
        # Without a figure of its own the area leaves the chart to the country.
        rows = rows[rows["role"].isin(["area"] if is_alone else _COUNTRY_ROLES)]
    notes = [
        measure_line(facts, with_period=False),
        untested_sentence(view.trend_outcome, view.trend_reason, view=facts),
        _WHY_ALONE if is_alone else "",
    ]
    wording = Wording(
        finding=trend_finding(
            view.trend_outcome,
            view=facts,
            latest=_latest(rows),
            first=_first(rows, facts),
            years=view.trend_years,
        ),
        measure=" ".join(note for note in notes if note),
        source=source,
        description=trend_description(
            records_of(rows[rows["value"].notna()]), view=facts, figure=chosen_figure(view)
        ),
    )
    events = view.annotations[["event_date", "label"]]
    events = events.assign(time=in_years(pd.to_datetime(events["event_date"])))

    def draw(width: int | None) -> Drawn:
        return draw_recent_trend(
            rows.assign(series=rows["series"].map(in_chart)),
            annotations=events,
            unit=axis_title(facts.unit),
            description=wording.description,
            palette=palette,
            width=width,
            height=height,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _latest(rows: pd.DataFrame) -> str:
    """Return the area's latest value with its period; empty where it has none."""
    own = rows[(rows["role"] == "area") & rows["is_last"]]
    if own.empty:
        return ""
    row = own.iloc[0]
    return f"{row['value_text']} in {period_in_sentence(str(row['period_label']))}"


def _first(rows: pd.DataFrame, facts: ViewFacts) -> str:
    """Return the first value of the stretch that the latest ends, without its unit.

    Across a break nothing moved "from" and "to"; a single value did not move either.
    """
    own = rows[(rows["role"] == "area") & rows["value"].notna()].sort_values("period_end")
    if own.empty:
        return ""
    stretch = own[own["segment"] == own["segment"].iloc[-1]]
    row = stretch.iloc[0]
    if len(stretch) == 1 or row["period_label"] == stretch["period_label"].iloc[-1]:
        return ""
    value = published_text(
        row["value"],
        unit=facts.unit,
        decimals=facts.decimals,
        note=row["note"],
        with_unit=False,
    )
    return f"{value} in {period_in_sentence(str(row['period_label']))}"


def in_years(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """Return dates as years with a fraction: an axis that no time zone can move."""
    return dates.dt.year + (dates.dt.day_of_year - 1) / DAYS_IN_YEAR


def _segments(table: pd.DataFrame, view: IndicatorView) -> list[str]:
    """Name the unbroken stretch of its series that each point belongs to."""
    breaks = view.annotations[view.annotations["breaks_series"].astype(bool)]
    days = list(pd.to_datetime(breaks["event_date"]))
    # What a user noted on the area says nothing of its benchmarks.
    published = list(pd.to_datetime(breaks.loc[~breaks["is_own"].astype(bool), "event_date"]))
    starts = pd.to_datetime(table["period_start"])
    return [
        f"{vintage}#{sum(day <= start for day in (days if role == 'area' else published))}"
        for role, vintage, start in zip(table["role"], table["vintage"], starts, strict=True)
    ]
