"""What is said of unmet need, word by word."""

import pytest

from cdof_core.narrative.money import pounds_text, range_text, spend_title, zero_sentence
from cdof_core.narrative.need import (
    certainty_sentence,
    differing_sentence,
    gap_sentence,
    need_sentence,
    need_title,
    needs_sentence,
    overlap_sentence,
    room_sentence,
    share_words,
    sum_sentence,
)

NAN = float("nan")

SHARES = [
    # share -> words
    (0.480, "nearly half"),
    (0.208, "more than one in five"),
    (0.587, "nearly three in five"),
    (0.740, "nearly three quarters"),
    (0.500, "about half"),
    (0.505, "about half"),
    (0.506, "more than half"),
    (0.333, "about a third"),
    (0.454, "45.4%"),
    (0.030, "3.0%"),
    (0.872, "87.2%"),
]


@pytest.mark.parametrize(("share", "words"), SHARES)
def test_shares_in_words(share, words):
    assert share_words(share) == words


def titled(**said) -> str:
    return need_title(substance="ocu", area_name="Bedford", **said)


def test_titles():
    half = titled(segment="not_known", share=704 / 1468, is_compatible=True)
    assert half == (
        "Bedford, opiates and/or crack: nearly half were not known to treatment, on this estimate"
    )
    year = need_title(
        substance="alcohol",
        area_name="",
        segment="not_in_treatment",
        share=0.454,
        is_compatible=True,
    )
    assert year == "Alcohol: 45.4% were not in treatment in the year, on this estimate"
    broken = titled(segment="not_known", share=-0.1, is_compatible=False)
    assert broken.endswith(": this estimate is incompatible with the caseload")


def test_the_lead_sentence():
    assert need_sentence(
        substance="ocu",
        area_name="Bedford",
        segment="not_known",
        people=704,
        users=1468,
        period="2012/13",
    ) == (
        "Bedford, 2012/13: 704 of an estimated 1,468 people using opiates and/or crack (48.0%) "
        "were not known to treatment."
    )


def test_an_estimate_below_the_caseload_tells_no_gap():
    assert need_sentence(
        substance="ocu",
        area_name="Bedford",
        segment="not_in_treatment",
        people=-50,
        users=700,
        period="2012/13",
    ) == (
        "Bedford, 2012/13: 700 people using opiates and/or crack are estimated, fewer than are "
        "counted in treatment: no gap can be told from this estimate."
    )


def test_a_gap_with_and_without_its_interval():
    known = {"segment": "not_in_treatment", "people": 535, "share": 535 / 1179}
    without = gap_sentence(**known, lower=NAN, upper=NAN, share_lower=NAN, share_upper=NAN)
    assert without == "Not in treatment in the year: 535 (45.4%)."
    carried = gap_sentence(
        **known, lower=369.3, upper=831, share_lower=0.364474, share_upper=0.56339
    )
    assert carried == (
        "Not in treatment in the year: 535 (45.4%), 95% interval 369 to 831 (36.4% to 56.3%)."
    )


CERTAINTY = [
    # finding, estimate, lower limit, caseload -> beginning
    ("interval missing", 1468, NAN, 764, "This estimate comes without an interval"),
    ("estimated", 1179, 1013, 644, "Limits are those of the estimate less the caseload"),
    (
        "estimate incompatible with caseload",
        500,
        400,
        600,
        "The estimate is incompatible with the caseload: 500 are estimated and 600 were counted",
    ),
    (
        "estimate incompatible with caseload",
        700,
        550,
        600,
        "The lower limit of the estimate (550) is incompatible with the caseload: 600 people",
    ),
]


@pytest.mark.parametrize(("finding", "users", "lower", "treated", "beginning"), CERTAINTY)
def test_how_sure(finding, users, lower, treated, beginning):
    said = certainty_sentence(finding=finding, users=users, lower=lower, treated=treated)
    assert said.startswith(beginning)


def test_sums_in_words():
    parts = (423, 183, 158, 704)
    assert sum_sentence(parts, 1468, holds=True) == (
        "Segments add to the estimate (423 + 183 + 158 + 704 = 1,468)."
    )
    assert "= 1,468, 8 more than the estimate of 1,460" in sum_sentence(parts, 1460, holds=False)
    assert "8 fewer than the estimate of 1,476" in sum_sentence(parts, 1476, holds=False)
    assert room_sentence((700, 64), 764, holds=True).startswith("The estimate (764) leaves room")
    assert "100 more than the 500 estimated" in room_sentence((600,), 500, holds=False)


def test_overlaps_in_words():
    assert "gives 440 people who use both" in overlap_sentence(
        (200, 111, 69, 60), 440, holds=True, where="sum", is_possible=True
    )
    fewer = overlap_sentence((1270, 638), 965, holds=False, where="estimate", is_possible=False)
    assert fewer == (
        "In the estimates, 1,270 use opiates, 638 crack and 965 either: users of either cannot be "
        "fewer than users of one of them. These figures cannot be of the same people."
    )
    more = overlap_sentence((10, 5), 20, holds=False, where="not_known", is_possible=False)
    assert "cannot be more than users of both together" in more


def test_money_in_words():
    assert (pounds_text(-1234.5, 2), pounds_text(NAN)) == ("−£1,234.50", "–")
    assert (range_text(1, 1), range_text(3.348, 3.478, decimals=2)) == ("", "£3.35 to £3.48")
    assert (
        spend_title(
            area_name="Bedford", total=14.867, neighbours=10.188, zeros=(), period="2024/25"
        )
        == "Bedford reports £14.87 a head on drugs and alcohol in 2024/25; its neighbours £10.19"
    )
    assert spend_title(
        area_name="Isles of Scilly", total=7.89, neighbours=NAN, zeros=(), period="2024/25"
    ).startswith("The Isles of Scilly report £7.89 a head")
    assert spend_title(
        area_name="Rochdale", total=24.48, neighbours=NAN, zeros=("a", "b"), period="2024/25"
    ).endswith("in 2024/25, with nothing on 2 of 4 lines")
    assert "A zero may mean that the spend sits on another line" in zero_sentence(["Prevention"])


def test_gaps_are_said_together_and_two_estimates_of_one_year_as_two():
    needs = [
        ("alcohol", "not_in_treatment", 1161, 1568, "2018/19", "the mean of two"),  # 74.0%
        ("ocu", "not_known", 704, 1468, "2012/13", ""),  # 48.0%
        ("ocu", "not_known", 201, 965, "2012/13", ""),  # 20.8%
    ]
    assert needs_sentence(needs, area_name="Bedford") == (
        "In Bedford, by the estimates above: 74.0% of adults dependent on alcohol were not in "
        "treatment in the year (2018/19, for which the estimate is the mean of two); 48.0% of "
        "people using opiates and/or crack were not known to treatment (2012/13; 20.8% by another "
        "estimate)."
    )


def test_two_printed_estimates_of_the_same_people_are_named():
    assert differing_sentence(substance="ocu", estimates=[1468, 965]) == (
        "The earlier chapter prints 1,468 and 965 for people using opiates and/or crack and does "
        "not say why they differ: settle which holds before citing either share."
    )
