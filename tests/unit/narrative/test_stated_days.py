"""Days as publications state them, said in words."""

import pytest

from cdof_core.narrative.definitions import update_text
from cdof_core.narrative.periods import stated_day_text


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("2022-08-03", "3 August 2022"),
        ("2022-13-03", "2022-13-03"),
        ("2013 to 2019", "2013 to 2019"),
        ("December 2023", "December 2023"),
        ("", ""),
    ],
)
def test_a_stored_day_is_said_in_words_and_anything_else_as_it_is(stated: str, said: str) -> None:
    assert stated_day_text(stated) == said


def test_when_figures_came_is_said_in_words() -> None:
    said = update_text(
        published=["2022-08-03", "2023"],
        retrieved=["2026-09-02", "2026-09-24"],
        frequency="Yearly",
    )
    assert said == (
        "Published 3 August 2022 and 2023; retrieved 24 September 2026. How often: yearly."
    )
