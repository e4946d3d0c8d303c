"""Messy spreadsheets become figures, and what cannot be read is named."""

import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from cdof_core.domain import PeriodKind
from cdof_core.ingest.imported import ImportRefusedError
from cdof_core.ingest.known import Known
from cdof_core.ingest.own_table.fields import Field, field_of
from cdof_core.ingest.own_table.mapping import mapping_from, signature, split_period
from cdof_core.ingest.own_table.opening import guess, open_own_file
from cdof_core.ingest.own_table.parts import period_of, sex_of
from cdof_core.ingest.own_table.reading import read_own_table
from cdof_core.ingest.own_table.standing import Standing
from cdof_core.ingest.own_table.template import write_template


@pytest.fixture
def known():
    areas = pd.DataFrame(
        [
            ("E06990001", "Testshire", "upper_tier", None),
            ("E06990002", "Samplebury and Poole", "upper_tier", None),
            ("E10000006", "Oldshire (county)", "legacy", pd.Timestamp(2023, 3, 31)),
        ],
        columns=["area_code", "name", "level", "valid_to"],
    ).assign(region_code="")
    changes = pd.DataFrame(
        [
            ("E10000006", "Oldshire", "E06990001", "Testshire"),
            ("E10000006", "Oldshire", "E06990002", "Samplebury and Poole"),
        ],
        columns=["old_code", "old_name", "new_code", "new_name"],
    ).assign(change="split into", effective="April 2023")
    indicators = pd.DataFrame(
        [("deaths_rate", "Rate of deaths", "crude_rate", "per 100,000", 1e5, 1, "low_is_good")],
        columns=[
            "indicator_id", "name", "value_kind", "unit", "multiplier", "decimals", "polarity"
        ],
    ).assign(interval_method="byar")  # fmt: skip
    return Known(areas, changes, indicators)


def read(path, known, **constants):
    file = open_own_file(path)
    grid = file.grid()
    mapping = guess(grid, known)
    given = {Field(name): text for name, text in constants.items()}
    mapping = replace(mapping, constants={**mapping.constants, **given})
    return read_own_table(grid, mapping, known, sources=[file.source])


def test_preamble_merged_headings_marks_and_footnotes(tmp_path, known):
    book = xlsxwriter.Workbook(tmp_path / "deaths.xlsx")
    sheet = book.add_worksheet("Deaths")
    sheet.write(0, 0, "Table 4: deaths")
    sheet.merge_range(2, 1, 2, 3, "2023")
    sheet.merge_range(2, 4, 2, 6, "2024")
    heads = ["Area", *(["Count", "Population", "Rate per 100,000"] * 2)]
    sheet.write_row(3, 0, heads)
    sheet.write_row(4, 0, ["Testshire", "1,012", "187,000", "541.2", "<5", "188,100", "*"])
    sheet.write_row(5, 0, ["Samplebury & Poole", 7, 300000, 2.3, "c", 301000, ":"])
    sheet.write_row(6, 0, ["Testshyre", 1, 300000, 2.3, 2, 301000, 3])
    sheet.write(8, 0, "* suppressed")
    book.close()
    found = read(tmp_path / "deaths.xlsx", known, indicator="Rate of deaths")
    rows = found.observations.sort_values(["area_code", "period_label"])
    assert rows["area_code"].tolist() == ["E06990001"] * 2 + ["E06990002"] * 2
    assert rows["numerator"].fillna(-1).tolist() == [1012, -1, 7, -1]
    assert rows["flag"].tolist() == ["", "suppressed", "", "suppressed"]
    assert set(rows["indicator_id"]) == {"deaths_rate"}
    (problem,) = found.problems
    assert (problem.sheet, problem.row, problem.column) == ("Deaths", 7, "Area")
    assert "Did you mean E06990001 Testshire?" in str(problem)
    assert len(found.rejected) == 2


@pytest.mark.parametrize(
    "heads",
    [
        [["", "", "2021/22", "", "2022/23"], ["Area code", "Area", *["Kits", "Per 1,000"] * 2]],
        [["Area code", "Area", "2021/22", "", "2022/23"], ["", "", *["Number", "Rate"] * 2]],
    ],
)
def test_years_over_or_beside_the_names_of_columns(tmp_path, known, heads):
    path = tmp_path / "kits.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kits")
        for number, row in enumerate([["Naloxone kits"], [], *heads]):
            sheet.write_row(number, 0, row)
        sheet.write_row(4, 0, ["E06990001", "Testshire", 40, 2.5, 44, "*"])
    rows = read(path, known, indicator="Kits").observations.sort_values("period_label")
    assert rows["period_label"].tolist() == ["2021/22", "2022/23"]
    assert rows["value"].fillna(-1).tolist() == [2.5, -1]
    assert rows["flag"].tolist() == ["", "suppressed"]


