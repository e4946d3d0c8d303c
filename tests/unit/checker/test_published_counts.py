"""Counts of deaths and offences that a sentence states, against the published ones.

ONS, deaths registered in 2021: Leeds 67 and Sheffield 48 from drug misuse, Leeds 84 from drug
poisoning. Rates of 2019-21: Leeds 8.1, England 5.1 per 100,000. Home Office, year ending June 2025:
1,895 drug offences in Norfolk.
"""

import pytest

from cdof_core.checker import check_text

WRONG = (
    ("48", "In 2021, 58 people died from drug misuse in Sheffield."),
    ("67", "There were 76 deaths from drug misuse in Leeds in 2021."),
    ("48", "Sheffield recorded 58 drug misuse deaths in 2021."),
    (
        "1,895",
        "Police recorded drug offences in Norfolk came to 1,985 in the year ending June 2025.",
    ),
    (
        "5.1",
        "Deaths from drug misuse in Leeds (8.1 per 100,000 in 2019-21) were well above the England "
        "rate (6.1).",
    ),
)
RIGHT = (
    "In 2021, 48 people died from drug misuse in Sheffield.",
    "There were 67 deaths from drug misuse in Leeds in 2021.",
    "There were 84 deaths from drug poisoning in Leeds in 2021.",
    "Deaths from drug misuse in Leeds (8.1 per 100,000 in 2019-21) were well above the England "
    "rate (5.1).",
    # Some of them, another way to count them, another place, another year.
    "There were 49 deaths from drug misuse among men in Leeds in 2021.",
    "There were 71 deaths from drug misuse in Leeds in 2021 by the date they occurred.",
    "Of the deaths from drug misuse in Leeds in 2021, 52 involved opiates.",
    "There were 76 deaths from drug misuse in Leeds in 1987.",
    "The local audit found 58 deaths from drug misuse in Leeds in 2021.",
)


@pytest.fixture(autouse=True)
def _published(snapshot_path, monkeypatch) -> None:
    """Read the snapshot that was built for the tests."""
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))


@pytest.mark.parametrize(("published", "text"), WRONG)
def test_a_count_that_differs_from_the_published_one_is_found(published, text):
    (found,) = check_text(text).findings
    assert (found.kind, found.expected) == ("differs from the published figure", published)


@pytest.mark.parametrize("text", RIGHT)
def test_the_published_count_and_counts_of_others_are_left_alone(text):
    assert check_text(text).findings == ()
