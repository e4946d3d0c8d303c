"""A second area beside a profile: one line for both, and nothing of another period on it."""

import numpy as np
import pytest

from cdof_core.analysis.area_profile import build_area_profile
from cdof_core.analysis.profile_beside import place_beside
from cdof_core.domain.area import AreaCode
from cdof_core.store.observations import local_series

BEDFORD, LUTON = AreaCode("E06000055"), AreaCode("E06000032")


@pytest.fixture
def beside(look):
    def build(second, benchmark="england"):
        chosen, places = look(BEDFORD, benchmark=benchmark)
        other, other_places = look(second, benchmark=benchmark)
        profile = build_area_profile(chosen, places=places)
        return profile, place_beside(profile, other, places=other_places)

    return build


def row(figures, indicator_id):
    return figures[figures["indicator_id"] == indicator_id].iloc[0]


def test_both_areas_have_their_published_figures(beside):
    profile, second = beside(LUTON)
    # Children in need 2025, table C3: Bedford 236 of 1,387 assessments.
    assert row(profile.comparison.rows, "cin_parent_drug")["value"] == pytest.approx(23600 / 1387)
    luton = row(second, "cin_parent_drug")
    assert luton["is_alike"]
    assert luton["lower95"] < luton["value"] < luton["upper95"]
    assert list(second["indicator_id"]) == list(profile.comparison.rows["indicator_id"])


def test_the_lowest_authority_stands_at_the_low_end(beside):
    profile, _ = beside(LUTON)
    own = row(profile.comparison.rows, "cin_parent_drug")
    local = local_series(indicator_id="cin_parent_drug", sex="Persons")
    same = local[(local["period_label"] == own["period_label"]) & local["value"].notna()]
    lowest = AreaCode(str(same.sort_values("value")["area_code"].iloc[0]))
    _, second = beside(lowest)
    assert row(second, "cin_parent_drug")["marker"] == pytest.approx(own["spine_low"])


def test_a_region_draws_its_own_authorities_and_one_line_for_both(beside):
    england, _ = beside(LUTON)
    region, second = beside(AreaCode("E08000025"), "region")
    # The East of England has eleven authorities, England many more.
    few = row(region.comparison.rows, "cin_parent_drug")
    assert few["authorities_with_data"] == 11
    assert row(england.comparison.rows, "cin_parent_drug")["authorities_with_data"] > 100
    # Birmingham lies elsewhere, and is still held against the East of England: 16.6%.
    birmingham = row(second, "cin_parent_drug")
    assert few["benchmark"] == pytest.approx(16.6, abs=0.05)
    higher = birmingham["lower95"] > few["benchmark"]
    lower = birmingham["upper95"] < few["benchmark"]
    expected = "worse" if higher else "better" if lower else "similar"
    assert birmingham["judgement"] == expected


def test_what_is_of_another_period_is_not_on_the_spine(beside):
    _, second = beside(LUTON)
    apart = second[~second["is_alike"]]
    assert np.isnan(apart["marker"].to_numpy(dtype=float)).all()