def test_an_upper_tier_is_an_area_and_no_upper_limit(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Upper tier local authority,Lower tier local authority,2021,Upper CI\nTestshire,Moor,3,9\n",
        encoding="utf-8",
    )
    mapping = guess(open_own_file(path).grid(), known)
    assert mapping.columns["Upper tier local authority"] is Field.AREA
    assert mapping.columns["Upper CI"] is Field.UPPER


def test_columns_that_could_hold_the_figure_are_named(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,Year,Referrals,Exits\nTestshire,2021,3,4\n", encoding="utf-8")
    grid = open_own_file(path).grid()
    unread = replace(guess(grid, known), spread={})
    with pytest.raises(ImportRefusedError, match=r"found 'Referrals, Exits'\. No column and no"):
        read_own_table(grid, unread, known)


@pytest.mark.parametrize(
    ("text", "axis", "rows"),
    [
        (
            "Area,Year,Referrals,Exits\nTestshire,2021,3,4\n",
            "indicator_id",
            [("own_referrals", 3), ("own_exits", 4)],
        ),
        (
            "Measure,Area,Year,White,Asian,Total\nClients,Testshire,2021,30,4,34\n",
            "breakdown",
            [("White", 30), ("Asian", 4), ("", 34)],
        ),
        (
            "Measure,Area,Year,All clients,Females,Male\nClients,Testshire,2021,9,4,5\n",
            "sex",
            [("Persons", 9), ("Female", 4), ("Male", 5)],
        ),
        (
            "Area,Kits Apr 2025,Kits May 2025\nTestshire,12,15\n",
            "period_label",
            [("Apr 2025", 12), ("May 2025", 15)],
        ),
        (
            "Measure,Area,Apr-25,May-25\nKits,Testshire,12,15\n",
            "period_label",
            [("Apr 2025", 12), ("May 2025", 15)],
        ),
        (
            "Measure,Area,Year,18-24,25 and over,All ages\nClients,Testshire,2021,3,4,7\n",
            "age",
            [("18-24", 3), ("25 and over", 4), ("All ages", 7)],
        ),
        (
            "Measure,Year,Testshire,Samplebury and Poole\nClients,2021,3,4\n",
            "area_code",
            [("E06990001", 3), ("E06990002", 4)],
        ),
        (
            "Measure,Area,Year,Males Deaths,Females Deaths\nDeaths,Testshire,2021,3,4\n",
            "sex",
            [("Male", 3), ("Female", 4)],
        ),
    ],
)
def test_headings_that_stand_for_something_are_read(tmp_path, known, text, axis, rows):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    found = read(path, known)
    assert not found.errors
    figures = found.observations[[axis, "numerator"]].itertuples(index=False, name=None)
    assert list(figures) == rows


def test_sexes_above_counts_and_rates_are_read_with_both(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        ",Males,,Females,\nArea,Deaths,Rate per 100,Deaths,Rate per 100\nTestshire,3,5.1,4,6.2\n",
        encoding="utf-8",
    )
    found = read(path, known, indicator="Deaths", period="2021")
    figures = found.observations[["sex", "numerator", "value"]]
    assert list(figures.itertuples(index=False, name=None)) == [
        ("Male", 3, 5.1),
        ("Female", 4, 6.2),
    ]


def test_an_age_group_of_a_sex_is_not_the_sex(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,Year,Women 18-24,Women 25+,Men 18+\nTestshire,2021,3,4,5\n")
    mapping = guess(open_own_file(path).grid(), known)
    assert not mapping.stands_for(Field.SEX)


def test_a_total_among_columns_makes_groups_of_an_unnamed_measure(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,Year,White,Asian,Total\nTestshire,2021,30,4,34\n", encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="gives an indicator"):
        read(path, known)


def test_headings_that_stand_again_tell_of_a_second_table(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,2021,2022\nTestshire,3,4\nArea,2021,2022\nTestshire,5,6\n")
    found = read(path, known, indicator="Kits")
    told = [one for one in found.errors if "second table" in one.expected]
    assert [(one.row, one.column) for one in told] == [(3, "Area")]


def test_months_of_no_year_are_no_groups(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Measure,Apr,May,YTD\nKits,12,15,27\n", encoding="utf-8")
    assert guess(open_own_file(path).grid(), known).spread == {}


def test_a_change_over_the_years_is_none_of_their_figures(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,2021,2022,% change,Rate\nTestshire,3,4,33%,7.5\n", encoding="utf-8")
    found = read(path, known, indicator="Kits")
    assert found.observations["numerator"].tolist() == [3, 4]
    assert [one["unit"] for one in found.indicators] == ["events"]
    assert [one.column for one in found.warnings if one.rule == "columns"] == ["% change", "Rate"]


@pytest.mark.parametrize(
    ("title", "cells", "held"),
    [("Kits given", "3,4", Field.COUNT), ("Rate of kits given", "3,4", Field.VALUE),
     ("Kits given", "3.5,4", Field.VALUE), ("Kits per 100,000", "3,4", Field.VALUE)],
)  # fmt: skip
def test_whole_numbers_below_years_are_counts_unless_a_rate_is_named(
    tmp_path, known, title, cells, held
):
    path = tmp_path / "own.csv"
    path.write_text(f'"{title}"\nArea,2021,2022\nTestshire,{cells}\n', encoding="utf-8")
    mapping = guess(open_own_file(path).grid(), known)
    assert {one.held for one in mapping.spread.values()} == {held}


@pytest.mark.parametrize(
    ("columns", "spread"),
    [
        ({"Deaths": Field.COUNT, "Beds": Field.COUNT}, {}),
        ({"Deaths": Field.COUNT}, {"Beds": Standing(Field.SEX, "Male", Field.COUNT)}),
        (
            {},
            {
                "Deaths": Standing(Field.SEX, "Male", Field.COUNT),
                "Beds": Standing(Field.SEX, "Male", Field.COUNT),
            },
        ),
    ],
)
def test_two_columns_of_the_same_are_refused(tmp_path, known, columns, spread):
    path = tmp_path / "own.csv"
    path.write_text("Area,Year,Deaths,Beds\nTestshire,2021,3,7\n", encoding="utf-8")
    grid = open_own_file(path).grid()
    named = {"Area": Field.AREA, "Year": Field.PERIOD, **columns}
    constants = {Field.INDICATOR: "Deaths"}
    mapping = replace(guess(grid, known), columns=named, spread=spread, constants=constants)
    with pytest.raises(ImportRefusedError, match="are told to hold the same"):
        read_own_table(grid, mapping, known)


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Rate per 100,000 population", Field.VALUE), ("Deaths per 100,000", Field.VALUE),
     ("% of clients", Field.VALUE), ("Age-standardised rate", Field.VALUE),
     ("Number (%)", Field.COUNT), ("Rate numerator", Field.COUNT),
     ("Population", Field.DENOMINATOR), ("% change", None)],
)  # fmt: skip
def test_a_rate_is_no_count_of_what_it_names(heading, field):
    assert field_of(heading) is field


def test_a_further_column_of_numbers_beside_counts_is_no_measure(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Area,Year,Deaths,Population,Beds,Rooms\nTestshire,2021,3,400,7,9\n", encoding="utf-8"
    )
    found = read(path, known, indicator="Deaths")
    assert found.observations["numerator"].tolist() == [3]
    assert [one.column for one in found.warnings if one.rule == "columns"] == ["Beds", "Rooms"]


@pytest.mark.parametrize(
    ("heading", "label"), [("Year ending", "YE Mar 2024"), ("Month ending", "Mar 2024")]
)
def test_a_day_is_the_year_it_ends_where_the_heading_says_so(tmp_path, known, heading, label):
    path = tmp_path / "own.csv"
    path.write_text(
        f"Indicator,Area,{heading},Count\nX,Testshire,31/03/2024,12\n", encoding="utf-8"
    )
    assert read(path, known, period="").observations["period_label"].tolist() == [label]


@pytest.mark.parametrize(
    ("cells", "said"),
    [(("3", "5"), ("numerator", 3, "events")), (("3.5", "5"), ("value", 3.5, "")),
     (("12%", "9%"), ("value", 12, "%")), (("3,5", "5,25"), ("value", 3.5, ""))],
)  # fmt: skip
def test_the_only_column_of_figures_is_the_figure(tmp_path, known, cells, said):
    column, number, unit = said
    path = tmp_path / "own.csv"
    lines = [f"Testshire;{2021 + at};{cell}" for at, cell in enumerate(cells)]
    path.write_text("\n".join(["Area;Year;Referrals", *lines]), encoding="utf-8")
    found = read(path, known)
    assert found.observations[column].iloc[0] == number
    assert [(one["name"], one["unit"]) for one in found.indicators] == [("Referrals", unit)]


# What is written, what it is in English, whether a decimal comma was told.
@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        (("12,5", "1.234", "1.234,75", "7"), [12.5, 1234, 1234.75, 7]),
        (("0,125", "12,345", "9,5%", "*"), [0.125, 12.345, 9.5, -1]),
        (("1 234,5", "12", "<5", ":"), [1234.5, 12, -1, -1]),
    ],
)
def test_decimal_commas_are_read_and_told(tmp_path, known, written, numbers):
    path = tmp_path / "own.csv"
    lines = [f"Testshire;{2020 + at};{cell}" for at, cell in enumerate(written)]
    path.write_text("\n".join(["Area;Year;Rate", *lines]), encoding="utf-8")
    found = read(path, known, indicator="Days")
    assert found.observations["value"].fillna(-1).tolist() == numbers
    assert "decimal commas" in [problem.rule for problem in found.problems]


def test_commas_of_thousands_stay_what_they_are(tmp_path, known):
    path = tmp_path / "own.csv"
    text = "Area;Year;Rate\nTestshire;2021;1,234\nTestshire;2022;12.5\nTestshire;2023;12,5\n"
    path.write_text(text, encoding="utf-8")
    found = read(path, known, indicator="Days")
    # With a decimal point in the table, 12,5 is a slip.
    assert found.observations["value"].tolist() == [1234, 12.5]
    (problem,) = found.errors
    assert (problem.row, problem.value) == (4, "12,5")


# Headings, rows, the count and value read of each row that is not refused, and what is refused.
@pytest.mark.parametrize(
    ("headings", "rows", "expected"),
    [
        # One slip among thousands turns no column.
        ("Count", ("1,234", "2,345", "3,12", "14,567"), ([1234, 2345, 14567], ["3,12"])),
        ("Rate", ("12.345", "13.456", "9,5"), ([12.345, 13.456], ["9,5"])),
        # A rate with a decimal comma leaves the thousands of a count beside it alone.
        ("Count;Rate", ("1,234;12,5", "2,345;13,5"), ([1234, 2345], [])),
        ("Count;Target", ("1,200;1,5", "1,300;2,5"), ([1200, 1300], [])),
        # A count without a comma of its own is written as the rest of its table is.
        ("Count;Rate", ("1.234;12,5", "2.345;13,5"), ([1234, 2345], [])),
    ],
)
def test_a_decimal_comma_turns_only_what_it_explains(tmp_path, known, headings, rows, expected):
    read_as, refused = expected
    path = tmp_path / "own.csv"
    lines = [f"Testshire;{2020 + at};{row}" for at, row in enumerate(rows)]
    path.write_text("\n".join([f"Area;Year;{headings}", *lines]), encoding="utf-8")
    found = read(path, known, indicator="Days")
    name = "value" if headings == "Rate" else "numerator"
    assert found.observations[name].tolist() == read_as
    assert [problem.value for problem in found.errors if problem.rule == "numbers"] == refused


def test_every_number_that_a_decimal_comma_turns_is_told(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Area;Year;Count;Rate\nTestshire;2021;1.234;12,5\nTestshire;2022;7;9\n", encoding="utf-8"
    )
    told = read(path, known, indicator="Days").problems
    assert {one.value for one in told if one.rule == "decimal commas"} == {"1.234", "12,5"}


def test_a_column_of_numbers_that_is_not_read_is_named(tmp_path, known):
    path = tmp_path / "own.csv"
    text = "Area,2021,2022,Beds\nTestshire,3,not yet,\nSamplebury and Poole,4,later,7\n"
    path.write_text(text, encoding="utf-8")
    found = read(path, known, indicator="Kits")
    told = {
        problem.column: problem.value for problem in found.problems if problem.rule == "columns"
    }
    assert told == {"Beds": "7"}
    sparse = "Area,2021,2022\nTestshire,3,tbc\nTestshire,4,later\nTestshire,5,9\n"
    path.write_text(sparse, encoding="utf-8")
    found = read(path, known, indicator="Kits")
    told = {
        problem.column: problem.value for problem in found.problems if problem.rule == "columns"
    }
    assert told == {"2022": "9"}


@pytest.mark.parametrize(
    ("values", "is_told"),
    [((0.8, 0.85, 0.79), True), ((0.8, 0.85, 1.2), False), ((0.8, 0.8, 0.8), False)],
)
def test_percentages_kept_as_fractions_are_pointed_at(tmp_path, known, values, is_told):
    path = tmp_path / "seen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Area", "Year", "Seen promptly (%)"])
        for number, value in enumerate(values, start=1):
            sheet.write_row(number, 0, ["Testshire", 2020 + number, value])
    found = read(path, known, indicator="Seen promptly (%)")
    told = [problem for problem in found.problems if problem.rule == "fractions"]
    assert [problem.count for problem in told] == ([3] if is_told else [])


