"""The treatment journey of real areas: what is judged, by whom, and what is not held."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from cdof_core.analysis.journey_steps import STEPS, measures_of
from cdof_core.analysis.need_groups import MEASURES, Trait, view_group_penetration
from cdof_core.analysis.need_steps import NEED_STEPS, TRAIT_MEASURES
from cdof_core.analysis.treatment_flow import Side, view_flow
from cdof_core.analysis.treatment_journey import view_journey
from cdof_core.domain.area import AreaCode
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.own_event import EventKind, OwnEvent
from cdof_core.store.indicators import indicators

ROOT = Path(__file__).resolve().parents[3]

BARNET, BEDFORD = "E09000003", "E06000055"


@pytest.fixture
def journey_of(look):
    def view(code: str, *, collection: str = "current", **choices: object):
        _, places = look(code)
        return view_journey(
            area_codes=places.own_codes,
            area_name=places.area.name,
            benchmark=places.chosen,
            group=places.neighbours,
            collection=collection,
            **choices,
        )

    return view


def test_every_measure_of_a_step_is_in_the_catalogue():
    known = {
        name
        for collection in ("current", "bedford_jsna")
        for name in indicators(collection=collection)["indicator_id"]
    }
    # Those that an import brings are named beside their number at the publisher's.
    with (ROOT / "data" / "catalogue" / "fingertips.csv").open(encoding="utf-8") as file:
        known |= {row["indicator_id"] for row in csv.DictReader(file)}
    assert set(measures_of(STEPS)) | set(measures_of(NEED_STEPS)) | set(TRAIT_MEASURES) <= known


def test_a_change_of_provider_that_users_noted_stands_on_the_area_s_own_journey(look):
    def labels(area):
        _, places = look(area)
        journey = view_journey(
            area_codes=places.own_codes,
            area_name=places.area.name,
            benchmark=places.chosen,
            own_events=[noted],
        )
        return list(journey.annotations["label"])

    noted = OwnEvent(
        "e1", AreaCode("E09000003"), IndicatorId(""), date(2023, 4, 1), EventKind.PROVIDER_CHANGE,
        "New provider",
    )  # fmt: skip
    assert "New provider (own note)" in labels("E09000003")
    assert "New provider (own note)" not in labels("E06000055")


def test_barnet_fills_every_step_but_hospital_for_a_modern_year(journey_of):
    journey = journey_of(BARNET)
    empty = [view.step.key for view in journey.steps if not view.measures]
    assert empty == ["health"]
    assert "2021/22" in journey.periods
    assert journey.rounded_to == 5


def test_age_is_judged_against_england_at_the_same_year(journey_of):
    measure = journey_of(BARNET).measure("journey_age")
    assert measure is not None
    latest = measure.latest
    own = latest[latest["area_rank"] == 0].set_index("category")
    # 235 of 1,465 against 38,954 of 289,215.
    assert own.loc["18-29", "value"] == pytest.approx(16.04, abs=0.005)
    assert own.loc["18-29", "benchmark"] == pytest.approx(13.47, abs=0.005)
    assert own.loc["18-29", "judgement"] == "higher"
    assert list(own.index) == ["18-29", "30-49", "50+"]


def test_what_england_does_not_publish_is_not_compared_with_the_reason(journey_of):
    measure = journey_of(BARNET).measure("journey_completion_share")
    assert measure is not None
    newest = measure.latest[measure.latest["category"] == ""].iloc[0]
    assert newest["value"] == pytest.approx(290 / 1465 * 100)
    assert (newest["judgement"], newest["reason"]) == ("not_compared", "no_benchmark")


def test_one_area_makes_no_top_quartile(journey_of):
    measure = journey_of(BARNET).measure("journey_no_return_share")
    assert measure is not None
    assert measure.figures["top_quartile"].isna().all()


def test_the_top_quartile_leaves_the_area_out(look, journey_of):
    # Completion of non-opiate users is held for 35 authorities in 2018.
    _, places = look("E10000003")
    measure = journey_of("E10000003").measure("completion_non_opiate")
    assert measure is not None
    own = measure.figures[measure.figures["area_rank"] == 0].iloc[0]
    assert places.neighbours is not None
    assert own["quartile_areas"] <= len(places.neighbours.members)
    assert own["quartile_areas"] >= 4
    assert 0 < own["top_quartile"] < 100


def test_an_area_without_figures_says_so(journey_of):
    journey = journey_of("E06000017")  # Rutland
    assert journey.measure("journey_exits") is None
    assert view_flow(journey).why_not.startswith("people in treatment, referral sources and exits")


def test_measures_of_different_years_make_no_flow_and_hide_nothing(journey_of):
    journey = journey_of(BARNET)
    exits = journey.measure("journey_exits")
    assert exits is not None
    exits.figures["period_label"] = "1066/67"
    assert view_flow(journey).why_not.endswith("are not all held for one year")


def test_datasets_are_those_of_the_measures_shown(journey_of):
    # Of Bedford only met alcohol need is held; England has figures of other measures beside it.
    journey = journey_of(BEDFORD)
    shown = [m for view in journey.steps for m in view.measures]
    assert [m.indicator["indicator_id"] for m in shown] == ["alcohol_need_met"]
    assert journey.sources == ("alcohol-need-ons-sdg",)


def test_the_flow_of_a_year_adds_up_on_both_sides(journey_of):
    flow = view_flow(journey_of(BARNET), period="2021/22")
    assert flow.people == 1465
    for side in Side:
        assert sum(part.people for part in flow.parts if part.side is side) == 1465
    rest = {part.label: part for part in flow.parts if part.is_rest}
    # 1,465 - (310 + 205 + 55 + 40 + 40 + 0); six counts and the total each up to 2 away.
    assert rest["Already in treatment"].people == 815
    assert rest["Already in treatment"].high - rest["Already in treatment"].low == 4 + 5 * 4 + 2
    # What 290, 220, 40, 20, 10, 5 and 5 exits leave of 1,465.
    assert rest["Still in treatment"].people == 875


def test_a_hidden_part_draws_no_flow(journey_of):
    journey = journey_of(BARNET)
    exits = journey.measure("journey_exits")
    assert exits is not None
    exits.figures.loc[exits.figures["category"] == "Died", "people"] = float("nan")
    assert view_flow(journey, period="2021/22").why_not.startswith("a part is hidden")


def test_misprints_show_what_their_own_counts_give(journey_of):
    journey = journey_of(BEDFORD, collection="bedford_jsna")
    measure = journey.measure("bedford_cj_completions")
    assert measure is not None
    wrong = measure.figures[measure.figures["does_not_follow"]]
    assert list(zip(wrong["period_label"], wrong["category"], strict=True)) == [
        ("2013/14 Q2", "opiate")
    ]
    assert wrong["follows"].iloc[0] == pytest.approx(6.47, abs=0.005)  # 9 / 139
    assert (wrong["judgement"] == "not_compared").all()


def test_bands_stand_in_their_order(journey_of):
    measure = journey_of(BEDFORD, collection="bedford_jsna").measure(
        "bedford_time_in_treatment_opiate"
    )
    assert measure is not None
    ordered = measure.latest.sort_values("category_rank")["category"]
    assert list(ordered) == ["under 2 years", "2 to 4 years", "4 to 6 years", "6 years and over"]


@pytest.mark.parametrize(
    ("group", "rate", "judgement"),
    [
        # (150 / 1,465) / (74,972 / 389,344): Census 2021.
        ("Asian", 150 / 1465 / (74972 / 389344) * 100, "lower"),
        ("White", 955 / 1465 / (224762 / 389344) * 100, "higher"),
    ],
)
def test_penetration_is_share_over_share(look, journey_of, group, rate, judgement):
    _, places = look(BARNET)
    journey = journey_of(BARNET, steps=NEED_STEPS, besides=TRAIT_MEASURES)
    ethnicity = journey.measure(MEASURES[Trait.ETHNICITY])
    view = view_group_penetration(ethnicity, Trait.ETHNICITY, authorities=places.authorities)
    own = view.rows[(view.rows["line_rank"] == 0) & (view.rows["category"] == group)].iloc[0]
    assert own["value"] == pytest.approx(rate)
    assert own["lower95"] < own["value"] < own["upper95"]
    assert own["judgement"] == judgement
    # 1,465 less 955, 80, 150, 120 and 90 have no group on record.
    assert view.unknown["Barnet"] == pytest.approx(70 / 1465 * 100)


def moved(measure, years):
    """The same figures, so many years later: each period a year of treatment from April."""
    figures = measure.figures.copy()
    for column in ("period_start", "period_end"):
        figures[column] = figures[column] + pd.DateOffset(years=years)
    starts = pd.to_datetime(figures["period_start"]).dt.year
    figures["period_label"] = [f"{year}/{(year + 1) % 100:02}" for year in starts]
    return replace(measure, figures=figures)


@pytest.mark.parametrize(
    ("later", "period"),
    [
        (0, "2021/22"),  # the newest year held
        (2, "2023/24"),  # began two years after the Census of March 2021
        (4, "2023/24"),  # 2024/25 and 2025/26 began more than three years after it
        (-9, ""),  # 2012/13: no population held is near
    ],
)
def test_the_newest_year_near_a_census_is_taken(look, journey_of, later, period):
    _, places = look(BARNET)
    journey = journey_of(BARNET, steps=NEED_STEPS, besides=TRAIT_MEASURES)
    ethnicity = moved(journey.measure(MEASURES[Trait.ETHNICITY]), later)
    view = view_group_penetration(ethnicity, Trait.ETHNICITY, authorities=places.authorities)
    assert view.period == period
    assert bool(view.why_not) == (not period)
    assert view.reference == ("Census 2021, all ages" if period else "")


def test_penetration_needs_figures_of_the_area(look):
    _, places = look(BEDFORD)
    view = view_group_penetration(None, Trait.SEX, authorities=places.authorities)
    assert view.rows.empty
    assert view.why_not
