"""What a grid says in words."""

import pytest

from cdof_core.narrative.grid_findings import grid_coverage, grid_finding, most_often_worse

#  area               worse  compared  benchmark          title
TITLES = [
    ("Bedford", 2, 13, "England", "Bedford is worse than England on 2 of 13 measures compared"),
    ("Bedford", 0, 13, "England", "Bedford is worse than England on none of 13 measures compared"),
    ("Isle of Wight", 1, 1, "South East",
     "The Isle of Wight is worse than the South East on 1 of 1 measure compared"),
    ("Bedford", 0, 0, "IMD", "Bedford: no measure shown here can be compared with IMD"),
]  # fmt: skip


@pytest.mark.parametrize(("area", "worse", "compared", "benchmark", "title"), TITLES)
def test_the_title_is_the_finding(area, worse, compared, benchmark, title):
    said = grid_finding(area_name=area, worse=worse, compared=compared, benchmark_label=benchmark)
    assert said == title


#  areas with their number of worse measures            sentence
MOST = [
    ([("A", 3), ("B", 5), ("C", 1), ("D", 0)], "Most often worse: B (5), A (3) and C (1)."),
    ([("A", 3), ("B", 2), ("C", 2), ("D", 2)], "Most often worse: A (3)."),
    ([("A", 2), ("B", 2), ("C", 2), ("D", 2)], "Most often worse: A (2)."),
    ([("A", 1), ("B", 0)], "Most often worse: A (1)."),
    ([("A", 0), ("B", 0)], ""),
    ([], ""),
]


@pytest.mark.parametrize(("worse", "sentence"), MOST)
def test_the_areas_most_often_worse_are_named(worse, sentence):
    assert most_often_worse(worse) == sentence


def test_every_figure_is_counted_once():
    counts = {"judged": 5, "not compared": 3, "withheld": 2, "other period": 1, "absent": 1}
    assert grid_coverage(counts, measures=3, areas=4) == (
        "3 measures in 4 areas: 8 of 12 figures shown, 5 judged; 3 shown but not compared, "
        "2 withheld for small numbers or flagged, 1 published for another period only, "
        "1 not published."
    )
    assert grid_coverage({"judged": 1}, measures=1, areas=1) == (
        "1 measure in 1 area: 1 of 1 figures shown, 1 judged."
    )