def _told(found, rule):
    return [problem for problem in found.problems if problem.rule == rule]


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (("12%", "0.12", "15%"), "row 3."),
        (("12%", "0.12", "15%", "0.2"), "rows 3, 5."),
        (("12%", "13", "15%"), ""),
        (("0.4", "0.6", "12"), ""),
        (("12%", "0", "*"), ""),
    ],
)
def test_a_fraction_among_per_cents_is_pointed_at(tmp_path, known, cells, rows):
    lines = [f"Seen,Testshire,{2020 + at},{cell}" for at, cell in enumerate(cells)]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["Indicator,Area,Year,Value", *lines]), encoding="utf-8")
    assert [one.expected.endswith(rows) for one in _told(read(path, known), "fractions")] == (
        [True] if rows else []
    )


def test_a_fraction_of_another_measure_is_no_fraction_among_per_cents(tmp_path, known):
    path = tmp_path / "own.csv"
    text = "Indicator,Area,Year,Value\nSeen,Testshire,2021,12%\nRatio,Testshire,2021,0.12\n"
    path.write_text(text, encoding="utf-8")
    found = read(path, known)
    assert not _told(found, "fractions")
    assert [(one["name"], one["unit"]) for one in found.indicators] == [
        ("Seen", "%"),
        ("Ratio", ""),
    ]


