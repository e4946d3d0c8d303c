import pandas as pd
import pytest

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
    assert "from 2017/18" in text or "in 2017/18 to" in text
    assert text.endswith("so they are not compared.")
