"""Changes of percentages, claims without an interval, and what notes say of rounding and years."""

import pytest

POINTS = (
    ("2 percentage points, or 25%", "The share fell from 8% to 6%, a fall of 2%."),
    (
        "1.2 percentage points, or 25.0%",
        "Completions rose from 4.8% in 2020/21 to 6.0% in 2021/22, an increase of 1.2%.",
    ),
)
UNTESTED = (
    "Waiting times were significantly longer than in the year before: 18 days against 15 days.",
    "Deaths increased significantly from 14 in 2019 to 17 in 2020.",
)
LEFT_ALONE = (
    "The share fell from 8% to 6%, a fall of 2 percentage points.",
    "The share fell from 8% to 6%, a fall of 25%.",
    "Services have made a significant contribution, and referrals increased from 14 to 17.",
    "Table 1: Referrals\nSource\tNumber\nGP\t85\nHospital\t55\nProbation\t40\nTotal\t185\n"
    "Note: figures are rounded to the nearest 5.\n",
    "Table 1: Deaths registered in 2021\nArea\tDeaths\nNorthvale\t31\nEastmere\t22\n"
    "Note: includes 3 deaths in 2020 that were registered late.\n",
)


@pytest.mark.parametrize(("expected", "text"), POINTS)
def test_points_called_per_cent_are_found(check, expected, text):
    (found,) = check(text)
    assert found.expected == expected


@pytest.mark.parametrize("text", UNTESTED)
def test_a_claim_of_significance_without_an_interval_is_found(check, text):
    (found,) = check(text)
    assert found.kind == "significance without an interval"


def test_a_total_off_by_more_than_the_stated_rounding_is_found(check):
    table = LEFT_ALONE[3].replace("185", "225")
    assert [one.kind for one in check(table)] == ["wrong total"]


def test_deaths_from_a_cause_do_not_excuse_the_years_of_a_caption(check):
    rows = "\n".join(f"{year}\t{year - 2000}" for year in range(2018, 2023))
    (found,) = check(f"Table 1: Deaths from drug misuse, 2018 to 2020\nYear\tDeaths\n{rows}\n")
    assert found.kind == "mixed periods"


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_holds_is_left_alone(check, text):
    assert check(text) == ()
