"""What is worked out for all authorities at once is what each would be told by itself."""

import numpy as np
import pandas as pd
import pytest

from cdof_core.analysis.authorities_at_once import held_at_once, trends_at_once
from cdof_core.analysis.catalogue_columns import POOLING_METADATA, with_metadata
from cdof_core.analysis.spine import spine
from cdof_core.comparison.benchmarks import resolve_benchmarks
from cdof_core.comparison.keys import SERIES
from cdof_core.comparison.trends import judge_trends
from cdof_core.store.indicators import annotations, indicators
from cdof_core.store.panel import figures_at_periods, figures_of_areas
from tests.unit.analysis.conftest import TWENTY_AREAS


@pytest.mark.parametrize("area_code", TWENTY_AREAS)
def test_benchmarks_and_spread_are_those_of_the_area_alone(compare, area_code):
    comparison = compare(area_code)
    rows, places = comparison.rows, comparison.places
    held = held_at_once(rows, places=places)
    candidates = with_metadata(figures_at_periods(rows), indicators(), columns=POOLING_METADATA)
    beside = [places.england, places.region, places.neighbours]
    assert list(held.benchmarks) == [request for request in beside if request is not None]
    for request, answer in held.benchmarks.items():
        alone = resolve_benchmarks(
            rows,
            asked=np.zeros(len(rows), dtype=np.int64),
            candidates=candidates,
            published=figures_of_areas(
                indicator_ids=list(rows["indicator_id"]),
                area_codes=[request.code] if request.code else [],
            ),
            requests=[request],
        )
        pd.testing.assert_frame_equal(answer, alone)
    among = candidates[candidates["area_code"].isin(places.authorities)]
    pd.testing.assert_frame_equal(held.spread, spine(rows, candidates=among))


@pytest.mark.parametrize("area_code", TWENTY_AREAS)
def test_trends_are_those_of_the_area_alone(compare, area_code):
    series = compare(area_code).series
    alone = judge_trends(series, annotations=annotations())
    at_once = series[SERIES].drop_duplicates().merge(trends_at_once(area_code), on=SERIES)
    pd.testing.assert_frame_equal(at_once, alone)


def test_figures_of_another_period_get_no_answer(compare):
    comparison = compare("E06000055")
    older = comparison.series.sort_values("period_end").drop_duplicates("indicator_id")
    assert held_at_once(older, places=comparison.places) is None


def test_a_partnership_is_worked_out_by_itself(compare):
    comparison = compare("E06000032+E06000055+E06000056")
    assert held_at_once(comparison.rows, places=comparison.places) is None
    assert trends_at_once(comparison.places.area.code) is None
