"""Populations that sentences state, held against those of the snapshot.

Census 2021 (ONS): Leeds 811,953, Norfolk 916,126, North East 2,647,006. Mid-2022 (ONS, as held):
Leeds 822,483 people, of whom 649,832 aged 18 and over.
"""

import pytest

from cdof_core.checker import check_text

WRONG = (
    ("556,523", "Sheffield is home to 565,500 residents according to the 2021 Census."),
    ("811,953", "Leeds has a population of 811,593 people (Census 2021)."),
    ("811,953", "Leeds has a population of 811,593."),
    ("916,126", "Norfolk, with a population of 961,000 at the 2021 Census, is largely rural."),
    ("822,483", "The mid-2022 population of Leeds was 882,483."),
    ("649,832", "In mid-2022, 694,800 adults aged 18 and over lived in Leeds."),
    ("2.65 million", "The population of the North East in 2021 was 2.56 million."),
)
RIGHT = (
    "Sheffield is home to 556,500 residents according to the 2021 Census.",
    "Sheffield and Leeds have a combined population of 1.37 million.",
    "Leeds has a population of 811,953 people (Census 2021).",
    "Norfolk, with a population of 916,000 at the 2021 Census, is largely rural.",
    "In mid-2022, 649,800 adults aged 18 and over lived in Leeds.",
    "The population of the North East in 2021 was 2.6 million.",
    # Another year, another edition, other people, another place.
    "In 1991 Leeds had a population of 680,700.",
    "The mid-2022 population of Leeds was 826,100.",
    "The population of Harehills ward in Leeds was 28,900 in 2021.",
    "The registered population of Leeds practices was 915,000 in 2022.",
    "The population of Leeds is projected to reach 870,000 by 2040.",
    "In 2021 the population of Leeds aged 20 to 64 was 490,000.",
    "In 2021 Leeds had a population of about 800,000.",
)


@pytest.fixture(autouse=True)
def _published(snapshot_path, monkeypatch) -> None:
    """Read the snapshot that was built for the tests."""
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))


@pytest.mark.parametrize(("held", "text"), WRONG)
def test_a_population_that_no_held_figure_agrees_with_is_found(held, text):
    (found,) = check_text(text).findings
    assert found.kind == "differs from the published figure"
    assert found.expected == held or held.startswith(found.expected[:3])


@pytest.mark.parametrize("text", RIGHT)
def test_right_ones_and_those_of_others_are_left_alone(text):
    assert check_text(text).findings == ()
