"""Rows of the files of Compare areas: England, a partnership, a period without a figure."""

from collections.abc import Callable

import pandas as pd
import pytest

from cdof_core.analysis.area_groups import group_of
from cdof_core.analysis.compare_areas import AreasCompared, compare_areas
from cdof_core.report.compare_files import compared_table, spread_file
from cdof_core.report.compare_pictures import box_picture, funnel_picture
from cdof_core.report.table_origin import Origin
from tests.unit.report.conftest import View, places_of, select

BEDFORD = "E06000055"
PARTNERSHIP = "E06000032+E06000055"
VERDICT = "Against the funnel's limits"

Compared = Callable[..., AreasCompared]


@pytest.fixture
def compared(view: View) -> Compared:
    """A measure in the region of an area."""

    def build(indicator: str, *, area: str = BEDFORD) -> AreasCompared:
        return compare_areas(
            view(indicator, area), group=group_of(places_of(select(area, "region")))
        )

    return build


def test_england_stands_first_without_a_verdict(compared: Compared, origin: Origin) -> None:
    found = compared("cin_other_drug")
    data = compared_table(found, origin=origin, has_funnel=True).data
    england = data.iloc[0]
    assert (england["Area code"], england["Area"]) == ("E92000001", "England")
    # 15,930 of 513,250 assessments: not the average of those authorities that are drawn.
    assert (england["Count"], england["Out of"]) == (15_930, 513_250)
    assert england["Value"] == pytest.approx(100 * 15_930 / 513_250)
    assert england[VERDICT] == "Not tested: all areas together"
    assert england["Judgement"] == "Not compared: this area is the benchmark"
    assert pd.isna(england["Rank, highest first"])
    assert pd.isna(england["Rank among the areas compared"])
    assert len(data) == 154
    assert "England" not in set(compared_table(found, origin=origin).data["Area"])


def test_a_partnership_is_tested_but_counts_in_no_average(
    compared: Compared, origin: Origin
) -> None:
    alone, found = compared("cin_parent_drug"), compared("cin_parent_drug", area=PARTNERSHIP)
    assert alone.funnel is not None
    assert found.funnel is not None
    assert found.funnel.average == alone.funnel.average
    assert found.funnel.size == alone.funnel.size
    assert found.coverage == alone.coverage
    # Among eleven authorities without its two members, and itself.
    assert (alone.ranked, found.ranked) == (11, 10)
    ranks = found.areas.set_index("area_code")["group_rank"]
    assert ranks[["E06000032", "E06000055"]].isna().all()
    assert ranks[PARTNERSHIP] == found.rank
    data = compared_table(found, origin=origin, has_funnel=True).data.set_index("Area code")
    # 11.7% of 3,830 assessments lies below what chance leaves of 14.1%.
    assert data.loc[PARTNERSHIP, VERDICT] == "Below the 99.8% limit"
    said = funnel_picture(found, found.funnel, source="").wording
    assert said.finding.endswith("132 of 152 authorities lie outside the 95% limits")
    assert ": below the 99.8% limit. " in said.finding


def test_a_period_without_a_figure_says_why_in_the_box_plots_file(
    compared: Compared, origin: Origin
) -> None:
    found = compared("deaths_drug_misuse_3y_rate", area=BEDFORD)
    data = spread_file(found, origin=origin).data.set_index("Period")
    assert data.loc["2005–07", "What is missing and why"] == "Withheld: too few events"
    assert data["Bedford"].isna()["2005–07"]
    assert data.loc["2019–21", "What is missing and why"] == ""
    pooled = compared("deaths_drug_misuse_3y_rate", area=PARTNERSHIP)
    assert box_picture(pooled, source="").wording.finding.endswith(
        "no figure for Luton and Bedford"
    )


def test_a_region_has_its_own_figure_beside_the_box_plots(view: View) -> None:
    seen = view("cin_parent_drug", "E12000006")
    spread = compare_areas(seen, group=group_of(places_of(select(BEDFORD, "region")))).spread
    line = seen.trend[seen.trend["role"] == "area"].set_index("period_label")["value"]
    own = spread.set_index("period_label")["own"]
    assert own["YE Mar 2025"] == pytest.approx(line["YE Mar 2025"])


def test_a_pooled_england_has_no_limits_and_no_reason_of_a_single_area(
    view: View, origin: Origin
) -> None:
    seen = view("admissions_poisoning_rate", BEDFORD, "region")
    found = compare_areas(seen, group=group_of(places_of(select(BEDFORD, "region"))))
    assert found.funnel is not None
    assert found.funnel.england[["lower998", "upper998"]].isna().all(axis=None)
    england = compared_table(found, origin=origin, has_funnel=True).data.iloc[0]
    assert (england["Area"], england["Judgement"]) == ("England", "Not compared")
