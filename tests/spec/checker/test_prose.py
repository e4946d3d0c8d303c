"""Numbers that a sentence relates: a whole and its parts, an order, two years, two shares."""

import pytest

# What is right instead | kind of finding | the sentence.
WRONG = """
372 / 1,240 = 30% | text | Of the 1,240 adults in treatment, 372 were women (33%).
372 / 1,240 = 30% | text | We saw 1,240 adults. Of these, 372 (33%) were women.
1,468 - 606 = 862 | digits | Of 1,468 users, 606 were in treatment, leaving 826.
2,300 - 540 = 1,760 | text | Of 2,300 in need, 540 are in treatment and 1,860 not in treatment.
6.3 - 1.8 = 4.5 | text | Costs of £1.8m gave benefits of £6.3m: net benefit £4.9m.
46 / 937,200 = 4.9 | digits | With 46 deaths in a population of 937,200, a rate of 9.4 per 100,000.
8 x 95 = 760 | text | Each of the 8 services saw on average 95 clients, 680 in all.
412 / 1,030 = 40% | text | Nearly two thirds of clients (412 of 1,030) were parents.
14.2 - 12.2 = 2 | text | It fell by 3 percentage points, from 14.2% to 12.2%.
two before it: third | text | We are second highest (7.1), after Southwick (8.0) and Westbury (7.6).
18% before 12% | text | The main source was self (41%), followed by GPs (12%) and courts (18%).
2.1 / 4.2 = 50 | swapped | They are 4.2% of residents and 2.1% of clients, a penetration of 200%.
2.1 / 4.2 = 0.5 | swapped | At 4.2% of residents, 2.1% of clients, a penetration ratio of 2.0.
2.1 / 4.2 = 50 | ratio | They are 4.2% of residents and 2.1% of clients, a penetration of 75%.
nobody is 412 | value | The average age of clients was 412 years.
2019-21 against 2016-18 | periods | We had 7.1% in 2019-21, higher than England in 2016-18 (4.5%).
ten years apart | periods | On a 2011/12 estimate and 2021/22 treatment data, unmet need is 58%.
"""
KINDS = {
    "text": "text against its own numbers",
    "digits": "digit transposition",
    "swapped": "swapped denominators",
    "ratio": "wrong ratio",
    "value": "impossible value",
    "periods": "mixed periods",
}
RIGHT = """
Of the 1,240 adults in treatment, 372 were women (30%) and 868 were men (70%).
We saw 1,240 adults. Of these, 372 (30%) were women.
We saw 812 opiate users and 204 others. Of these, 300 (37%) of the opiate users were women.
Of the 1,240 adults in treatment, 620 had used before, of whom 62 (10%) were new to the area.
Of 1,200 people in treatment, 400 (33%) lived in Ashby, where 80 (20%) were homeless.
In 2023, 45 (9%) of 500 referrals came from prison and 30 of them (67%) engaged.
Of 1,468 users, 606 were in treatment, leaving 862.
An estimated 2,300 people are dependent; 540 are in treatment and about 1,800 not in treatment.
A cost of £1.8 million gave benefits of £6.3 million: net benefit £4.5 million.
There were 46 deaths in 2020-22 in a population of 312,400, an annual rate of 4.9 per 100,000.
Each of the 8 services saw on average 95 clients, 762 in all.
About two thirds of clients (412 of 620) were parents.
It fell by 2 percentage points, from 14.2% to 12.2%.
We are third highest (7.1), after Southwick (8.0) and Westbury (7.6).
We are second highest after Southwick (8.0); Westbury (6.9) is third.
The most common source was self (41%), followed by courts (18%) and GPs (12%).
Black people are 4.2% of the population and 2.1% of clients, a penetration of 50%.
The average age of clients was 41.2 years; the oldest was 84.
We had 7.1% in 2019-21, higher than England in 2019-21 (4.5%).
The share rose from 4.5% in 2016-18 to 7.1% in 2019-21, higher than in England.
On the 2019/20 estimate and 2019/20 treatment numbers, unmet need is 58%.
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_what_is_wrong_is_found(check, line):
    _, kind, text = (part.strip() for part in line.split("|"))
    (found,) = check(text)
    assert found.kind.value == KINDS[kind]


@pytest.mark.parametrize("text", RIGHT.strip().splitlines())
def test_what_is_right_is_left_alone(check, text):
    assert [one.wording for one in check(text)] == []


HOUSING = """Table 1: Housing at the start of treatment

| Housing | Number | Per cent |
|---|---|---|
| No problem | 640 | 80 |
| Housing problem | 112 | 14 |
| No fixed abode | 48 | 6 |
| Total | 800 | 100 |

