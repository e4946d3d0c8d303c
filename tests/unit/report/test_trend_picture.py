import pandas as pd
import pytest

from cdof_core.narrative.findings import ViewFacts, trend_description
from cdof_core.report.trend_picture import in_years, trend_picture, trend_rows


def test_a_tested_trend_is_the_title(view):
    words = trend_picture(view("cin_parent_drug"), source="Source: DfE.").wording
    # Department for Education: 9.2% of assessments in 2018, 17.0% in 2025.
    assert words.finding == (
        "Bedford: from 9.2% in the year to March 2018 to 17.0% in the year to March 2025; "
        "no significant change over its latest five yearly figures"
    )
    assert "No trend is tested" not in words.measure


def test_an_untested_trend_gives_the_latest_value_and_the_reason(view):
    words = trend_picture(view("deaths_drug_misuse_3y_rate"), source="").wording
    # Office for National Statistics: 3.2 in 2001 to 2003, 5.5 in 2019 to 2021.
    assert words.finding == (
        "Bedford: from 3.2 in 2001–03 to 5.5 per 100,000 in 2019–21; no trend is tested"
    )
    assert words.measure.endswith("No trend is tested: the periods overlap.")


def test_a_line_breaks_where_the_publisher_withholds(view):
    rows = trend_rows(view("deaths_drug_misuse_3y_rate"))
    own = rows[rows["role"] == "area"].set_index("period_label")
    # ONS withholds Bedford's rate for 2005-07; the two around it are published.
    assert pd.isna(own.loc["2005-07", "value"])
    assert own.loc[["2003-05", "2007-09"], "value"].notna().all()


def test_each_line_has_one_last_point(view):
    rows = trend_rows(view("cin_parent_drug"))
    last = rows[rows["is_last"]]
    assert sorted(last["series"]) == sorted(rows["series"].unique())
    assert (last["period_label"] == "YE Mar 2025").all()


def test_a_count_is_drawn_alone(view):
    picture = trend_picture(view("deaths_drug_misuse_count"), source="")
    rows = picture.on_screen().to_dict()["datasets"]["observations"]
    assert {row["role"] for row in rows} == {"area"}
    assert "depends on the size of the area" in picture.wording.measure


def test_a_count_that_no_authority_has_is_the_countrys(view):
    picture = trend_picture(view("seizures"), source="")
    rows = picture.on_screen().to_dict()["datasets"]["observations"]
    assert {row["series"] for row in rows} == {"England and Wales"}
    # Home Office, seizures 2023/24: 217,644.
    assert max(row["value"] for row in rows if row["period_text"] == "2023/24") == 217644
    assert "drawn alone" not in picture.wording.measure


def test_breaks_part_a_line(view):
    rows = trend_rows(view("admissions_poisoning_rate", area="E09000001"))
    # The definition changed in April 2017: no segment spans it.
    before = set(rows.loc[rows["time"] < 2017.25, "segment"])
    after = set(rows.loc[rows["time"] > 2017.25, "segment"])
    assert before.isdisjoint(after)


def test_the_alternative_text_names_every_line(view):
    text = trend_picture(view("cin_parent_drug"), source="").wording.description
    assert text.startswith("Line chart of the share of children in need assessments")
    for name in ("Bedford", "England", "East of England"):
        assert name in text


def test_the_alternative_text_says_the_pattern_and_where_the_area_stands(view):
    text = trend_picture(view("cin_parent_drug"), source="").wording.description
    # DfE, table C3: Bedford, England
    assert "Bedford: " in text
    for word in ("lowest", "highest", "latest"):
        assert word in text
    assert "17.0 in the year to March 2025, worse than England." in text
    assert "In the same period: England 14.1" in text
    assert text.count(". ") <= 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([3.0, 1.0, 2.0], "highest 3.0 in 2019, lowest 1.0 in 2020, latest 2.0 in 2021"),
        ([1.0, 2.0, 3.0], "lowest 1.0 in 2019, highest and latest 3.0 in 2021"),
        ([2.0, 2.0, 2.0], "2.0 in 2021 and in every period before"),
        ([38.3, 38.0], "from 38.3 in 2019 to 38.0 in 2020"),
        ([2.0], "2.0 in 2019"),
    ],
)
def test_the_pattern_of_a_series_is_its_lowest_highest_and_latest(values, said):
    points = [
        {"series": "Here", "period_middle": year, "period_label": str(year), "value": value}
        for year, value in enumerate(values, start=2019)
    ]
    facts = ViewFacts("Here", "Rate", "Rate", "the rate", "%", 1, "low_is_good", "", "", "England")
    assert f"Here: {said}." in trend_description(points, view=facts)


@pytest.mark.parametrize(
    ("day", "year"),
    [("2020-01-01", 2020.0), ("2021-07-02", 2021 + 182 / 365.25), ("2019-12-31", 2019.9966)],
)
def test_days_as_years(day, year):
    assert in_years(pd.Series(pd.to_datetime([day]))).iloc[0] == pytest.approx(year, abs=1e-4)


def test_the_alternative_text_sets_nothing_across_a_break(view):
    text = trend_picture(
        view("admissions_poisoning_rate", area="E09000001"), source=""
    ).wording.description
    # The definition changed in April 2017: 2012/13 is of another series than 2018/19.
    assert "2012/13" not in text
    assert "per 100,000, 2017/18 to 2018/19. " in text
    assert text.endswith("so they are not compared.")
