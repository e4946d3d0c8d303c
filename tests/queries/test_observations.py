"""Figures: which rows a question gets, on tables written by hand."""

from datetime import date

import pytest

from cdof_core.store import observations
from tests.queries.snapshots import make_snapshot

Y2021 = {
    "period_start": date(2021, 1, 1),
    "period_end": date(2021, 12, 31),
    "period_label": "2021",
}
AREAS = [
    {"area_code": "E1", "name": "Testshire"},
    {"area_code": "E2", "name": "Samplebury"},
    {"area_code": "L1", "name": "Oldshire", "level": "legacy"},
    {"area_code": "E92000001", "name": "England", "level": "country"},
    {"area_code": "K04000001", "name": "England and Wales", "level": "country"},
]
INDICATORS = [
    {"indicator_id": "deaths"},
    {"indicator_id": "hidden", "profile": False},
    {"indicator_id": "printed", "collection": "bedford_jsna"},
]
#                 indicator  area         what sets it apart                                 value
FIGURES = [
    figure | {"indicator_id": indicator, "area_code": area, "value": value}
    for indicator, area, figure, value in [
        ("deaths", "E1", {}, 1),
        ("deaths", "E1", Y2021, 2),
        ("deaths", "E1", {"sex": "Female"}, 3),
        ("deaths", "E1", {"age": "18+"}, 4),
        ("deaths", "E1", {"vintage": "first"}, 5),
        ("deaths", "E1", {"breakdown_type": "substance", "breakdown": "Opiates"}, 6),
        ("deaths", "E2", {}, 7),
        ("deaths", "E2", Y2021, 8),
        ("deaths", "L1", {}, 9),
        ("deaths", "E92000001", {}, 10),
        ("deaths", "K04000001", {"sex": "Female"}, 11),
        ("hidden", "E1", {}, 12),
        ("printed", "E1", {}, 13),
        ("printed", "E92000001", {}, 14),
    ]
]


@pytest.fixture(autouse=True)
def _snapshot(tmp_path, monkeypatch):
    newest = [row for row in FIGURES if row.get("period_label") != "2021"]
    path = make_snapshot(
        tmp_path / "cdof.duckdb",
        {"area": AREAS, "indicator": INDICATORS, "observation": FIGURES, "latest": newest},
    )
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))


def values(rows) -> list[float]:
    return sorted(rows["value"])


def test_a_series_is_of_one_sex_and_not_broken_down():
    rows = observations.series(indicator_id="deaths", area_codes=["E1"], sex="Persons")
    assert values(rows) == [1, 2, 4, 5]
    assert list(rows["period_label"]) == ["2021", "2022", "2022", "2022"]


def test_series_of_areas_are_of_every_sex():
    rows = observations.series_of_areas(
        indicator_ids=["deaths", "hidden"], area_codes=["E1", "E92000001"]
    )
    assert values(rows) == [1, 2, 3, 4, 5, 10, 12]


def test_figures_everywhere_are_of_every_area_and_breakdown():
    rows = observations.figures_everywhere(indicator_ids=["deaths"])
    every = [row for row in FIGURES if row["indicator_id"] == "deaths"]
    assert len(rows) == len(every)
    assert set(rows["area_code"]) == {row["area_code"] for row in every}
    assert (rows["breakdown"] != "").any()


def test_a_local_series_is_of_authorities_in_use():
    assert values(observations.local_series(indicator_id="deaths", sex="Persons")) == [
        1, 2, 4, 5, 7, 8,
    ]  # fmt: skip


def test_a_breakdown_is_what_the_headline_is_not():
    rows = observations.breakdown_series(indicator_id="deaths", area_codes=["E1", "E2"])
    assert values(rows) == [6]


def test_the_latest_headlines_are_those_of_the_profile():
    rows = observations.latest_headlines(area_codes=["E1"])
    assert values(rows) == [1, 3, 4, 5, 13]


def test_the_latest_national_figures_are_of_all_persons_and_current():
    assert values(observations.latest_national()) == [10]


def test_values_at_are_of_every_area_and_one_key():
    rows = observations.values_at(
        indicator_id="deaths",
        period_start=date(2022, 1, 1),
        period_end=date(2022, 12, 31),
        sex="Persons",
        age="All ages",
        vintage="",
    )
    assert dict(zip(rows["area_code"], rows["value"], strict=True)) == {
        "E1": 1,
        "E2": 7,
        "E92000001": 10,
        "L1": 9,
    }


def test_values_of_authorities_pair_each_indicator_with_its_period():
    rows = observations.values_of_authorities(
        indicator_ids=["deaths", "hidden"],
        period_starts=[date(2021, 1, 1), date(2022, 1, 1)],
        period_ends=[date(2021, 12, 31), date(2022, 12, 31)],
    )
    assert values(rows) == [2, 8, 12]


def test_an_indicator_asked_for_twice_gives_its_rows_once():
    rows = observations.values_of_authorities(
        indicator_ids=["deaths"] * 2,
        period_starts=[date(2021, 1, 1)] * 2,
        period_ends=[date(2021, 12, 31)] * 2,
    )
    assert values(rows) == [2, 8]


def test_comparators_share_every_part_of_the_key():
    rows = observations.comparator_values(area_code="E2")
    # Samplebury's latest is of all persons, all ages, no vintage: Testshire's first row alone fits.
    assert values(rows) == [1, 7]


def test_all_headlines_are_of_one_collection():
    assert values(observations.all_headlines(collection="bedford_jsna")) == [13, 14]
    assert values(observations.all_headlines()) == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]


#   figures of E1, E2, E3 by year: 2021 is the newest of two, 2022 of one alone
#   E3 has no figure for 2021; England's newest is 2022, but it is wanted for 2021
COMMON = [
    ("E1", Y2021, 1),
    ("E2", Y2021, 2),
    ("E3", {}, 3),
    ("E92000001", Y2021, 4),
    ("E92000001", {}, 5),
    ("E1", Y2021 | {"sex": "Female"}, 6),
    ("L1", {}, 7),
]


def test_common_period_figures_are_of_the_period_most_authorities_have(tmp_path, monkeypatch):
    figures = [
        row | {"indicator_id": "deaths", "area_code": area, "value": value}
        for area, row, value in COMMON
    ]
    newest = [figures[place] for place in (0, 1, 2, 4, 5, 6)]
    path = make_snapshot(
        tmp_path / "common.duckdb",
        {
            "area": [*AREAS, {"area_code": "E3", "name": "Egshire"}],
            "indicator": INDICATORS,
            "observation": figures,
            "latest": newest,
        },
    )
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))
    rows = observations.common_period_figures(sex="Persons")
    found = {(row.area_code, row.value): row.is_common for row in rows.itertuples()}
    assert found == {
        ("E1", 1): True,
        ("E2", 2): True,
        ("E3", 3): False,
        ("E92000001", 4): True,
    }


def test_printed_figures_are_of_one_collection_breakdowns_included():
    assert values(observations.printed_figures(collection="bedford_jsna")) == [13, 14]
    assert values(observations.printed_figures(collection="current")) == list(range(1, 13))
