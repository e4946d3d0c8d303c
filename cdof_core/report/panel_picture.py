"""Small charts side by side as one picture, for the screen panel by panel, for paper as a whole."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cdof_core.charts.panels import (
    LINE_WORDS,
    ROLES,
    PanelLook,
    draw_panel,
    draw_panels,
    look_of,
    panel_rows,
    panel_title,
)
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Rows, rows_of, spec_and_rows
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.narrative.names import at_start, listed
from cdof_core.narrative.national import latest_words, series_words
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import STRENGTHS
from cdof_core.report.picture import Picture
from cdof_core.report.trend_picture import in_years

QUOTED: Final = "secondary_source"
_TITLE_WIDTH: Final = 270
"""Pixels over which the titles of panels are wrapped on screen: the narrowest a panel gets."""


@dataclass(frozen=True, slots=True)
class PanelChart:
    """One panel as a page sends it.

    Attributes:
        title: Title.
        specification: Vega-Lite, with the rows inside.
        description: Alternative text.
    """

    title: str
    specification: dict[str, Any]
    description: str


@dataclass(frozen=True, slots=True)
class Panels:
    """Small charts of one kind with the words around them.

    Attributes:
        wording: Title, subtitle, source and alternative text of the whole.
        palette: The theme's colours.
        charts: The panels.
        legend: How lines look, in words; empty where each panel names its own.
        picture: All of them as one picture for paper.
    """

    wording: Wording
    palette: Palette
    charts: tuple[PanelChart, ...]
    legend: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What is to be drawn.

    Attributes:
        rows: One row a figure: panel, line, line_rank, segment, and the columns of `observation`
            with unit and decimals; panels in the order drawn.
        events: Dated events: panel (empty for all), event_date and label.
        strengths: Strength of evidence by dataset.
        is_shared: Whether all panels have one scale.
        has_labels: Whether each panel names its lines; else one legend does for all.
        columns: Panels in a row on paper.
    """

    rows: pd.DataFrame
    events: pd.DataFrame
    strengths: "pd.Series[str]"
    is_shared: bool
    has_labels: bool
    columns: int = 3


def panels_picture(plan: PanelPlan, *, wording: Wording, palette: Palette = LIGHT) -> Panels:
    """Draw all panels of a plan.

    Args:
        plan: What is to be drawn.
        wording: Words around the whole.
        palette: The theme's colours.

    Returns:
        The panels, and the whole as one picture.
    """
    points = _points(plan)
    look = look_of(points, shared=plan.is_shared, has_labels=plan.has_labels, palette=palette)
    parts = {
        str(title): (
            panel_rows(rows, look=look),
            _events(plan.events, str(title), look),
            _below(rows, any_line=plan.has_labels),
        )
        for title, rows in points.groupby("panel", sort=False)
    }
    bare, _ = spec_and_rows(draw_panel(look=look))
    charts = tuple(
        PanelChart(
            title=title,
            specification=bare
            | {
                "title": panel_title(title, below, palette=palette, width=_TITLE_WIDTH),
                "datasets": {"points": rows, "events": events},
            },
            description=_description(points[points["panel"] == title], title),
        )
        for title, (rows, events, below) in parts.items()
    )
    legend = "" if plan.has_labels else legend_words(points)

    def draw(width: int | None) -> Any:  # noqa: ANN401 (Altair's own type is wide)
        return draw_panels(
            parts,
            look=look,
            width=width or _TITLE_WIDTH * plan.columns,
            description=wording.description,
            columns=plan.columns,
        )

    whole = Wording(
        finding=wording.finding,
        measure=" ".join(part for part in (wording.measure, legend) if part),
        source=wording.source,
        description=wording.description,
    )
    picture = Picture(wording=whole, palette=palette, draw=draw)
    return Panels(wording, palette, charts, legend, picture)


def legend_words(points: pd.DataFrame) -> str:
    """Say how each line looks and that hollow points are quoted; empty for one plain line."""
    lines = points.sort_values("line_rank").drop_duplicates("role")
    said: list[str] = []
    if len(lines) > 1:
        is_own = (points["line"] == points["panel"])[points["role"] == "main"].all()
        looks = [
            f"{'the panel’s own' if is_own and row['role'] == 'main' else row['line']}: "
            f"{LINE_WORDS[row['role']]}"
            for row in lines.to_dict("records")
        ]
        said.append(at_start("; ".join(looks)) + ".")
    if points["is_quoted"].any():
        said.append(f"Hollow points: {STRENGTHS[QUOTED][:1].lower()}{STRENGTHS[QUOTED][1:]}.")
    return " ".join(said)


def _points(plan: PanelPlan) -> pd.DataFrame:
    rows = plan.rows
    start, end = pd.to_datetime(rows["period_start"]), pd.to_datetime(rows["period_end"])
    strength = rows["dataset_id"].map(plan.strengths).fillna("")
    return rows.assign(
        role=[ROLES[min(int(rank), len(ROLES) - 1)] for rank in rows["line_rank"]],
        time=in_years(start + (end - start) / 2),
        period_text=[period_text(str(label)) for label in rows["period_label"]],
        value_text=[
            value_text(value, unit=str(unit), decimals=int(decimals))
            for value, unit, decimals in zip(
                rows["value"], rows["unit"], rows["decimals"], strict=True
            )
        ],
        interval_text=[
            interval_text(low, high, unit=str(unit), decimals=int(decimals)) or "none"
            for low, high, unit, decimals in zip(
                rows["lower95"], rows["upper95"], rows["unit"], rows["decimals"], strict=True
            )
        ],
        evidence=[STRENGTHS.get(str(name), "") for name in strength],
        is_quoted=strength == QUOTED,
    )


def _events(events: pd.DataFrame, title: str, look: PanelLook) -> Rows:
    if events.empty:
        return []
    dated = events.assign(time=in_years(pd.to_datetime(events["event_date"])))
    inside = dated["time"].between(*look.span) & dated["panel"].isin(["", title])
    return rows_of(dated[inside], ["time", "label"])


def _below(points: pd.DataFrame, *, any_line: bool) -> str:
    """Say the newest figure, of the line that the panel is about or of any."""
    known = points[((points["line_rank"] == 0) | any_line) & points["value"].notna()]
    if known.empty:
        return "No figure that may be shown"
    row = known.sort_values(["time", "line_rank"], ascending=[True, False]).iloc[-1].to_dict()
    return latest_words(row) + (f", {row['line']}" if any_line else "")


def _description(points: pd.DataFrame, title: str) -> str:
    known = points[points["value"].notna()].sort_values(["line_rank", "time"])
    said = [series_words(line.to_dict("records")) for _, line in known.groupby("line", sort=False)]
    return f"{title}. {listed(said)}." if said else f"{title}: no figures."
