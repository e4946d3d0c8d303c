import re

import pandas as pd
import pytest

from cdof_core.analysis.area_comparison import compare_area
from cdof_core.report.tables import profile_table, trend_table, view_table
from tests.unit.report.conftest import places_of, select

RATE = "deaths_drug_misuse_3y_rate"
WHY = "What is missing and why"


@pytest.fixture(scope="module")
def profile(origin):
    selection = select("E06000055", "england")
    return profile_table(compare_area(selection, places=places_of(selection)), origin=origin)


def test_every_authority_has_its_row(view, origin):
    data = view_table(view(RATE), origin=origin).data
    assert len(data) == 153
    assert data["Area code"].is_unique


def test_a_partnership_has_a_row_of_its_own(view, origin):
    pooled = view("cin_parent_drug", area="E06000055+E06000056")
    assert len(view_table(pooled, origin=origin).data) == 154


@pytest.mark.parametrize("measure", [RATE, "cin_parent_drug", "deaths_drug_misuse_ft92432"])
def test_no_gap_is_without_its_reason(view, origin, measure):
    data = view_table(view(measure), origin=origin).data
    for column in ("Value", "Lower 95% limit", "Count", "Out of"):
        assert (data.loc[data[column].isna(), WHY] != "").all()


def test_an_area_without_a_figure_has_the_unit_and_the_period(view, origin):
    data = view_table(view("admissions_poisoning_rate"), origin=origin).data
    absent = data[data["Value"].isna()]
    assert len(absent) > 30
    assert set(absent["Unit"]) == {"per 100,000"}
    assert set(absent["Period"]) == {"2018/19"}


def test_a_withheld_value_says_who_withheld_it(view, origin):
    data = view_table(view(RATE), origin=origin).data.set_index("Area")
    assert pd.isna(data.loc["Rutland", "Value"])
    assert "Withheld: too few events" in data.loc["Rutland", WHY]
    assert data.loc["Rutland", "Value is"] == ""


def test_figures_are_the_published_ones(view, origin):
    row = view_table(view(RATE), origin=origin).data.set_index("Area").loc["Bedford"]
    # Office for National Statistics, 2019 to 2021: 28 deaths, 5.5 (3.7 to 8.0) per 100,000.
    assert (row["Count"], row["Value"]) == (28, 5.5)
    assert (row["Lower 95% limit"], row["Upper 95% limit"]) == (3.7, 8.0)
    assert (row["Period"], row["Unit"], row["Judgement"]) == ("2019–21", "per 100,000", "Similar")
    assert (row["Value is"], row["Limits are"]) == ("published", "published")


def test_what_is_not_judged_says_why(view, origin):
    data = view_table(view("deaths_drug_misuse_count"), origin=origin).data
    assert data["Judgement"].str.startswith("Not compared: ").all()


def test_headings_are_plain_english(profile, view, origin):
    tables = [
        profile,
        view_table(view(RATE), origin=origin),
        trend_table(view(RATE), origin=origin),
    ]
    for table in tables:
        assert all("_" not in heading for heading in table.data.columns)
        assert table.data.columns.is_unique


@pytest.mark.parametrize(
    "label",
    [
        "Title",
        "Finding",
        "Benchmark",
        "Measure",
        "Period",
        "What is counted",
        "Limitations",
        "Source",
        "Licence",
        "Attribution",
        "Method",
        "Disclosure",
        "Snapshot",
        "Link",
    ],
)
def test_what_must_be_known_travels_with_the_table(view, origin, label):
    about = dict(view_table(view(RATE), origin=origin).about)
    assert about[label]


def test_the_snapshot_and_the_link_are_the_ones_given(view, origin):
    about = dict(view_table(view(RATE), origin=origin).about)
    assert about["Snapshot"] == "0123456789abcdef, built 22 November 2026"
    assert about["Link"] == origin.link


def test_a_profile_has_one_row_a_measure_with_its_trend(profile):
    assert profile.data["Measure"].is_unique
    assert (profile.data["Recent trend"] != "").all()
    assert (profile.data["Source"] != "").all()
    assert "East of England" in profile.data.columns


def test_days_that_travel_with_a_table_are_in_words(profile, view, origin):
    about = [*profile.about, *trend_table(view("deaths_drug_misuse_count"), origin=origin).about]
    said = [f"{label}: {text}" for label, text in about if label != "Address"]
    assert [line for line in said if re.search(r"\d{4}-\d\d-\d\d|of 0\d ", line)] == []
    assert any(label.startswith("Event of 1 ") for label, _ in about)


def test_a_trend_keeps_its_gaps(view, origin):
    data = trend_table(view(RATE), origin=origin).data
    gap = data[(data["Series"] == "Bedford") & (data["Period"] == "2005–07")].iloc[0]
    assert pd.isna(gap["Value"])
    assert gap[WHY].startswith("Value: Withheld")


def test_events_travel_with_a_trend(view, origin):
    about = trend_table(view("deaths_drug_misuse_count"), origin=origin).about
    assert any(label.startswith("Event of ") for label, _ in about)
