"""What stands apart is held together: text and rows, tables and their wholes, claims and limits."""

import pytest

DEATHS = """Table 1: Drug-related deaths, Northvale

Year	Deaths	Population	Rate per 100,000
2019	12	150,000	8.0
2020	15	150,000	10.0
2021	18	150,000	12.0

"""
AGES = """Table 3: Clients by age and sex

Age group	Men	Women	All
18-29	40	20	60
30-49	100	50	150
50+	60	30	90
Total	200	100	300

"""
SEXES = """Table 1: People in treatment by sex, 2022/23

Sex	People	Share
Male	412	68.7%
Female	188	31.3%
Total	600	100.0%

"""
YEARS = """Table 1: Deaths by year

Year	Deaths
2018	12
2019	15
2020	14
2021	11

"""
DISTRICTS = """Table 1: People in treatment by district, 2021/22

District	People
Alton	45
Brook	62
Carr	*

Table 2: People in treatment, county, {}

County	People
Northshire	110
"""
FOUND = {
    "a number of some of those named before": (
        SEXES + "In 2022/23 there were 600 people in treatment, of whom 421 were male.",
        ("text against table", "421", "412, as in Table 1, line 4, Male, People"),
    ),
    "a total that its sentence does not call one": (
        SEXES + "There were 660 people in treatment in 2022/23.",
        ("text against table", "660", "600, as in Table 1, line 6, Total, People"),
    ),
    "a row by another word": (
        SEXES + "Women made up 33.1% of people in treatment.",
        ("text against table", "33.1%", "31.3%, as in Table 1, line 5, Female, Share"),
    ),
    "a change between two years": (
        YEARS + "Deaths fell by 50% between 2019 and 2021.",
        ("text against table", "fell by 50% between 2019 and 2021", "a fall of 27%"),  # 11/15
    ),
    "a rise where there was a fall": (
        YEARS + "Deaths rose by 27% from 2019 to 2021.",
        ("text against table", "rose by 27% from 2019 to 2021", "a fall of 27%"),
    ),
    "districts and their county in two tables": (
        DISTRICTS.format("2021/22"),
        ("disclosure by subtraction", "*", "3"),  # 110 - 45 - 62
    ),
    "some rows that moved round among themselves": (
        "Age,People,Share\n18-24,120,30.0%\n25-34,200,15.0%\n35-44,60,5.0%\n45+,20,50.0%\n",
        ("shifted rows or labels", "15.0%; 5.0%; 50.0%", "50.0%; 15.0%; 5.0%"),  # 200/400 ...
    ),
    "a multiple in words": (
        "The number of deaths doubled from 12 to 20.",
        ("text against its own numbers", "doubled … from 12 to 20", "1.7 times"),  # 20/12
    ),
    "a number of another year than its row": (
        DEATHS + "Deaths rose from 12 in 2019 to 19 in 2021.",
        ("text against table", "19", "18, as in Table 1, line 6, 2021, Deaths"),
    ),
    "a rate of a year": (
        DEATHS + "The rate in 2020 was 10.5 per 100,000.",
        ("text against table", "10.5", "10.0, as in Table 1, line 5, 2020, Rate per 100,000"),
    ),
    "labels that changed places in the text": (
        AGES + "Of the 300 clients, 150 (50%) were aged 50 and over.",
        ("text against table", "150", "90, as in Table 3, line 6, 50+, All"),
    ),
    "a change named in the next sentence": (
        "Deaths rose from 12 in 2019 to 18 in 2021. The increase was 60%.",
        ("text against its own numbers", "The increase was 60%", "50%"),  # 18/12
    ),
    "a likeness against the interval": (
        "In Northvale 24.0% (95% CI 21.0% to 27.3%) completed, similar to England (33.0%).",
        ("significance against the interval", None, "significantly different"),
    ),
    "a whole in another table": (
        "Table 1: Drug deaths by sex, Northvale 2021\n\nSex\tDeaths\nMen\t13\nWomen\t<5\n\n"
        "Table 2: Drug deaths by age, Northvale 2021\n\nAge\tDeaths\nUnder 40\t6\n"
        "40 and over\t10\nAll ages\t16\n",
        ("disclosure by subtraction", "<5", "3"),  # 16 - 13
    ),
    "a whole in the text": (
        "Table 1: Drug deaths, Northvale\n\nYear\tDeaths\n2019\t<5\n2020\t8\n2021\t9\n\n"
        "The three-year total for 2019 to 2021 was 20.",
        ("disclosure by subtraction", "<5", "3"),  # 20 - 8 - 9
    ),
    "a county without the name of a total": (
        "Table 1: Drug deaths by year\n\nPlace\t2019\t2020\t2021\nNorthshire\t14\t15\t12\n"
        "Alton\t6\t7\t<5\nBrook\t8\t8\t9\n",
        ("disclosure by subtraction", "12", "3"),  # 14 = 6 + 8, 15 = 7 + 8, 12 - 9
    ),
    "rolling years in another table": (
        "Table 1: Drug deaths by year\n\nPlace\t2019\t2020\t2021\nAlton\t6\t7\t<5\n"
        "Carr\t10\t11\t14\nBrook\t8\t8\t9\n\n"
        "Table 2: Drug deaths, rolling years\n\nPeriod\tAlton\n2019-2021\t16\n",
        ("disclosure by subtraction", "<5", "3"),  # 16 - 6 - 7
    ),
    "a share beside a hidden count": (
        "Table 1: Clients by need\n\nNeed\tClients\tShare\nNone\t40\t66.7%\nSome\t16\t26.7%\n"
        "Urgent\t<5\t6.7%\n",
        ("disclosure by subtraction", "6.7%", "4"),  # 40/60, 16/60, 4/60
    ),
    "denominators swapped under headings of their own": (
        "Table 1: Treatment\n\nPlace\tLeft drug-free\tMid-2022 residents\tper 1k\n"
        "Ash\t820\t100000\t8.2\nBeck\t900\t120000\t4.5\nCole\t640\t80000\t8.0\n"
        "Dene\t500\t50000\t10.0\nElm\t540\t200000\t4.5\n",
        ("swapped denominators", "4.5", "7.5"),  # 900/120,000; 4.5 is 900/200,000
    ),
    "denominators swapped under a heading without a unit": (
        "Table 1: Treatment\n\nPlace\tLeft drug-free\tCaseload\tOutcome\n"
        "Ash\t31\t340\t79.5\nBeck\t260\t39\t76.5\nCole\t20\t40\t50.0\nDene\t33\t60\t55.0\n",
        ("swapped denominators", "79.5", "9.1"),  # 31/39 and 260/340
    ),
    "penetration over the shares of other groups": (
        "Table 1: Ethnic group\n\nGroup\tShare in treatment\tShare of population\tPenetration\n"
        "White\t87.7%\t80.5%\t109%\nMixed\t3.4%\t11.4%\t99%\nAsian\t5.0%\t3.4%\t44%\n"
        "Black\t2.0%\t3.9%\t51%\nOther\t1.9%\t0.8%\t240%\n",
        ("swapped denominators", "99%", "30%"),  # 3.4/3.4 and 5.0/11.4
    ),
}
HOLDING = (
    "Deaths were significantly higher than in England in Ash (12.1; 95% CI 10.2 to 14.3) and Beck "
    "(13.0; 95% CI 11.1 to 15.2).",
    SEXES + "A year earlier there were 580 people in treatment.",
    SEXES + "In 2022/23, of 600 people in treatment, 412 were male and 188 were female.",
    SEXES + "Women made up 31% of people in treatment. Nationally 33.1% were female.",
    SEXES + "There were 600 people in treatment, of whom 142 new ones were male.",
    YEARS + "Deaths fell by 27% between 2019 and 2021, and rose by about a quarter before.",
    YEARS + "Deaths of men fell by 50% between 2019 and 2021.",
    DISTRICTS.format("2019/20"),
    "The number of deaths more than doubled from 12 to 29.",
    "The number of deaths nearly doubled from 12 to 21.",
    DEATHS + "Deaths rose from 12 in 2019 to 18 in 2021. The increase was 50%.",
    DEATHS + "In 2020 there were 15 deaths; the rate in 2021 was 12.0 per 100,000.",
    DEATHS + "Of the deaths in 2021, 11 were of men. England had 4,859 deaths in 2021.",
    AGES + "Of 300 clients, 90 (30%) were aged 50 and over and 150 were aged 30 to 49.",
    "In Northvale 24.0% (95% CI 21.0% to 27.3%) completed, similar to England (26.0%).",
    "That is 12 short of the best quarter of its neighbours (34.2%).",
    "Table 1: Homicides\n\nMeasure\tPeriod\tValue\nDrug-related homicides\tYE Mar 2024\t56%\n\n"
    "Of homicides, drug-related homicides were 54% in Apr 2019 – Mar 2024.",
    "Table 1: Clients\n\nPlace\t2019\t2020\nAsh\t30\t22\nBeck\t12\t8\nCole\t<5\t9\n",
    "Table 1: Drug deaths by sex, Northvale 2021\n\nSex\tDeaths\nMen\t13\nWomen\t<5\n\n"
    "Table 2: Drug deaths by age, Northvale 2020\n\nAge\tDeaths\nUnder 40\t6\n"
    "40 and over\t10\nAll ages\t16\n",
)


@pytest.mark.parametrize("name", FOUND)
def test_what_disagrees_is_found(check, name):
    text, (kind, printed, expected) = FOUND[name]
    told = [(str(one.kind), printed and one.printed, one.expected) for one in check(text)]
    assert (kind, printed, expected) in told


@pytest.mark.parametrize("text", HOLDING, ids=range(len(HOLDING)))
def test_what_agrees_is_left_alone(check, text):
    assert check(text) == ()
