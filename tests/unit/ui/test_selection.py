"""What a link means: every choice it can make, and what is said where it cannot be had."""

import pytest

from cdof_core.domain import Area, AreaCode, AreaLevel, BenchmarkKind, Layout, Selection
from cdof_core.ui.places import Change, Places
from cdof_core.ui.selection import Choices, read_selection
from cdof_core.ui.url import PARAMETERS, changing_href, page_href


def authority(code: str, name: str, region: str = "E12000006") -> Area:
    return Area(AreaCode(code), name, AreaLevel.UPPER_TIER, region_code=region)


PLACES = Places(
    authorities={
        area.code: area
        for area in (
            authority("E06000055", "Bedford"),
            authority("E06000056", "Central Bedfordshire"),
            authority("E06000052", "Cornwall", "E12000009"),
            authority("E06000063", "Cumberland", "E12000002"),
            authority("E06000053", "Isles of Scilly", "E12000009"),
            authority("E06000064", "Westmorland and Furness", "E12000002"),
        )
    },
    other_names={"E12000006": "East of England", "E92000001": "England"},
    changes=(
        Change("E10000006", "Cumbria", "", "termination"),
        Change("E10000006", "Cumbria", "E06000063", "utla_successor"),
        Change("E10000006", "Cumbria", "E06000064", "utla_successor"),
        Change("E10000099", "Old shire", "E10000006", "recode"),
        Change("E06000053", "Isles of Scilly", "E06000052", "combined in publication"),
        Change("E1", "A loop", "E2", "recode"),
        Change("E2", "Of codes", "E1", "recode"),
    ),
)
CHOICES = Choices(places=PLACES, indicators={"deaths_rate"}, own_groups={"abc": "Our cluster"})


def read(**given: str) -> Selection:
    return read_selection(dict.fromkeys(PARAMETERS, "") | given, CHOICES)


def test_an_empty_address_shows_an_example_and_says_so() -> None:
    selection = read()
    assert selection == Selection(
        area_code=AreaCode("E06000055"),
        notes=("Showing Bedford as an example: choose your area above.",),
    )


def test_a_full_address_is_taken_as_it_is() -> None:
    selection = read(
        area="E06000056",
        vs="group",
        group="abc",
        indicator="deaths_rate",
        period="2019-21",
        sex="Female",
        levels="5",
        keep="yes",
        layout="boundaries",
    )
    assert selection == Selection(
        area_code=AreaCode("E06000056"),
        benchmark=BenchmarkKind.OWN_GROUP,
        group_id="abc",
        indicator_id="deaths_rate",
        period="2019-21",
        sex="Female",
        levels=5,
        keep_area_in_group=True,
        layout=Layout.BOUNDARIES,
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("E06000056", "E06000056"),
        ("e06000056", "E06000056"),
        ("E06000056+E06000055", "E06000055+E06000056"),
        ("E06000056 E06000055", "E06000055+E06000056"),  # a plus sign that was not encoded
        ("E06000056+E06000056", "E06000056"),
    ],
)
def test_areas_and_partnerships(asked: str, code: str) -> None:
    selection = read(area=asked)
    assert (selection.area_code, selection.notes) == (code, ())


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        (
            {"area": "E10000006"},
            "Cumbria (E10000006) is no longer an authority; choose [Cumberland](?area=E06000063) "
            "and [Westmorland and Furness](?area=E06000064). Showing Bedford instead.",
        ),
        (
            {"area": "E10000099"},
            "Old shire (E10000099) is no longer an authority; choose "
            "[Cumberland](?area=E06000063) and [Westmorland and Furness](?area=E06000064). "
            "Showing Bedford instead.",
        ),
        (
            {"area": "E12000006"},
            "East of England can be compared with but not chosen. Showing Bedford instead.",
        ),
        ({"area": "E1"}, "No area has the code “E1”. Showing Bedford instead."),
        ({"area": "XX"}, "No area has the code “XX”. Showing Bedford instead."),
        ({"area": "+"}, "No area has the code “+”. Showing Bedford instead."),
        (
            {"area": "E06000055+E0"},
            "No area has the code “E0”. Showing Bedford instead.",
        ),
        (
            {"area": "E06000055", "vs": "mars"},
            "There is no comparison called “mars”. Showing the usual one.",
        ),
        (
            {"area": "E06000055", "vs": "group", "group": "zzz"},
            "The comparison group of this link is not saved here. Comparing with England.",
        ),
        (
            {"area": "E06000055", "sex": "both"},
            "Figures are for Persons, Female or Male, not “both”. Showing Persons.",
        ),
        (
            {"area": "E06000055", "levels": "4"},
            "Judgement has 3 or 5 levels, not “4”. Showing 3.",
        ),
        (
            {"area": "E06000055", "layout": "globe"},
            "There is no map called “globe”. Showing the usual one.",
        ),
    ],
)
def test_what_does_not_exist_falls_back_and_is_said(asked: dict[str, str], note: str) -> None:
    selection = read(**asked)
    assert selection.notes == (note,)
    assert selection == Selection(area_code=AreaCode("E06000055"), notes=(note,))


