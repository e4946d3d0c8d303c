"""Other years and layouts of the same publishers: read rightly, or what is missing is named."""

import csv

import pytest
import xlsxwriter

from cdof_core.ingest.imported import ImportRefusedError
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.recognise import import_file

MISTY = "E06990001"
PLACES = Places(
    names={MISTY: "Misty", "E92000001": "England", "E23990001": "Misty Police"},
    levels={MISTY: "upper_tier", "E92000001": "country", "E23990001": "police_force"},
    same={}, parts={}, counties={}, forces={},
)  # fmt: skip


def read_csv(tmp_path, *rows):
    path = tmp_path / "given.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return import_file(path, tmp_path / "no catalogue", places=PLACES)


def read_book(tmp_path, **sheets):
    path = tmp_path / "given.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return import_file(path, tmp_path / "no catalogue", places=PLACES)


def figures(imported):
    kept = ["indicator_id", "period_label", "numerator", "value", "lower95", "upper95"]
    return imported.observations[kept].values.tolist()


CHILDREN = (
    "time_period", "geographic_level", "country_code", "region_code", "new_la_code",
    "episodes_with_assessment_factor", "drug_misuse_parent",
)  # fmt: skip


@pytest.mark.parametrize(
    ("year", "label"),
    [("2025", "YE Mar 2025"), ("202425", "YE Mar 2025"), ("200001", "YE Mar 2001")],
)
def test_children_in_need_of_a_year_however_it_is_written(tmp_path, year, label):
    row = (year, "Local authority", "E92000001", "", MISTY, 200, 30)
    note = ("Source: the department", "", "", "", "", "", "")
    done = read_csv(tmp_path, CHILDREN, row, note)
    assert not done.errors
    found = done.observations[["period_label", "numerator", "denominator"]]
    assert found.values.tolist() == [[label, 30, 200]]


@pytest.mark.parametrize("year", ["202426", "25", "24/25", "year"])
def test_children_in_need_of_what_is_no_year(tmp_path, year):
    row = (year, "Local authority", "E92000001", "", MISTY, 200, 30)
    with pytest.raises(ImportRefusedError, match=rf"row 2, column time_period: found '{year}'"):
        read_csv(tmp_path, CHILDREN, row)


VIEWIT = ("ReportingPeriod", "Area", "sex", "age_group", "drug_group", "intreatment_allintx")


@pytest.mark.parametrize("year", ["2021/22", "2021-22", "2021–2022"])
def test_a_year_of_viewit_runs_from_april_however_it_is_joined(tmp_path, year):
    done = read_csv(tmp_path, VIEWIT, (year, "Misty", "Females", "Total", "Total", 105))
    found = done.observations[["sex", "period_label", "period_kind", "numerator"]]
    assert found.values.tolist() == [["Female", "2021/22", "financial", 105]]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("2021", "Misty", "M", "Total", "Total", 105),
            "row 2, column ReportingPeriod: found '2021'",
        ),
        (("2021/22", "Moor", "M", "Total", "Total", 105), "column Area: found 'Moor'"),
    ],
)
def test_an_export_of_viewit_without_a_row_to_use_says_why(tmp_path, row, message):
    with pytest.raises(ImportRefusedError, match=message):
        read_csv(tmp_path, VIEWIT, row)


def test_wide_exports_of_viewit_are_read_without_a_murmur(tmp_path):
    # the suite takes warnings for errors; pandas warns of tables built column by column
    more = [f"eth_group{number}_allintx" for number in range(150)]
    done = read_csv(
        tmp_path, (*VIEWIT, *more), ("2021/22", "Misty", "M", "Total", "Total", 105, *[5] * 150)
    )
    assert len(done.observations) == 151


CRIME = (
    "Police Force Area code", "Local Authority code", "Total recorded crime", "Drug offences",
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Table C2: offences, July 2024 to June 2025", "YE Jun 2025"),
        ("Table C2: offences, year ending 31 December 2023", "YE Dec 2023"),
    ],
)
def test_recorded_crime_of_the_year_in_the_title(tmp_path, title, label):
    done = read_csv(tmp_path, (title,), CRIME, ("E23990001", MISTY, "1,234", "56"))
    assert ["recorded_drug_offences", label, 56.0] in [row[:3] for row in figures(done)]


def test_recorded_crime_of_more_or_less_than_a_year_is_refused(tmp_path):
    rows = (("Table C2: offences, July 2024 to March 2025",), CRIME, ("E23990001", MISTY, 1, 1))
    with pytest.raises(ImportRefusedError, match="should name its period"):
        read_csv(tmp_path, *rows)


DEATHS = "Age-standardised mortality rate for deaths related to drug misuse, by local authority"


@pytest.mark.parametrize("sheet", ["Table 3", "Rates", "3"])
def test_deaths_under_one_row_of_headings(tmp_path, sheet):
    heads = [f"{years} {what}" for years in ("2021–23", "2020–22") for what in
             ("Deaths", "Rate 1", "Lower confidence limit", "Upper confidence limit")]  # fmt: skip
    row = [MISTY, "Misty", 12, 4.0, 2.1, 7.0, 11, 3.5, 1.8, 6.3]
    done = read_book(tmp_path, **{sheet: [[DEATHS], [], ["Area code", "Area name", *heads], row]})
    assert figures(done) == [
        ["deaths_drug_misuse_3y_rate", "2020-22", 11, 3.5, 1.8, 6.3],
        ["deaths_drug_misuse_3y_rate", "2021-23", 12, 4.0, 2.1, 7.0],
    ]


