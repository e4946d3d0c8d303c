"""Mid-year populations: persons by the ages of rates, women and men in bands of five years."""

import pytest
import xlsxwriter

from cdof_core.ingest.imported import ImportRefusedError
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.recognise import import_file

PLACES = Places(
    names={"E06990001": "Misty", "E06990002": "Newshire"},
    levels={"E06990001": "upper_tier", "E06990002": "upper_tier"},
    same={}, parts={"E06990002": ("E07990001", "E07990002")}, counties={}, forces={},
)  # fmt: skip
OLDEST = 90
CODES = {"E06990001": 10, "E07990001": 2, "E07990002": 3, "W06990001": 1}
"""People of every single year of age, females and males each."""


def workbook(tmp_path, *, sexes=("Females", "Males"), changed=None):
    path = tmp_path / "mye.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for people in ("Persons", *sexes):
            sheet = book.add_worksheet(f"MYE2 - {people}")
            sheet.write(
                0, 0, f"MYE2: {people} by single year of age and sex for authorities, mid-2031"
            )
            ages = [*map(str, range(OLDEST)), f"{OLDEST}+"]
            sheet.write_row(2, 0, ["Code", "Name", "Geography", "All ages", *ages])
            for row, (code, each) in enumerate(CODES.items(), start=3):
                years = [each * (2 if people == "Persons" else 1)] * len(ages)
                if changed == (people, code):
                    years[20] += 1
                sheet.write_row(row, 0, [code, code, "Unitary", sum(years), *years])
    return import_file(path, tmp_path / "no catalogue", places=PLACES)


def test_women_and_men_are_in_bands_of_five_years_and_the_oldest_have_no_end(tmp_path):
    found = workbook(tmp_path)
    assert not found.problems
    rows = found.tables["area_age_sex"].set_index(["area_code", "sex", "age_from"])
    assert set(rows["reference"]) == {"mid-2031"}
    assert rows.loc[("E06990001", "Female", 0), ["age_to", "people"]].tolist() == [4, 50]
    # 85 to 89 and 90 and over: six columns of ten.
    assert rows.loc[("E06990001", "Male", 85), "people"] == 60
    assert rows["age_to"].isna().sum() == 4
    # Made since the table's boundaries, of districts with 2 and 3 of every age.
    assert rows.loc[("E06990002", "Female", 80), "people"] == 25
    assert "W06990001" not in rows.index.get_level_values(0)


def test_persons_are_of_the_ages_that_rates_are_of(tmp_path):
    rows = workbook(tmp_path).tables["area_population"].set_index(["area_code", "age"])["persons"]
    assert rows["E06990001"].to_dict() == {
        "All ages": 20 * 91,
        "15-64": 20 * 50,
        "16-59": 20 * 44,
        "18+": 20 * 73,
    }
    assert rows["E06990002", "All ages"] == 10 * 91


def test_a_workbook_of_persons_alone_has_no_pyramid(tmp_path):
    found = workbook(tmp_path, sexes=())
    assert found.tables["area_age_sex"].empty
    assert len(found.tables["area_population"]) == 8


def test_females_and_males_that_do_not_add_up_block_and_name_the_place(tmp_path):
    (problem,) = workbook(tmp_path, changed=("Males", "E06990001")).errors
    assert "Females and males" in problem.expected
    assert (problem.sheet, problem.column, problem.value) == ("MYE2 - Males", "20", "E06990001")


def test_a_workbook_without_the_sheet_names_those_it_has(tmp_path):
    path = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "Mid-year estimates")
        book.add_worksheet("Persons by band").write_row(0, 0, ["Code", "All ages", "0 to 4"])
    with pytest.raises(ImportRefusedError) as told:
        import_file(path, tmp_path / "no catalogue", source="populations", places=PLACES)
    (problem,) = told.value.problems
    assert problem.value == "sheets Notes, Persons by band"
    assert "MYE2" in problem.remedy


def test_a_table_without_single_years_is_refused(tmp_path):
    path = tmp_path / "bands.csv"
    path.write_text("MYE2: Persons mid-2031\nCode,All ages,15,59,64\nE06990001,4,1,1,2\n")
    with pytest.raises(ImportRefusedError):
        import_file(path, tmp_path / "no catalogue", places=PLACES)
