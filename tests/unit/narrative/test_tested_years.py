"""The years a trend rests on, as a table writes them."""

from cdof_core.narrative.tested_years import number_tested, years_with_gaps


def test_a_table_says_on_how_many_years_a_trend_rests():
    assert number_tested("2019-20 > 2020 > 2021") == "3 years to 2021"
    assert number_tested("2019 | 2021 > 2022") == "3 years between 2019 and 2022"
    assert number_tested("") == ""


def test_years_without_a_gap_need_no_name():
    assert years_with_gaps("2019 > 2020 > 2021") == ""
    assert years_with_gaps("2017 | 2019 > 2020 | 2022") == "2017, 2019, 2020 and 2022"
