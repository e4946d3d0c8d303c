"""Two measures of areas against each other, with words."""

import altair as alt
import pandas as pd

from cdof_core.analysis.relationships import MeasureAt, Relationship
from cdof_core.charts.paper import Wording
from cdof_core.charts.relationship import draw_relationship
from cdof_core.charts.theme import LIGHT, Palette, tall
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.relationship import (
    CAVEATS,
    correlation_words,
    line_words,
    outlier_words,
    period_words,
    relationship_finding,
)
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.report.table_origin import Origin, method_lines, source_lines
from cdof_core.report.tables import Table
from cdof_core.report.view_words import axis_title


def relationship_title(view: Relationship) -> str:
    """Return the title: how the two measures go together."""
    return relationship_finding(
        view.correlation,
        across=view.across.sentence_name,
        up=view.up.sentence_name,
        has_line=is_drawn(view),
    )


def correlation_title(view: Relationship) -> str:
    """Return the title of the picture: the correlation of the two measures."""
    words = at_start(correlation_words(view.correlation))
    return f"{words}: {view.up.short_name} against {view.across.short_name}"


def is_drawn(view: Relationship) -> bool:
    """Whether the line explains enough to be drawn."""
    return view.line is not None and view.line.is_worth_drawing


def relationship_words(view: Relationship) -> list[str]:
    """Return what is said below the title: periods, line, outliers."""
    r_squared = float("nan") if view.line is None else view.line.r_squared
    names = [in_sentence(str(name)) for name in view.outliers["area_name"]]
    return [
        period_words(
            period_text(view.across.period), period_text(view.up.period), view.years_apart
        ),
        line_words(r_squared, is_drawn=is_drawn(view)),
        outlier_words(names, is_drawn=is_drawn(view)),
    ]


def coverage_words(view: Relationship) -> str:
    """Count the authorities shown, and say why the others are not."""
    shown = len(view.points)
    said = f"{shown} of {view.authorities} authorities shown"
    parts = [
        f"{measure.short_name}: {_missing(measure)}"
        for measure in (view.across, view.up)
        if _missing(measure)
    ]
    return f"{said}. Not shown for want of a value — {'; '.join(parts)}." if parts else f"{said}."


def relationship_picture(
    view: Relationship,
    *,
    datasets: pd.DataFrame,
    palette: Palette = LIGHT,
    in_a_room: bool = False,
) -> Picture:
    """Draw two measures against each other.

    Args:
        view: The two measures.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
        in_a_room: Whether it is for a projector that many look at; paper ignores it.
    """
    rows = _rows(view)
    chosen = rows[rows["is_chosen"]]
    at = [
        f"{row['area_name']}: {row['x_text']} across, {row['y_text']} up"
        for row in records_of(chosen)
    ]
    wording = Wording(
        finding=correlation_title(view),
        measure=" ".join(
            [
                f"{view.up.name} against {view.across.name[:1].lower()}{view.across.name[1:]}.",
                *relationship_words(view),
                coverage_words(view),
            ]
        ),
        source=source_line(datasets, view.sources),
        description=(
            f"Scatter chart of {len(rows)} authorities. {relationship_title(view)}: "
            f"{correlation_words(view.correlation)}. "
            f"{' '.join(relationship_words(view))} {'; '.join(at)}"
        ).strip(),
    )
    ends = _ends(view)

    def draw(width: int | None) -> alt.LayerChart:
        return draw_relationship(
            rows,
            line=ends,
            x_title=_axis(view.across),
            y_title=_axis(view.up),
            description=wording.description,
            palette=palette,
            width=width,
            height=tall(in_a_room=in_a_room and width is None),
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def relationship_table(view: Relationship, *, origin: Origin) -> Table:
    """Return both values of every authority shown.

    Args:
        view: The two measures.
        origin: Where the figures come from.
    """
    rows = view.points
    data = pd.DataFrame(
        {
            "Area code": rows["area_code"],
            "Area": rows["area_name"],
            f"{view.across.name}, {period_text(view.across.period)}": rows["x"],
            f"{view.up.name}, {period_text(view.up.period)}": rows["y"],
            "Population, mid-2022": rows["population"],
            "Group": rows["group"],
            "Distance from the line (standardised residual)": rows["residual"],
        }
    )
    finding = f"{relationship_title(view)}: {correlation_words(view.correlation)}"
    about = [
        ("Title", finding),
        *(("Reading", sentence) for sentence in relationship_words(view)),
        ("Shown", coverage_words(view)),
        *(("Caveat", sentence) for sentence in CAVEATS),
        *source_lines(view.sources, origin),
        *method_lines(origin),
    ]
    return Table(
        title=finding,
        data=data,
        decimals={},
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )


def _rows(view: Relationship) -> pd.DataFrame:
    outlying = set(view.outliers["area_code"])
    points = view.points
    named = points["is_chosen"] | points["area_code"].isin(outlying)
    return points.assign(
        x_text=_texts(points["x"], view.across),
        y_text=_texts(points["y"], view.up),
        population_text=[number_text(number) for number in points["population"]],
        label=points["area_name"].where(named, ""),
    )


def _texts(values: "pd.Series[float]", measure: MeasureAt) -> list[str]:
    return [value_text(value, unit=measure.unit, decimals=measure.decimals) for value in values]


def _ends(view: Relationship) -> tuple[tuple[float, float], tuple[float, float]] | None:
    if view.line is None or not view.line.is_worth_drawing:
        return None
    low, high = float(view.points["x"].min()), float(view.points["x"].max())
    start, slope = view.line.intercept, view.line.slope
    return (low, start + slope * low), (high, start + slope * high)


def _axis(measure: MeasureAt) -> str:
    unit = axis_title(measure.unit)
    named = measure.short_name if unit in measure.short_name else f"{measure.short_name}, {unit}"
    period = period_text(measure.period)
    # An edition of the index is its own period.
    return named if period in named else f"{named} ({period})"


def _missing(measure: MeasureAt) -> str:
    counts = measure.coverage
    said = [
        f"{number} {why}"
        for number, why in (
            (counts.withheld, "withheld for small numbers"),
            (counts.flagged, "flagged as not comparable"),
            (counts.absent, "without a published figure"),
        )
        if number
    ]
    return ", ".join(said)