SEVERAL = """Indicator,Area,Year,Value,Unit
Seen,Testshire,2021,12%,
Seen,Testshire,2022,13%,
Deaths,Testshire,2021,4.2,per 1000
Deaths,Testshire,2022,4.4,per 1000
Kits,Testshire,2021,300,Number
Share,Testshire,2021,30,%
Rate per 1000,Testshire,2021,2,
"""


def test_each_measure_has_the_unit_of_its_own_rows(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(SEVERAL, encoding="utf-8")
    found = read(path, known)
    assert [(one["name"], one["unit"], one["multiplier"]) for one in found.indicators] == [
        ("Seen", "%", 100), ("Deaths", "per 1,000", 1000), ("Kits", "events", 1),
        ("Share", "%", 100), ("Rate per 1000", "per 1,000", 1000),
    ]  # fmt: skip
    assert not _told(found, "units")
    assert not {"unit", "has_percent_sign"} & set(found.observations)


def test_measures_across_columns_have_units_of_their_own(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Area,Year,Exits,Referrals\nTestshire,2021,12%,3\nTestshire,2022,9%,4\n",
        encoding="utf-8",
    )
    found = read(path, known)
    assert {one["name"]: one["unit"] for one in found.indicators} == {
        "Exits": "%", "Referrals": "events"
    }  # fmt: skip
    assert not _told(found, "units")


@pytest.mark.parametrize(
    ("heading", "unit", "is_told"),
    [("Rate per 1000", "per 1,000", True), ("Rate", "%", False), ("Value %", "%", False)],
)
def test_a_heading_that_names_a_unit_outweighs_the_signs_of_cells(
    tmp_path, known, heading, unit, is_told
):
    path = tmp_path / "own.csv"
    path.write_text(
        f"Area,Year,{heading}\nTestshire,2021,12%\nTestshire,2022,14%\nTestshire,2023,15\n",
        encoding="utf-8",
    )
    found = read(path, known, indicator="Seen")
    assert [one["unit"] for one in found.indicators] == [unit]
    assert [one.count for one in _told(found, "units")] == ([2] if is_told else [])


def test_per_cents_of_a_known_rate_and_of_counts_are_pointed_at(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Indicator,Area,Year,Count,Value\nRate of deaths,Testshire,2021,5%,12%\n", encoding="utf-8"
    )
    told = _told(read(path, known), "units")
    assert [one.column for one in told] == ["Count", "value"]
    assert told[1].expected == "A figure with a percent sign is read as per 100,000: row 2."


def test_a_row_of_another_unit_than_its_measure_is_pointed_at(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Indicator,Area,Year,Value,Unit\nRate of deaths,Testshire,2021,4,per 1000\n",
        encoding="utf-8",
    )
    (told,) = _told(read(path, known), "units")
    assert told.expected == "A figure of another unit is read as per 100,000: row 2."


@pytest.mark.parametrize(
    "heading",
    ["Phone", "Postcode no", "ID", "Ref", "Contact", "Tel", "Telephone number", "Client ID",
     "NHS number", "Contact no", "Ref.", "Post code"],
)  # fmt: skip
def test_numbers_that_count_nothing_are_no_counts(tmp_path, known, heading):
    path = tmp_path / "own.csv"
    path.write_text(
        f"Area,Year,{heading}\nTestshire,2021,1234567\nTestshire,2022,1234568\n", encoding="utf-8"
    )
    with pytest.raises(ImportRefusedError, match="No column and no choice gives a count or a"):
        read(path, known, indicator="Seen")


def test_what_is_dialled_is_no_count(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Area,Year,Reception\nTestshire,2021,01234567890\nTestshire,2022,01234567891\n",
        encoding="utf-8",
    )
    with pytest.raises(ImportRefusedError, match="No column and no choice gives a count or a"):
        read(path, known, indicator="Seen")


@pytest.mark.parametrize(
    "heading",
    ["Number of phone calls", "Contacts", "People in contact", "Phone calls", "Cases", "Referrals",
     "Number of ID checks", "Case numbers", "Reference population", "Seen by phone", "Clients"],
)  # fmt: skip
def test_counts_of_such_things_are_figures(tmp_path, known, heading):
    path = tmp_path / "own.csv"
    text = f"Area,Year,{heading}\nTestshire,2021,12\nTestshire,2022,14\n"
    path.write_text(text, encoding="utf-8")
    (figures,) = set(guess(open_own_file(path).grid(), known).columns) - {"Area", "Year"}
    assert figures == heading


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "0.0%", '#,##0.0 "of"%'])
def test_a_cell_shown_as_a_percentage_is_one(tmp_path, known, number_format):
    path = tmp_path / "seen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes & more").write(0, 0, "Not here")
        sheet = book.add_worksheet("Seen & heard")
        as_percent = book.add_format({"num_format": number_format})
        sheet.write_row(0, 0, ["Area", "Year", "Seen promptly"])
        for number, value in enumerate((0.12, 0.125, 1), start=1):
            sheet.write_row(number, 0, ["Testshire", 2020 + number])
            sheet.write(number, 2, value, as_percent)
        sheet.write_row(4, 0, ["Testshire", 2024, 14])  # shown as 14
    file = open_own_file(path)
    grid = file.grid("Seen & heard")
    found = read_own_table(grid, guess(grid, known), known, sources=[file.source])
    assert found.observations["value"].tolist() == [12, 12.5, 100, 14]
    assert [(one["unit"], one["multiplier"]) for one in found.indicators] == [("%", 100)]


