"""Every statement and indicator of the principles is here, and what is not assessed is no zero."""

from collections import Counter
from math import isnan

import pytest

from cdof_core.analysis.self_assessment import (
    ItemKind,
    compare_rounds,
    read_items,
    score_groups,
)
from cdof_core.narrative.self_assessment import assessment_finding, group_words, moves_finding
from cdof_core.workspace.assessments import Finding, Rating

# Counted in the source: principle, group, indicators and their parts.
COUNTED = """
1  Indicators of prevention                                          7  4
2  Integrated treatment and recovery                                 8  4
2  Sustaining recovery                                               3  0
2  Safety and quality                                                8  0
2  Meeting specific patient needs                                    5  3
2  Reporting treatment data                                          3  0
3  Indicators of health harms                                       16  0
4  Embedding in local systems                                        8  0
4  Needs assessment                                                 10  4
4  Finance                                                           5  0
4  Effective commissioning                                          11  3
4  Services for people in contact with the criminal justice system   3  0
4  Mutual aid                                                        3  0
4  Housing and homelessness                                         11  0
4  Employment, training and education                               10  0
4  Commissioning hospital-based alcohol and drug services            3  0
"""


def test_every_group_holds_what_the_source_holds() -> None:
    indicators = Counter(
        (item.principle, item.group) for item in read_items() if item.kind is ItemKind.INDICATOR
    )
    parts = Counter(
        (item.principle, item.group) for item in read_items() if item.kind is ItemKind.BULLET
    )
    wanted = {}
    for line in COUNTED.strip().splitlines():
        principle, rest = line.split(maxsplit=1)
        group, number, bullets = rest.rsplit(maxsplit=2)
        wanted[(principle, group.strip())] = (int(number), int(bullets))
    assert {key: (count, parts[key]) for key, count in indicators.items()} == wanted
    assert sum(indicators.values()) == 114
    assert sum(parts.values()) == 18
    statements = Counter(item.principle for item in read_items() if item.kind is ItemKind.STATEMENT)
    assert statements == {"1": 3, "2": 6, "3": 1, "4": 7}  # 17 that can be rated


def test_items_are_told_apart_named_in_the_source_and_flagged_where_it_slips() -> None:
    items = read_items()
    assert len({item.item_id for item in items}) == len(items)
    assert len({item.place for item in items if item.is_rated}) == 149
    flagged = {item.flag: item for item in items if item.flag}
    assert flagged["incomplete"].place == "Section 5.2, Needs assessment, indicator 9"
    assert flagged["inconsistent"].place == "Section 5.2, Needs assessment, indicator 3, part 2"
    assert all(item.note for item in flagged.values())
    known = {item.item_id for item in items}
    assert all(item.parent in known for item in items if item.kind is ItemKind.BULLET)


def finding(item_id: str, rating: Rating) -> Finding:
    return Finding(item_id, rating)


def test_what_is_not_assessed_or_does_not_apply_is_no_zero() -> None:
    ids = ["2-sustaining-1", "2-sustaining-2", "2-sustaining-3"]
    found = {ids[0]: finding(ids[0], Rating.MET), ids[1]: finding(ids[1], Rating.NOT_APPLICABLE)}
    score = next(score for score in score_groups(found) if score.group == "Sustaining recovery")
    assert (score.total, score.assessed, score.share_met) == (3, 2, 1.0)
    assert group_words(score) == "2 of 3 assessed; 1 of 1 met"
    none = next(score for score in score_groups({}) if score.group == "Sustaining recovery")
    assert isnan(none.share_met)
    assert group_words(none) == "0 of 3 assessed"


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([], "None of the 131 statements and indicators is assessed yet."),
        (
            [Rating.MET, Rating.PARTLY, Rating.NOT_STARTED],
            "3 of 131 statements and indicators are assessed: 1 met, 1 partly met and 1 not "
            "started. What is not assessed counts for nothing either way.",
        ),
        (
            [Rating.NOT_APPLICABLE],
            "1 of 131 statements and indicators are assessed; none of them applies.",
        ),
    ],
)
def test_the_finding_counts_statements_and_indicators(ratings: list[Rating], said: str) -> None:
    ids = ["1.1", "1.2", "1.3"]
    found = {
        item_id: finding(item_id, rating) for item_id, rating in zip(ids, ratings, strict=False)
    }
    assert assessment_finding(score_groups(found)) == said


def test_two_rounds_differ_in_what_changed_only() -> None:
    before = {
        "1.1": finding("1.1", Rating.NOT_STARTED),
        "1.2": finding("1.2", Rating.MET),
        "1.3": finding("1.3", Rating.PARTLY),
    }
    after = {
        "1.1": finding("1.1", Rating.PARTLY),
        "1.2": finding("1.2", Rating.NOT_STARTED),
        "1.3": finding("1.3", Rating.PARTLY),
        "2.1": finding("2.1", Rating.MET),
    }
    moves = compare_rounds(before, after)
    assert [move.item.item_id for move in moves] == ["1.1", "1.2", "2.1"]
    assert moves_finding(moves, earlier="2026") == (
        "3 ratings changed since 2026: 1 up, 1 down, 1 newly assessed or no longer."
    )
    assert moves_finding([], earlier="2026") == "No rating changed since 2026."
