"""What the checker says of small tables and sentences, and what it leaves alone.

Each table stands as it would be printed; what follows from it is worked out beside it.
"""

import re

import pytest

HEADER = "Table 1: Successful completions, 2021/22\n\n"


def table(text: str, caption: str = HEADER) -> str:
    """Aligned columns as tabs; a line under nothing is an empty cell."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return (
        caption + "\n".join(re.sub(r" {2,}", "\t", line) for line in lines).replace("_", "") + "\n"
    )


FOUND = {
    "a percentage its counts do not give": (
        """
        Area       Completed  All in treatment  %
        Northvale  31         39                70%
        Eastmere   26         34                76%
        Kilnford   20         40                50%
        """,  # 31/39 = 79.5
        ("wrong percentage", "70%", "79%"),
    ),
    "two digits that changed places": (
        """
        Area       Deaths  Population  Rate per 100,000
        Northvale  45      210,400     24.1
        """,  # 45/210,400 = 21.4 per 100,000
        ("digit transposition", "24.1", "21.4"),
    ),
    "rounded the wrong way": (
        """
        Group       Completed  All  %
        Opiate      9          139  7%
        Alcohol     20         42   48%
        Non-opiate  7          23   30%
        """,  # 9/139 = 6.47
        ("rounding", "7%", "6%"),
    ),
    "denominators of two rows swapped": (
        """
        Area       Completed  All in treatment  %
        Northvale  31         340               79%
        Eastmere   260        39                76%
        Kilnford   20         40                50%
        """,  # 31/39 = 79.5, 260/340 = 76.5
        ("swapped denominators", "79%", "9%"),
    ),
    "values one row too high": (
        """
        Area       Completed  All in treatment  %
        Northvale  31         39                76%
        Eastmere   26         34                50%
        Kilnford   20         40                25%
        Oakhurst   15         60                79%
        """,  # 79.5, 76.5, 50, 25
        ("shifted rows or labels", "76%; 50%; 25%; 79%", "79%; 76%; 50%; 25%"),
    ),
    "a total its parts do not give": (
        """
        Source      Number
        GP          45
        Hospital    12
        Self        88
        Total       154
        """,  # 45 + 12 + 88 = 145
        ("digit transposition", "154", "145"),
    ),
    "shares that are not all": (
        """
        Group  Northvale  England
        White  84.4%      87.3%
        Black  2.0%       3.0%
        Asian  9.0%       3.9%
        Other  8.6%       5.8%
        """,  # 104.0 beside 100.0
        ("wrong percentage", "8.6%", "100% in all (now 104%)"),
    ),
    "an interval that misses its estimate": (
        """
        Area       Rate per 1,000  Lower  Upper
        Northvale  9.3             9.8    10.6
        Eastmere   8.1             7.7    8.5
        """,
        ("impossible interval", "9.3 (9.8 to 10.6)", "lower limit ≤ estimate ≤ upper limit"),
    ),
    "more than all of them": (
        """
        Area       Waiting under 3 weeks (%)
        Northvale  99.1%
        Eastmere   109.2%
        """,
        ("impossible value", "109.2%", "at most 100%"),
    ),
    "a hidden cell that a total gives away": (
        """
        Source    Number
        GP        45
        Hospital  <5
        Self      88
        Total     136
        """,  # 136 - 45 - 88 = 3
        ("disclosure by subtraction", "136", "3"),
    ),
    "hidden cells too few to go round": (
        """
        Source    Number
        GP        45
        Hospital  <3
        Prison    <3
        Self      <3
        Total     47
        """,  # 47 - 45 = 2 for three cells
        ("disclosure by subtraction", "47", "2"),
    ),
    "a hidden year that the span gives away": (
        """
        Year          Northvale
        2019          7
        2020          <5
        2021          9
        Deaths 2019-21  18
        """,  # 18 - 7 - 9 = 2
        ("disclosure by subtraction", "18", "2"),
    ),
    "a rest of the county below the limit": (
        """
        Area           2020  2021  2022
        Northvaleshire  12    9     11
        Northvale      10    <5    6
        """,  # 12 - 10 = 2
        ("disclosure by subtraction", "12 − 10", "2"),
    ),
    "a crude ratio under the name of a standardised one": (
        """
        Area       Observed deaths  Population  Expected deaths  SMR
        Northvale  16               337,500     22.95            0.70
        Eastmere   9                129,600     8.81             1.02
        """,  # 22.95/337,500 = 8.81/129,600 = 6.80 per 100,000
        ("ratio called standardised", "0.70", "a crude rate ratio"),
    ),
    "a numerator of one year over a denominator of another": (
        """
        Area       Deaths 2021  Population 2017  Rate per 100,000
        Northvale  45           210,400          21.4
        Eastmere   60           280,500          21.4
        """,
        ("mixed periods", None, "both for 2021"),
    ),
    "parts that leave some without an explanation": (
        """
        Kind       Order  Number
        Caseload   _      42
        Caseload   DRR    23
        Caseload   ATR    18
        """,  # 23 + 18 = 41
        ("parts and whole not reconciled", "42", "41"),
    ),
}
SENTENCES = {
    "245 of 860 clients (82.5%) were women.": ("digit transposition", "28.5%"),  # 245/860
    "Deaths rose from 40 in 2018 to 52 in 2021, an increase of 25%.": (
        "text against its own numbers",
        "30%",  # 52/40
    ),
    "Admissions fell from 310 in 2018/19 to 345 in 2020/21.": (
        "text against its own numbers",
        "a rise",
    ),
    "The rate doubled from 4.1 in 2015 to 6.0 in 2020.": (
        "text against its own numbers",
        "1.5 times",  # 6.0/4.1 = 1.46
    ),
    "The rate was 9.3 per 1,000 (95% CI 9.8 to 10.6).": (
        "impossible interval",
        "lower limit ≤ estimate ≤ upper limit",
    ),
    "The rate in Northvale (7.9, 95% CI 5.7 to 10.6) is significantly higher than England (7.5).": (
        "significance against the interval",
        "not significantly different",
    ),
    "The rate is higher than England's, but the difference is not significant.": (
        "significance without an interval",
        "a confidence interval or a test",
    ),
    "There were 45 deaths out of 39 clients.": ("impossible value", "at most 39"),
    "In all, 120% of clients completed.": ("impossible value", "at most 100%"),
}
CLEAN_SENTENCES = (
    "245 of 860 clients (28.5%) were women.",
    "Deaths rose from 40 in 2018 to 52 in 2021, an increase of 30%.",
    "Admissions fell from 345 in 2018/19 to 310 in 2020/21.",
    "The rate was 9.3 per 1,000 (95% CI 8.8 to 9.8).",
    "The rate in Northvale (11.9, 95% CI 9.7 to 14.6) is significantly higher than England (7.5).",
    "The rate in Northvale (7.9, 95% CI 5.7 to 10.6) is not significantly different from 7.5.",
    "This group will have significant effects on health, and there is significant unmet need.",
    "Children aged 15 to 24 came 2 years earlier, between 2011/12 and 2013/14.",
    "Spend fell by 12% in real terms.",
)
CLEAN_TABLES = {
    "standardised rates are not their counts over the population": """
        Area       Deaths  Population  Age-standardised rate per 100,000  Lower CI  Upper CI
        Northvale  45      210,000     23.9                               17.4      32.1
        Eastmere   60      280,500     20.2                               15.4      26.0
        """,
    "shares of rows are not shares of a column": """
        Substance   Male  Female  Persons  % female
        Opiate      612   248     860      28.8%
        Non-opiate  210   115     325      35.4%
        Alcohol     340   260     600      43.3%
        Total       1,162  623    1,785    34.9%
        """,
    "counts with their shares in one cell": """
        Need     Northvale   Eastmere
        Urgent   45 (9%)     30 (6%)
        Problem  90 (18%)    75 (15%)
        None     365 (73%)   395 (79%)
        Total    500 (100%)  500 (100%)
        """,
    "counts rounded to five need not add up": """
        Source    Northvale  Eastmere
        GP        45         120
        Hospital  15         35
        Self      90         255
        Other     25         60
        Total     170        475
        """,
    "two hidden cells that leave all open": """
        Source    Number
        GP        45
        Hospital  <5
        Prison    <5
        Self      88
        Total     137
        """,
    "all clients are no total of the column before": """
        Area       Clients  All clients  Other clients
        Northvale  13       737          20
        Eastmere   564      28,793       31
        """,
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_wrong_is_found(check, name):
    text, (kind, printed, expected) = FOUND[name]
    found = check(table(text, "Table 1: Figures of one year\n\n"))
    told = [(str(one.kind), printed and one.printed, one.expected) for one in found]
    assert (kind, printed, expected) in told


@pytest.mark.parametrize("text", SENTENCES)
def test_what_is_wrong_in_a_sentence_is_found(check, text):
    (found,) = check(text)
    assert (str(found.kind), found.expected) == SENTENCES[text]


@pytest.mark.parametrize("text", CLEAN_SENTENCES)
def test_sentences_that_hold_are_left_alone(check, text):
    assert check(text) == ()


@pytest.mark.parametrize("name", CLEAN_TABLES)
def test_tables_that_hold_are_left_alone(check, name):
    assert check(table(CLEAN_TABLES[name])) == ()


def test_a_sentence_is_held_against_the_table_it_names(check):
    text = table(
        """
        Area       Estimate  Rate per 1,000
        Northvale  1,240     9.6
        Eastmere   860       7.1
        """,
        "Table 1: Prevalence of opiate and crack use 2019/20\n\n",
    )
    right = text + "\nIn Northvale there are an estimated 1,240 opiate and crack users.\n"
    wrong = text + "\nIn Northvale there are an estimated 1,420 opiate and crack users.\n"
    assert check(right) == ()
    (found,) = check(wrong)
    assert (found.kind, found.printed) == ("text against table", "1,420")
    assert found.expected.startswith("1,240, as in Table 1")


def test_a_claim_for_all_is_held_against_every_target(check):
    text = table(
        """
        Indicator    Target  Actual
        Waiting      90%     99%
        Completions  20%     17%
        Reviews      80%     92%
        """,
        "Performance against target\n\n",
    )
    (found,) = check(text + "\nAll three targets were met.\n")
    assert (found.kind, found.expected) == (
        "claim against the table",
        "2 of 3; not Completions: 17% against 20%",
    )
    assert check(text + "\nNot all targets were met.\n") == ()
    assert check(text.replace("17%", "21%") + "\nAll three targets were met.\n") == ()


def test_significance_is_held_against_the_intervals_of_a_table(check):
    text = table(
        """
        Area       Death rate  Lower  Upper
        Northvale  7.9         5.7    10.6
        England    5.1         5.0    5.2
        Eastmere   5.3         4.0    7.0
        """,
        "Table 1: Deaths from drug misuse per 100,000\n\n",
    )
    holds = "\nThe death rate in Northvale is significantly higher than in England.\n"
    fails = "\nThe death rate in Eastmere is significantly higher than in England.\n"
    assert check(text + holds) == ()
    (found,) = check(text + fails)
    assert found.kind == "significance against the interval"


def test_one_quantity_with_two_values_is_found(check):
    one = table(
        "Group  Clients\nOpiate  340\nAlcohol  210", "Table 1: Northvale Borough, 2021/22\n\n"
    )
    other = table(
        "Group  Clients\nOpiate  340\nAlcohol  218", "Table 2: Northvale Borough, 2021/22\n\n"
    )
    (found,) = check(f"{one}\n\n{other}")
    assert (found.kind, found.printed) == ("same quantity, two values", "218")
    assert check(f"{one}\n\n{other.replace('2021/22', '2022/23')}") == ()


def test_findings_come_in_the_order_of_the_document_and_always_the_same(check):
    text = "\n\n".join([*SENTENCES, table(FOUND["rounded the wrong way"][0])])
    found = check(text)
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert check(text) == found
