"""Words of maps and clusters."""

import pytest

from cdof_core.domain import ClusterKind, MapMode
from cdof_core.narrative.clusters import caveat_words, clustering_finding, group_words
from cdof_core.narrative.maps import (
    map_mode_finding,
    mode_words,
    part_words,
    reason_words,
    short_reasons,
)


def finding(mode, **changed):
    given = {
        "area_name": "Bedford",
        "value": "5.5 per 100,000 in 2019–21",
        "map_class": "valued",
        "counts": {},
        "rank": 2,
        "ranked": 10,
        "ends": ("1.0", "9.0 per 100,000"),
        "is_judged": True,
        "earlier": "2016-18",
        "goal": "England's value",
    }
    return map_mode_finding(mode, **(given | changed))


@pytest.mark.parametrize(
    ("part", "is_judged", "words"),
    [
        ("quintile_1", True, "Best fifth"),
        ("quintile_5", True, "Worst fifth"),
        ("quintile_1", False, "Lowest fifth"),
        ("quintile_2", False, "2nd fifth"),
        ("quartile_4", False, "Highest quarter"),
        ("quartile_3", True, "3rd quarter"),
    ],
)
def test_a_part_is_named_by_its_end(part, is_judged, words):
    assert part_words(part, is_judged=is_judged) == words


@pytest.mark.parametrize(
    ("mode", "changed", "words"),
    [
        (
            MapMode.RANK,
            {},
            "Bedford: 5.5 per 100,000 in 2019–21, 2nd highest of 10",
        ),
        (
            MapMode.VALUE,
            {},
            "From 1.0 to 9.0 per 100,000 over 10 authorities. "
            "Bedford: 5.5 per 100,000 in 2019–21, 2nd highest of 10",
        ),
        (
            MapMode.CHANGE,
            {"counts": {"worse": 1, "better": 2}, "map_class": "worse"},
            "1 authority is worse and 2 better than in 2016–18. Bedford: worse than then",
        ),
        (
            MapMode.CHANGE,
            {"map_class": "not_compared"},
            "No authority's change since 2016–18 could be tested. Bedford: change not compared",
        ),
        (
            MapMode.CHANGE,
            {"counts": {"similar": 4, "not_compared": 6}, "map_class": "not_compared"},
            "No authority changed significantly since 2016–18. Bedford: change not compared",
        ),
        (
            MapMode.GOAL,
            {"counts": {"met": 3, "not_met": 4}, "map_class": "met"},
            "3 of 7 authorities reach England's value. "
            "Bedford reaches it, at 5.5 per 100,000 in 2019–21",
        ),
        (MapMode.QUINTILE, {"value": ""}, "Bedford: no figure"),
    ],
)
def test_a_map_says_its_finding(mode, changed, words):
    assert finding(mode, **changed) == words


def test_a_change_without_an_earlier_figure_has_its_own_reason():
    assert "earlier period" in reason_words("no_benchmark", mode=MapMode.CHANGE)
    assert "benchmark" in reason_words("no_benchmark", mode=MapMode.JUDGEMENT)
    counts = {"no_benchmark": 3, "no_interval": 1}
    assert short_reasons(counts, mode=MapMode.CHANGE) == "no earlier figure, no interval"


@pytest.mark.parametrize(
    ("global_i", "is_significant", "words"),
    [
        (0.4, True, "high and low values lie together; 12 high among high and 3 low among low"),
        (0.1, False, "no clear sign"),
        (-0.4, True, "neighbours differ more than by chance"),
    ],
)
def test_clusters_are_said_plainly(global_i, is_significant, words):
    said = clustering_finding(
        global_i=global_i, is_significant=is_significant, short_name="Deaths", high=12, low=3
    )
    assert words in said


def test_long_lists_of_areas_are_cut():
    names = [f"Area {number}" for number in range(8)]
    assert group_words(ClusterKind.HIGH_AMONG_HIGH, names).endswith("Area 5 and 2 more.")
    assert group_words(ClusterKind.HIGH_AMONG_HIGH, []) == ""


def test_chance_findings_are_counted():
    # 140 tests at 0.05 mark 7 by chance.
    said = caveat_words(tested=140, marked=20, robust=5, is_shared=True)
    assert "the very same value" in said[0]
    assert "about 7 would be marked" in said[1]


@pytest.mark.parametrize("is_overlapping", [True, False])
def test_a_goal_whose_period_shares_years_with_the_one_shown_says_so(is_overlapping):
    said = mode_words(
        MapMode.GOAL,
        is_judged=True,
        earlier="",
        goal="England's value of the year before (5.0 in 2018 to 2020)",
        is_overlapping=is_overlapping,
    )
    assert ("share years" in said) is is_overlapping
