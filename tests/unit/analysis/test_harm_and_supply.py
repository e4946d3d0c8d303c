"""Harm, crime and supply of the areas that ship: each figure stays with its place."""

import pytest

from cdof_core.analysis.harm_and_supply import (
    view_harm_and_supply,
)
from cdof_core.analysis.harm_measures import COUNTY_LINES, Geography, Theme
from cdof_core.analysis.harm_nation import MOST_SUBSTANCES, national_figures
from tests.unit.analysis.conftest import TWENTY_AREAS


@pytest.fixture
def harm(look):
    def made(area, **choices):
        selection, places = look(area, **choices)
        return view_harm_and_supply(selection, places=places, nation=national_figures())

    return made


def newest(view, indicator_id, geography="authority"):
    rows = view.latest
    found = rows[(rows["indicator_id"] == indicator_id) & (rows["geography"] == geography)]
    return found.iloc[0] if len(found) == 1 else None


def test_bedford_shares_its_force_with_two_others(harm):
    (force,) = harm("E06000055").forces
    assert (force.code, force.is_area) == ("E23000026", False)
    assert force.authorities == ("Bedford", "Central Bedfordshire", "Luton")


def test_a_partnership_of_a_whole_force_is_its_area(harm):
    (force,) = harm("E06000032+E06000055+E06000056").forces
    assert force.is_area


def test_a_partnership_across_two_forces_has_both(harm):
    names = [force.name for force in harm("E09000001+E09000007").forces]
    assert names == ["City of London police force area", "Metropolitan Police force area"]


def test_a_figure_of_the_force_is_never_one_of_the_authority(harm):
    view = harm("E06000055")
    # ONS, police force area tables, year ending June 2025, Table C2 (force and authority).
    force = newest(view, "recorded_drug_offences", "force")
    assert (force["value"], force["area_code"]) == (1814, "E23000026")
    assert newest(view, "recorded_drug_offences") is None
    own = newest(view, "recorded_drug_offences_rate")
    assert own["area_code"] == "E06000055"
    assert own["numerator"] == 532
    for theme in Theme:
        codes = set(view.drawn(Geography.FORCE, theme)["area_code"])
        assert codes <= {"E23000026"}


def test_one_function_judges_and_only_local_figures(harm):
    rows = harm("E06000055").latest
    wider = rows[rows["geography"] != "authority"]
    assert set(wider["judgement"]) == {"not_compared"}
    assert newest(harm("E06000055"), "cin_parent_drug")["judgement"] == "worse"
    assert newest(harm("E06000055"), "recorded_drug_offences_rate")["judgement"] == "lower"


def test_what_is_not_published_for_an_area_is_named(harm):
    absent = {name for name, _ in harm("E06000055").absent}
    assert "Admissions, drug poisoning, rate" in absent
    assert "Alcohol need met" not in absent


def test_spans_that_overlap_are_listed_and_never_a_line(harm):
    view = harm("E06000055")
    assert list(view.spans["value"]) == [410, 700, 2000, 1300, 1500, 780]
    assert COUNTY_LINES not in set(view.lines["indicator_id"])


def test_substances_are_those_named_most_often_in_the_newest_year(harm):
    rows = harm("E06000055").drawn(Geography.NATION, Theme.DEATHS)
    rows = rows[rows["indicator_id"] == "deaths_by_substance_rate"]
    # ONS, deaths related to drug poisoning 2021: heroin or morphine 20.9, cocaine 14.6 a million.
    assert list(rows["panel"].drop_duplicates())[:2] == ["Heroin or morphine", "Cocaine"]
    assert rows["panel"].nunique() == MOST_SUBSTANCES
    assert set(rows["area_code"]) == {"K04000001"}


def test_years_are_not_joined_to_five_years_together(harm):
    rows = harm("E06000055").drawn(Geography.NATION, Theme.CRIME)
    homicides = rows[rows["indicator_id"] == "homicide_drug_related"]
    spans = homicides.groupby("segment")["period_label"].apply(list)
    # 2008 and 2018 stand alone: nothing between them is held, so no line joins them.
    assert ["YE Mar 2008"] in list(spans)
    five = [labels for labels in spans if "Apr 2018 - Mar 2023" in labels]
    assert five == [["Apr 2018 - Mar 2023", "Apr 2019 - Mar 2024"]]


@pytest.mark.parametrize("area", TWENTY_AREAS[::4])
def test_unusual_areas_have_their_own_figures_only(harm, area):
    view = harm(area)
    local = view.latest[view.latest["geography"] == "authority"]
    assert set(local["area_code"]) <= {area}
    assert view.forces
    assert not view.latest["theme"].isna().any()
