"""Gaps between groups on published figures."""

import math
import shutil

import duckdb
import pandas as pd
import pytest

from cdof_core.analysis.decile_values import decile_indicators, values_by_decile
from cdof_core.analysis.ethnic_penetration import view_penetration
from cdof_core.analysis.inequalities import Dimension, Scope, view_inequality
from cdof_core.analysis.inequality_gaps import (
    ABSOLUTE,
    RELATIVE,
    RELATIVE_INDEX,
    SLOPE,
    deprivation_indices,
)

DEATHS = "deaths_drug_misuse_3y_rate"


@pytest.fixture
def view(look):
    def made(dimension, area="E06000055", indicator="", sex="Persons"):
        _, places = look(area)
        return view_inequality(Dimension(dimension), indicator_id=indicator, sex=sex, places=places)

    return made


def test_a_withheld_sex_leaves_no_gap_and_its_reason(view):
    (lead,) = view("sex").leads
    assert (lead.line, lead.high_value, lead.missing) == (
        "Bedford",
        8.0,
        (("Females", "withheld"),),
    )
    assert math.isnan(lead.ratio.value)


def test_both_sexes_of_an_authority_are_compared(view):
    # ONS, drug poisoning by local authority, 2019-21: Blackpool 26.6 and 12.2 per 100,000.
    (lead,) = view("sex", area="E06000009").leads
    assert lead.difference.value == pytest.approx(26.6 - 12.2)
    assert lead.ratio.value == pytest.approx(26.6 / 12.2)
    assert lead.ratio.lower < lead.ratio.value < lead.ratio.upper


def test_rates_of_a_region_stand_beside_england_s(view):
    found = view("sex", indicator="deaths_drug_misuse_rate")
    assert found.scope is Scope.NATIONAL
    assert [lead.line for lead in found.leads] == ["East of England", "England"]


def test_a_partnership_has_no_standardised_rate_of_its_own(view):
    assert view("sex", area="E06000055+E06000056").is_empty


def test_ages_are_national_and_named_so(view):
    found = view("age")
    (lead,) = found.leads
    assert found.scope is Scope.NATIONAL
    assert (lead.line, lead.high, lead.low) == ("England and Wales", "Ages 40–49", "Ages under 20")


def test_the_index_of_inequality_is_found_for_each_year_and_sex(view):
    gaps = view("deprivation").gaps
    assert gaps.groupby(["panel", "line"]).size().unique().tolist() == [12]
    assert set(gaps["panel"]) == {ABSOLUTE, RELATIVE, SLOPE, RELATIVE_INDEX}
    assert (gaps["lower95"] < gaps["value"]).all()
    assert (gaps["value"] < gaps["upper95"]).all()
    assert gaps.groupby(["panel", "line"])["segment"].nunique().unique().tolist() == [3]


def test_rates_that_double_with_each_fifth_give_the_index_by_hand():
    # Middles of even fifths are 0.2 apart, so that a doubling each fifth is 2 ** 5 end to end:
    # from 10 * 2 ** 4.5 at the most deprived end to 10 * 2 ** -0.5 at the least deprived.
    value = pd.Series([160.0, 80.0, 40.0, 20.0, 10.0])
    fifths = pd.DataFrame({"value": value, "lower95": value * 0.9, "upper95": value / 0.9})
    slope, relative = deprivation_indices(fifths)
    assert relative.value == pytest.approx(32)
    assert slope.value == pytest.approx(10 * 2**4.5 - 10 * 2**-0.5)
    assert relative.lower < 32 < relative.upper


def test_deciles_are_of_areas_and_pooled_from_counts(view):
    found = view("areas", indicator="cin_parent_drug")
    assert found.scope is Scope.AREAS
    latest = found.latest
    assert len(latest) == 10
    pooled = latest["numerator"] / latest["denominator"] * 100
    assert (pooled - latest["value"]).abs().max() < 1e-9
    assert int(latest["members"].sum() + latest["missing"].sum()) == 153
    assert found.own_group == "Decile 7"


