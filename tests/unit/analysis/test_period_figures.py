"""Figures at one period, read without judging: what a view of the indicator shows."""

from dataclasses import replace

import pytest

from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.analysis.period_figures import benchmark_at, period_figures
from cdof_core.domain import IndicatorId

COVERAGE = IndicatorId("alcohol_need_met")


@pytest.mark.parametrize("area", ["E06000055", "E09000003"])
def test_they_are_those_of_the_view(look, area):
    selection, places = look(area, indicator_id=COVERAGE)
    view, figures = (
        view_indicator(selection, places=places),
        period_figures(selection, places=places),
    )
    shown = view.areas[view.areas["value"].notna()].set_index("area_code")["value"]
    assert figures.period == view.period
    assert figures.local.dropna(subset="value").set_index("area_code")["value"].to_dict() == (
        shown.to_dict()
    )
    assert list(figures.own["value"]) == list(view.chosen["value"])


def test_a_benchmark_is_found_as_the_one_that_judges(look):
    selection, places = look("E06000055", indicator_id=COVERAGE)
    beside = view_indicator(selection, places=replace(places, chosen=places.region))
    found = benchmark_at(selection, benchmark=places.region)
    assert found == pytest.approx(beside.benchmark_value)
    assert found is not None


def test_without_a_figure_nothing_is_found(look):
    selection, places = look("E06000055", indicator_id=IndicatorId("county_lines_closed"))
    assert period_figures(selection, places=places).period == ""
    assert benchmark_at(selection, benchmark=places.region) is None
