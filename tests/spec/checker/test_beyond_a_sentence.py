"""What sentences say of numbers that stand elsewhere, in words, or of two places: planted errors.

Each planted error has texts like it that are right; the arithmetic stands beside it.
"""

import pytest

RATE_NEXT_TO_IT = (
    # 96 / 341,200 × 100,000 = 28.1
    "There were 96 drug deaths in Harrowden in 2023. With a population of 341,200 this is a rate "
    "of 21.8 per 100,000.",
    # 412 / 268,000 × 10,000 = 15.4
    "Kilnford has 268,000 residents. In 2022/23 there were 412 hospital admissions, a rate of 17.4 "
    "per 10,000.",
    # 1,154 / 187,300 × 1,000 = 6.2
    "An estimated 1,154 adults use opiates. The adult population is 187,300, so the prevalence is "
    "8.2 per 1,000.",
    # 57 / 3 / 152,300 × 100,000 = 12.5, or 37.4 for all three years
    "Between 2021 and 2023 there were 57 deaths. The population was 152,300. This gives a rate of "
    "21.5 per 100,000.",
    # 230 / 54,800 × 10,000 = 42.0
    "The ward has a population of 54,800. There were 230 offences in the year. The rate is 24.0 "
    "per 10,000.",
)
RATE_NEXT_TO_IT_RIGHT = (
    "There were 96 drug deaths in Harrowden in 2023. With a population of 341,200 this is a rate "
    "of 28.1 per 100,000.",
    "Between 2021 and 2023 there were 57 deaths. The population was 152,300. This gives a rate of "
    "12.5 per 100,000 a year.",
    "There were 96 drug deaths in Harrowden. The population is 341,200. England's rate was 5.2 per "
    "100,000.",
    "There were 96 drug deaths. The population is 341,200. The age-standardised rate was 30.4 per "
    "100,000.",
    "There were 96 admissions. The population is 341,200. The rate among men was 44.0 per 100,000.",
    "There were 96 deaths, 60 of men and 36 of women. The population is 341,200. The rate was 17.6 "
    "per 100,000 men.",
    "There were about 400 offences. The population is about 268,000. The rate is 15 per 10,000.",
    "There were 96 deaths in 2023. The population is 341,200. The rate in 2019 was 22.4 per "
    "100,000.",
    "Eastmere has a population of 341,200. It has 96 beds in treatment. The rate of drug offences "
    "is 240 per 100,000.",
)
MORE_THAN_ALL = (
    # 52 + 31 + 28 = 111
    "The caseload is made up of opiate users (52%), alcohol only (31%) and non-opiate users (28%).",
    # 45 + 38 + 27 = 110
    "By main substance, 45% used opiates, 38% alcohol and 27% cannabis.",
    # 24 + 38 + 33 + 15 = 110
    "Of the clients, 24% were aged 18 to 29, 38% were aged 30 to 39, 33% were aged 40 to 49 and "
    "15% were aged 50 and over.",
    # 62 + 25 + 18 = 105
    "Referrals split into self-referral (62%), criminal justice (25%) and other sources (18%).",
    # 48 + 31 + 31 = 110, where the rest must make up 100
    "Some 48% left successfully, 31% dropped out and the remaining 31% were transferred.",
    # 55 + 20 + 15 = 90, where the rest must make up 100
    "Opiate users were 55% of the caseload, alcohol users 20% and the remaining 15% used other "
    "drugs.",
)
NOT_MORE_THAN_ALL = (
    "The caseload is made up of opiate users (52%), alcohol only (31%) and non-opiate users (17%).",
    "By main substance, 45.4% used opiates, 27.8% alcohol and 26.9% cannabis.",
    "Of those starting treatment 62% cited opiates, 51% crack and 40% alcohol.",
    "The share of opiate users was 52%, up from 48% in 2020 and 45% in 2019.",
    "Self-referrals made up 62% in Northvale, 58% in Eastmere and 61% in England.",
    "52% were parents, 63% had a mental health need and 41% were unemployed.",
    "Some 48% left successfully, 31% dropped out and the remaining 21% were transferred.",
    "By main substance, 45% used opiates (England 52%), 38% alcohol (England 30%).",
    "Men are 70% of the caseload and 48% of the population; the remaining 30% are women.",
    "Of the 40% who were men, 62% used opiates; the remaining 38% used other drugs.",
    "Completion was 45% by main substance opiates, 62% for alcohol and 58% for cannabis.",
)
TWO_PLACES = (
    # 45 - 30 = 15
    "Northvale had 45 deaths and Eastmere had 30, a difference of 25.",
    # 45 + 30 = 75
    "There were 45 deaths in Northvale and 30 in Eastmere, together 85.",
    # 90 / 30 = 3
    "Northvale recorded 90 admissions and Eastmere 30, twice as many.",
    # 45 - 30 = 15
    "Northvale had 45 deaths, 25 more than Eastmere (30).",
    # 120 - 96 = 24
    "Kilnford had 96 deaths, 34 fewer than the 120 in Harrowden.",
    # 45 + 30 = 75
    "Between them Northvale (45 deaths) and Eastmere (30) had 57 deaths.",
    # 60 / 40 = 1.5
    "Northvale had 60 admissions and Eastmere 40, 2.5 times as many.",
)
TWO_PLACES_RIGHT = (
    "Northvale had 45 deaths and Eastmere had 30, a difference of 15.",
    "There were 45 deaths in Northvale and 30 in Eastmere, together 75.",
    "Northvale recorded 90 admissions and Eastmere 30, three times as many.",
    "Northvale had 45 deaths, 15 more than Eastmere (30).",
    "Kilnford had 96 deaths, 24 fewer than the 120 in Harrowden.",
    "Northvale had 45 deaths, 5 more than in the year before, and Eastmere had 30.",
    "Northvale had 45 deaths and Eastmere 30, a rate difference of 2.4 per 100,000.",
    "Northvale had 61 admissions and Eastmere 30, about twice as many.",
    "Northvale had 45 deaths and Eastmere 30; together the five districts had 140.",
    "Northvale had 45 deaths (12.3 per 100,000) and Eastmere 30 (11.1), a difference of 1.2.",
    "Northvale had 45 deaths and Eastmere 30, twice as many as in 2019.",
    "Northvale had 45 deaths and Eastmere 30, and the county as a whole a total of 112.",
)
IN_WORDS = (
    # 23 / 120 = 19.2%
    "Of the 120 people who died, twenty-three (29%) were known to services.",
    # 60 / 240 is one in four
    "One in five of the 240 clients (60) had no fixed home.",
    # 120 / 3 = 40
    "A third of the 120 referrals, 52, came from GPs.",
    # 12 + 15 = 27
    "There were twelve deaths in Northvale and fifteen in Eastmere, together twenty-nine.",
    # from 18 to 27 is 50%
    "Deaths rose from eighteen in 2021 to twenty-seven in 2022, an increase of 40%.",
    # 18 / 24 = 75%
    "Eighteen of the 24 services (57%) replied.",
    # 240 / 2 = 120
    "Half of the 240 clients (150 people) live with children.",
)
IN_WORDS_RIGHT = (
    "Of the 120 people who died, twenty-three (19%) were known to services.",
    "One in four of the 240 clients (60) had no fixed home.",
    "A third of the 120 referrals, 40, came from GPs.",
    "About a third of the 120 referrals, 42, came from GPs.",
    "There were twelve deaths in Northvale and fifteen in Eastmere, together twenty-seven.",
    "Deaths rose from eighteen in 2021 to twenty-seven in 2022, an increase of 50%.",
    "Eighteen of the 24 services (75%) replied.",
    "A third of the 120 referrals came from GPs, 25 of them in March.",
    "One person in five of the 240 clients is a parent; 60 have no home.",
    "Two thirds of the 120 referrals (80) came from GPs.",
)
OTHER_VINTAGES = (
    "The 2022/23 rate of 46.1 per 100,000 uses the mid-2011 population estimate.",
    "Admissions in 2021/22 were 812, a rate of 312 per 100,000 on the 2011 Census population.",
    "The rate for 2023 (5.4 per 100,000) is calculated with mid-2014 population estimates.",
    "Rates of deaths in 2020-22 are per 100,000 of the population of mid-2010.",
)
RIGHT_VINTAGES = (
    "The 2022/23 rate of 46.1 per 100,000 uses the mid-2022 population estimate.",
    "The 2022/23 rate of 46.1 per 100,000 uses the mid-2021 population estimate.",
    "The 2011/12 rate of 46.1 per 100,000 uses the mid-2011 population estimate.",
    "The population rose by 9% between mid-2011 and 2022, and the rate of deaths in 2022 was 5.4 "
    "per 100,000.",
    "Rates from 2012 to 2020 were revised; they no longer use the 2011 Census population.",
    "The 2022/23 rate of 46.1 per 100,000 uses the 2021 Census population.",
    "The rate was 46.1 per 100,000 in 2022/23; the Census of 2011 counted 157,000 people.",
    "Rates for 2010 to 2022 use the mid-year population of each year from 2010 on.",
)
TWO_VALUES = (
    "The rate of drug deaths in Northvale was 12.3 per 100,000 in 2021-23.\n\n"
    "In summary, the rate of drug deaths in Northvale in 2021-23 was 13.2 per 100,000.",
    "There were 412 adults in treatment in Northvale in 2022/23.\n\n"
    "In 2022/23, Northvale had 421 adults in treatment.",
    "In 2023, 46% of opiate users in Eastmere completed treatment.\n\n"
    "The share of opiate users in Eastmere who completed treatment was 64% in 2023.",
    "Harrowden spent £3.4 million on drug treatment in 2022/23.\n\n"
    "Spend on drug treatment in Harrowden was £4.3 million in 2022/23.",
)
ONE_VALUE = (
    "In 2022/23, 52% of clients in Eastmere were opiate users.\n\n"
    "In 2022/23, 48% of clients in Eastmere were not opiate users.",
    "The rate of drug deaths in Northvale was 12.3 per 100,000 in 2021-23.\n\n"
    "In summary, the rate of drug deaths in Northvale in 2021-23 was 12.3 per 100,000.",
    "The rate of drug deaths in Northvale was 12.3 per 100,000 in 2021-23.\n\n"
    "The rate of drug deaths in Northvale was 13.2 per 100,000 in 2018-20.",
    "The rate of drug deaths in Northvale was 12.3 per 100,000 in 2021-23.\n\n"
    "The rate of drug deaths in Eastmere was 13.2 per 100,000 in 2021-23.",
    "The rate of drug deaths among men in Northvale was 12.3 per 100,000 in 2021-23.\n\n"
    "The rate of drug deaths in Northvale was 9.2 per 100,000 in 2021-23.",
    "There were 412 adults in treatment in Northvale in 2022/23.\n\n"
    "There were 96 new adults in treatment in Northvale in 2022/23.",
    "The rate of drug deaths in Northvale was 12.3 per 100,000 in 2021-23.\n\n"
    "The revised rate of drug deaths in Northvale was 13.2 per 100,000 in 2021-23.",
    "In 2023, 46% of opiate users in Eastmere completed treatment.\n\n"
    "In 2023, 46.4% of opiate users in Eastmere completed treatment.",
    "The target of treatment numbers in Northvale was 412 in 2022/23.\n\n"
    "Treatment numbers in Northvale were 396 in 2022/23.",
)


@pytest.mark.parametrize(
    "text",
    [
        *RATE_NEXT_TO_IT,
        *MORE_THAN_ALL,
        *TWO_PLACES,
        *IN_WORDS,
        *OTHER_VINTAGES,
        *TWO_VALUES,
    ],
)
def test_a_planted_error_is_found_once(check, text):
    assert len(check(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *RATE_NEXT_TO_IT_RIGHT,
        *NOT_MORE_THAN_ALL,
        *TWO_PLACES_RIGHT,
        *IN_WORDS_RIGHT,
        *RIGHT_VINTAGES,
        *ONE_VALUE,
    ],
)
def test_a_text_like_it_that_is_right_is_left_alone(check, text):
    assert check(text) == ()