def _ods(path, *rows):
    """Write a sheet as OpenDocument has it."""
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    parts = {
        "mimetype": mime,
        "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Seen">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>",
        "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest="
        '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


@pytest.mark.parametrize("number_format", ['0.0"%"', "0.0\\%", '0 "% of all"'])
def test_a_percent_sign_that_is_only_shown_scales_nothing(tmp_path, known, number_format):
    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        shown = book.add_format({"num_format": number_format})
        sheet.write_row(0, 0, ["Area", "Year", "Rate"])
        for number, value in enumerate((12.5, 80), start=1):
            sheet.write_row(number, 0, ["Testshire", 2020 + number])
            sheet.write(number, 2, value, shown)
    found = read(path, known, indicator="Days")
    assert found.observations["value"].tolist() == [12.5, 80]


def test_an_open_document_shows_percentages_too(tmp_path, known):
    def texts(*cells):
        return "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in cells
        )

    percents = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" '
        'office:value="0.125"><text:p>12.5%</text:p></table:table-cell>'
    )
    number = '<table:table-cell office:value-type="float" office:value="0.5"/>'
    _ods(
        tmp_path / "seen.ods",
        texts("Area", "2021", "2022", "2023"),
        "<table:table-cell/>",
        texts("Testshire") + percents + number,
    )
    found = read(tmp_path / "seen.ods", known, indicator="Seen (%)")
    assert found.observations.sort_values("period_label")["value"].tolist() == [12.5, 12.5, 0.5]


