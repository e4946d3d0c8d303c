"""Figures on screen are those of the source tables, and name where they come from."""

import random
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cdof_core.analysis.area_comparison import compare_area
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.analysis.places import find_places
from cdof_core.domain import AreaCode, IndicatorId, Selection
from cdof_core.store import areas as area_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store.datasets import datasets
from tests.reference.rooms import Row, as_number, read_table
from tests.reference.test_facts_raw import COUNTS, SHARES, VALUES

CELLS_OF_EACH = 100
SEED = 2

Key = tuple[str, str, str, str]
Figures = dict[str, float | None]
SEX_CODES = {"Female": "ONS_MISUSE_3Y_ASMR_F", "Male": "ONS_MISUSE_3Y_ASMR_M"}
ENGLAND = {
    "deaths_drug_misuse_3y_rate": "DEATHS_MISUSE_3Y_ASMR",
    "deaths_drug_poisoning_3y_rate": "DEATHS_POISONING_3Y_ASMR",
    "deaths_drug_misuse_ft92432": "FT_92432_ENGLAND",
    "ocu_rate": "OCU_RATE",
} | {name: code for code, name in SHARES.items()}
# Rates that the build works out: what is counted, the column of the population, and the scale.
OVER_MID_2022 = {
    f"recorded_{name}_rate": (code, "pop_mid2022", scale)
    for name, code, scale in (
        ("drug_offences", "PRC_DRUG_OFFENCES", 1000),
        ("homicide", "PRC_HOMICIDE", 100_000),
        ("burglary", "PRC_RES_BURGLARY", 1000),
        ("robbery", "PRC_ROBBERY", 1000),
        ("theft_person", "PRC_THEFT_PERSON", 1000),
        ("vehicle", "PRC_VEHICLE", 1000),
        ("weapons", "PRC_WEAPONS", 1000),
        ("crime_total", "PRC_TOTAL", 1000),
    )
} | {
    f"{name}_per_head": (code, "pop_mid2022", 1000)
    for code, name in COUNTS.items()
    if code.startswith("RO3_")
}
OVER_YEARS_OWN = {
    "deaths_drug_misuse_crude_rate": "ONS_MISUSE_DEATHS",
    "deaths_drug_poisoning_crude_rate": "ONS_POISONING_DEATHS",
}
POPULATION_OF = {"2020": "pop_mid2020", "2021": "pop_census2021"}
ADMISSIONS = {
    f"{name}_rate": code for code, name in COUNTS.items() if name.startswith("admissions")
}


