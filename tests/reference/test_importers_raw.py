"""Every importer reproduces, from the publisher's own file, the figures of the shipped rooms."""

from pathlib import Path

import pandas as pd
import pytest

from cdof_core.ingest.imported import Imported
from cdof_core.ingest.sources.places import Places, read_places
from cdof_core.ingest.sources.recognise import recognise
from cdof_core.ingest.sources.sheets import open_file
from tests.reference.rooms import DATA, Row, as_number, read_room, read_table

NUMBERS = ("numerator", "denominator", "value", "lower95", "upper95")
# Analysts looked at these rows and took them out of comparisons; the file itself says nothing.
LOOKED_AT = "As published: "
LOCAL_DEATHS = ("deaths-ons-local-2021", "deaths-ons-2021-three-year-regions")
FILES = {
    "fingertips/unmet_alcohol.csv": ("fingertips", 17, ("unmet-need-ohid-fingertips",)),
    "fingertips/unmet_opiates.csv": ("fingertips", 13, ("unmet-need-ohid-fingertips",)),
    "ndtms_viewit/ViewIt Export Data_LAs.csv": ("ndtms-viewit", 695, ("ndtms-viewit-barnet",)),
    "ndtms_viewit/ViewIt Export Data_England.csv": (
        "ndtms-viewit",
        780,
        ("treatment-ndtms-viewit-england",),
    ),
    "dfe_children/c3_factors_2018_to_2025.csv": (
        "children-in-need",
        5184,
        ("children-in-need-dfe-2025", "children-in-need-regions"),
    ),
    "police_recorded_crime/policeforceareatablesyejune25final.csv": (
        "recorded-crime",
        1568,
        ("recorded-crime-ons-2025",),
    ),
    "mhclg_revenue/RO3_LA_Data_2024-25_data_by_LA.ods": (
        "revenue-outturn",
        765,
        ("spend-ro3-2024-25",),
    ),
    "ons_csew/drugsmisusetablesjune22.xlsx": ("crime-survey", 1902, ("drug-use-csew-2022",)),
    "ons_deaths/2021registrations.xlsx": (
        "ons-deaths-national",
        4760,
        ("deaths-ons-2021-national",),
    ),
    "ons_deaths/2021localauthorities.xlsx": ("ons-deaths-local", 20996, LOCAL_DEATHS),
}
# The room marks five rates of fewer than ten deaths that carry no mark in the workbook.
UNMARKED = 5


@pytest.fixture(scope="module")
def places() -> Places:
    return read_places(DATA)


def read(reference_dir: Path, path: str, places: Places) -> Imported:
    opened = open_file(reference_dir / "raw" / path)
    importer = recognise(opened)
    assert importer is not None
    assert importer.name == FILES[path][0]
    return importer.read(opened, places)


def key_of(row: Row) -> tuple[str, ...]:
    return (
        row["indicator_id"],
        row["area_code"],
        row["period_start"],
        row["period_end"],
        row["period_label"],
        row["period_kind"],
        row.get("sex") or "Persons",
        row.get("age") or "All ages",
        row.get("breakdown_type", ""),
        row.get("breakdown", ""),
    )


def by_key(imported: Imported) -> dict[tuple[str, ...], dict[str, object]]:
    assert isinstance(imported.observations, pd.DataFrame)
    rows = imported.observations.copy()
    for name in ("period_start", "period_end"):
        rows[name] = rows[name].dt.strftime("%Y-%m-%d")
    found = {key_of(row): row for row in rows.to_dict("records")}
    assert len(found) == len(rows)
    return found


def is_same(held: str, read_as: object) -> bool:
    """Whether a number, rounded as the room prints it, is the room's."""
    number = None if pd.isna(read_as) else float(str(read_as))
    if held == "" or number is None:
        return held == "" and number is None
    places = len(held.partition(".")[2])
    return abs(number - float(held)) <= 0.5 * 10.0**-places + 1e-9


@pytest.mark.parametrize("path", FILES)
def test_the_file_holds_every_figure_of_the_room(
    reference_dir: Path, places: Places, path: str
) -> None:
    _, expected, rooms = FILES[path]
    imported = read(reference_dir, path, places)
    assert imported.errors == ()
    found = by_key(imported)
    indicators = {key[0] for key in found}
    held = [
        row
        for room in rooms
        for row in read_room(room, "observation")
        if row["indicator_id"] in indicators and not row.get("note", "").startswith(LOOKED_AT)
    ]
    looked_at = sum(
        row.get("note", "").startswith(LOOKED_AT)
        for room in rooms
        for row in read_room(room, "observation")
    )
    assert len(held) + looked_at == expected
    missing = [key_of(row) for row in held if key_of(row) not in found]
    assert missing == []
    different = [
        (key_of(row), name, row.get(name, ""), found[key_of(row)][name])
        for row in held
        for name in NUMBERS
        if not is_same(row.get(name, ""), found[key_of(row)][name])
    ]
    assert different == []
    flags = [
        (key_of(row), row.get("flag", ""), found[key_of(row)]["flag"])
        for row in held
        if row.get("flag", "") != found[key_of(row)]["flag"]
    ]
    assert len(flags) == (UNMARKED if rooms == LOCAL_DEATHS else 0)
    assert {(was, now) for _, was, now in flags} <= {("unreliable", "")}


