"""What the comparison shows, in a file: the same ranks, verdicts and boxes as on the page."""

import pandas as pd
import pytest

from cdof_core.analysis.area_groups import group_of
from cdof_core.analysis.compare_areas import compare_areas
from cdof_core.report.compare_files import compared_table, spread_file
from cdof_core.report.compare_pictures import funnel_picture
from tests.unit.report.conftest import places_of, select

BEDFORD = "E06000055"
RANK = "Rank among the areas compared"
VERDICT = "Against the funnel's limits"


@pytest.fixture
def compared(view):
    """A measure in the region of an area."""

    def build(indicator, *, area=BEDFORD, earlier=""):
        group = group_of(places_of(select(area, "region")))
        return compare_areas(view(indicator, area), group=group, earlier=earlier)

    return build


def test_ranks_are_those_of_the_page_beside_those_of_all(compared, origin):
    data = compared_table(compared("deaths_drug_misuse_3y_rate"), origin=origin).data
    assert len(data) == 153
    within = data.set_index("Area")[RANK].dropna()
    assert within["Bedford"] == 1
    # Ten of the eleven authorities have a figure; Norfolk and Peterborough share the fourth place.
    assert sorted(within) == [1, 2, 3, 4, 4, 6, 7, 8, 9, 10]
    assert data.set_index("Area").loc["Bedford", "Rank, highest first"] > 1


def test_the_own_past_is_in_the_file(compared, origin):
    found = compared("cin_parent_drug", earlier="YE Mar 2020")
    row = compared_table(found, origin=origin).data.set_index("Area").loc["Bedford"]
    own = found.areas.set_index("area_code").loc[BEDFORD]
    assert row["Value YE Mar 2020"] == own["earlier_value"]
    assert row["Lower 95% limit YE Mar 2020"] < row["Value YE Mar 2020"]
    assert row["Against its own past"]
    assert row["Recent trend"]


def test_every_point_of_the_funnel_has_its_verdict_in_the_file(compared, origin):
    found = compared("deaths_drug_misuse_crude_rate")
    table = compared_table(found, origin=origin, has_funnel=True)
    outside = table.data[VERDICT].str.contains("Above|Below").sum()
    said = funnel_picture(found, found.funnel, source="").wording
    assert said.finding.endswith(f"{outside} of 153 authorities lie outside the 95% limits")
    assert dict(table.about)["Average of all in the funnel"] == "5.0 per 100,000"
    assert VERDICT not in compared_table(found, origin=origin).data


def test_a_funnel_counts_whom_it_shows_and_names_who_stands_out(compared):
    found = compared("cin_parent_drug")
    said = funnel_picture(found, found.funnel, source="").wording.measure
    assert "152 of 153 authorities shown; 1 withheld for small numbers." in said
    assert "Strong points: the East of England; faint ones: the others." in said


def test_every_figure_of_a_box_is_in_its_file(compared, origin):
    found = compared("cin_parent_drug")
    table = spread_file(found, origin=origin)
    newest = table.data.iloc[0]
    spread = found.spread.set_index("period_label").loc["YE Mar 2025"]
    assert newest["Period"] == "YE Mar 2025"
    assert newest["Median"] == spread["median"]
    assert newest["Highest"] == found.areas["value"].max()
    assert newest["Bedford"] == found.view.chosen["value"].iloc[0]
    assert (newest["Areas with a value"], newest["Areas in the group"]) == (11, 11)
    assert (newest["Unit"], len(table.data)) == ("%", 8)
    assert {"Source", "Licence", "Link"} <= {label for label, _ in table.about}
    assert not pd.isna(table.data[["Lowest", "5th percentile"]]).any(axis=None)
