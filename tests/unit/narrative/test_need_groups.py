"""Titles and sentences on groups in treatment against the population."""

from cdof_core.narrative.need_groups import groups_sentence, need_title

ROW = {
    "category": "Asian",
    "value": 53.0,
    "lower95": 45.0,
    "upper95": 63.0,
    "judgement": "lower",
}


def title(**fewer: list[str]) -> str:
    return need_title(area_name="Barnet", fewer=fewer, is_held=True)


def test_a_title_says_what_its_groups_are_groups_of():
    said = title(ethnicity=["Asian", "Other"], sex=["Female"], age=["18-29", "50+"])
    # An age range has a hyphen at which no line ends.
    assert said == (
        "Under-represented in treatment in Barnet: Asian and Other ethnic groups, females and "
        "ages 18\N{NON-BREAKING HYPHEN}29 and 50+"
    )
    assert title(ethnicity=["Asian"], sex=[], age=["50+"]).endswith(
        ": Asian ethnic group and age 50+"
    )


def test_a_title_without_such_groups_says_so():
    assert title(sex=[]).startswith("No group is in treatment significantly less")


def test_the_assumption_is_a_sentence_of_its_own():
    said = groups_sentence([ROW], area_name="Barnet", period="2021/22")
    assert said == (
        "In Barnet in 2021/22, each group's share of people in treatment over its share of the "
        "population (100% is parity; 95% intervals): Asian 53% (45% to 63%), lower. This assumes "
        "that drug use is the same in every group."
    )
