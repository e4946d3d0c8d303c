"""The bull's-eye and its bar twin, with their words, and the same as a table."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

import pandas as pd

from cdof_core.analysis.need_estimate import NeedEstimate
from cdof_core.analysis.unmet_need import UnmetNeedView, view_unmet_need
from cdof_core.charts.bulls_eye import draw_bulls_eye
from cdof_core.charts.paper import Wording
from cdof_core.charts.segment_bars import draw_segment_bars
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.need import SEGMENTS, USERS, percent_text
from cdof_core.narrative.numbers import interval_text, number_text
from cdof_core.narrative.periods import period_text
from cdof_core.report.picture import Picture


def segment_rows(view: UnmetNeedView) -> pd.DataFrame:
    """Return the groups of a bull's-eye with their words, from the centre outwards.

    Args:
        view: One estimate with a caseload.

    Returns:
        segment, label, people, share (per cent), lower and upper (missing where counted or
        without an interval), people_text, share_text and interval_text.
    """
    limits = {gap.segment: (gap.lower, gap.upper) for gap in view.gaps}
    rows = pd.DataFrame(
        [
            {
                "segment": ring.segment.value,
                "label": SEGMENTS[ring.segment],
                "people": ring.people,
                "share": ring.share * 100,
                "lower": limits[ring.segment][0] if ring.is_estimate else float("nan"),
                "upper": limits[ring.segment][1] if ring.is_estimate else float("nan"),
                "people_text": number_text(ring.people),
                "share_text": percent_text(ring.share),
                "is_estimate": ring.is_estimate,
            }
            for ring in view.rings
        ]
    )
    return rows.assign(
        interval_text=[
            _interval(low, high) if estimated else "counted"
            for low, high, estimated in zip(
                rows["lower"], rows["upper"], rows["is_estimate"], strict=True
            )
        ]
    )


def bulls_eye_picture(view: UnmetNeedView, *, source: str, palette: Palette = LIGHT) -> Picture:
    """Draw the rings of a view that `is_drawn`.

    Args:
        view: One estimate with a caseload.
        source: Source and licence line.
        palette: The theme's colours.

    Returns:
        The picture.
    """
    rows = segment_rows(view)
    wording = _wording(view, rows, source, kind="Rings with areas in proportion to people")

    def draw(width: int | None) -> Drawn:
        return draw_bulls_eye(rows, description=wording.description, palette=palette, width=width)

    return Picture(wording=wording, palette=palette, draw=draw)


def segment_bars_picture(view: UnmetNeedView, *, source: str, palette: Palette = LIGHT) -> Picture:
    """Draw the same groups as bars, with the interval of what is estimated.

    Args:
        view: One estimate with a caseload.
        source: Source and licence line.
        palette: The theme's colours.

    Returns:
        The picture.
    """
    rows = segment_rows(view)
    wording = replace(
        _wording(view, rows, source, kind="Bars of people"), finding=_bars_title(view, rows)
    )

    def draw(width: int | None) -> Drawn:
        return draw_segment_bars(
            rows, description=wording.description, palette=palette, width=width
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def segment_table(view: UnmetNeedView) -> pd.DataFrame:
    """Return the bull's-eye as a table to take away, the estimate last."""
    rows, estimate = segment_rows(view), view.estimate
    data = pd.DataFrame(
        {
            "Group": rows["label"],
            "People": rows["people"],
            "Share of estimate (%)": rows["share"],
            "Lower 95% limit": rows["lower"],
            "Upper 95% limit": rows["upper"],
            "How known": ["estimated" if known else "counted" for known in rows["is_estimate"]],
        }
    )
    whole = [
        f"Estimated {USERS[estimate.substance]}",
        estimate.prevalence,
        100.0,
        estimate.lower,
        estimate.upper,
        "estimated",
    ]
    data.loc[len(data)] = whole
    return data.assign(Area=estimate.area_name, Period=estimate.period, Estimate=estimate.origin)


def estimates_table(estimates: Sequence[NeedEstimate]) -> pd.DataFrame:
    """Return estimates of one substance with their wider gaps, as a table to take away."""
    rows: list[dict[str, object]] = []
    for estimate in estimates:
        gaps = view_unmet_need(estimate).gaps
        gap = gaps[-1] if gaps else None
        rows.append(
            {
                "Area": estimate.area_name,
                "Period": estimate.period,
                "Estimate": estimate.origin,
                "Estimated users": estimate.prevalence,
                "Lower 95% limit": estimate.lower,
                "Upper 95% limit": estimate.upper,
                "In treatment in the year": estimate.caseload.in_year,
                "Not in treatment": gap.people if gap else nan,
                "Not in treatment, lower": gap.lower if gap else nan,
                "Not in treatment, upper": gap.upper if gap else nan,
                "Share not in treatment (%)": gap.share * 100 if gap else nan,
                "What to know": " ".join(estimate.notes),
                "Datasets": ", ".join(estimate.dataset_ids),
            }
        )
    return pd.DataFrame(rows)


def _wording(view: UnmetNeedView, rows: pd.DataFrame, source: str, *, kind: str) -> Wording:
    estimate = view.estimate
    said = "; ".join(
        f"{row['label'].lower()} {row['people_text']} ({row['share_text']})"
        for row in records_of(rows)
    )
    last = rows.iloc[-1]
    place = at_start(in_sentence(estimate.area_name))
    users = f"an estimated {number_text(estimate.prevalence)} {USERS[estimate.substance]}"
    return Wording(
        finding=f"{last['people_text']} of {users}: {str(last['label']).lower()}",
        measure=f"{place}, people, {period_text(estimate.period)}; {estimate.origin}.",
        source=source,
        description=f"{kind}, {place}, {period_text(estimate.period)}. Of {users}: {said}.",
    )


def _bars_title(view: UnmetNeedView, rows: pd.DataFrame) -> str:
    last = rows.iloc[-1]
    found = f"{last['people_text']} {str(last['label']).lower()} ({last['share_text']})"
    if isnan(view.estimate.lower):
        return f"{found}; the estimate has no interval"
    return f"{found}; the line is the interval of the estimate"


def _interval(lower: float, upper: float) -> str:
    if isnan(lower) or isnan(upper):
        return "no interval"
    return interval_text(lower, upper, unit="people", decimals=0)