def test_no_two_pages_share_a_name_in_the_address_by_accident():
    # A name listed twice draws its field twice, which Streamlit refuses.
    assert len(set(PARAMETERS)) == len(PARAMETERS)


@pytest.mark.parametrize("parameter", [name for name in PARAMETERS if name != "period"])
def test_nothing_that_a_link_carries_reaches_a_note_but_plain_short_text(parameter: str) -> None:
    hostile = "<script>alert(1)</script>[x](javascript:1)'; DROP TABLE area;--" * 5
    selection = read(**{"vs": "group" if parameter == "group" else ""} | {parameter: hostile})
    said = " ".join(selection.notes)
    assert not set("<>[]();'") & set(said.replace("(?area=", ""))
    assert len(said) < 250


def test_a_period_is_kept_plain_and_short() -> None:
    assert read(period="2019-21<b>").period == "2019-21b"
    assert len(read(period="x" * 400).period) == 40


def test_places_published_together_are_offered_as_partnerships() -> None:
    assert PLACES.published_together() == {"E06000052+E06000053": "Cornwall with Isles of Scilly"}
    assert next(iter(PLACES.menu().items())) == (
        "E06000052+E06000053",
        "Cornwall with Isles of Scilly",
    )
    assert len(PLACES.menu()) == 1 + 6


def test_a_partnership_is_an_area_with_members() -> None:
    area = PLACES.area_of(AreaCode("E06000055+E06000056"))
    assert area.name == "Bedford and Central Bedfordshire"
    assert area.is_partnership
    assert area.members == ("E06000055", "E06000056")
    assert area.region_code == "E12000006"
    assert PLACES.area_of(AreaCode("E06000052+E06000055")).region_code == ""


def test_a_large_partnership_is_named_briefly() -> None:
    code = AreaCode("E06000052+E06000055+E06000056+E06000063")
    assert PLACES.name_of(code) == "Cornwall, Bedford and 2 more"


@pytest.mark.parametrize(
    ("page", "changes", "href"),
    [
        ("indicator", {"indicator": "deaths"}, "indicator?area=E1%2BE2&vs=dfe&indicator=deaths"),
        ("overview", {}, "./?area=E1%2BE2&vs=dfe"),
        ("area_profile", {"area": "", "vs": ""}, "area_profile"),
    ],
)
def test_links_keep_what_was_chosen(page: str, changes: dict[str, str], href: str) -> None:
    assert page_href(page, {"area": "E1+E2", "vs": "dfe", "sex": ""}, **changes) == href


def test_a_link_of_a_table_names_what_the_browser_is_to_take_out() -> None:
    href = changing_href("indicator", indicator="deaths", period="")
    assert href == "indicator?indicator=deaths&period="
