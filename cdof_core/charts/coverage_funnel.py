"""A funnel plot of coverage: areas by need, with control limits around their average."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import FILL, LIGHT, TEXT_SIZE, Palette, chosen_or, themed

_HEIGHT: Final = 320
_BESIDE: Final = 70
_AREAS: Final = [
    "area_code",
    "area_name",
    "need",
    "coverage",
    "need_text",
    "coverage_text",
    "outside_text",
    "label",
    "is_chosen",
]
_CURVE: Final = ["need", "lower95", "upper95", "lower998", "upper998"]


def draw_coverage_funnel(
    areas: pd.DataFrame,
    *,
    curve: pd.DataFrame,
    baseline: float,
    baseline_label: str,
    need_title: str,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
) -> alt.LayerChart:
    """Draw areas as points between the limits that chance would allow.

    Args:
        areas: One row an area: area_code, area_name, need, coverage (per cent), need_text,
            coverage_text, outside_text, label (empty for unnamed points) and is_chosen.
        curve: need, lower95, upper95, lower998 and upper998, in order of need.
        baseline: Average coverage.
        baseline_label: Its name and value.
        need_title: Title of the axis of need.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels; None fills the container.

    Returns:
        The chart; limits at 95% are dashed, those at 99.8% drawn through.
    """
    top = float(max(areas["coverage"].max(), curve["upper998"].quantile(0.9))) * 1.1
    right = float(areas["need"].max()) * 1.12
    x = alt.X(
        "need:Q", title=need_title, scale=alt.Scale(domain=[0, right], nice=False, clamp=True)
    )
    layers = [*_limits(x, top, palette), *_baseline(top, palette), *_points(x, top, palette)]
    chart = alt.layer(*layers).properties(
        width=FILL if width is None else width - _BESIDE, height=_HEIGHT
    )
    return themed(
        chart,
        palette=palette,
        description=description,
        datasets={
            "areas": rows_of(areas, _AREAS),
            "curve": rows_of(curve, _CURVE),
            "baseline": [{"value": baseline, "text": baseline_label}],
        },
    )


def _limits(x: alt.X, top: float, palette: Palette) -> list[alt.Chart]:
    return [
        alt.Chart(named("curve"))
        .mark_line(color=palette.comparator, strokeDash=dash, clip=True, strokeWidth=1.3)
        .encode(x=x, y=_y(name, top))
        for name, dash in (
            ("lower95", [4, 4]),
            ("upper95", [4, 4]),
            ("lower998", [1, 0]),
            ("upper998", [1, 0]),
        )
    ]


def _baseline(top: float, palette: Palette) -> list[alt.Chart]:
    """Return the average as a line, with its name and value."""
    middle = alt.Chart(named("baseline"))
    return [
        middle.mark_rule(color=palette.ink, strokeDash=[2, 3]).encode(y=_y("value", top)),
        middle.mark_text(
            align="left", baseline="bottom", dx=4, dy=-3, x=0, fontSize=TEXT_SIZE, color=palette.ink
        ).encode(y=_y("value", top), text=alt.Text("text:N")),
    ]


def _points(x: alt.X, top: float, palette: Palette) -> list[alt.Chart]:
    """Return the areas, each to be picked by a click, and the names of some."""
    points = alt.Chart(named("areas"))
    pick = alt.selection_point(name="pick", fields=["area_code"], empty=False, clear=False)
    dots = (
        points.mark_point(filled=True, opacity=1)
        .encode(
            x=x,
            y=_y("coverage", top),
            color=chosen_or(
                alt.ColorValue,
                test="datum.is_chosen",
                then=palette.accent,
                otherwise=palette.comparator,
            ),
            size=chosen_or(alt.SizeValue, test="datum.is_chosen", then=130, otherwise=60),
            tooltip=[
                alt.Tooltip("area_name:N", title="Area"),
                alt.Tooltip("coverage_text:N", title="Coverage"),
                alt.Tooltip("need_text:N", title="Estimated need"),
                alt.Tooltip("outside_text:N", title="Against the limits"),
            ],
        )
        .add_params(pick)
    )
    names = points.mark_text(
        align="left", dx=8, dy=-7, fontSize=TEXT_SIZE, color=palette.ink
    ).encode(x=x, y=_y("coverage", top), text=alt.Text("label:N"))
    return [dots, names]


def _y(field: str, top: float) -> alt.Y:
    return alt.Y(f"{field}:Q", title="per cent", scale=alt.Scale(domain=[0, top], nice=False))
