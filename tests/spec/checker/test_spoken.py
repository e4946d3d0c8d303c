"""Words and numbers of one sentence: what is wrong is found, what is right is left alone."""

import pytest

WRONG = """
from 21% to 28%, 7 points       | The share rose from 21% to 28%, a rise of 5 percentage points.
45 of 250 is 18%                | Of 250 people assessed, 45 (20%) had a housing need.
one in five is 20%              | One in five (32%) people were new to treatment.
a third is 33%                  | A third (45%) of clients were women.
two thirds is 67%               | Two thirds of clients (52%) were men.
more than half is above 50%     | More than half (48%) of people were known to treatment.
most is above 50%               | Most people (43%) were men.
nearly half is below 50%        | Nearly half of them (56%) were known to treatment.
3,400,000 / 1,200 = 2,833       | Spend was £3.4 million on 1,200 people, about £2,383 a head.
120 to 90 is 25% less           | The number in treatment fell from 120 to 90, a fall of 35%.
60 + 140 + 55 = 255             | We saw 60 aged 18-29, 140 aged 30-49 and 55 aged 50+, 245 in all.
30 / 21 = 1.4                   | Completion was twice that of England: 30% against 21%.
"""
RIGHT = """
The share rose from 21% to 28%, a rise of 7 percentage points.
The share fell from 28.4% to 21.1%, a fall of 7 percentage points.
Of 250 people assessed, 45 (18%) had a housing need.
One in five (21%) people were new to treatment.
A third (35%) of clients were women.
More than half (53%) of people were known to treatment.
Less than a quarter (9%) of people came through criminal justice.
Most people (64%) were men; a minority (36%) were women.
Spend was £3.4 million on 1,200 people, about £2,833 a head.
The number in treatment fell from 120 to 90, a fall of 25%.
There were 60 aged 18-29, 140 aged 30-49 and 55 aged 50 and over, 255 in all.
Completion was twice that of England: 41% against 21%.
In 2021/22 there were 40 deaths of men and 20 of women (95% interval 12 to 31), 60 in total.
Half of the 16 services responded (44% by phone).
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_what_is_wrong_is_found(check, line):
    (found,) = check(line.partition("|")[2].strip())
    assert found.kind.value == "text against its own numbers"


@pytest.mark.parametrize("text", RIGHT.strip().splitlines())
def test_what_is_right_is_left_alone(check, text):
    assert [one.wording for one in check(text)] == []


def test_a_share_of_whom_is_held_against_its_count(check):
    (found,) = check("In 2022/23 there were 800 people in treatment, of whom 421 (51.5%) were men.")
    assert found.expected == "52.6%"  # 421 / 800


def test_a_count_with_its_share_is_no_interval(check):
    assert check("Most came through GPs (95, 19%) and the courts (120, 24%).") == ()


def test_a_value_between_its_limits_is_the_estimate(check):
    found = check(
        "Ward\tCount\tLower CI\tRate per 1,000\tUpper CI\nAsh\t30\t10.1\t15.0\t21.4\n"
        "Beck\t12\t9.0\t7.7\t13.5\nCole\t18\t6.1\t10.2\t15.9\n"
    )
    assert [one.printed for one in found] == ["7.7 (9.0 to 13.5)"]


def test_a_wrong_total_is_one_error(check):
    found = check("Route\tPeople\tShare\nGP\t3\t43%\nCourt\t4\t57%\nTotal\t9\t100%\n")
    assert [(one.printed, one.expected) for one in found] == [("9", "7")]  # 3 + 4


def test_a_share_outside_its_limits_is_found_though_one_sign_stands_for_both(check):
    (found,) = check("Completions were 19% (25, 30%) last year.")
    assert found.printed.startswith("19% (25, 30%")
    assert "below the lower limit" in found.wording
    assert check("Completions were 19% (15, 23%) last year.") == ()


def test_denominators_swapped_between_the_only_two_rows(check):
    # 300 / 500 = 60% and 150 / 1,000 = 15%; with their own 30% and 30%.
    found = check("Sex\tIn treatment\tPopulation\t%\nMen\t300\t1,000\t60%\nWomen\t150\t500\t15%\n")
    assert [(one.kind.value, one.printed, one.expected) for one in found] == [
        ("swapped denominators", "60%", "30%"),
        ("swapped denominators", "15%", "30%"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("In 2022, 120% were retained in treatment.", "120%"),
        ("The proportion of men was 172%.", "proportion of men was 172%"),
        ("Some 104 per cent had completed treatment.", "104 per cent"),
        ("Some 101.5% of opiate users were in treatment.", "101.5%"),
    ],
)
def test_a_share_of_more_than_all_in_a_sentence(check, text, printed):
    (found,) = check(text)
    assert (found.printed, found.expected) == (printed, "at most 100%")


@pytest.mark.parametrize(
    "text",
    [
        "Prescribing rose by 150%.",
        "Activity was 120% of plan.",
        "Deaths are 130% of the England average.",
        "Costs were 140% higher than before.",
        "In all 104% of the budget was used.",
        "The share of men was 130% of that in 2010.",
    ],
)
def test_what_may_be_more_than_100_per_cent(check, text):
    assert check(text) == ()
