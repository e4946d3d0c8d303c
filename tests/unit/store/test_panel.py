"""What is taken from memory is what the queries answer."""

import pandas as pd
import pytest

from cdof_core.store.observations import local_series, series_of_areas, values_of_authorities
from cdof_core.store.panel import (
    figures_at_periods,
    figures_beside_authorities,
    figures_of_areas,
    figures_of_authorities,
)
from tests.queries.snapshots import make_snapshot

AREAS = [
    {"area_code": "E06990001", "level": "upper_tier"},
    {"area_code": "E06990002", "level": "upper_tier"},
    {"area_code": "E92000001", "level": "country"},
]
FIGURES = [
    {"indicator_id": indicator, "area_code": area["area_code"], "sex": sex, "value": 1.0}
    | {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    for indicator in ("deaths_rate", "need_met")
    for area in AREAS
    for sex in ("Female", "Persons")
    for year in (2024, 2022, 2023)
]
INDICATORS = [{"indicator_id": "deaths_rate"}, {"indicator_id": "need_met"}]


@pytest.fixture(autouse=True)
def snapshot(tmp_path, monkeypatch):
    path = tmp_path / "cdof.duckdb"
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))
    make_snapshot(path, {"area": AREAS, "indicator": INDICATORS, "observation": FIGURES})
    return path


@pytest.mark.parametrize("indicator_ids", [["need_met", "deaths_rate"], ["need_met"], ["x"], []])
@pytest.mark.parametrize("area_codes", [["E92000001", "E06990001"], ["E06990002"], ["x"], []])
def test_series_of_areas(indicator_ids, area_codes):
    asked = {"indicator_ids": indicator_ids, "area_codes": area_codes}
    pd.testing.assert_frame_equal(figures_of_areas(**asked), series_of_areas(**asked))


@pytest.mark.parametrize("indicator_id", ["need_met", "x"])
@pytest.mark.parametrize("sex", ["Persons", "Male"])
def test_series_of_authorities(indicator_id, sex):
    asked = {"indicator_id": indicator_id, "sex": sex}
    pd.testing.assert_frame_equal(figures_of_authorities(**asked), local_series(**asked))
    assert len(figures_of_authorities(indicator_id="need_met", sex="Persons")) == 2 * 3


@pytest.mark.parametrize("indicator_id", ["need_met", "x"])
def test_series_of_countries_and_regions(indicator_id):
    rows = series_of_areas(indicator_ids=[indicator_id], area_codes=["E92000001"])
    of_sex = rows[rows["sex"] == "Persons"].reset_index(drop=True)
    held = figures_beside_authorities(indicator_id=indicator_id, sex="Persons")
    pd.testing.assert_frame_equal(held, of_sex)


@pytest.mark.parametrize(
    "wanted",
    [
        [("need_met", 2022), ("deaths_rate", 2024)],
        [("need_met", 2022), ("need_met", 2022)],
        [("need_met", 2021)],
        [],
    ],
)
def test_values_at_periods(wanted):
    periods = pd.DataFrame(
        {
            "indicator_id": [name for name, _ in wanted],
            "period_start": pd.to_datetime([f"{year}-01-01" for _, year in wanted]),
            "period_end": pd.to_datetime([f"{year}-12-31" for _, year in wanted]),
        }
    )
    asked = values_of_authorities(
        indicator_ids=list(periods["indicator_id"]),
        period_starts=list(periods["period_start"]),
        period_ends=list(periods["period_end"]),
    )
    pd.testing.assert_frame_equal(figures_at_periods(periods), asked)


def test_a_new_file_is_held_anew(snapshot, tmp_path):
    assert len(figures_of_areas(indicator_ids=["need_met"], area_codes=["E06990001"])) == 2 * 3
    fresh = tmp_path / "fresh.duckdb"
    make_snapshot(fresh, {"area": AREAS, "indicator": INDICATORS, "observation": FIGURES[:1]})
    fresh.replace(snapshot)
    assert len(figures_of_areas(indicator_ids=["need_met"], area_codes=["E06990001"])) == 0
    assert len(figures_of_areas(indicator_ids=["deaths_rate"], area_codes=["E06990001"])) == 1
