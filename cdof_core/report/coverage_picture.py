"""The funnel of treatment coverage with its words."""

import altair as alt
import pandas as pd

from cdof_core.analysis.coverage_funnel import CoverageFunnel
from cdof_core.charts.coverage_funnel import draw_coverage_funnel
from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import number_text
from cdof_core.report.picture import Picture

_APART = 3.0
"""Percentage points between two points that both have a name."""
_LIMITS_SAY = (
    "Limits are what chance in the number treated would spread around the average (95% dashed, "
    "99.8% drawn through). They take need as exact, which an estimate is not, so being just "
    "outside says little."
)


def coverage_funnel_picture(
    funnel: CoverageFunnel,
    *,
    area_name: str,
    group_name: str,
    need_name: str,
    source: str,
    palette: Palette = LIGHT,
) -> Picture:
    """Draw an area and its group between control limits.

    Args:
        funnel: The figures.
        area_name: The chosen area.
        group_name: Its group; empty for every authority.
        need_name: Whose need, such as "adults dependent on alcohol".
        source: Source and licence line.
        palette: The theme's colours.

    Returns:
        The picture.
    """
    rows = funnel.areas.assign(
        need_text=[number_text(value) for value in funnel.areas["need"]],
        coverage_text=[f"{number_text(value, 1)}%" for value in funnel.areas["coverage"]],
        outside_text=[text or "within the limits" for text in funnel.areas["outside"]],
    )
    rows = rows.assign(
        label=[
            name if is_named else ""
            for name, is_named in zip(rows["area_name"], _is_named(rows), strict=True)
        ]
    )
    wording = _wording(
        funnel,
        rows,
        area_name=area_name,
        group_name=group_name,
        need_name=need_name,
        source=source,
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_coverage_funnel(
            rows,
            curve=funnel.curve,
            baseline=funnel.baseline,
            baseline_label=f"average {number_text(funnel.baseline, 1)}%",
            need_title=f"{need_name}, estimated",
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _wording(
    funnel: CoverageFunnel,
    rows: pd.DataFrame,
    *,
    area_name: str,
    group_name: str,
    need_name: str,
    source: str,
) -> Wording:
    own = rows[rows["is_chosen"]]
    if len(own) == 1:
        place = at_start(in_sentence(area_name))
        among = in_sentence(group_name) if group_name else "every authority with figures"
        finding = f"{place} lies {own['outside_text'].iloc[0]} around the average of {among}"
    else:
        finding = f"Coverage of {len(rows)} areas around their average"
    outside = int((rows["outside"] != "").sum())
    points = "; ".join(
        f"{row['area_name']} {row['coverage_text']}, {row['outside_text']}"
        for row in records_of(rows)
    )
    return Wording(
        finding=finding,
        measure=(
            f"{at_start(need_name)} who were in treatment, per cent, {funnel.period}. "
            f"{outside} of {len(rows)} areas lie outside the 95% limits. {_LIMITS_SAY}"
        ),
        source=source,
        description=(
            f"Funnel plot of {len(rows)} areas around {number_text(funnel.baseline, 1)}%. {points}."
        ),
    )


def _is_named(rows: pd.DataFrame) -> list[bool]:
    """Name the chosen area, and the ends of the range where they lie well apart from it."""
    coverage = [float(value) for value in rows["coverage"]]
    is_chosen = [bool(value) for value in rows["is_chosen"]]
    own = [value for value, is_own in zip(coverage, is_chosen, strict=True) if is_own]
    ends = (min(coverage), max(coverage))
    return [
        is_own or (value in ends and all(abs(value - other) >= _APART for other in own))
        for value, is_own in zip(coverage, is_chosen, strict=True)
    ]
