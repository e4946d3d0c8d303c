"""The rooms of national and regional series hold every source row, value for value."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.reference.national_names import (
    ANY_OPIATE,
    BREAKDOWNS,
    COUNTS_BESIDE,
    HEADLINES,
    HELD_MORE_EXACTLY,
    ROOMS,
    SECONDARY,
    SERIES,
    SEXES,
    VINTAGES,
    WHOLE_AGES,
    WITH_AUTHORITIES,
)
from tests.reference.rooms import DATA, Row, as_number, read_room, read_table

Key = tuple[str, ...]


@pytest.fixture(scope="module")
def source(reference_dir: Path) -> tuple[Row, ...]:
    return read_table(reference_dir / "facts" / "national_series.csv")


@pytest.fixture(scope="module")
def held() -> dict[Key, Row]:
    rows = [row for room in ROOMS for row in read_room(room, "observation")]
    by_key = {held_key(row): row for row in rows}
    assert len(by_key) == len(rows)
    shared = read_room(WITH_AUTHORITIES, "observation")
    return by_key | {held_key(row): row for row in shared if row["area_code"] == "E92000001"}


def held_key(row: Row) -> Key:
    return (
        row["indicator_id"],
        row["area_code"],
        row["period_label"],
        row.get("sex") or "Persons",
        row.get("age") or "All ages",
        row.get("breakdown", ""),
        row.get("vintage", ""),
    )


def source_key(row: Row) -> Key:
    series, printed = row["series_id"], row["breakdown"]
    indicator = SERIES.get(series, "")
    sex, age, breakdown = "Persons", WHOLE_AGES.get(series, "All ages"), ""
    for part in printed.split("; ") if printed else []:
        label = re.sub("^(substance group|sex|age): |^aged ", "", part)
        if label in SEXES:
            sex = SEXES[label]
        elif (re.search(r"\d", label) and "quintile" not in label) or label == "Under 20":
            age = label.replace("–", "-")
        elif label not in HEADLINES:
            breakdown = BREAKDOWNS.get(label, label)
    breakdown = re.sub("^IMD q", "Q", breakdown)
    if breakdown.startswith(ANY_OPIATE):
        breakdown = ANY_OPIATE
    if series == "DEATHS_REG_DELAY":
        kind = "drug_misuse" if printed == "Drug misuse" else "drug_poisoning"
        indicator, breakdown = f"registration_delay_{kind}", ""
    vintage = VINTAGES.get(series, "")
    if series == "ADM_POISONING_REGION":
        older = row["period"] < "2017/18"
        vintage = f"definition {'before' if older else 'from'} 2017/18"
    return (indicator, row["geo_code"], row["period"], sex, age, breakdown, vintage)


def source_value(row: Row) -> float | None:
    if row["series_id"] == "OCU_RATE_OLD":  # The number stands where others print a rate.
        return as_number(row["numerator"])
    return as_number(row["value"])


def held_cell(row: Row, column: str, printed: str) -> float | None:
    """A held number; what is worked out or held more exactly is rounded as the source prints."""
    cell = row.get(column, "")
    is_share = column == "value" and not cell and not row.get("flag") and row.get("denominator")
    number = 100 * float(row["numerator"]) / float(row["denominator"]) if is_share else None
    if not is_share:
        number = as_number(cell)
    if number is None or not (is_share or row["indicator_id"] in HELD_MORE_EXACTLY):
        return number
    return round(number, len(printed.partition(".")[2]))


def test_every_row_is_held_with_its_value(source: tuple[Row, ...], held: dict[Key, Row]) -> None:
    assert len(source) == 7096
    assert len({source_key(row) for row in source}) == 7096
    different = [
        (source_key(row), source_value(row))
        for row in source
        if source_key(row) not in held
        or held_cell(held[source_key(row)], "value", row["value"]) != source_value(row)
    ]
    assert different == []


def test_every_numerator_denominator_and_limit_is_held(
    source: tuple[Row, ...], held: dict[Key, Row]
) -> None:
    pairs = [
        ("numerator", "numerator"),
        ("denominator", "denominator"),
        ("ci95_low", "lower95"),
        ("ci95_high", "upper95"),
    ]
    different = [
        (source_key(row), theirs, row[theirs])
        for row in source
        for theirs, ours in pairs
        if row[theirs] and held_cell(held[source_key(row)], ours, row[theirs]) != float(row[theirs])
    ]
    assert different == []


def test_no_figure_lacks_a_source_row(source: tuple[Row, ...], held: dict[Key, Row]) -> None:
    left = held.keys() - {source_key(row) for row in source}
    beside = {
        (COUNTS_BESIDE[row["series_id"]], *source_key(row)[1:]): float(row["numerator"])
        for row in source
        if row["series_id"] in COUNTS_BESIDE and row["numerator"]
    }
    assert left == beside.keys()
    assert {key: float(held[key]["value"]) for key in left} == beside


def test_dates_follow_the_printed_periods(held: dict[Key, Row]) -> None:
    named = {
        (row["period_label"], row["period_start"], row["period_end"], row["period_kind"])
        for row in held.values()
    }
    for expected in [
        ("2021", "2021-01-01", "2021-12-31", "calendar"),
        ("2019-21", "2019-01-01", "2021-12-31", "pooled"),
        ("2011/12", "2011-04-01", "2012-03-31", "financial"),
        ("2011/12", "2011-09-01", "2012-08-31", "academic"),
        ("YE Mar 2020", "2019-04-01", "2020-03-31", "financial"),
        ("YE Dec 1995", "1995-01-01", "1995-12-31", "calendar"),
        ("YE Jun 2025", "2024-07-01", "2025-06-30", "rolling"),
        ("Oct 2021 to Jun 2022", "2021-10-01", "2022-06-30", "other"),
        ("Apr 2018 - Mar 2023", "2018-04-01", "2023-03-31", "pooled"),
        ("Nov 2019 - Feb 2022", "2019-11-01", "2022-02-28", "other"),
        ("Apr - Sep 2023", "2023-04-01", "2023-09-30", "other"),
    ]:
        assert expected in named
    # A label has one meaning, but for school years beside financial years.
    meanings = Counter(label for label, *_ in named)
    assert all(number == 1 or "/" in label for label, number in meanings.items())
    schools = {row["indicator_id"] for row in held.values() if row["period_kind"] == "academic"}
    assert schools == {"exclusions_permanent_drug_alcohol", "suspensions_drug_alcohol"}


def test_figures_quoted_at_second_hand_stand_in_rooms_that_say_so(
    source: tuple[Row, ...],
) -> None:
    quoted = {
        source_key(row) for row in source if any(word in row["how_found"] for word in SECONDARY)
    }
    rooms = {room: (DATA / room / "dataset.toml").read_text(encoding="utf-8") for room in ROOMS}
    secondary = [room for room, text in rooms.items() if 'strength = "secondary_source"' in text]
    assert all("check before citing" in rooms[room] for room in secondary)
    held = {held_key(row) for room in secondary for row in read_room(room, "observation")}
    counts = {key for key in held if key[0].endswith("_count")}
    assert held - counts == quoted


def test_rates_without_a_value_are_withheld_and_no_other(held: dict[Key, Row]) -> None:
    deaths = [row for row in held.values() if row["indicator_id"].startswith("deaths_")]
    withheld = [row for row in deaths if row.get("flag") == "withheld"]
    assert {row["value"] for row in withheld} == {""}
    assert len(withheld) == 58  # 5 of table 7 and 53 of table 4
    assert all(row["value"] for row in deaths if row.get("flag") != "withheld")
    # The publisher marks every rate that rests on 10 to 19 deaths.
    marked = {held_key(row) for row in deaths if row.get("flag") == "unreliable"}
    few = {
        held_key(row)
        for row in deaths
        if row["value"]
        and not row["indicator_id"].endswith("_count")
        and row.get("numerator")
        and 10 <= float(row["numerator"]) < 20
    }
    assert marked == few
