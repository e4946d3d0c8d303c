"""Coverage of an area and its neighbours against control limits, worked out again by hand."""

import math

import pytest

from cdof_core.analysis.coverage_funnel import coverage_funnel
from cdof_core.analysis.treatment_coverage import MEASURES, view_coverage
from cdof_core.report.coverage_picture import coverage_funnel_picture


def test_hartlepool_and_its_neighbours(look):
    selection, places = look("E06000001")
    coverage = view_coverage(selection, places=places, measure=MEASURES[0], period="2018/19")
    funnel = coverage_funnel(coverage)
    areas = funnel.areas.set_index("area_name")
    assert len(areas) == 11
    average = areas["treated"].sum() / areas["need"].sum()
    assert funnel.baseline == pytest.approx(average * 100)
    for _, row in areas.iterrows():
        error = math.sqrt(average * (1 - average) / row["need"])
        distance = abs(row["coverage"] / 100 - average) / error
        assert ("95%" in row["outside"]) == (1.96 < distance < 3.09)
        assert ("99.8%" in row["outside"]) == (distance > 3.0902)
    assert areas.loc["Hartlepool", "is_chosen"]
    assert areas["is_chosen"].sum() == 1


def test_the_limits_narrow_as_need_grows(look):
    selection, places = look("E06000055")
    curve = coverage_funnel(view_coverage(selection, places=places, measure=MEASURES[0])).curve
    assert (curve["upper998"] > curve["upper95"]).all()
    assert (curve["lower95"] > curve["lower998"]).all()
    assert curve["upper95"].is_monotonic_decreasing
    assert curve["lower95"].is_monotonic_increasing


def test_a_partnership_without_a_group_stands_among_all(look):
    selection, places = look("E06000055+E06000056")
    funnel = coverage_funnel(view_coverage(selection, places=places, measure=MEASURES[0]))
    assert len(funnel.areas) > 100
    assert funnel.areas["is_chosen"].sum() == 2


def test_the_picture_says_that_need_is_an_estimate(look):
    selection, places = look("E06000001")
    coverage = view_coverage(selection, places=places, measure=MEASURES[0])
    picture = coverage_funnel_picture(
        coverage_funnel(coverage),
        area_name="Hartlepool",
        group_name="its peers",
        need_name="adults dependent on alcohol",
        source="s",
    )
    assert picture.wording.finding.startswith("Hartlepool lies above the 99.8% limits")
    assert "They take need as exact" in picture.wording.measure
    specification = picture.on_screen().to_dict()
    named = [row["label"] for row in specification["datasets"]["areas"] if row["label"]]
    assert "Hartlepool" in named
    assert len(named) <= 3