def test_the_workbook_of_populations_holds_the_room_s(reference_dir: Path, places: Places) -> None:
    opened = open_file(reference_dir / "raw" / "population" / "mye22final.xlsx")
    importer = recognise(opened)
    assert importer is not None
    read_as = importer.read(opened, places).tables["area_population"]
    held = {
        (row["area_code"], row["age"]): int(row["persons"])
        for row in read_room("populations-ons", "area_population")
        if row["reference"] == "mid-2022"
    }
    found = {(row["area_code"], row["age"]): row["persons"] for row in read_as.to_dict("records")}
    assert found == held
    assert set(read_as["reference"]) == {"mid-2022"}


def test_the_workbook_of_populations_holds_the_room_of_ages_by_sex(
    reference_dir: Path, places: Places
) -> None:
    """Counted from the single years again, without the importer."""
    opened = open_file(reference_dir / "raw" / "population" / "mye22final.xlsx")
    held = {
        (row["area_code"], row["sex"], int(row["age_from"])): int(row["people"])
        for row in read_room("age-sex-ons-mid-2022", "area_age_sex")
    }
    printed = {
        (str(row[0]), sex): [int(str(cell).partition(".")[0]) for cell in row[4:95]]
        for sex in ("Female", "Male")
        for row in opened.sheet(f"MYE2 - {sex}s").rows
        if str(row[0]).startswith(("E06", "E07", "E08", "E09", "E10"))
    }
    compared = 0
    for (code, sex, start), people in held.items():
        parts = [code] if (code, sex) in printed else places.members[code]
        stop = 91 if start == 85 else start + 5
        assert people == sum(sum(printed[part, sex][start:stop]) for part in parts)
        compared += 1
    assert compared == 153 * 2 * 18
    assert sum(held.values()) == 57_106_398


def test_the_districts_of_every_county_are_those_of_the_workbook(reference_dir: Path) -> None:
    rows = (
        open_file(reference_dir / "raw" / "ons_deaths" / "2021localauthorities.xlsx")
        .sheet("Table 1")
        .rows
    )
    county, found = "", {}
    for row in rows:
        code = str(row[0])
        if code.startswith(("E06", "E08", "E09", "E10", "E12")):
            county = code if code.startswith("E10") else ""
        elif code.startswith("E07"):
            found[code] = county
    held = {
        row["district_code"]: row["county_code"]
        for row in read_table(DATA / "catalogue" / "districts.csv")
    }
    assert held == found
    assert len(held) == 181


def wilson(count: int, people: int, side: int) -> float:
    """Wilson 1927, in per cent, written out."""
    z = 1.959963984540054
    middle = 2 * count + z * z
    root = z * (z * z + 4 * count * (1 - count / people)) ** 0.5
    return 100 * (middle + side * root) / (2 * (people + z * z))


def test_completion_and_penetration_rest_on_the_room_s_counts(
    reference_dir: Path, places: Places
) -> None:
    found = by_key(read(reference_dir, "ndtms_viewit/ViewIt Export Data_LAs.csv", places))
    year = ("2011-04-01", "2012-03-31", "2011/12", "financial", "Persons", "18+", "", "")
    share = found["ndtms_completion_share", "E09000003", *year]
    assert share["value"] == pytest.approx(100 * 200 / 1065)
    # From below 200 - 2 of 1065 + 2 people, from above 200 + 2 of 1065 - 2.
    assert share["lower95"] == pytest.approx(wilson(198, 1067, -1))
    assert share["upper95"] == pytest.approx(wilson(202, 1063, 1))
    reached = found["ndtms_penetration_opiate_crack", "E09000003", *year]
    estimate = next(
        row
        for row in read_room("ocu-estimates-london", "observation")
        if row["area_code"] == "E09000003" and row["period_label"] == "2011/12"
    )
    assert reached["value"] == pytest.approx(100 * 625 / (as_number(estimate["numerator"]) or 0))
    assert reached["vintage"] == estimate["vintage"]
