"""Sentences against the figures of the snapshot, also where several measures share a name.

Published (ONS, deaths by local authority, 2021 registrations): Bedford 5.5 deaths from drug misuse
per 100,000 in 2019-21. NDTMS: England 329,646 adults in treatment in 2024/25.
"""

import pytest

from cdof_core.checker import check_text

WRONG = """
5.5     | In Bedford, the age-standardised rate of deaths from drug misuse was 6.5 per 100,000 in 2019–21.
5.5     | In Bedford the age-standardised rate of drug misuse deaths was 6.5 per 100,000 in 2019-21.
5.5     | The drug misuse death rate in Bedford was 6.5 per 100,000 in 2019-21.
329,646 | In England, the number of adults in treatment was 392,646 in 2024/25.
"""  # noqa: E501
RIGHT = """
In Bedford, the age-standardised rate of deaths from drug misuse was 5.5 per 100,000 in 2019–21.
The drug misuse death rate in Bedford was 5.5 per 100,000 in 2019-21.
In Bedford, the age-standardised rate of deaths from drug misuse was 6.5 per 100,000 in 2021.
In England, the number of adults in treatment was 329,646 in 2024/25.
"""


@pytest.fixture(autouse=True)
def _published(snapshot_path, monkeypatch) -> None:
    """Read the snapshot that was built for the tests."""
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_a_figure_that_differs_from_the_published_one_is_found(line):
    expected, _, text = line.partition("|")
    (found,) = check_text(text.strip()).findings
    assert (str(found.kind), found.expected) == (
        "differs from the published figure",
        expected.strip(),
    )


@pytest.mark.parametrize("text", RIGHT.strip().splitlines())
def test_the_published_figure_and_one_of_another_year_are_left_alone(text):
    assert check_text(text).findings == ()