@pytest.fixture(scope="module", autouse=True)
def real_snapshot(snapshot_path: Path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        yield


@pytest.fixture(scope="module")
def source(reference_dir: Path) -> dict[tuple[str, str, str], Row]:
    rows = read_table(reference_dir / "facts" / "utla_indicators_slim.csv")
    return {(row["indicator"], row["utla_code"], row["period"]): row for row in rows}


@pytest.fixture(scope="module")
def authorities(reference_dir: Path) -> dict[str, Row]:
    rows = read_table(reference_dir / "facts" / "utla.csv")
    return {row["utla_code"]: row for row in rows}


@pytest.fixture(scope="module")
def origins() -> pd.DataFrame:
    return datasets().set_index("dataset_id")


@pytest.fixture(scope="module")
def expected(source, authorities) -> Callable[[Key], Figures | None]:
    """What the source says of a cell; None where it has no row."""

    def of(key: Key) -> Figures | None:
        indicator, area, period, sex = key
        if indicator in OVER_MID_2022:
            code, column, scale = OVER_MID_2022[indicator]
            count = number(source.get((code, area, period)), "value")
            return ratio(count, float(authorities[area][column]), scale)
        if indicator in OVER_YEARS_OWN:
            count = number(source.get((OVER_YEARS_OWN[indicator], area, period)), "value")
            return ratio(count, float(authorities[area][POPULATION_OF[period]]), 100_000)
        if indicator in ADMISSIONS:
            row = source.get((ADMISSIONS[indicator], area, period))
            return row and ratio(number(row, "value"), number(row, "denominator"), 100_000)
        row = source.get((code_of(indicator, sex), area, period))
        if row is None:
            return None
        if indicator in SHARES.values():
            return ratio(number(row, "count"), number(row, "denominator"), 100)
        return {"value": number(row, "value")} | limits(row)

    return of


def code_of(indicator: str, sex: str) -> str:
    names = COUNTS | VALUES
    found = [code for code, name in names.items() if name == indicator]
    found += [code for code, name in SHARES.items() if name == indicator]
    return SEX_CODES.get(sex, found[0])


def number(row: Row | None, column: str) -> float | None:
    return None if row is None else as_number(row[column])


def ratio(count: float | None, total: float | None, scale: float) -> Figures:
    value = None if count is None or not total else scale * count / total
    return {"value": value, "numerator": count, "denominator": total}


def limits(row: Row) -> Figures:
    """Limits where they are published; a withheld rate keeps its count."""
    held = {"lower95": as_number(row["ci95_low"]), "upper95": as_number(row["ci95_high"])}
    return {name: value for name, value in held.items() if value is not None}


def places_of(area: str, **choices: str):
    selection = Selection(area_code=AreaCode(area), **choices)
    places = find_places(
        selection,
        areas=area_store.areas(),
        groups=area_store.group_members(),
        schemes=area_store.group_schemes(),
    )
    return selection, places


def assert_traced(row: pd.Series, told: Figures | None, origins: pd.DataFrame) -> None:
    if told is None:
        assert pd.isna(row["value"]), row.to_dict()
    for column, value in (told or {}).items():
        held = None if pd.isna(row[column]) else row[column]
        if value is None and column != "value":
            continue
        assert held == (None if value is None else pytest.approx(value, rel=1e-9)), (
            column,
            row.to_dict(),
        )
    origin = origins.loc[row["dataset_id"]]
    assert all(str(origin[name]).strip() for name in ("publisher", "publication", "licence"))


def test_cells_of_profiles_are_the_source_s(authorities, expected, origins):
    chance = random.Random(SEED)  # noqa: S311
    traced = 0
    while traced < CELLS_OF_EACH:
        sex = chance.choice(["Persons", "Persons", "Persons", "Female", "Male"])
        area = chance.choice(sorted(authorities))
        selection, places = places_of(area, sex=sex)
        rows = compare_area(selection, places=places).rows
        for _, row in rows.sample(min(10, len(rows)), random_state=traced).iterrows():
            key = (row["indicator_id"], area, row["period_label"], sex)
            assert_traced(row, expected(key), origins)
            traced += 1


def test_cells_of_maps_and_rankings_are_the_source_s(authorities, expected, origins):
    chance = random.Random(SEED)  # noqa: S311
    known = [*COUNTS.values(), *VALUES.values(), *SHARES.values()]
    known += [*OVER_MID_2022, *OVER_YEARS_OWN, *ADMISSIONS]
    for number_of_view in range(CELLS_OF_EACH // 5):
        indicator = chance.choice(sorted(set(known)))
        area = chance.choice(sorted(authorities))
        selection, places = places_of(area, indicator_id=IndicatorId(indicator))
        periods = view_indicator(selection, places=places).periods["period_label"].tolist()
        selection, places = places_of(
            area, indicator_id=IndicatorId(indicator), period=chance.choice(periods)
        )
        view = view_indicator(selection, places=places)
        held = view.areas[view.areas["dataset_id"].notna()]
        for _, row in held.sample(5, random_state=number_of_view).iterrows():
            key = (indicator, row["area_code"], view.period, "Persons")
            assert_traced(row, expected(key), origins)


def test_england_s_figures_are_the_source_s(reference_dir, authorities):
    """Counts and shares as they are held; rates of national series in the units of the rows."""
    rows = read_table(reference_dir / "facts" / "national_series.csv")
    published = {
        (row["series_id"], row["period"]): row for row in rows if row["geo_code"] == "E92000001"
    }
    chance = random.Random(SEED)  # noqa: S311
    traced = set()
    for area in chance.sample(sorted(authorities), 20):
        selection, places = places_of(area)
        for row in compare_area(selection, places=places).rows.to_dict("records"):
            code = ENGLAND.get(row["indicator_id"])
            if code is None or row["england_basis"] not in ("published", "computed"):
                continue
            told = published[code, row["period_label"]]
            value = as_number(told["value"])
            if row["indicator_id"] in SHARES.values():
                value = 100 * float(told["numerator"]) / float(told["denominator"])
            assert row["england"] == pytest.approx(value, rel=1e-9)
            traced.add(row["indicator_id"])
    assert traced == set(ENGLAND)


def test_every_indicator_of_a_profile_can_be_traced():
    catalogue = indicator_store.indicators()
    shown = set(catalogue.loc[catalogue["profile"], "indicator_id"])
    known = {*COUNTS.values(), *VALUES.values(), *SHARES.values()}
    assert shown - known - {*OVER_MID_2022, *OVER_YEARS_OWN, *ADMISSIONS} == set()
