"""Small charts side by side as one picture, for the screen panel by panel, for paper as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from cdof_core.charts.panel_rows import (
    PanelLook,
    headed,
    look_of,
    panel_rows,
    words_in_line,
)
from cdof_core.charts.panels import (
    LINE_WORDS,
    ROLES,
    draw_panels,
    panel_specification,
)
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Datasets, Rows, rows_of
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.names import at_start, listed
from cdof_core.narrative.national import latest_words, series_words
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import SECONDARY, STRENGTHS
from cdof_core.report.picture import Picture
from cdof_core.report.trend_picture import in_years

_TITLE_WIDTH: Final = 270
"""Pixels over which the titles of panels are wrapped on screen: the narrowest a panel gets."""
_READ: Final = [
    "panel",
    "line",
    "line_rank",
    "segment",
    "time",
    "period_label",
    "value",
    "lower95",
    "upper95",
    "unit",
    "decimals",
    "note",
    "strength",
]


@dataclass(frozen=True, slots=True)
class PanelChart:
    """One panel as a page sends it.

    Attributes:
        title: Title.
        specification: Vega-Lite without rows.
        datasets: The rows by name.
        description: Alternative text.
    """

    title: str
    specification: dict[str, Any]
    datasets: Datasets
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
    events = _dated(plan.events, look)
    by_panel: dict[str, Rows] = {}
    for row in points:
        by_panel.setdefault(str(row["panel"]), []).append(row)
    parts = {
        title: (
            panel_rows(rows, look=look),
            [
                {"time": event["time"], "label": event["label"]}
                for event in events
                if event["panel"] in ("", title)
            ],
            _below(rows, any_line=plan.has_labels),
        )
        for title, rows in by_panel.items()
    }
    bare = panel_specification(look)
    words = words_in_line(
        [(title, below) for title, (_, _, below) in parts.items()], width=_TITLE_WIDTH
    )
    charts = tuple(
        PanelChart(
            title=title,
            specification=bare,
            datasets={
                "points": headed(rows, words=said),
                "events": marked,
            },
            description=_description(by_panel[title], title),
        )
        for said, (title, (rows, marked, _)) in zip(words, parts.items(), strict=True)
    )
    legend = _legend_words(points, has_labels=plan.has_labels)

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


def _legend_words(points: Rows, *, has_labels: bool) -> str:
    """Say how each line looks, unless it is named, and that hollow points are quoted."""
    lines: dict[str, str] = {}
    for row in sorted(points, key=_rank):
        lines.setdefault(row["role"], row["line"])
    said: list[str] = []
    if len(lines) > 1 and not has_labels:
        is_own = all(row["line"] == row["panel"] for row in points if row["role"] == "main")
        looks = [
            f"{'the panel’s own' if is_own and role == 'main' else line}: {LINE_WORDS[role]}"
            for role, line in lines.items()
        ]
        said.append(at_start("; ".join(looks)) + ".")
    if any(row["is_quoted"] for row in points):
        said.append(f"Hollow points: {STRENGTHS[SECONDARY][:1].lower()}{STRENGTHS[SECONDARY][1:]}.")
    return " ".join(said)


def _points(plan: PanelPlan) -> Rows:
    """Return the figures with their place in time and their texts; None where one is missing."""
    rows = plan.rows
    start, end = pd.to_datetime(rows["period_start"]), pd.to_datetime(rows["period_end"])
    strength = rows["dataset_id"].map(plan.strengths).fillna("")
    timed = rows.assign(time=in_years(start + (end - start) / 2), strength=strength)
    return [row | _texts(row) for row in rows_of(timed, _READ)]


def _texts(row: Mapping[str, Any]) -> dict[str, Any]:
    unit, decimals = str(row["unit"]), places_of(row)
    limits = interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
    return {
        "role": ROLES[min(int(row["line_rank"]), len(ROLES) - 1)],
        "period_text": period_text(str(row["period_label"])),
        "value_text": value_text(row["value"], unit=unit, decimals=decimals),
        "interval_text": limits or "none",
        "evidence": STRENGTHS.get(str(row["strength"]), ""),
        "is_quoted": row["strength"] == SECONDARY,
    }


def _dated(events: pd.DataFrame, look: PanelLook) -> Rows:
    """Return the events within the time shown: panel, time and label."""
    if events.empty:
        return []
    dated = events.assign(time=in_years(pd.to_datetime(events["event_date"])))
    return rows_of(dated[dated["time"].between(*look.span)], ["panel", "time", "label"])


def _rank(row: Mapping[str, Any]) -> int:
    return int(row["line_rank"])


def _below(points: Rows, *, any_line: bool) -> str:
    """Say the newest figure, of the line that the panel is about or of any."""
    known = [row for row in points if row["value"] is not None and (any_line or _rank(row) == 0)]
    if not known:
        return "No figure that may be shown"
    # Of several of the same time the last of the first line.
    row = sorted(known, key=lambda row: (row["time"], -_rank(row)))[-1]
    return latest_words(row) + (f", {row['line']}" if any_line else "")


def _description(points: Rows, title: str) -> str:
    known = [row for row in points if row["value"] is not None]
    lines: dict[str, Rows] = {}
    for row in sorted(known, key=lambda row: (_rank(row), row["time"])):
        lines.setdefault(row["line"], []).append(row)
    said = [series_words(rows) for rows in lines.values()]
    return f"{title}. {listed(said)}." if said else f"{title}: no figures."
