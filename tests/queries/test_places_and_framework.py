"""Areas, groups, indicators and sources, on tables written by hand."""

from datetime import date

import pytest

from cdof_core.store import areas, datasets, framework, indicators, snapshot_info
from tests.queries.snapshots import make_snapshot


@pytest.fixture
def given(tmp_path, monkeypatch):
    def publish(**tables):
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.duckdb"
        make_snapshot(path, tables)
        monkeypatch.setenv("CDOF_SNAPSHOT", str(path))

    return publish


def member(scheme: str, group_id: str, owner_code: str, area_code: str) -> dict[str, str]:
    return {
        "scheme": scheme,
        "group_id": group_id,
        "owner_code": owner_code,
        "area_code": area_code,
    }


MEMBERS = [
    member("region", "NORTH", "", "E1"),
    member("region", "NORTH", "", "E2"),
    member("region", "SOUTH", "", "E3"),
    member("dfe", "E1", "E1", "E3"),
    member("dfe", "E2", "E2", "E1"),
]


def test_the_groups_of_an_area_are_its_own_and_those_it_shares(given):
    given(area_group_member=MEMBERS)
    rows = areas.groups_of_area(area_code="E1")
    # Samplebury's neighbours hold Testshire, but are no group of Testshire's.
    assert rows[["scheme", "group_id", "area_code"]].values.tolist() == [
        ["dfe", "E1", "E3"],
        ["region", "NORTH", "E1"],
        ["region", "NORTH", "E2"],
    ]


def test_group_members_are_of_one_scheme_or_of_all(given):
    given(area_group_member=MEMBERS)
    assert len(areas.group_members(scheme="dfe")) == 2
    assert len(areas.group_members()) == 5


def test_populations_are_of_the_chosen_areas(given):
    given(
        area_population=[
            {"area_code": "E1", "reference": "mid-2022", "persons": 20},
            {"area_code": "E2", "reference": "mid-2022", "persons": 30},
        ]
    )
    assert areas.area_populations(area_codes=["E2"])["persons"].tolist() == [30]


def test_ages_by_sex_are_of_the_chosen_areas_and_the_oldest_have_no_end(given):
    given(
        area_age_sex=[
            {"area_code": "E1", "reference": "mid-2022", "people": 20},
            {"area_code": "E2", "reference": "mid-2022", "age_from": 85, "people": 7},
            {"area_code": "E2", "reference": "mid-2022", "age_from": 0, "age_to": 4, "people": 9},
        ]
    )
    rows = areas.area_ages_by_sex(area_codes=["E2"])
    assert rows["people"].tolist() == [9, 7]
    assert rows["age_to"].isna().tolist() == [False, True]


def test_indicators_and_targets_are_of_one_collection(given):
    given(
        indicator=[
            {"indicator_id": "b", "outcome_id": "deaths", "position": 1},
            {"indicator_id": "a", "outcome_id": "deaths", "position": 2},
            {"indicator_id": "c", "collection": "essex_performance"},
        ],
        target=[
            {"target_id": "t1", "indicator_id": "a"},
            {"target_id": "t2", "indicator_id": "c"},
        ],
    )
    assert indicators.indicators()["indicator_id"].tolist() == ["b", "a"]
    assert indicators.targets()["target_id"].tolist() == ["t1"]
    assert indicators.targets(collection="essex_performance")["target_id"].tolist() == ["t2"]


