"""Spines for paper: each measure's figure in the range of those compared with, one line each."""

from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.marks import judgement_shape
from cdof_core.charts.specification import named, rows_of
from cdof_core.charts.theme import LIGHT, TEXT_SIZE, Palette, judgement_colour, themed
from cdof_core.domain.judgement import Judgement

_ROW: Final = 24
_MARK: Final = 30
"""Pixels from the right end of the names to the middle of a judgement's shape."""
_NUMBER: Final = 62
_ENDS: Final = 78
"""Pixels beside a spine for what its lowest and its highest end are."""
_NAMES_SHARE: Final = 0.42
_COLUMNS: Final = [
    "line",
    "name",
    "is_heading",
    "judgement",
    "value_text",
    "second_text",
    "low_text",
    "high_text",
    "low",
    "p25",
    "p75",
    "high",
    "marker",
    "beside",
    "beside_judgement",
]


def draw_spines(
    rows: pd.DataFrame,
    *,
    heads: tuple[str, str],
    description: str,
    palette: Palette = LIGHT,
    width: int = 720,
) -> alt.LayerChart:
    """Draw one line a measure: name, value, benchmark, and where the value lies.

    Args:
        rows: One row a line in the order shown: line (its own number), name, is_heading (a line
            that names an outcome and holds nothing else), judgement, value_text, second_text,
            low_text and high_text (what the ends are), low, p25, p75, high and marker: shares of
            the spine's width with the benchmark at 0.5, missing where there is no range; beside
            and beside_judgement: a second area's, missing without one.
        heads: Headings of the values and of the numbers beside them.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture in pixels.

    Returns:
        A chart as tall as its lines need, with the datasets `lines` and `heads`.
    """
    names = round(width * _NAMES_SHARE)
    own, theirs = names + _MARK / 2 + _NUMBER, names + _MARK / 2 + 2 * _NUMBER
    base = alt.Chart(named("lines")).encode(
        y=alt.Y("line:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    )
    ranged = base.transform_filter("!datum.is_heading").transform_filter("datum.low !== null")
    present = list(dict.fromkeys([*rows["judgement"].dropna(), *rows["beside_judgement"].dropna()]))
    judged = _Judged(judgement_colour(palette, present), judgement_shape(present))
    spine = (theirs + _ENDS, width - _ENDS)
    layers = [
        *_words(base, judged, places=(names, own, theirs), palette=palette),
        *_ranges(ranged, spine=spine, palette=palette),
        *_markers(ranged, judged, spine=spine, palette=palette),
        *_heads(((heads[0], own), (heads[1], theirs)), palette),
    ]
    chart = alt.layer(*layers, width=width, height=_ROW * len(rows))
    return themed(
        chart,
        palette=palette,
        description=description,
        datasets={"lines": rows_of(rows, _COLUMNS), "heads": [{}]},
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """Colours and shapes of the judgements that a picture holds."""

    colours: alt.Scale
    shapes: alt.Scale

    def by(self, column: str) -> dict[str, Any]:
        """Return what a mark is drawn by."""
        return {
            "color": alt.Color(f"{column}:N", scale=self.colours, legend=None),
            "shape": alt.Shape(f"{column}:N", scale=self.shapes, legend=None),
        }


def _text(palette: Palette) -> dict[str, Any]:
    return {"baseline": "middle", "fontSize": TEXT_SIZE, "color": palette.ink}


def _words(
    base: alt.Chart, judged: _Judged, *, places: tuple[float, float, float], palette: Palette
) -> list[alt.Chart]:
    """Return what stands left of the spines: headings, names, judgements, two numbers."""
    names, own, theirs = places
    words = _text(palette)
    measures = base.transform_filter("!datum.is_heading")
    return [
        base.transform_filter("datum.is_heading")
        .mark_text(**words, align="left", fontWeight="bold", x=0)
        .encode(text="name:N"),
        measures.mark_text(**words, align="left", x=8, limit=names - 8 - _MARK / 2).encode(
            text="name:N"
        ),
        measures.mark_point(filled=True, size=52, opacity=1, x=names).encode(
            **judged.by("judgement")
        ),
        measures.mark_text(**words, align="right", x=own).encode(text="value_text:N"),
        measures.mark_text(**words, align="right", x=theirs).encode(text="second_text:N"),
    ]


def _across(column: str, spine: tuple[float, float]) -> alt.X:
    scale = alt.Scale(domain=[0, 1], range=list(spine), nice=False, zero=False)
    return alt.X(f"{column}:Q", scale=scale, axis=None)


def _ranges(ranged: alt.Chart, *, spine: tuple[float, float], palette: Palette) -> list[alt.Chart]:
    """Return the spines: all those compared with, their middle half, the benchmark, both ends."""
    bar: dict[str, Any] = {"height": 10, "cornerRadius": 2}
    quiet: dict[str, Any] = {**_text(palette), "fontSize": TEXT_SIZE - 1, "color": palette.quiet}
    return [
        ranged.mark_bar(**bar, color=palette.band).encode(x=_across("low", spine), x2="high:Q"),
        ranged.transform_filter("datum.p25 !== null")
        .mark_bar(**bar, color=palette.comparator)
        .encode(x=_across("p25", spine), x2="p75:Q"),
        ranged.mark_tick(
            orient="vertical", size=18, thickness=1.5, color=palette.ink, x=sum(spine) / 2
        ),
        ranged.mark_text(**quiet, align="right", x=spine[0] - 6).encode(text="low_text:N"),
        ranged.mark_text(**quiet, align="left", x=spine[1] + 6).encode(text="high_text:N"),
    ]


def _markers(
    ranged: alt.Chart, judged: _Judged, *, spine: tuple[float, float], palette: Palette
) -> list[alt.Chart]:
    """Return the area in each spine, and a second area where one is shown beside it."""
    second = judged.by("beside_judgement")
    return [
        # Ringed in the ground's colour, the shape stands out from the bar that it lies on.
        ranged.transform_filter("datum.marker !== null")
        .mark_point(filled=True, size=90, opacity=1, stroke=palette.ground)
        .encode(
            x=_across("marker", spine),
            strokeWidth=alt.condition(_is_unjudged("judgement"), alt.value(0), alt.value(1)),
            **judged.by("judgement"),
        ),
        # The second area is hollow, so that it is told apart without its colour.
        ranged.transform_filter("datum.beside !== null && datum.beside_judgement !== null")
        .mark_point(filled=False, size=70, opacity=1, strokeWidth=2)
        .encode(
            x=_across("beside", spine),
            color=second["color"],
            # A hollow ring would look like a dot: what is not compared is a dashed circle.
            shape=alt.condition(
                _is_unjudged("beside_judgement"), alt.value("circle"), second["shape"]
            ),
            strokeDash=alt.condition(
                _is_unjudged("beside_judgement"), alt.value([2, 2]), alt.value([1, 0])
            ),
        ),
    ]


def _is_unjudged(column: str) -> str:
    return f"datum.{column} === '{Judgement.NOT_COMPARED}'"


def _heads(places: tuple[tuple[str, float], ...], palette: Palette) -> list[alt.Chart]:
    """Return the headings of the two columns of numbers, above the first line."""
    return [
        alt.Chart(named("heads")).mark_text(
            text=name,
            align="right",
            baseline="bottom",
            x=place,
            y=-8,
            limit=_NUMBER - 4,
            fontSize=TEXT_SIZE - 1,
            fontWeight="bold",
            color=palette.quiet,
        )
        for name, place in places
    ]
