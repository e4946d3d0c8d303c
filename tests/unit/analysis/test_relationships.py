"""Two measures of every authority at periods that are said."""

import pandas as pd
import pytest

from cdof_core.analysis.relationships import Grouping, relate

DEATHS = "deaths_drug_misuse_3y_rate"
BEDFORD = ("E06000055",)


def related(across, up, period="", grouping=Grouping.REGION, own=BEDFORD):
    return relate(across=across, up=up, period=period, grouping=grouping, own_codes=own)


def test_both_measures_stand_at_the_same_period_where_they_can():
    view = related("alcohol_need_met", "admissions_poisoning_rate")
    assert (view.across.period, view.up.period, view.years_apart) == ("2018/19", "2018/19", 0)


def test_the_nearest_period_is_taken_and_its_distance_said():
    view = related("cin_parent_drug", DEATHS)
    # Middle of 2019-21 is 2 July 2020; of the year to March 2021, 30 September 2020.
    assert (view.up.period, view.across.period) == ("2019-21", "YE Mar 2021")
    assert view.years_apart == pytest.approx(91 / 365.25, abs=0.01)


def test_an_earlier_period_takes_the_other_measure_along():
    newest, earlier = (
        related("cin_parent_drug", DEATHS),
        related("cin_parent_drug", DEATHS, "2016-18"),
    )
    assert earlier.up.period == "2016-18"
    assert earlier.across.period == "YE Mar 2018"
    assert newest.across.period != earlier.across.period


def test_a_period_that_does_not_exist_gives_the_newest():
    assert related("imd2025", DEATHS, "1066").up.period == "2019-21"


def test_a_score_has_no_period_to_compare():
    view = related("imd2019", DEATHS)
    assert view.years_apart is None
    assert view.across.period == "IMD 2019"
    bedford = view.points.set_index("area_code").loc["E06000055"]
    # English indices of deprivation 2019, File 11; ONS deaths 2019-21.
    assert (bedford["x"], bedford["y"]) == (18.932, 5.5)


def test_every_authority_is_shown_or_counted_as_missing():
    view = related("imd2025", DEATHS)
    missing = view.up.coverage.withheld + view.up.coverage.absent + view.up.coverage.flagged
    assert len(view.points) + missing == view.authorities == 153
    assert view.points["population"].notna().all()


def test_the_correlation_is_that_of_the_points():
    view = related("imd2025", DEATHS)
    assert view.correlation.value == pytest.approx(view.points["x"].corr(view.points["y"]))
    assert view.correlation.pairs == len(view.points)
    assert view.line is not None
    assert view.line.r_squared == pytest.approx(view.correlation.value**2)


def test_outliers_are_the_furthest_first_and_five_at_most():
    view = related("imd2025", DEATHS)
    assert list(view.outliers["area_name"])[:2] == ["Blackpool", "Hartlepool"]
    sizes = view.outliers["residual"].abs()
    assert list(sizes) == sorted(sizes, reverse=True)
    assert len(view.outliers) <= 5
    assert (sizes > 2).all()


def test_the_own_group_is_the_region_or_the_decile():
    view = related("imd2025", DEATHS)
    own = view.points[view.points["is_own_group"]]
    assert set(own["group"]) == {"East of England"}
    assert list(view.points.loc[view.points["is_chosen"], "area_name"]) == ["Bedford"]
    deciles = related("imd2025", DEATHS, grouping=Grouping.IMD_2025).points
    assert deciles["group_rank"].between(1, 10).all()
    own = deciles[deciles["is_own_group"]]
    assert set(own["group"]) == {"Decile 7"}


def test_members_of_a_partnership_are_all_marked():
    view = related("imd2025", DEATHS, own=("E06000055", "E06000032"))
    assert set(view.points.loc[view.points["is_chosen"], "area_name"]) == {"Bedford", "Luton"}


def test_suppressed_values_are_not_among_the_points():
    view = related("cin_parent_drug", DEATHS)
    assert view.points[["x", "y"]].notna().all(axis=None)
    assert view.across.coverage.withheld > 0
    assert pd.Series(view.points["area_code"]).is_unique
