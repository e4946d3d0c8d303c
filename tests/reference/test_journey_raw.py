"""The rooms of the treatment journey hold the export's cells, and populations the workbook's."""

import re
from pathlib import Path

import python_calamine

from tests.reference.rooms import read_room, read_table

BARNET, ENGLAND = "E09000003", "E92000001"
GROUPS = {
    "Opiate": "_opiate",
    "Non-opiate only": "_non_opiate_only",
    "Non-opiate & alcohol": "_non_opiate_alcohol",
    "Alcohol only": "_alcohol_only",
    "Total": "",
}
# Category of a measure: column of the export.
COLUMNS = {
    ("journey_referral_source", "Criminal justice"): "referralsource_criminal_justice_newtx",
    ("journey_referral_source", "Self, family and friends"): (
        "referralsource_self_family_friends_newtx"
    ),
    ("journey_first_waits", "3 weeks and under"): "waitsfirst_3weeksandunder_newtx",
    ("journey_first_waits", "Over 6 weeks"): "waitsfirst_over6weeks_newtx",
    ("journey_housing_start", "Urgent problem"): "housingsituation_urgentproblem_newtx",
    ("journey_parents", "Parent living with children"): (
        "safeguarding_parentlivingwithchildren_allintx"
    ),
    ("journey_ethnicity", "Asian"): "eth_asian_allintx",
    ("journey_substances", "Cannabis"): "substanceanycitation_cannabis_allintx",
    ("journey_medicines", "Benzodiazepines"): "substanceanycitation_benzodiazepines_allintx",
    ("journey_time_in_treatment", "Over 6 years"): "lengthintreatment_over6years_allintx",
    ("journey_exits", "Successful completion"): "exits_successfulcompletion_allintx",
    ("journey_exits", "Died"): "exits_died_allintx",
    ("journey_exits", "Dropped out"): "exits_droppedout_allintx",
}
SHARES = {
    "journey_completion_share": ("exits_successfulcompletion_allintx", "intreatment_allintx"),
    "journey_no_return_share": ("scnr_scrn_allintx", "scnr_intreatment_allintx"),
    "journey_representation_share": ("scnr_representation_allintx", "scnr_completion_allintx"),
    "journey_died_share": ("exits_died_allintx", "intreatment_allintx"),
}


def totals(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Rows of all ages and both sexes, by year and substance group."""
    rows = [{key.lower(): cell for key, cell in row.items()} for row in read_table(path)]
    return {
        (row["reportingperiod"], row["drug_group"]): row
        for row in rows
        if {row["sex"].lower(), row["age_group"].lower()} == {"total"}
    }


def test_barnet_s_rows_are_the_export_s(reference_dir: Path) -> None:
    exported = totals(reference_dir / "raw/ndtms_viewit/ViewIt Export Data_LAs.csv")
    held = {
        (row["indicator_id"], row["period_label"], row["breakdown"]): row
        for row in read_room("treatment-journey-viewit-barnet", "observation")
    }
    checked = 0
    for (year, group), source in exported.items():
        for (name, category), column in COLUMNS.items():
            row = held.get((f"{name}{GROUPS[group]}", year, category))
            if row is not None and source[column] != "NULL":
                assert float(row["value"]) == float(source[column]), (name, year, category)
                checked += 1
        for name, (count, base) in SHARES.items():
            row = held.get((name, year, group.replace("&", "and") if group != "Total" else ""))
            if row is not None:
                assert float(row["numerator"]) == float(source[count]), (name, year, group)
                assert float(row["denominator"]) == float(source[base]), (name, year, group)
                checked += 1
    # Thirteen years: 13 measures of all, 4 of them by four groups as well; four shares by five.
    assert checked == 13 * (13 + 4 * 4) + 2 * 13 * 5 + 2 * 12 * 5


def test_every_number_of_barnet_is_a_multiple_of_five(reference_dir: Path) -> None:
    assert reference_dir.exists()
    for row in read_room("treatment-journey-viewit-barnet", "observation"):
        for column in ("numerator", "denominator"):
            assert not row[column] or float(row[column]) % 5 == 0


def test_england_s_rows_are_the_export_s(reference_dir: Path) -> None:
    path = reference_dir / "raw/ndtms_viewit/ViewIt Export Data_England.csv"
    exported = {
        (row["ReportingPeriod_Data"], row["Gender_Data"].lower(), row["AgeGroup_Data"].lower()): row
        for row in read_table(path)
        if row["DrugGroup_Data"].lower() == "total"
    }
    rows = read_room("treatment-journey-viewit-england", "observation")
    for row in rows:
        year, name = row["period_label"], row["breakdown"]
        key = {
            "journey_age": (year, "total", name.lower()),
            "journey_sex": (year, name[:1].lower(), "total"),
            "journey_ethnicity": (year, "total", "total"),
        }[row["indicator_id"]]
        column = (
            f"Eth_{name}_AllInTx" if "ethn" in row["indicator_id"] else "Num_InTreatment_AllInTx"
        )
        assert float(row["value"]) == float(exported[key][column])
    assert len(rows) == 13 * (3 + 2 + 5)


def test_adults_are_the_sums_of_single_years(reference_dir: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(
        reference_dir / "raw/population/mye22final.xlsx"
    )
    sheets = {"Persons": "Persons", "Female": "Females", "Male": "Males"}
    held = read_room("adult-population-ons-mid-2022", "observation")
    assert len(held) == 154 * 5
    for sex, sheet in sheets.items():
        table = book.get_sheet_by_name(f"MYE2 - {sheet}").to_python()
        ages = {row[0]: row[4:] for row in table[8:]}
        for row in held:
            if row["sex"] != sex:
                continue
            first, last = [int(part) for part in [*re.findall(r"\d+", row["age"]), "90"]][:2]
            assert float(row["value"]) == sum(ages[row["area_code"]][first : last + 1])
