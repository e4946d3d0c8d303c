"""National series panel by panel; expected values are the publishers' own."""

import pandas as pd
import pytest

from cdof_core.analysis.england_and_regions import BY, regional_indicators, view_national
from cdof_core.analysis.national_panels import Part, at_common_period
from cdof_core.analysis.national_series import main_age, parted_at_gaps, with_segments

EVERY_PART = [(part, by) for part in Part for by in BY[part] or ("",)]


def value(view, panel, line, period):
    rows = view.rows
    found = rows[
        (rows["panel"] == panel) & (rows["line"] == line) & (rows["period_label"] == period)
    ]
    assert len(found) == 1
    return found["value"].iloc[0]


@pytest.mark.parametrize(("part", "by"), EVERY_PART)
def test_every_part_has_figures_and_one_main_line_a_panel(part, by):
    view = view_national(part, by=by, indicator_id="")
    assert not view.is_empty
    main = view.main
    assert set(main["panel"]) == set(view.rows["panel"])
    assert (main.groupby("panel")["line"].nunique() == 1).all()
    points = ["panel", "line", "period_start", "period_end"]
    assert not view.rows.duplicated(points).any()


def test_deaths_by_deprivation_are_the_published_ones():
    # ONS, deaths related to drug poisoning, 2021 registrations, table 12: males, 2021.
    view = view_national(Part.DEATHS, by="deprivation", indicator_id="")
    assert value(view, "Quintile 1 (most deprived)", "Males", "2021") == 252.9
    assert value(view, "Quintile 5 (least deprived)", "Females", "2021") == 22.8
    assert next(iter(view.rows["panel"].unique())) == "Quintile 1 (most deprived)"


def test_lines_break_where_the_deprivation_index_changes():
    view = view_national(Part.DEATHS, by="deprivation", indicator_id="")
    line = view.main[view.main["panel"] == "Quintile 2"].set_index("period_label")["segment"]
    assert line["2010"] != line["2011"] == line["2015"] != line["2016"] == line["2021"]


def test_vintages_of_prevalence_stand_side_by_side():
    view = view_national(Part.HEADLINE, by="", indicator_id="")
    lines = view.rows[view.rows["indicator_id"] == "ocu_number"]
    assert set(lines["line"]) == {"Revised method", "LJMU method"}
    # No line joins two methods. The revised one has 2016/17, no 2017/18, 2018/19 and 2019/20.
    assert lines.groupby("segment")["line"].nunique().eq(1).all()
    assert lines.groupby("line")["segment"].nunique().to_dict() == {
        "Revised method": 2,
        "LJMU method": 1,
    }


def test_half_years_of_county_lines_are_not_joined_to_other_spans():
    view = view_national(Part.HEADLINE, by="", indicator_id="")
    lines = view.rows[view.rows["indicator_id"] == "county_lines_closed"]
    days = (pd.to_datetime(lines["period_end"]) - pd.to_datetime(lines["period_start"])).dt.days
    assert lines.assign(days=(days / 40).round()).groupby("segment")["days"].nunique().eq(1).all()


def test_a_measure_without_a_national_figure_is_named():
    view = view_national(Part.HEADLINE, by="", indicator_id="")
    assert [name for name, _ in view.absent] == ["Treatment effectiveness"]


def test_regions_are_ordered_at_a_period_that_all_have():
    view = view_national(Part.REGIONS, by="", indicator_id="deaths_drug_misuse_rate")
    assert next(iter(view.rows["panel"].unique())) == "North East"
    common = at_common_period(view.main)
    assert len(common) == 9
    assert set(common["period_label"]) == {"2021"}
    values = common.set_index("panel")["value"]
    assert list(values[view.rows["panel"].unique()]) == sorted(values, reverse=True)


def test_a_count_of_england_is_not_drawn_beside_a_region():
    view = view_national(Part.REGIONS, by="", indicator_id="deaths_drug_misuse_count")
    assert set(view.rows["line_rank"]) == {0}
    assert "England" not in set(view.rows["line"])


def test_an_indicator_that_no_region_has_gives_the_first_that_one_has():
    view = view_national(Part.REGIONS, by="", indicator_id="treatment_number")
    assert view.indicator_id == regional_indicators()["indicator_id"].iloc[0]


def test_an_unknown_way_gives_the_first():
    view = view_national(Part.TREATMENT, by="'; DROP TABLE observation", indicator_id="")
    assert view.by == "sex"


def test_treatment_by_age_adds_up_to_all_adults():
    view = view_national(Part.TREATMENT, by="age", indicator_id="")
    panel = "All adults in treatment"
    ages = [value(view, panel, age, "2021/22") for age in ("18–29", "30–49", "50+")]
    assert sum(ages) == pytest.approx(value(view, panel, "All", "2021/22"), abs=10)


def panels(*rows):
    frame = pd.DataFrame(rows, columns=["panel", "period_start", "period_end", "value"])
    return frame.assign(
        period_start=pd.to_datetime(frame["period_start"]),
        period_end=pd.to_datetime(frame["period_end"]),
    )


def test_the_common_period_is_the_newest_that_half_of_the_panels_have():
    rows = panels(
        ("a", "2019-01-01", "2019-12-31", 1.0),
        ("b", "2019-01-01", "2019-12-31", 2.0),
        ("c", "2019-01-01", "2019-12-31", 3.0),
        ("a", "2020-01-01", "2020-12-31", 4.0),
        ("b", "2020-01-01", "2020-12-31", 5.0),
        ("c", "2021-01-01", "2021-12-31", 6.0),
        ("b", "2021-01-01", "2021-12-31", None),
    )
    assert list(at_common_period(rows)["value"]) == [4.0, 5.0]
    assert at_common_period(rows[rows["value"].isna()]).empty


def test_the_age_with_the_longest_series_is_kept():
    rows = pd.DataFrame(
        {"indicator_id": "i", "area_code": "a", "age": ["18+", "18+", "15-64"], "value": [1, 2, 3]}
    )
    assert list(main_age(rows)["value"]) == [1, 2]


def test_a_break_of_another_indicator_breaks_nothing():
    rows = pd.DataFrame(
        {
            "indicator_id": ["a", "a", "b"],
            "vintage": "",
            "period_start": pd.to_datetime(["2019-01-01", "2021-01-01", "2021-01-01"]),
            "period_end": pd.to_datetime(["2019-12-31", "2021-12-31", "2021-12-31"]),
        }
    )
    events = pd.DataFrame(
        {
            "indicator_id": ["b"],
            "event_date": [pd.Timestamp("2020-01-01")],
            "breaks_series": [True],
        }
    )
    segments = list(with_segments(rows, events)["segment"])
    assert segments[0] == segments[1] != segments[2]
    everywhere = with_segments(rows, events.assign(indicator_id=""))["segment"]
    assert everywhere.iloc[0] != everywhere.iloc[1] == everywhere.iloc[2]


def test_no_line_bridges_years_without_a_figure():
    rows = pd.DataFrame(
        {
            "line": ["England"] * 4 + ["Wales"] * 2,
            "segment": "a",
            # England: 2008, then 2018 to 2020; Wales every other year, which is its usual step
            "period_start": pd.to_datetime(
                [f"{year}-04-01" for year in (2020, 2008, 2018, 2019, 2008, 2010)]
            ),
        }
    )
    parted = parted_at_gaps(rows, ("line",))["segment"]
    assert list(parted) == ["a#1", "a#0", "a#1", "a#1", "a#0", "a#0"]