"""


def test_two_errors_of_one_sentence_are_both_found(check):
    found = check(
        f"{HOUSING}There were 112 people (16%) with a housing problem and 84 had no fixed abode."
    )
    assert [(one.printed, one.expected.partition(",")[0]) for one in found] == [
        ("16%", "14"),
        ("84", "48"),
    ]


def test_a_sentence_that_quotes_the_table_is_left_alone(check):
    assert check(f"{HOUSING}In all, 112 (14%) had a housing problem and 48 no fixed abode.") == ()


def test_ranks_that_their_values_do_not_give_are_found(check):
    table = "Area\tRate\tRank\nAshby\t12.1\t1\nBeeton\t10.4\t2\nCawley\t11.2\t3\nDenby\t8.9\t4\n"
    assert [(one.printed, one.expected) for one in check(table)] == [("2", "3"), ("3", "2")]


@pytest.mark.parametrize("ranks", [("1", "3", "2", "4"), ("4", "2", "3", "1")])
def test_ranks_of_either_order_are_right(check, ranks):
    rows = zip(
        ("Ashby", "Beeton", "Cawley", "Denby"), ("12.1", "10.4", "11.2", "8.9"), ranks, strict=True
    )
    table = "Area\tRate\tRank\n" + "\n".join("\t".join(row) for row in rows)
    assert check(table) == ()


def found_in(check, text: str) -> list[tuple[str, str]]:
    return [(one.printed, one.expected) for one in check(text)]


CHANGES = "Drug\t2021/22\t2022/23\tChange\nOpiates\t812\t798\t-1.7%\nOther\t204\t231\t13.2%\n"


def test_a_change_is_held_against_the_years_beside_it(check):
    assert found_in(check, f"{CHANGES}Alcohol\t466\t502\t9.7%\n") == [("9.7%", "7.7%")]
    assert found_in(check, f"{CHANGES}Alcohol\t466\t502\t7.7%\n") == []


def test_a_difference_is_held_against_the_years_beside_it(check):
    table = "Drug\t2021/22\t2022/23\tDifference\nOpiates\t812\t798\t-14\nOther\t204\t231\t27\n"
    assert found_in(check, f"{table}Alcohol\t466\t502\t46\n") == [("46", "36")]
    assert found_in(check, f"{table}Alcohol\t466\t502\t36\n") == []


def test_a_cost_a_head_is_held_against_pounds_and_people(check):
    table = "Service\tClients\tSpend £\t£ per client\nCore\t1,200\t2,400,000\t2,000\n"
    table += "Young people\t85\t212,500\t2,500\n"
    assert found_in(check, f"{table}Residential\t22\t308,000\t41,000\n") == [("41,000", "14,000")]
    assert found_in(check, f"{table}Residential\t22\t308,000\t14,000\n") == []


def test_four_quarters_make_their_year(check):
    quarters = "".join(
        f"Q{at} 2022/23\t{number}\n" for at, number in enumerate((110, 124, 98, 131), start=1)
    )
    assert found_in(check, f"Quarter\tStarts\n{quarters}2022/23\t436\n") == [("436", "463")]
    assert found_in(check, f"Quarter\tStarts\n{quarters}2022/23\t463\n") == []


def test_a_ratio_may_be_printed_as_100_times_itself(check):
    table = "Ward\tObserved\tExpected\tRatio\nAsh\t12\t8.0\t150\nBeck\t9\t10.0\t90\n"
    assert found_in(check, f"{table}Cole\t14\t11.2\t152\n") == [("152", "125")]
    assert found_in(check, f"{table}Cole\t14\t11.2\t125\n") == []


def test_an_asterisk_in_a_table_of_bars_hides_a_number(check):
    table = "| Area | Men | Women | Persons |\n|---|---|---|---|\n| North | 41 | 12 | 53 |\n"
    (found,) = check(f"{table}| South | 33 | * | 36 |\n")
    assert (found.kind.value, found.expected) == ("disclosure by subtraction", "3")


def test_a_row_by_sex_elsewhere_gives_a_hidden_row_away(check):
    text = (
        "Table 1: Referrals, 2022\nSource\tClients\nSelf\t120\nPrison\t{}\nOther\t*\nTotal\t172\n\n"
    )
    text += "Table 2: Referrals by sex, 2022\nSource\tMen\tWomen\nSelf\t80\t40\nPrison\t{}\t1\n"
    assert [one.expected for one in check(text.format("*", "3"))] == ["4"]
    assert check(text.format("*", "*")) == ()


RATES = "Area\tRate per 1,000\nAshby\t12.1\nBeeton\t10.4\nCawley\t11.2\n\n"


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Cawley has the highest rate.", "Ashby (12.1)"),
        ("Beeton has the lowest rate.", None),
        ("Ashby has the highest rate and Cawley the lowest.", "Beeton (10.4)"),
        ("Cawley has the second highest rate.", None),
    ],
)
def test_the_highest_is_the_highest_of_the_table(check, said, right):
    assert [one.expected for one in check(f"{RATES}{said}")] == ([right] if right else [])


def test_bands_of_age_do_not_overlap(check):
    bands = "Age\tMen\tWomen\n18-29\t120\t60\n30-39\t210\t80\n{}\t240\t96\n50+\t130\t44\n"
    assert [one.expected for one in check(bands.format("35-49"))] == ["a band from 40"]
    assert check(bands.format("40-49")) == ()


def test_a_rate_of_both_sexes_lies_between_theirs(check):
    rows = "Table 1: Deaths per 100,000\nYear\tMen\tWomen\tPersons\n2019\t8.1\t3.2\t5.6\n"
    rows += "2020\t8.4\t3.4\t{}\n2021\t8.0\t3.1\t5.5\n"
    assert [one.expected for one in check(rows.format("9.5"))] == ["between 8.4 and 3.4"]
    assert check(rows.format("5.9")) == ()


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("It rose year on year: 5.1 in 2018-20, 4.9 in 2019-21 and 5.6 in 2020-22.", 1),
        ("It rose year on year: 4.8 in 2018-20, 4.9 in 2019-21 and 5.6 in 2020-22.", 0),
        ("Bedford ranks 16th of 15 authorities.", 1),
        ("Bedford ranks 15th of 16 authorities.", 0),
    ],
)
def test_series_and_places_of_a_sentence(check, text, findings):
    assert len(check(text)) == findings