def test_available_periods_count_authorities_with_a_value(given):
    withheld = {"value": None, "flag": "withheld"}
    older = {"period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31)}
    deaths = {"indicator_id": "deaths"}
    given(
        area=[{"area_code": "E1"}, {"area_code": "E2"}, {"area_code": "R1", "level": "region"}],
        observation=[
            deaths | {"area_code": "E1"},
            deaths | {"area_code": "E2"} | withheld,
            deaths | {"area_code": "R1"},
            deaths | {"area_code": "E1", "period_label": "2021"} | older,
            deaths | {"area_code": "E1", "breakdown_type": "sex", "breakdown": "x"},
            {"indicator_id": "other", "area_code": "E1"},
        ],
    )
    rows = indicators.available_periods(indicator_id="deaths")
    assert rows[["period_label", "areas", "authorities_with_value"]].values.tolist() == [
        ["2022", 3, 1],
        ["2021", 1, 1],
    ]


def test_the_tables_behind_an_indicator_span_its_figures(given):
    figure = {"indicator_id": "deaths", "dataset_id": "ons", "table_name": "Table 6"}
    older = {"period_start": date(1993, 1, 1), "period_end": date(1993, 12, 31)}
    given(
        observation=[
            figure | {"area_code": "E1"},
            figure | {"area_code": "E1"} | older,
            figure | {"area_code": "E1", "table_name": "Table 8"},
        ]
    )
    rows = datasets.dataset_tables()
    assert rows[["table_name", "figures"]].values.tolist() == [["Table 6", 2], ["Table 8", 1]]
    assert rows["first_period_start"].dt.year.tolist() == [1993, 2022]
    assert rows["last_period_end"].dt.year.tolist() == [2022, 2022]


def test_hidden_figures_are_told_apart_from_those_never_published(given):
    hidden = [
        {"area_code": "E1", "value": None, "numerator": None, "flag": "suppressed"},
        {"area_code": "E2", "value": None, "numerator": 3, "flag": "withheld"},
    ]
    given(
        observation=[
            *hidden,
            {"area_code": "E3", "value": None, "numerator": None, "flag": "not_published"},
            {"area_code": "E4", "value": 7, "numerator": None, "dataset_id": "ons"},
        ]
    )
    told = datasets.hidden_figures()["figure"].tolist()
    assert len(set(told)) == len(told) == 3  # E1's value and count, E2's value
    # Each is found again where the same figures are to be seen.
    given(observation=[row | {"value": 1, "numerator": 2, "dataset_id": "ons"} for row in hidden])
    shown = datasets.shown_figures(figures=told)
    assert shown["figure"].tolist() == told
    assert set(shown["dataset_id"]) == {"ons"}


def test_shown_figures_are_those_with_a_number(given):
    given(
        observation=[
            {"area_code": "E1", "numerator": 3, "value": None, "flag": "withheld"},
            {"area_code": "E2", "numerator": 4, "value": 4.0, "dataset_id": "ons"},
        ]
    )
    (withheld,) = datasets.hidden_figures()["figure"]
    assert datasets.shown_figures(figures=[withheld, 5]).empty
    assert datasets.shown_figures(figures=[]).empty


def test_guarded_figures_are_of_rules_restricted_and_own_tables(given):
    hidden = {"value": None, "flag": "withheld"}
    given(
        dataset=[
            {"dataset_id": "ons", "disclosure_rule": "none"},
            {"dataset_id": "own-clients", "disclosure_rule": "none"},
            {"dataset_id": "treated", "disclosure_rule": "ndtms"},
            {"dataset_id": "unseen", "disclosure_rule": "none", "sensitivity": "restricted"},
        ],
        observation=[
            {"area_code": "E1", "value": 4.0, "numerator": 4, "dataset_id": "ons"},
            {"area_code": "E2", "value": 5.0, "numerator": None, "dataset_id": "own-clients"},
            {"area_code": "E3", "numerator": 6, "dataset_id": "treated"} | hidden,
            {"area_code": "E4", "numerator": None, "dataset_id": "treated"} | hidden,
            {"area_code": "E5", "numerator": 6, "denominator": 9, "dataset_id": "unseen"},
        ],
    )
    rows = datasets.guarded_figures()
    counts = dict(zip(rows["dataset_id"], map(len, rows["told"]), strict=True))
    assert counts == {"own-clients": 1, "treated": 1, "unseen": 3}


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        ({}, True),
        ({"value": 0.1 + 0.2}, True),  # 0.30000000000000004
        ({"value": 0.4}, False),
        ({"numerator": 4}, False),
        ({"area_code": "E2"}, False),
        ({"note": "another"}, True),
    ],
)
def test_a_guarded_figure_is_the_same_where_its_number_is(given, changed, is_same):
    figure = {"area_code": "E1", "value": 0.3, "numerator": 3, "dataset_id": "own-clients"}
    told = []
    for row in (figure, figure | changed):
        given(dataset=[{"dataset_id": "own-clients"}], observation=[row])
        told.append(sorted(datasets.guarded_figures()["told"][0]))
    assert (told[0] == told[1]) is is_same


def test_the_framework_keeps_its_order(given):
    given(
        outcome=[{"outcome_id": "a", "position": 2}, {"outcome_id": "b", "position": 1}],
        measure=[{"measure_id": "m1", "position": 2}, {"measure_id": "m2", "position": 1}],
        printed_finding=[
            {"finding_id": "f1", "collection": "bedford_jsna"},
            {"finding_id": "f2", "collection": "essex_performance"},
        ],
    )
    assert framework.outcomes()["outcome_id"].tolist() == ["b", "a"]
    assert framework.measures()["measure_id"].tolist() == ["m2", "m1"]
    findings = framework.printed_findings(collection="bedford_jsna")
    assert findings["finding_id"].tolist() == ["f1"]


def test_the_snapshot_says_what_it_is(given):
    given()
    assert snapshot_info.snapshot_info()["content_hash"].tolist() == ["content"]
