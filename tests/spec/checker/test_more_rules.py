"""Exclusive shares, multiples, parts of other years, places left out, and parts of a person."""

import pytest

PLACES = "Table 1: People in treatment by district\n\nDistrict\tPeople\n{}\n"
OTHER = "Table 2: Deaths by district\n\nDistrict\tDeaths\n{}\n"
ALL_THREE = "Alton\t145\nBrook\t162\nCarr\t120"
FOUND = {
    "bands of age above all": (
        "Table 1: Profile of people in treatment\n\nAge\t% of people\n18-29\t30%\n30-49\t60%\n"
        "50+\t30%\n",
        ("wrong percentage", "30%", "100% in all (now 120%)"),  # 30 + 60 + 30
    ),
    "sexes above all in a table": (
        "Table 1: Breakdown of clients by sex\n\nSex\tShare\nMale\t70%\nFemale\t50%\n",
        ("wrong percentage", "50%", "100% in all (now 120%)"),
    ),
    "sexes above all in a sentence": (
        "Of those in treatment, 70% were men and 50% were women.",
        (
            "text against its own numbers",
            "70% were men and 50% were women",
            "100% in all (now 120%)",
        ),
    ),
    "a multiple against two counts": (
        "There were 2.9 times as many referrals from GPs (58) as from hospitals (29).",
        (
            "text against its own numbers",
            "2.9 times as many referrals from GPs (58) as from hospitals (29)",
            "2.0",  # 58 / 29
        ),
    ),
    "a multiple against two rates": (
        "Deaths were 4.5 times as high for men as for women (8.3 per 100,000 against 2.4).",
        (
            "text against its own numbers",
            "4.5 times as high for men as for women (8.3 per 100,000 against 2.4)",
            "3.5",  # 8.3 / 2.4
        ),
    ),
    "a ratio against two counts": (
        "Of the new clients 60 were men and 20 were women, a ratio of 4 to 1.",
        (
            "text against its own numbers",
            "60 were men and 20 were women, a ratio of 4 to 1",
            "3.0",  # 60 / 20
        ),
    ),
    "a part and a whole of two years": (
        "There were 120 completions in 2022/23 out of 480 people in treatment in 2020/21 (25%).",
        (
            "mixed periods",
            "120 completions in 2022/23 out of 480 people in treatment in 2020/21",
            "both of 2022/23, or both of 2020/21",
        ),
    ),
    "a place left out above its total": (
        PLACES.format(ALL_THREE) + "\n" + OTHER.format("Alton\t12\nBrook\t15\nTotal\t30"),
        ("disclosure by subtraction", "30", "3"),  # 30 - 12 - 15
    ),
    "a place left out whose county stands in another table": (
        PLACES.format(ALL_THREE)
        + "\nTable 2: Deaths by district, 2021\n\nDistrict\tDeaths\nAlton\t12\nBrook\t15\n"
        + "\nTable 3: Deaths, county, 2021\n\nCounty\tDeaths\nNorthshire\t30\n",
        ("disclosure by subtraction", "15", "3"),
    ),
    "a part of a death in a table": (
        "Table 1: Deaths by year\n\nYear\tDeaths\n2019\t12\n2020\t14.5\n2021\t18\n",
        ("impossible value", "14.5", "a whole number"),
    ),
    "a part of a person in a sentence": (
        "In 2021/22 there were 14.5 clients in residential care.",
        ("impossible value", "14.5 clients", "a whole number"),
    ),
}
HOLDING = (
    # Each share is of its own group, or people are in several.
    "Table 1: Completions by age\n\nAge\t% of people\n18-29\t30%\n30-49\t60%\n50+\t30%\n",
    "Table 1: Profile of clients by need\n\nNeed\t% of clients\nHousing\t60%\nWork\t50%\n"
    "Health\t40%\n",
    "Table 1: Profile of clients\n\nAge\t% of clients\n18-29\t30.4%\n30-49\t39.3%\n50+\t30.4%\n",
    "Of men 70% completed and of women 50%; 70% of men and 50% of women were parents.",
    "Of those in treatment, 70% were men and 30% were women.",
    "The split was men 70.4% and women 29.7%.",
    # Multiples that hold, in either order, rounded or nearly so.
    "There were 2.9 times as many referrals from GPs (58) as from hospitals (20).",
    "Deaths were 3.5 times as high for men as for women (8.3 per 100,000 against 2.4).",
    "There were about 3 times as many men (61) as women (22).",
    "Of the new clients 60 were men and 20 were women, a ratio of 3 to 1.",
    "Rates are 1.5 times the England figure, and 12 of 40 clients had a need.",
    # Years that belong together, or that a follow-up keeps apart.
    "There were 120 completions in 2022/23 out of 480 people in treatment in 2022/23 (25%).",
    "In 2021/22, 20 people came back in 2021/22 out of 200 who completed in 2020/21 (10%).",
    "The share rose from 120 of 480 (25%) in 2020/21 to 130 of 500 (26%) in 2021/22.",
    "There were 532 offences in 2024/25, a rate of 2.8 over the mid-2022 population of 190,000.",
    # All places are there, one is hidden, or more than one is left out.
    PLACES.format(ALL_THREE) + "\n" + OTHER.format("Alton\t12\nBrook\t15\nCarr\t3\nTotal\t30"),
    PLACES.format(ALL_THREE + "\nDene\t80")
    + "\n"
    + OTHER.format("Alton\t12\nBrook\t15\nTotal\t27"),
    # Decimals that are no people.
    "Table 1: Population (thousands) by year\n\nYear\tPopulation\n2019\t120\n2020\t121.5\n"
    "2021\t123\n",
    "Table 1: Staff\n\nTeam\tPeople (FTE)\nNorth\t12\nSouth\t14.5\nWest\t18\n",
    "On average there were 14.5 clients a month, and 9.3 people per 1,000 in treatment.",
    "The forecast is of 14.5 deaths.",
)


@pytest.mark.parametrize("case", FOUND)
def test_what_does_not_hold_is_found(check, case):
    text, (kind, printed, expected) = FOUND[case]
    found = [(str(one.kind), one.printed, one.expected) for one in check(text)]
    assert (kind, printed, expected) in found


@pytest.mark.parametrize("text", HOLDING, ids=lambda text: text.replace("\n", " ")[:50])
def test_what_holds_is_left_alone(check, text):
    assert check(text) == ()
