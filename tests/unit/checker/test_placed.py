"""Ranks, numbers of rows and figures that a sentence gives to rows of the table beside it."""

import pytest

RATES = (
    "Table 1: Drug offences\nDistrict\tOffences\tPopulation\tRate per 1,000\n"
    "Northvale\t305\t98,400\t3.1\nEastmere\t187\t71,900\t2.6\nKilnford\t253\t60,300\t4.2\n"
    "Denham\t115\t60,500\t1.9\n\n{}\n"
)
AGES = "Table 1: Admissions by age\nAge\tAdmissions\n16-24\t41\n25-34\t77\n35-44\t93\n\n{}\n"
YEARS = (
    "Table 1: Adults in treatment\nYear\tMen\tWomen\tAll\n2021/22\t388\t183\t571\n"
    "2022/23\t407\t195\t602\n\n{}\n"
)


@pytest.mark.parametrize(
    ("table", "sentence", "expected"),
    [
        (RATES, "The rate was highest in Northvale and lowest in Denham.", "Kilnford (4.2)"),
        (RATES, "The rate was highest in Kilnford and lowest in Eastmere.", "Denham (1.9)"),
        (RATES, "Eastmere had the second highest rate.", "Northvale (3.1)"),
        (RATES, "Three of the four districts had a rate above 3.0 per 1,000.", "2"),
        (AGES, "The largest group was those aged 35-44 (83 admissions).", "93"),
        (YEARS, "In 2022/23 620 adults were in treatment, up from 571 in 2021/22.", "602"),
    ],
)
def test_what_the_table_does_not_bear_out_is_found(check, table, sentence, expected):
    (found,) = check(table.format(sentence))
    assert found.expected == expected


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (RATES, "The rate was highest in Kilnford and lowest in Denham."),
        (RATES, "Northvale had the second highest rate."),
        (RATES, "Two of the four districts had a rate above 3.0 per 1,000."),
        # Of some districts, or of a change: other columns than the one printed.
        (RATES, "The increase was highest in Northvale."),
        (AGES, "The largest group was those aged 35-44 (93 admissions)."),
        (AGES, "Of women, the largest group was those aged 35-44 (43 admissions)."),
        (YEARS, "In 2022/23 602 adults were in treatment, up from 571 in 2021/22."),
        (YEARS, "In 2022/23 407 were men, and in 2021/22 there were 183 women."),
    ],
)
def test_what_the_table_bears_out_or_does_not_show_is_left_alone(check, table, sentence):
    assert check(table.format(sentence)) == ()