def test_rates_that_cannot_be_pooled_have_a_median_without_limits(view):
    latest = view("areas", indicator=DEATHS).latest
    assert latest["lower95"].isna().all()
    assert set(latest["line"]) == {"Median of its areas"}
    assert int(latest["missing"].sum()) == 10


def test_the_median_of_a_decile_is_that_of_its_areas():
    found = values_by_decile(DEATHS, scheme="imd2019", sex="Persons", area_code="E06000009")
    assert found.own == "Decile 1 (most deprived)"
    first = found.rows[(found.rows["decile"] == 1) & (found.rows["period_label"] == "2019-21")]
    # The sixteen published rates of that decile, two in the middle: 7.8 and 7.9.
    assert first["value"].item() == pytest.approx(7.85)


def test_money_and_counts_are_not_offered_by_decile():
    offered = set(decile_indicators()["indicator_id"])
    assert DEATHS in offered
    assert not offered & {"deaths_drug_misuse_count", "spend_drug_treatment_net", "ocu_rate"}


def test_an_unknown_measure_by_decile_is_nothing_not_an_error(view):
    assert view("areas", indicator="'; DROP TABLE area").is_empty


def test_need_not_met_by_substance_names_the_place(view):
    leads = view("substance", area="E06000001").leads
    assert [lead.line for lead in leads] == ["Hartlepool", "England"]
    assert leads[0].high_value == pytest.approx(76.0956)


def test_penetration_is_recomputed_beside_what_is_printed():
    found = view_penetration()
    rows = found.rows.set_index(["line", "group"])
    # 5.0% in treatment over 11.387% of the Census 2011.
    assert rows.loc[("Bedford", "Asian"), "value"] == pytest.approx(5.0 / 11.387 * 100)
    assert rows.loc[("Bedford", "Asian"), "printed"] == 44
    assert rows.loc[("England", "Asian"), "printed_flag"] == "misprint"
    assert found.unknown == {"Bedford": 4.3, "England": 2.2}


@pytest.fixture
def without_2018(snapshot_path, tmp_path, monkeypatch):
    """The snapshot that ships, less every rate by sex for one year in the middle."""
    path = tmp_path / "cdof.duckdb"
    shutil.copy(snapshot_path, path)
    with duckdb.connect(path) as connection:
        connection.execute(
            "DELETE FROM observation WHERE indicator_id = 'deaths_drug_misuse_rate' "
            "AND period_label = '2018'"
        )
        connection.execute("UPDATE snapshot SET content_hash = 'without 2018'")
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))


@pytest.mark.usefixtures("without_2018")
def test_no_line_bridges_a_year_that_is_not_there(view):
    found = view("sex", indicator="deaths_drug_misuse_rate")
    for rows in (found.over_time, found.gaps):
        years = rows["period_label"].astype(str)
        before, after = (set(rows.loc[years == year, "segment"]) for year in ("2017", "2019"))
        assert before
        assert after
        assert not before & after


def test_each_sex_is_held_against_both_together(look):
    _, places = look("E06000032")
    view = view_inequality(
        Dimension.SEX, indicator_id="deaths_drug_misuse_3y_rate", sex="Persons", places=places
    )
    assert view.everyone == "males and females together"
    england = view.latest[view.latest["line"] == "England"].set_index("group")
    own = view.latest[view.latest["line_rank"] == 0]
    # ONS, deaths related to drug poisoning by local authority, 2021 registrations: Luton 3.7.
    assert set(own["average"].dropna()) <= {3.7}
    assert set(own["judgement"]) <= {"worse", "similar", "better", "not_compared"}
    assert len(england) == 0 or set(england["judgement"]) <= {"worse", "better", "not_compared"}


def test_deciles_are_held_against_england(look):
    _, places = look("E06000055")
    view = view_inequality(
        Dimension.AREAS, indicator_id="cin_parent_drug", sex="Persons", places=places
    )
    assert view.everyone == "England"
    pooled = view.latest[view.latest["lower95"].notna()]
    worse = pooled["lower95"] > pooled["average"]
    better = pooled["upper95"] < pooled["average"]
    assert set(pooled.loc[worse, "judgement"]) <= {"worse"}
    assert set(pooled.loc[better, "judgement"]) <= {"better"}
    assert worse.any()
    assert better.any()
