"""Who lives in an area: publishers' own figures, and sums of them."""

import pytest

from cdof_core.analysis.places import OwnGroup
from cdof_core.analysis.population import view_population


@pytest.fixture
def population(look):
    def made(area, **choices):
        _, places = look(area, **choices)
        return view_population(places)

    return made


def persons(view, place, age="All ages", reference="mid-2022"):
    rows = view.ages
    found = rows[(rows["place"] == place) & (rows["age"] == age) & (rows["reference"] == reference)]
    return found["persons"].item()


def test_bedford_stands_beside_england_and_its_region(population):
    view = population("E06000055")
    assert view.comparators == ("England", "East of England")
    # ONS mid-2022 estimates, MYE2: Bedford 187,466; England 57,106,398 as first published.
    assert persons(view, "Bedford") == 187_466
    assert persons(view, "England") == 57_106_398


def test_a_group_of_neighbours_is_added_up_without_the_area(population):
    view = population("E06000009", benchmark="dfe")
    assert view.comparators == ("DfE statistical neighbours", "England")
    rows = view.ages[view.ages["place"] == "DfE statistical neighbours"]
    assert set(rows["members"]) == {10}


def test_shares_are_of_all_ages_of_the_same_reference(population):
    view = population("E06000055")
    rows = view.ages.set_index(["place", "reference", "age"])
    # 145,133 of 187,466.
    assert rows.loc[("Bedford", "mid-2022", "18+"), "share"] == pytest.approx(77.4183, abs=1e-3)
    assert rows.loc[("Bedford", "mid-2020", "18+"), "share"] == pytest.approx(
        133_514 / 174_687 * 100
    )


def test_a_partnership_is_the_sum_of_its_members(population):
    one, two = population("E06000055"), population("E06000056")
    both = population("E06000055+E06000056")
    name = both.places.area.name
    assert persons(both, name) == persons(one, "Bedford") + persons(two, "Central Bedfordshire")
    own = both.deprivation[both.deprivation["place_rank"] == 0]
    assert set(own["place"]) == {"Bedford", "Central Bedfordshire"}


def test_the_pyramid_is_of_women_and_men_of_the_newest_reference(population):
    pyramid = population("E06000055").pyramid
    assert pyramid.reference == "mid-2022"
    rows = pyramid.bands.set_index(["place", "sex", "band"])
    # ONS, mid-2022, MYE2: Bedford and England, 20 to 24 and 85 and over.
    assert rows.loc[("Bedford", "Female", "20 to 24"), "people"] == 4_670
    assert rows.loc[("Bedford", "Male", "85 and over"), "people"] == 1_704
    assert rows.loc[("England", "Male", "85 and over"), "people"] == 538_793
    assert rows.loc[("Bedford", "Female", "20 to 24"), "share"] == pytest.approx(
        4_670 / 187_466 * 100
    )
    assert rows.groupby("place")["share"].sum().tolist() == pytest.approx([100, 100, 100])
    broad = pyramid.groups.set_index(["place", "band"])
    # 15,560 females and 15,977 males of 15 to 29.
    assert broad.loc[("Bedford", "15 to 29"), "people"] == 31_537
    assert (
        broad.loc[("Bedford", "65 and over"), "share"]
        < broad.loc[("England", "65 and over"), "share"]
    )


def test_a_partnership_has_the_pyramid_of_its_members(population):
    both = population("E06000055+E06000056")
    males = both.pyramid.bands.set_index(["place_rank", "sex", "band"])["people"]
    parts = [population(code).pyramid.bands for code in ("E06000055", "E06000056")]
    own = [part.set_index(["place_rank", "sex", "band"])["people"] for part in parts]
    assert males.loc[(0, "Male", "0 to 4")] == sum(part.loc[(0, "Male", "0 to 4")] for part in own)


def test_references_stand_newest_first(population):
    assert list(population("E06000055").references.values()) == [
        "Mid-2022",
        "Census 2021",
        "Mid-2020",
    ]


def test_ethnic_groups_add_up_to_everyone(population):
    rows = population("E06000055").ethnicity
    assert rows.groupby("place")["share"].sum().tolist() == pytest.approx([100, 100, 100])
    own = rows[rows["place"] == "Bedford"].set_index("group")
    assert own["people"].sum() == 185_224


def test_deprivation_is_ranked_and_a_comparator_has_a_median(population):
    view = population("E06000009")
    rows = view.deprivation.set_index(["index", "place"])
    assert rows.loc[("imd2025", "Blackpool"), ["score", "rank", "decile"]].tolist() == [43.47, 1, 1]
    assert view.authorities == 153
    assert rows.loc[("imd2019", "England"), "members"] == 153
    assert bool(rows.loc[("imd2019", "England"), "is_median"])


def test_a_place_of_which_a_member_has_no_figure_has_no_sum(look):
    group = OwnGroup(group_id="g", name="Two", members=("E06000055", "E99999999"))
    _, places = look("E06000056", benchmark="group", own_group=group)
    view = view_population(places)
    assert "Two" in view.comparators
    assert "Two" not in set(view.ages["place"])
    assert "Two" not in set(view.pyramid.bands["place"])