def test_windows_1252_semicolons_and_years_across(tmp_path, known):
    text = "Number of clients\r\n\r\nLocal authority;2021;2022/23\r\nTestshire;12;1,234\r\n"
    path = tmp_path / "wide.csv"
    path.write_bytes((text + "\xa9 Crown copyright\r\n").encode("cp1252"))
    found = read(path, known, indicator="Clients")
    rows = found.observations
    assert rows["numerator"].tolist() == [12, 1234]
    assert rows["period_label"].tolist() == ["2021", "2022/23"]
    assert found.dataset["caveats"] == "© Crown copyright"
    (measure,) = found.indicators
    assert (measure["value_kind"], measure["polarity"]) == ("count", "no_judgement")
    assert [problem.rule for problem in found.problems] == ["polarity"]


def test_a_code_of_the_past_names_its_successors(known):
    assert known.explain_area("E10000006") == (
        "E10000006 was Oldshire until April 2023; its successors are "
        "E06990001 Testshire and E06990002 Samplebury and Poole."
    )
    assert known.explain_area("Oldshire").startswith("E10000006 was Oldshire")


def test_percent_signs_targets_and_events(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Indicator,Area code,Year,Value %,Target,Event\n"
        "Completions,E06990001,2022,12.5%,15,New provider\n"
        "Completions,E06990001,2023,[x],15,\n",
        encoding="utf-8",
    )
    found = read(path, known)
    assert found.observations["value"].fillna(-1).tolist() == [12.5, -1]
    assert found.observations["flag"].tolist() == ["", "not_published"]
    assert found.tables["target"]["value"].tolist() == [15, 15]
    assert found.tables["annotation"]["label"].tolist() == ["New provider"]
    assert (found.indicators[0]["unit"], found.indicators[0]["multiplier"]) == ("%", 100)


