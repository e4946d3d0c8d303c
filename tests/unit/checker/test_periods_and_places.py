"""Years and areas as labels name them."""

import pytest

from cdof_core.checker.grid import as_grid
from cdof_core.checker.periods import Span, census_years, spans
from cdof_core.checker.places import canonical, find_places
from cdof_core.checker.published import KnownArea
from cdof_core.checker.reading import read_text

KNOWN = {
    "england": KnownArea("E92000001", "England", "country", ""),
    "east of england": KnownArea("E12000006", "East of England", "region", ""),
    "bedford": KnownArea("E06000055", "Bedford", "upper_tier", "E12000006"),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2011/12", [Span(2011, 2011, is_financial=True)]),
        ("2012-13", [Span(2012, 2012, is_financial=True)]),
        ("deaths 2009-11", [Span(2009, 2011)]),
        ("2005-06 to 2012-13", [Span(2005, 2012, is_financial=True)]),
        ("2018 and 2021", [Span(2018, 2018), Span(2021, 2021)]),
        ("in 2013", [Span(2013, 2013)]),
        ("a rate of 2,013 or 2013.5 or £2013", []),
    ],
)
def test_years_are_read(text, found):
    assert list(spans(text)) == found


def test_a_census_is_named_either_way():
    assert census_years("the 2011 Census and Census 2021") == [2011, 2021]


def places(text=""):
    document = read_text(text or "Bedford Borough and Bedfordshire")
    return find_places(document, [as_grid(table) for table in document.tables], KNOWN)


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("england", "bedford", True),
        ("east of england", "bedford", True),
        ("bedfordshire", "bedford", True),
        ("bedford", "bedfordshire", False),
        ("bedford", "east of england", False),
        ("bedfordshire", "central bedfordshire", True),
        ("greater kilnford", "kilnford", True),
    ],
)
def test_which_area_lies_in_which(outer, inner, holds):
    assert places().contains(outer, inner) is holds


def test_the_longest_name_counts():
    named = places("Bedford Borough lies in the East of England, Bedfordshire beside it.")
    found = named.named_in("Bedford, Bedfordshire and the East of England")
    assert found == ["bedford", "bedfordshire", "east of england"]
    assert named.area_of("Bedford UA **") == "bedford"
    assert canonical("Northvale Borough 2013/14") == "northvale"


def test_areas_of_a_table_are_known_from_its_corner():
    assert places("Partnership\tClients\nOakhurst\t12\nDunmoor\t14\n").area_of("Dunmoor")
