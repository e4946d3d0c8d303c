"""A grid of measures and areas as a picture for paper."""

from typing import Final

import altair as alt
import numpy as np
import pandas as pd

from cdof_core.analysis.overview_grid import OverviewGrid
from cdof_core.charts.judgement_grid import draw_judgement_grid
from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.grid_findings import grid_coverage, grid_finding
from cdof_core.narrative.names import in_sentence
from cdof_core.report.grid_words import cell_counts, cell_words
from cdof_core.report.picture import PRINT_WIDTH, Picture
from cdof_core.report.view_words import measure_with_period, shape_legend

_BESIDE_NAMES: Final = 50
"""Pixels of a column whose cells hold a value."""
_NAMES: Final = 385
_COLUMNS_OF_AREAS: Final = 24
"""With more areas than this they stand down the side, as on screen."""


def finding_of(grid: OverviewGrid) -> str:
    """Return the title of a grid."""
    own = grid.areas[grid.areas["role"] == "chosen"].iloc[0]
    return grid_finding(
        area_name=grid.places.area.name,
        worse=int(own["worse"]),
        compared=int(own["compared"]),
        benchmark_label=grid.places.chosen.label,
    )


def coverage_of_grid(grid: OverviewGrid) -> str:
    """Return the caption that counts what a grid shows."""
    areas = int(grid.areas["role"].isin(["chosen", "member"]).sum())
    return grid_coverage(cell_counts(grid), measures=len(grid.measures), areas=areas)


def grid_width(areas: int) -> int:
    """Return the width in pixels at which a grid of so many areas can be read on paper."""
    fits = _NAMES + _BESIDE_NAMES * areas if areas <= _COLUMNS_OF_AREAS else PRINT_WIDTH
    return max(PRINT_WIDTH, fits)


def grid_picture(
    grid: OverviewGrid, *, order: list[int], source: str, palette: Palette = LIGHT
) -> Picture:
    """Draw a grid.

    Args:
        grid: The grid.
        order: Row numbers of its areas, in the order shown.
        source: Source and licence line.
        palette: The theme's colours.

    Returns:
        The picture; a legend of its shapes is part of its subtitle.
    """
    words = cell_words(grid.cells, grid.measures)
    names = [str(grid.areas["area_name"].iloc[place]) for place in order]
    measures = [measure_with_period(row) for row in records_of(grid.measures)]
    by_area = len(order) > _COLUMNS_OF_AREAS
    area = np.tile(grid.areas["area_name"].to_numpy(), len(measures))
    measure = np.repeat(measures, len(order))
    cells = pd.DataFrame(
        {
            "line": area if by_area else measure,
            "column": measure if by_area else area,
            "judgement": grid.cells["judgement"],
            "label": words["value_text"],
            "has_value": words["has_value"],
        }
    )
    against = in_sentence(grid.places.chosen.label)
    present = {Judgement(str(kind)) for kind in cells["judgement"].unique()}
    wording = Wording(
        finding=finding_of(grid),
        measure=(
            f"Latest figures against {against}. {shape_legend(present)}, dash no figure. "
            f"{coverage_of_grid(grid)}"
        ),
        source=source,
        description=(
            f"Grid of {len(measures)} measures and {len(order)} areas, judged against {against}. "
            f"{finding_of(grid)}."
        ),
    )
    lines, columns = (names, measures) if by_area else (measures, names)

    def draw(width: int | None) -> alt.LayerChart:
        return draw_judgement_grid(
            cells,
            lines=lines,
            columns=columns,
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)
