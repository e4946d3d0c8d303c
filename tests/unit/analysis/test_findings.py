"""What is said first, on hand-made rows and on twenty areas."""

import pandas as pd
import pytest

from cdof_core.analysis.findings import DEATHS, choose_findings
from cdof_core.analysis.overview import build_overview
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.key_messages import key_messages
from tests.unit.analysis.conftest import TWENTY_AREAS

NAN = float("nan")
NOT_ENGLISH = ("nan", "None", "  ", "..", ": .", "()", ", City of")


def finding(indicator_id, **changes):
    row = {
        "indicator_id": indicator_id,
        "outcome_id": indicator_id[:3],
        "role": "supporting",
        "value": 12.0,
        "benchmark": 10.0,
        "judgement": "similar",
        "reason": "",
        "trend": "no_significant_change",
        "polarity": "low_is_good",
        "need": "",
        "value_kind": "proportion",
        "is_long_ago": False,
    }
    return row | changes


def said(*rows, **options):
    return choose_findings(pd.DataFrame(rows), **options)["indicator_id"].tolist()


DEATH_RATE = finding(DEATHS, role="headline", value_kind="standardised_rate")
FAR = finding("far", judgement="worse", value=90.0)
NEAR = finding("near", judgement="worse", value=11.0)
OFFENCES = finding("offences", judgement="much_worse", value=99.0, role="related")
SPEND = finding("spend", judgement="higher", value=99.0, value_kind="money_rate", role="context")
COUNT = finding("number", judgement="not_compared", value_kind="count")
GOOD = finding("good", judgement="better", value=1.0)


def test_deaths_open_whatever_their_judgement():
    assert said(FAR, OFFENCES, NEAR, DEATH_RATE) == [DEATHS, "far", "near", "offences"]


def test_money_and_counts_are_never_said():
    assert said(SPEND, COUNT, NEAR) == ["near"]
    assert said(SPEND, COUNT) == []


def test_crime_of_all_kinds_is_no_message_on_drugs():
    theft = OFFENCES | {"indicator_id": "theft", "outcome_id": "crime"}
    drug_offences = NEAR | {"indicator_id": "drug_offences", "outcome_id": "crime"}
    assert said(theft, drug_offences) == ["drug_offences"]


def test_withheld_deaths_are_said_last_and_never_left_out():
    withheld = DEATH_RATE | {
        "value": NAN,
        "judgement": "not_compared",
        "reason": "suppressed",
    }
    many = [finding(f"{letter}x", judgement="worse") for letter in "abcdefg"]
    assert said(*many, withheld)[-1] == DEATHS
    assert len(said(*many, withheld)) == 5


def test_at_most_two_of_one_outcome():
    rows = [finding(f"use{number}", judgement="worse") for number in range(4)]
    assert len(said(*rows)) == 2


def test_what_is_long_past_gives_way():
    old = finding("old", judgement="worse", is_long_ago=True, value=99.0)
    assert said(old, GOOD) == ["good", "old"]


def test_what_is_getting_worse_comes_before_what_is_good():
    rising = finding("rising", trend="increasing")
    falling = finding("falling", trend="decreasing", polarity="high_is_good")
    assert said(GOOD, rising, falling) == ["falling", "rising", "good"]


def test_figures_without_a_judgement_fill_up_to_three():
    rows = [finding(f"{letter}x", judgement="not_compared", reason="no_group") for letter in "abcd"]
    assert len(said(*rows)) == 3


def test_no_more_than_asked_for():
    assert len(said(FAR, NEAR, GOOD, OFFENCES, most=2)) == 2


@pytest.fixture(params=TWENTY_AREAS)
def overview(request, look):
    selection, places = look(request.param)
    return build_overview(selection, places=places)


def test_twenty_areas_open_with_harm_and_never_with_money(overview):
    rows = overview.findings
    assert 3 <= len(rows) <= 5
    assert not rows["value_kind"].isin(["money", "money_rate", "count", "estimate"]).any()
    assert rows["indicator_id"].is_unique
    assert DEATHS in set(rows["indicator_id"])
    if rows.set_index("indicator_id").loc[DEATHS, "judgement"] != "not_compared":
        assert rows["indicator_id"].iloc[0] == DEATHS
    assert rows["outcome_id"].value_counts().max() <= 2


def test_messages_of_twenty_areas_are_sentences(overview):
    name = overview.comparison.places.area.name
    figures = [figure_from_row(row, area_name=name) for row in overview.findings.to_dict("records")]
    for message in key_messages(figures, area_name=name):
        assert message.lead.endswith(".")
        assert message.text.endswith(".")
        assert not any(
            odd in message.text for odd in ("nan", "None", "  ", "..", ": .", "()", ", City of")
        )
    assert [card.name for card in overview.cards] == [
        "Reducing drug use",
        "Reducing drug-related crime",
        "Reducing drug-related deaths and harm",
        "Reducing drug supply",
        "Increasing engagement in drug treatment",
        "Improving drug recovery outcomes",
    ]
    assert all(len(card.rows) + len(card.national) for card in overview.cards)
