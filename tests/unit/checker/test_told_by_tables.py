"""Headings that their numbers contradict, years that a table orders, and costs that no one adds."""

import pytest

RATES = "Area | Admissions | Population | Rate per 100,000"
ROWS = (
    ("Ashby", "412", "268,000", "153.7"),
    ("Colne", "198", "143,250", "138.2"),
    ("Denford", "356", "201,400", "176.8"),
    ("Eastley", "87", "98,760", "88.1"),
)
YEARS = """Table 4: Deaths

| Year | Deaths | Population | Rate per 100,000 |
| --- | --- | --- | --- |
| 2019 | 42 | 310,200 | 13.5 |
| 2020 | 51 | 312,900 | 16.3 |
| 2021 | 48 | 315,400 | 15.2 |
| 2022 | 57 | 318,000 | 17.9 |

"""
SPEND = """Table 6: Spend

| Service | Spend | People | Cost per person |
| --- | --- | --- | --- |
| Community | £1,840,000 | 920 | £2,000 |
| Residential | £450,000 | 60 | £7,500 |
| Outreach | £126,000 | 210 | £600 |
| All | £2,416,000 | 1,190 | £2,030 |
"""


def table(header: str, rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [header.split(" | "), ["---"] * len(rows[0]), *rows]
    return "Table 1: Admissions\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in lines) + "\n"


def test_headings_that_changed_places_are_found(check):
    (found,) = check(table("Area | Population | Admissions | Rate per 100,000", ROWS))
    assert found.expected == "Admissions, Population"


@pytest.mark.parametrize("header", [RATES, "Area | Deaths | Residents | Rate per 100,000"])
def test_headings_in_their_places_are_left_alone(check, header):
    assert check(table(header, ROWS)) == ()


def test_a_rate_labelled_with_other_years_than_its_events_is_found(check):
    header = "Area | Deaths 2020-22 | Population 2022 | Rate per 100,000 {}"
    rows = (("Ashby", "31", "268,000", "3.9"), ("Colne", "12", "143,250", "2.8"))
    (found,) = check(table(header.format("2017-19"), rows))
    assert found.expected == "2020 to 2022"
    assert check(table(header.format("2020-22"), rows)) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "Deaths fell in 2022 compared with 2021.",
        "Deaths rose from 2020 to 2021.",
        "Deaths declined between 2019 and 2022.",
        "The number of deaths increased in 2021, compared with 2020.",
    ],
)
def test_a_direction_that_two_rows_do_not_have_is_found(check, claim):
    (found,) = check(YEARS + claim)
    assert found.printed.endswith(claim.rstrip(".")[-20:])


@pytest.mark.parametrize(
    "claim",
    [
        "Deaths rose in 2022 compared with 2021.",
        "Deaths fell from 2020 to 2021.",
        "Deaths among women fell in 2022 compared with 2021.",
        "Deaths in England fell in 2022 compared with 2021.",
        "Deaths fell from 2016 to 2018.",
        "Admissions fell from 2021 to 2022.",
    ],
)
def test_a_direction_that_holds_or_is_of_others_is_left_alone(check, claim):
    assert check(YEARS + claim) == ()


def test_costs_of_one_person_are_not_added_up(check):
    assert check(SPEND) == ()


def test_a_number_in_brackets_is_of_the_place_before_it(check):
    rows = (("Drug offences", "2024/25", "4.5"), ("Burglary", "2024/25", "1.3"))
    text = table("Measure in Denford | Period | Rate per 1,000", rows)
    said = (
        "\nBars of 33 areas by the rate of drug offences, 2024/25, from Ashby (45.6), the highest, "
        "to Harrow (2.8), the lowest, in Table 1. Denford: 4.5 per 1,000.\n"
    )
    assert check(text + said) == ()


def test_limits_with_a_place_more_than_their_estimate_are_its_interval(check):
    text = (
        "In Denford, the rate was 0.8 per 1,000 (1,213 offences; 95% interval 0.75 to 0.84). "
        "This is {} than England (1.0); the difference is significant."
    )
    assert check(text.format("lower")) == ()
