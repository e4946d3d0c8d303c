"""Averages, changes on the row before, wholes without a name and units of rates."""

import pytest

YEARS = (
    "Table 1: Deaths by year\nYear\tDeaths\n2018\t12\n2019\t15\n2020\t9\n2021\t14\n2022\t20\n"
    "Average\t{}\n"
)
CHANGES = (
    "Table 1: Packs given out\nYear\tPacks\tChange on year before\n2019/20\t14,200\t\n"
    "2020/21\t12,780\t-10.0%\n2021/22\t13,419\t{}\n2022/23\t14,090\t5.0%\n"
)
WHOLE = (
    "Table 1: Adults in treatment\nDistrict\t2020/21\t2021/22\t2022/23\n"
    "Northvale\t214\t228\t{}\nEastmere\t156\t149\t163\nKilnford\t98\t104\t97\n"
    "Midshire\t468\t481\t501\n"
)
RATES = (
    "Table 1: Admissions\nDistrict\tAdmissions\tPopulation\tRate per {}\n"
    "Northvale\t126\t98,400\t128.0\nEastmere\t84\t71,900\t116.8\nKilnford\t57\t60,300\t94.5\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # 70 deaths in five years
        (YEARS.format("15.0"), "wrong average", "14.0"),
        # 13,419 / 12,780 = 1.05
        (CHANGES.format("0.5%"), "digit transposition", "5.0%"),
        # 214 + 163 + 97
        (WHOLE.format("214"), "wrong total", "474"),
        # 126 / 98,400 = 0.00128
        (RATES.format("10,000"), "wrong rate", "per 100,000"),
    ],
)
def test_a_cell_that_the_other_rows_contradict_is_found(check, text, kind, expected):
    (found,) = check(text)
    assert (found.kind, found.expected) == (kind, expected)


@pytest.mark.parametrize(
    "text",
    [
        YEARS.format("14.0"),
        # A mean of areas may weigh them by their people.
        "Table 1: Rates\nDistrict\tRate\nNorthvale\t3.1\nEastmere\t2.6\nKilnford\t4.2\n"
        "Average\t3.1\n",
        CHANGES.format("5.0%"),
        WHOLE.format("241"),
        # A row of another kind is no sum of the others in any column.
        WHOLE.format("241").replace("468\t481\t501", "470\t490\t500"),
        RATES.format("100,000"),
    ],
)
def test_what_follows_is_left_alone(check, text):
    assert check(text) == ()