def test_what_no_column_gives_is_asked_for(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,Year,Value\nTestshire,2022,1\n", encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="No column and no choice gives an indicator"):
        read(path, known)


@pytest.mark.parametrize(
    ("count", "rule", "is_told"),
    [("4", "none", True), ("5", "none", False), ("0", "none", False), ("4", "ndtms", False)],
)
def test_small_numbers_that_no_rule_hides_are_pointed_out(tmp_path, known, count, rule, is_told):
    path = tmp_path / "own.csv"
    path.write_text(f"Indicator,Area,Year,Count\nX,Testshire,2022,{count}\n", encoding="utf-8")
    grid = open_own_file(path).grid()
    found = read_own_table(grid, guess(grid, known).with_dataset(disclosure_rule=rule), known)
    told = [problem for problem in found.warnings if problem.rule == "small numbers"]
    assert [(problem.value, problem.row) for problem in told] == ([(count, 2)] if is_told else [])


@pytest.mark.parametrize(
    ("count", "is_told"), [("12.5", True), ("12", False), ("*", False), ("1.204", False)]
)
def test_a_count_that_is_not_whole_is_pointed_out(tmp_path, known, count, is_told):
    path = tmp_path / "own.csv"
    path.write_text(f"Indicator,Area,Year,Count\nX,Testshire,2022,{count}\n", encoding="utf-8")
    told = [one for one in read(path, known).warnings if one.rule == "whole counts"]
    assert [(one.value, one.row) for one in told] == ([(count, 2)] if is_told else [])


@pytest.mark.parametrize(
    ("heading", "cell", "is_refused"),
    [
        ("Count", "1.204", True),
        ("Population", "185.300", True),
        ("Count", "1.000", True),
        ("Count", "1,204", False),
        ("Count", "0.125", False),
        ("Rate", "1.204", False),
    ],
)
def test_thousands_with_a_point_are_not_read_as_fractions(
    tmp_path, known, heading, cell, is_refused
):
    path = tmp_path / "own.csv"
    other = "Rate" if heading == "Population" else "Note"
    path.write_text(
        f"Indicator;Area;Year;{heading};{other}\nX;Testshire;2022;{cell};7\n", encoding="utf-8"
    )
    found = read(path, known)
    assert [(one.value, one.row) for one in found.errors] == ([(cell, 2)] if is_refused else [])


def test_an_unreadable_cell_is_set_aside_with_its_row(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text(
        "Indicator,Area,Year,Count\nX,Testshire,2022,1\nX,Testshire,soon,2\nX,Testshire,2023,two\n",
        encoding="utf-8",
    )
    found = read(path, known)
    assert found.observations["numerator"].tolist() == [1]
    assert found.rejected["source_line"].tolist() == [3, 4]
    assert [problem.value for problem in found.errors] == ["soon", "two"]


def test_a_mapping_is_remembered_as_it_was(tmp_path, known):
    path = tmp_path / "own.csv"
    path.write_text("Area,2021 Count,2022 Count\nTestshire,1,2\n", encoding="utf-8")
    grid = open_own_file(path).grid()
    mapping = guess(grid, known)
    assert mapping_from(mapping.as_content()) == mapping
    assert mapping.spread["2022 Count"] == Standing(Field.PERIOD, "2022", Field.COUNT)
    # As a layout was remembered when headings could only be periods.
    older = {**mapping.as_content(), "spread": {"2022 Count": ["2022", "count"]}}
    assert mapping_from(older).spread == {"2022 Count": mapping.spread["2022 Count"]}
    assert signature(grid.headings) == signature(("Area", "2023 Count"))
    with pytest.raises(ValueError, match="cannot be read"):
        mapping_from({"columns": 3})


def test_a_long_text_is_read_in_columns_to_the_same_end(tmp_path, known, monkeypatch):
    path = tmp_path / "own.csv"
    lines = [f"X,E06990001,{1990 + year},{year},1000" for year in range(30)]
    path.write_text("Indicator,Area,Year,Count,Population\n" + "\n".join(lines), encoding="utf-8")
    by_rows = read(path, known).observations
    monkeypatch.setattr("cdof_core.ingest.own_table.layout._LONG", 10)
    assert isinstance(open_own_file(path).grid().columns[0], pd.Series)
    pd.testing.assert_frame_equal(read(path, known).observations, by_rows, check_dtype=False)


def test_the_template_needs_no_guessing(tmp_path):
    path = tmp_path / "template.xlsx"
    path.write_bytes(write_template())
    (headings, *_) = open_own_file(path).opened.sheet("Data").rows
    assert [field_of(str(heading)) for heading in headings] == list(Field)


@pytest.mark.parametrize(
    ("cell", "label", "kind"),
    [
        ("2023", "2023", PeriodKind.CALENDAR),
        (2023.0, "2023", PeriodKind.CALENDAR),
        ("2022/23", "2022/23", PeriodKind.FINANCIAL),
        (44927.0, "Jan 2023", PeriodKind.OTHER),  # 1 January 2023 as a spreadsheet counts days
        ("2023-04-01 to 2024-03-31", "2023/24", PeriodKind.FINANCIAL),
        ("01/01/2023 to 31/12/2023", "2023", PeriodKind.CALENDAR),
    ],
)
def test_periods(cell, label, kind):
    period = period_of(cell)
    assert period is not None
    assert (period.label, period.kind) == (label, kind)


def test_what_is_no_period_is_none():
    assert [period_of(cell) for cell in ("soon", 0.5, "31/02/2023", "")] == [None] * 4


def test_sexes_and_headings():
    assert [sex_of(cell) for cell in ("", "F", "Males", "both", "?")] == [
        "Persons", "Female", "Male", "Persons", ""
    ]  # fmt: skip
    assert field_of("Lower CI limit") is Field.LOWER
    assert field_of("Denominator") is Field.DENOMINATOR
    assert split_period("2023/24 Count") == ("2023/24", "Count")


def test_a_formula_without_its_result_is_refused_where_it_stands(tmp_path, known):
    path = tmp_path / "rates.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Rates")
        sheet.write_row(0, 0, ["Area code", "Indicator", "Period", "Value", "Count"])
        sheet.write_row(1, 0, ["E06990001", "Kits", "2023", "", 7])
        sheet.write_formula(1, 3, "=E2*2", None, 14)
    assert list(read(path, known).observations["value"]) == [14.0]
    # A program that writes formulas and works none of them out leaves the cell empty.
    openpyxl.load_workbook(path).save(path)
    with pytest.raises(ImportRefusedError) as raised:
        read(path, known)
    (problem,) = raised.value.problems
    assert (problem.sheet, problem.row, problem.column) == ("Rates", 2, "D")
    assert problem.value == "=E2*2"
    assert "save it" in problem.remedy


def test_a_formula_whose_result_is_an_empty_text_is_no_fault(tmp_path, known):
    path = tmp_path / "rates.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Rates")
        sheet.write_row(0, 0, ["Area code", "Indicator", "Period", "Value", "Note"])
        for row in (1, 2):
            sheet.write_row(row, 0, ["E06990001", "Kits", f"202{row}", 3])
            sheet.write_formula(row, 4, '=IF(D2>9,"high","")', None, "@")
    # As Excel keeps it: said to be a text, and none there.
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"<v>@</v>", b"<v></v>"))
    assert b't="str"' in parts["xl/worksheets/sheet1.xml"]
    assert len(read(path, known).observations) == 2


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (b"%PDF-1.7\n1 0 obj", "This is a PDF."),
        (b"\xff\xd8\xff\xe0\0\0", "This is a picture."),
        (b"\xd0\xcf\x11\xe0\0\0", "This is a file of Excel or Word 2003 or older"),
        (b"<html><body>Sign in", "This is a web page"),
        (b'<?xml version="1.0"?><svg/>', "This is XML"),
    ],
)
def test_what_only_calls_itself_a_workbook_is_said_to_be_what_it_is(tmp_path, begins, said):
    path = tmp_path / "renamed.xlsx"
    path.write_bytes(begins)
    with pytest.raises(ImportRefusedError, match=said) as raised:
        open_own_file(path)
    assert raised.value.problems[0].file == "renamed.xlsx"
    assert raised.value.problems[0].remedy