def test_deaths_headed_by_no_period_in_the_same_cell_stand_in_the_way(tmp_path):
    heads = ["Area code", "Area name", "2021–23 Deaths", "2021–23 Rate", "2020-20 Deaths"]
    rows = [[DEATHS], [], heads, [MISTY, "Misty", 12, 4.0, 11]]
    (error,) = read_book(tmp_path, Rates=rows).errors
    assert (error.row, error.value) == (3, "2020-20")


SERVICE = "Substance misuse - Treatment for drug misuse in adults"
COLUMNS = ["Employees", "Total Expenditure", "Net Current Expenditure"]


@pytest.mark.parametrize(
    "heads",
    [
        [["ONS Code", *[f"{SERVICE} - {column}" for column in COLUMNS]]],
        [["", SERVICE, "", ""], ["ONS Code", *COLUMNS]],
        [["ONS Code", SERVICE], ["", *COLUMNS]],
        [["", SERVICE], ["ONS Code", "", "", ""], ["", *COLUMNS]],
    ],
)
def test_spend_under_one_or_more_rows_of_headings(tmp_path, heads):
    title = ["Revenue outturn 2019-20: RO3"]
    row = [MISTY, 100, 450, 400]
    done = read_book(tmp_path, Anything=[title, *heads, row])
    found = done.observations.set_index("indicator_id")
    assert found["period_label"].unique().tolist() == ["2019/20"]
    assert found["value"].to_dict() == {
        "spend_drug_treatment_gross": 450, "spend_drug_treatment_net": 400,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (
            {"Table P1": [["Police recorded crime by police force area"], ["Code", "Robbery"]]},
            "found 'sheets Table P1'.*Give table C2 of the police force area data tables",
        ),
        (
            {"Export": [["ReportingPeriod", "Area", "sex", "drug_group"], ["2021/22"]]},
            "found 'sheets Export'.*columns ReportingPeriod, Area, sex, age group and drug group",
        ),
        (
            {"RO3": [["Revenue outturn (RO3)"], ["ONS Code", "Public health"], [MISTY, 1]]},
            "found 'sheets RO3'.*Give the RO3 workbook with data by local authority",
        ),
        (
            {"Table C3": [["time_period", "Episodes_with_assessment_factor"], [2025, 4]]},
            r"found 'sheets Table C3'.*are needed\. Missing: new_la_code, Drug_Misuse_parent\.",
        ),
        (
            {
                "Estimates": [
                    ["Opiate and crack use"],
                    ["Area code", "Period", "Estimate", "Lower", "Upper"],
                ]
            },
            r"found 'sheets Estimates'.*needs the columns area code.*Missing: method\.",
        ),
        (
            {
                "Table C2": [
                    ["Police recorded crime by community safety partnership"],
                    ["Police force area code", "Local authority code", "Robbery"],
                ]
            },
            r"found 'sheets Table C2'.*No table has columns.*Missing: drug offences\.",
        ),
        (
            {
                "RO3": [
                    ["Revenue outturn (RO3)"],
                    ["ONS Code", "Libraries - Net current expenditure"],
                ]
            },
            r"found 'sheets RO3'.*Missing: net current expenditure on treatment for drug misuse\.",
        ),
    ],
)
def test_what_a_publishers_file_lacks_is_named(tmp_path, sheets, message):
    with pytest.raises(ImportRefusedError, match=message):
        read_book(tmp_path, **sheets)


def test_what_is_of_no_publisher_lists_those_that_are_known(tmp_path):
    with pytest.raises(ImportRefusedError, match="none of the sources that are known here"):
        read_book(tmp_path, Sheet1=[["Ward", "Bins"], ["Castle", 4]])


VIEWIT = ("ReportingPeriod", "Area", "sex", "age_group", "drug_group", "InTreatment_AllInTx")


def test_an_export_of_one_sex_says_so(tmp_path):
    women = ("2021/22", "England", "F", "Total", "Total", 500)
    men = ("2021/22", "England", "M", "Total", "Total", 900)
    every = ("2021/22", "England", "Total", "Total", "Total", 1400)
    for rows, held in (
        ([women], "Female"),
        ([women, men], "Female and Male"),
        ([women, every], ""),
    ):
        told = [one.expected for one in read_csv(tmp_path, VIEWIT, *rows).problems]
        assert any(
            f"holds figures of {held} and none of all persons" in one for one in told
        ) is bool(held)


def test_the_column_that_an_export_lacks_is_named(tmp_path):
    with pytest.raises(ImportRefusedError, match=r"needed\. Missing: drug group\."):
        read_csv(tmp_path, (*VIEWIT[:4], VIEWIT[5]), ("2021/22", "England", "F", "Total", 500))


def test_children_in_need_without_levels_are_of_authorities(tmp_path):
    heads = (CHILDREN[0], *CHILDREN[2:])
    done = read_csv(tmp_path, heads, ("2025", "E92000001", "", MISTY, 200, 30))
    assert done.observations["numerator"].tolist() == [30]
