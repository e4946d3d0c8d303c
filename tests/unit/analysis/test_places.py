"""Who is compared with whom."""

import pytest

from cdof_core.analysis.places import OwnGroup
from cdof_core.domain import SelectionError

BEDFORD, LUTON, LEICESTER, RUTLAND = "E06000055", "E06000032", "E06000016", "E06000017"
OWN = OwnGroup(group_id="1", name="Our cluster", members=("E06000032", "E06000016"))


def test_an_authority_has_england_its_region_and_ten_neighbours(look):
    _, places = look(BEDFORD)
    assert places.chosen is places.england
    assert len(places.england.counted_members) == 153
    assert (places.region.label, len(places.region.counted_members)) == ("East of England", 11)
    assert len(places.neighbours.counted_members) == 10
    assert BEDFORD not in places.neighbours.counted_members


def test_counting_the_area_itself_adds_it_to_its_group(look):
    _, places = look(BEDFORD, benchmark="dfe", keep_area_in_group=True)
    assert len(places.chosen.counted_members) == 11


def test_a_decile_leaves_the_area_out_or_keeps_it(look):
    left_out = look(BEDFORD, benchmark="imd2019")[1].chosen
    kept = look(BEDFORD, benchmark="imd2019", keep_area_in_group=True)[1].chosen
    assert len(kept.counted_members) == len(left_out.counted_members) + 1 == 16


def test_a_partnership_in_one_region_has_it_and_no_neighbours(look):
    _, places = look(f"{BEDFORD}+{LUTON}")
    assert places.region.label == "East of England"
    assert places.neighbours is None
    assert places.area.name == "Bedford + Luton"


def test_a_partnership_over_two_regions_has_none(look):
    _, places = look(f"{BEDFORD}+{LEICESTER}", benchmark="region")
    assert places.region is None
    assert places.chosen.counted_members == ()


def test_rutland_has_no_demographic_neighbours(look):
    assert look(RUTLAND, benchmark="ons_demographic")[1].chosen.counted_members == ()


def test_a_group_of_children_s_services_says_so(look):
    assert "children's services" in look(BEDFORD, benchmark="dfe")[1].warning
    assert look(BEDFORD)[1].warning == ""


def test_a_group_of_one_s_own_counts_its_members(look):
    _, places = look(BEDFORD, benchmark="group", group_id="1", own_group=OWN)
    assert (places.chosen.label, len(places.chosen.counted_members)) == ("Our cluster", 2)


def test_england_has_neither_region_nor_neighbours(look):
    _, places = look("E92000001")
    assert (places.region, places.neighbours) == (None, None)
    assert places.chosen.code == places.area.code


@pytest.mark.parametrize("code", ["E99999999", "", f"{BEDFORD}+nowhere"])
def test_an_unknown_area_is_named(look, code):
    with pytest.raises(SelectionError, match="No area of this snapshot"):
        look(code)
