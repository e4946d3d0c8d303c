"""Every picture of one measure: on a map, in order, over time."""

from cdof_core.report.map_picture import map_picture, map_rows
from cdof_core.report.picture import PRINT_WIDTH, Picture
from cdof_core.report.ranking_picture import count_ranked, ranked_rows, ranking_picture
from cdof_core.report.trend_picture import trend_picture, trend_rows
from cdof_core.report.view_words import chosen_figure, facts_of

__all__ = [
    "PRINT_WIDTH",
    "Picture",
    "chosen_figure",
    "count_ranked",
    "facts_of",
    "map_picture",
    "map_rows",
    "ranked_rows",
    "ranking_picture",
    "trend_picture",
    "trend_rows",
]
