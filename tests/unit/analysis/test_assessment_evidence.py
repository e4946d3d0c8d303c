"""Figures that bear on an item: the area's own as its page judges it, else the nearest there is."""

from dataclasses import replace

import pytest

from cdof_core.analysis.area_comparison import compare_area
from cdof_core.analysis.assessment_evidence import find_bearing
from cdof_core.analysis.self_assessment import read_items
from cdof_core.analysis.treatment_journey import view_journey
from cdof_core.narrative.self_assessment import bearing_words, not_held_words
from cdof_core.store import indicators as indicator_store

# Continuity is printed for England and two regions only: London 41%, England 53% (2023/24).
# The report prints both without places.
# Barnet's table of the public export has no first wait above three weeks in 2021/22.
BEARING = """
Bedford  E06000055  prison_continuity                53%  2023/24  England
Barnet   E09000003  prison_continuity                41%  2023/24  London
Barnet   E09000003  journey_waits_three_weeks_share  100.0%  2021/22  -
Bedford  E06000055  cin_parent_drug                  17.0%  YE_Mar_2025  -
"""


@pytest.fixture
def bearing(look):
    def found(area_code: str, *indicator_ids: str):
        selection, places = look(area_code)
        return find_bearing(
            indicator_ids,
            selection,
            places=places,
            comparison=compare_area(selection, places=places),
            journey=view_journey(
                area_codes=places.own_codes,
                area_name=places.area.name,
                benchmark=places.chosen,
            ),
        )

    return found


@pytest.mark.parametrize("line", BEARING.strip().splitlines())
def test_the_nearest_figure_is_found_and_said_whose_it_is(line: str, bearing) -> None:
    name, area_code, indicator_id, value, period, wider = line.split()
    figure = bearing(area_code, indicator_id)[indicator_id]
    assert figure.wider_area == ("" if wider == "-" else wider)
    assert figure.period_label == period.replace("_", " ")
    assert figure.dataset_id
    said = bearing_words(figure, area_name=name)
    assert said.startswith(f"{value}, ")
    if wider == "-":
        assert figure.judgement is not None
        assert said.count("; ") == 1
    else:
        # A wider area's figure is never judged as if it were this area's.
        assert figure.judgement is None
        assert said.endswith(f", {wider}; none is held for {name} alone.")


# What the publisher lists for the area without a figure, and why.
WITHOUT_FIGURE = """
E06000017  deaths_drug_misuse_3y_rate         Withheld: too few events
E09000001  cin_parent_drug                    Suppressed by the publisher: small numbers
E06000039  spend_drug_treatment_net_per_head  Not published
"""


@pytest.mark.parametrize("line", WITHOUT_FIGURE.strip().splitlines())
def test_a_figure_that_the_publisher_keeps_back_is_not_said_to_be_missing(
    line: str, bearing
) -> None:
    area_code, indicator_id, why = line.split(maxsplit=2)
    figure = bearing(area_code, indicator_id)[indicator_id]
    said = bearing_words(figure, area_name="Anyshire")
    assert (figure.judgement, figure.wider_area != "") == (None, True)
    assert "; for Anyshire alone, " in said
    assert said.endswith(f", {why[0].lower()}{why[1:]}.")
    assert "none is held" not in said
    # Without a wider area's figure either, the reason stays.
    bare = bearing_words(replace(figure, value=float("nan")), area_name="Anyshire")
    assert bare.startswith("no figure is held for a wider area; for Anyshire alone, ")


def test_what_nobody_holds_is_said_and_what_is_unknown_is_left_out(bearing) -> None:
    found = bearing("E06000055", "no_such_indicator", "completion_non_opiate")
    assert list(found) == ["completion_non_opiate"]
    said = bearing_words(found["completion_non_opiate"], area_name="Bedford")
    assert said == "no figure is held for Bedford or a wider area."


def test_every_figure_that_an_item_names_is_in_the_catalogue() -> None:
    named = {
        key
        for item in read_items()
        for kind, _, key in [name.partition(":") for name in item.evidence]
        if kind == "indicator"
    }
    assert named <= set(indicator_store.indicators()["indicator_id"])


def test_each_link_that_the_model_names_is_there() -> None:
    evidence = {item.item_id: item.evidence for item in read_items()}
    for item_id, indicator_id in (
        ("2.1", "journey_waits_three_weeks_share"),
        ("2.1", "prison_continuity"),
        ("2-integrated-5", "journey_residential_share"),
        ("4-justice-1", "journey_criminal_justice_share"),
        ("4-housing-1", "journey_urgent_housing_share"),
        ("4-employment-4", "journey_employed_share"),
    ):
        assert f"indicator:{indicator_id}" in evidence[item_id]


# What the model names as evidence of an item, and nothing here measures.
NOT_HELD = """
2-integrated-4   mental health
2-integrated-6b  mental health
2-sustaining-3   TOP compliance
2-reporting-3    TOP compliance
3.1              blood-borne viruses
3-harms-3        blood-borne viruses
3-harms-13       naloxone
"""


def test_each_figure_that_the_model_names_and_nobody_holds_is_said_beside_its_item() -> None:
    found = {
        item.item_id: key
        for item in read_items()
        for kind, _, key in [name.partition(":") for name in item.evidence]
        if kind == "not_held"
    }
    for line in NOT_HELD.strip().splitlines():
        item_id, what = line.split(maxsplit=1)
        said = not_held_words(found.pop(item_id))
        assert what in said
        assert said.endswith("No such figure is held here: write or link your own under Evidence.")
    assert found == {}


def test_what_is_said_not_to_be_held_is_in_no_indicator() -> None:
    held = indicator_store.indicators()
    texts = (held["indicator_id"] + " " + held["name"]).str.lower()
    for word in ("naloxone", "blood-borne", "dual diagnosis", "outcomes profile"):
        assert not texts.str.contains(word).any(), word


def test_every_piece_of_evidence_is_of_a_kind_that_the_page_draws() -> None:
    kinds = {name.partition(":")[0] for item in read_items() for name in item.evidence}
    assert kinds == {"indicator", "page", "not_held"}