def test_a_row_that_goes_on_beyond_the_headings_is_left_out_and_named(tmp_path, known):
    path = tmp_path / "kits.csv"
    path.write_text(
        "Area,Indicator,Period,Value\n"
        "Testshire,Kits,2023,5\n"
        "Testshire,Kits, given out,2022,6\n"
        "Testshire,Kits,2021,7,,\n"
    )
    found = read(path, known)
    assert sorted(found.observations["period_label"]) == ["2021", "2023"]
    (problem,) = found.errors
    assert (problem.row, problem.count) == (3, 1)
    assert "more cells than there are headings" in problem.expected


def test_a_day_within_a_month_is_read_as_the_month_and_said_to_be(tmp_path, known):
    rows = "Area,Indicator,Period,Value\nTestshire,Kits,{},5\n"
    for number, (day, is_said) in enumerate(
        {"2024-03-31": True, "45382": True, "31/03/2024": True, "2024-03-01": False}.items()
    ):
        path = tmp_path / f"kits{number}.csv"
        path.write_text(rows.format(day))
        found = read(path, known)
        assert list(found.observations["period_label"]) == ["Mar 2024"]
        said = [one for one in found.warnings if one.rule == "days"]
        assert bool(said) == is_said
        assert not said or "Year ending" in said[0].remedy
