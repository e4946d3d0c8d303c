"""The rooms of authorities and police forces hold every source row, value for value."""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.reference.rooms import Row, as_number, read_room, read_table

# Indicators by their code in the source table; for these the count is the value itself.
COUNTS = {
    "ONS_MISUSE_DEATHS": "deaths_drug_misuse_count",
    "ONS_POISONING_DEATHS": "deaths_drug_poisoning_count",
    "DFE_EXCL_PERM_DRUGALC": "exclusions_permanent_drug_alcohol",
    "DFE_EXCL_SUSP_DRUGALC": "suspensions_drug_alcohol",
    "ALC_INTX": "alcohol_in_treatment",
    "ALC_PREV": "alcohol_dependence_number",
    "NHSD_ADM_POISONING": "admissions_poisoning",
    "NHSD_ADM_MBD_PRIMARY": "admissions_mental_behavioural_primary",
    "NHSD_ADM_MBD_ANY": "admissions_mental_behavioural_any",
    "PRC_DRUG_OFFENCES": "recorded_drug_offences",
    "PRC_HOMICIDE": "recorded_homicide",
    "PRC_RES_BURGLARY": "recorded_burglary",
    "PRC_ROBBERY": "recorded_robbery",
    "PRC_THEFT_PERSON": "recorded_theft_person",
    "PRC_TOTAL": "recorded_crime_total",
    "PRC_VEHICLE": "recorded_vehicle",
    "PRC_WEAPONS": "recorded_weapons",
    "RO3_DRUG_TREAT_GROSS": "spend_drug_treatment_gross",
    "RO3_DRUG_TREAT_NET": "spend_drug_treatment_net",
    "RO3_ALC_TREAT_NET": "spend_alcohol_treatment_net",
    "RO3_DRUG_PREV_NET": "spend_drug_prevention_net",
    "RO3_YP_SUBST_NET": "spend_young_people_net",
}
VALUES = {
    "FT_92432": "deaths_drug_misuse_ft92432",
    "ONS_MISUSE_REG_DELAY": "registration_delay_drug_misuse",
    "ALC_METNEED": "alcohol_need_met",
    "OCU_RATE": "ocu_rate",
    "FT_90245": "completion_non_opiate",
    "FT_93517": "opiate_unmet_need",
    "FT_93532": "alcohol_unmet_need",
    "ONS_MISUSE_3Y_ASMR": "deaths_drug_misuse_3y_rate",
    "ONS_MISUSE_3Y_ASMR_F": "deaths_drug_misuse_3y_rate",
    "ONS_MISUSE_3Y_ASMR_M": "deaths_drug_misuse_3y_rate",
    "ONS_POISONING_3Y_ASMR": "deaths_drug_poisoning_3y_rate",
}
# The source's percentage is worked out from its counts; the build does the same.
SHARES = {
    "DFE_CIN_DRUG_PARENT": "cin_parent_drug",
    "DFE_CIN_DRUG_CHILD": "cin_child_drug",
    "DFE_CIN_DRUG_OTHER": "cin_other_drug",
    "DFE_CIN_ALC_PARENT": "cin_parent_alcohol",
    "DFE_CLA_SUBSTANCE": "cla_substance",
}
VIEWIT = {
    "exits_died_allintx": "ndtms_died",
    "exits_successfulcompletion_allintx": "ndtms_completed",
    "housingsituation_urgentproblem_newtx": "ndtms_urgent_housing_new",
    "intreatment_allintx": "ndtms_in_treatment",
    "newpresentation_newtx": "ndtms_new_presentations",
    "safeguarding_parentlivingwithchildren_allintx": "ndtms_parents_living_with_children",
    "scnr_completion_allintx": "ndtms_scnr_completion",
    "scnr_intreatment_allintx": "ndtms_scnr_in_treatment",
    "scnr_representation_allintx": "ndtms_scnr_representation",
    "scnr_scrn_allintx": "ndtms_scnr_no_representation",
    "substanceanycitation_opiatesandorcrack_allintx": "ndtms_opiate_crack_in_treatment",
}
VIEWIT_GROUPS = {
    "total": "",
    "opiate": "Opiate",
    "non_opiate_only": "Non-opiate only",
    "non_opiate_alcohol": "Non-opiate and alcohol",
    "alcohol_only": "Alcohol only",
}
FORCE_COUNTS = {
    "PRC_RESIDENTIAL_BURGLARY": "recorded_burglary",
    "PRC_THEFT_FROM_THE_PERSON": "recorded_theft_person",
    "PRC_TOTAL_RECORDED_CRIME_(EXCLUDING_FRAUD)": "recorded_crime_total",
    "PRC_VEHICLE_OFFENCES": "recorded_vehicle",
    "PRC_POSSESSION_OF_WEAPONS_OFFENCES": "recorded_weapons",
}
FORCE_CODES = {"British Transport Police": "BTP", "Border Force": "BORDER-FORCE"}
DRUGS = {"all drugs": "", "cannabis": "Cannabis", "class A": "Class A", "cocaine": "Cocaine"}
DRUGS |= {"crack": "Crack", "heroin": "Heroin"}
SEXES = {"ONS_MISUSE_3Y_ASMR_F": "Female", "ONS_MISUSE_3Y_ASMR_M": "Male"}
FLAGS = {":": "withheld", "U": "unreliable"}
LEFT_OUT = {"HI_DRUG_OFFENCES", "OCU_COUNT_SEED", "OCU_RATE_SEED"}
ROOMS = [
    "admissions-nhs-digital",
    "alcohol-need-ons-sdg",
    "children-in-need-dfe-2025",
    "deaths-ohid-fingertips-92432",
    "deaths-ons-local-2021",
    "exclusions-dfe-2017",
    # England's value of 92432 has a room of its own.
    "fingertips-92432-england",
    "looked-after-children-dfe-2025",
    "ndtms-viewit-barnet",
    "ocu-estimates-london",
    "recorded-crime-ons-2025",
    "registration-delay-ons-2016",
    "seizures-home-office-forces",
    "spend-ro3-2024-25",
    "treatment-completion-fingertips-90245",
    "unmet-need-ohid-fingertips",
]
FT_92432 = "deaths_drug_misuse_ft92432"
SPEND = {code: name for code, name in COUNTS.items() if code.startswith("RO3_")}

CHILDREN_COLUMNS = {
    "Drug_Misuse_parent": "cin_parent_drug",
    "Drug_Misuse_child": "cin_child_drug",
    "Drug_Misuse_person": "cin_other_drug",
    "Alcohol_Misuse_parent": "cin_parent_alcohol",
}
# Former counties that covered the same area as the authority that replaced them.
SUCCESSORS = {"E10000002": "E06000060", "E10000023": "E06000065", "E10000027": "E06000066"}
# The Department's symbols: confidential, unreliable, not available, not applicable.
SYMBOLS = {"c": "suppressed", "u": "withheld", "x": "not_published", "z": "not_published"}

Key = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def facts(reference_dir: Path) -> Path:
    return reference_dir / "facts"


@pytest.fixture(scope="module")
def source(facts: Path) -> list[Row]:
    rows = read_table(facts / "utla_indicators_slim.csv")
    return [row for row in rows if row["indicator"] not in LEFT_OUT]


@pytest.fixture(scope="module")
def held() -> dict[Key, Row]:
    rows = [row for room in ROOMS for row in read_room(room, "observation")]
    by_key = {held_key(row): row for row in rows}
    assert len(by_key) == len(rows)
    return by_key


def held_key(row: Row) -> Key:
    sex = row.get("sex") or "Persons"
    area, period = row["area_code"], row["period_label"]
    return (row["indicator_id"], area, period, sex, row.get("breakdown", ""))


def source_key(row: Row) -> Key:
    code, breakdown = row["indicator"], ""
    if code.startswith("VIEWIT_"):
        measure, group = code.removeprefix("VIEWIT_").split("__")
        indicator, breakdown = VIEWIT[measure], VIEWIT_GROUPS[group]
    else:
        indicator = (COUNTS | VALUES | SHARES)[code]
    sex = SEXES.get(code, "Persons")
    return (indicator, row["utla_code"], row["period"], sex, breakdown)


def force_key(row: Row) -> Key:
    drug = ""
    if row["indicator"] == "SEIZURES":
        indicator, drug = "seizures", DRUGS[row["indicator_name"].removeprefix("Drug seizures, ")]
    else:
        indicator = (COUNTS | FORCE_COUNTS)[row["indicator"]]
    area = row["force_code"] or FORCE_CODES[row["force_name"]]
    return (indicator, area, row["period"], "Persons", drug)


def children_cells(reference_dir: Path) -> dict[Key, tuple[str, str]]:
    """Count and number of assessments of each authority, factor and year, as the file has them."""
    cells: dict[Key, tuple[str, str]] = {}
    for row in read_table(reference_dir / "raw/dfe_children/c3_factors_2018_to_2025.csv"):
        if row["geographic_level"] == "Local authority":
            area = SUCCESSORS.get(row["new_la_code"], row["new_la_code"])
            for column, indicator in CHILDREN_COLUMNS.items():
                key = (indicator, area, f"YE Mar {row['time_period']}", "Persons", "")
                cells[key] = (row[column], row["Episodes_with_assessment_factor"])
    return cells


def test_every_source_row_is_held_once_and_nothing_else(
    source: list[Row], facts: Path, held: dict[Key, Row], reference_dir: Path
) -> None:
    forces = read_table(facts / "police_force.csv")
    wanted = [source_key(row) for row in source] + [force_key(row) for row in forces]
    without_value = {"not_published", "suppressed", "withheld"}
    unpublished = {key for key, row in held.items() if row.get("flag") in without_value}
    places = ("E06000017", "E06000040", "E06000053", "E09000001")
    said_to_be_missing = {(FT_92432, area, "2022-24", "Persons", "") for area in places}
    said_to_be_missing.add(("deaths_drug_poisoning_count", "E09000001", "2021", "Persons", ""))
    said_to_be_missing |= {
        (name, area, "2024/25", "Persons", "")
        for name in SPEND.values()
        for area in ("E06000039", "E06000063", "E08000025")
    }

    cells = children_cells(reference_dir)
    said_to_be_missing |= {key for key, (count, _) in cells.items() if not count.isdigit()}

    assert len(set(wanted)) == len(wanted)
    assert set(held) - set(wanted) == said_to_be_missing
    assert set(wanted) <= set(held)
    assert said_to_be_missing <= unpublished


def test_values_and_limits_are_the_source_s(source: list[Row], held: dict[Key, Row]) -> None:
    different = []
    for row in source:
        own = held[source_key(row)]
        if row["indicator"] in SHARES:
            continue
        pairs = [(row["value"], own["value"])]
        pairs += [(row["ci95_low"], own.get("lower95", ""))]
        pairs += [(row["ci95_high"], own.get("upper95", ""))]
        if any(as_number(theirs) != as_number(ours) for theirs, ours in pairs):
            different.append(row)
    assert different == []


def test_counts_and_denominators_are_the_source_s(source: list[Row], held: dict[Key, Row]) -> None:
    different = []
    for row in source:
        own, code = held[source_key(row)], row["indicator"]
        is_count = code in COUNTS or code.startswith("VIEWIT_")
        count = row["count"] or (row["value"] if is_count else "")
        if code == "ALC_METNEED":
            continue
        denominator = "" if code in SPEND else row["denominator"]
        pairs = [(count, own.get("numerator", "")), (denominator, own.get("denominator", ""))]
        if any(as_number(theirs) != as_number(ours) for theirs, ours in pairs):
            different.append((row, own))
    assert different == []


def test_need_met_is_treatment_over_prevalence(source: list[Row], held: dict[Key, Row]) -> None:
    checked = 0
    parts = {(row["indicator"], row["utla_code"], row["period"]): row["value"] for row in source}
    for row in source:
        if row["indicator"] == "ALC_METNEED":
            own = held[source_key(row)]
            place = (row["utla_code"], row["period"])
            assert float(own["numerator"]) == float(parts["ALC_INTX", *place])
            assert float(own["denominator"]) == float(parts["ALC_PREV", *place])
            checked += 1
    assert checked == 1346


def test_shares_follow_from_their_counts(source: list[Row], held: dict[Key, Row]) -> None:
    far = []
    for row in source:
        if row["indicator"] not in SHARES or not row["denominator"]:
            continue
        own = held[source_key(row)]
        share = 100 * float(own["numerator"]) / float(own["denominator"])
        # The source rounds to two decimals.
        is_near = abs(share - float(row["value"])) <= 0.005 + 1e-9
        if not is_near or own.get("value", "") not in {"", row["value"]}:
            far.append((row, own))
    assert far == []


def test_the_publisher_s_flags_are_kept(source: list[Row], held: dict[Key, Row]) -> None:
    asmr = [
        row for row in source if row["indicator"].startswith(("ONS_MISUSE_3Y", "ONS_POISONING_3Y"))
    ]
    assert len(asmr) == 4 * 2926
    for row in asmr:
        own = held[source_key(row)]
        unpublished = "" if row["value"] else "not_published"
        assert own["flag"] == FLAGS.get(row["flag"], unpublished), row


def test_oddities_are_flagged_and_explained(held: dict[Key, Row]) -> None:
    flagged = {key[:3] for key, row in held.items() if row.get("flag") == "not_comparable"}
    assert all(held[(*key, "Persons", "")]["note"] for key in flagged)
    west_sussex = {(name, "E10000032", "YE Mar 2023") for name in SHARES.values()}
    west_sussex.discard(("cla_substance", "E10000032", "YE Mar 2023"))
    assert west_sussex <= flagged
    derbyshire = {key for key in flagged if key[1] == "E10000007"}
    assert {key[2] for key in derbyshire} == {"YE Mar 2021", "YE Mar 2022"}
    without_base = [
        key
        for key, row in held.items()
        if key[0].startswith("cin_") and row["numerator"] and not row["denominator"]
    ]
    assert len(without_base) == 3
    assert {key[:3] for key in without_base} <= flagged


def test_police_forces_are_the_source_s(facts: Path, held: dict[Key, Row]) -> None:
    rows = read_table(facts / "police_force.csv")
    assert len(rows) == 2786
    assert [
        row for row in rows if float(held[force_key(row)]["value"]) != float(row["value"])
    ] == []


def test_authorities_sum_to_england_in_every_year(facts: Path, held: dict[Key, Row]) -> None:
    england = {
        row["period"]: int(row["numerator"])
        for row in read_table(facts / "national_series.csv")
        if row["series_id"] == "DEATHS_MISUSE_ASMR"
        and row["geo_code"] == "E92000001"
        and row["breakdown"] == "Persons"
        and len(row["period"]) == 4
        and row["period"] <= "2021"
        and "2021 registrations" in row["source"]
    }
    summed: dict[str, int] = defaultdict(int)
    for (indicator, _, period, _, _), row in held.items():
        if indicator == "deaths_drug_misuse_count":
            summed[period] += int(row["value"])
    assert len(england) == 29
    assert summed == england


def test_spend_denominators_are_the_mid_2022_population(source: list[Row], facts: Path) -> None:
    population = {row["utla_code"]: row["pop_mid2022"] for row in read_table(facts / "utla.csv")}
    rows = [row for row in source if row["indicator"] in SPEND]
    assert len(rows) == 5 * 150
    assert all(row["denominator"] == population[row["utla_code"]] for row in rows)


def test_children_in_need_are_the_publisher_s_own_cells(
    reference_dir: Path, held: dict[Key, Row]
) -> None:
    cells = children_cells(reference_dir)
    own = {key: row for key, row in held.items() if key[0].startswith("cin_")}
    assert set(own) == set(cells)
    for key, (count, assessments) in cells.items():
        row = own[key]
        assert row["numerator"] == (count if count.isdigit() else ""), key
        assert row["denominator"] == (assessments if assessments.isdigit() else ""), key
        if not count.isdigit():
            assert row["flag"] == SYMBOLS[count], key


def test_treatment_in_barnet_is_the_publisher_s_own_cells(
    reference_dir: Path, held: dict[Key, Row]
) -> None:
    exported = read_table(reference_dir / "raw/ndtms_viewit/ViewIt Export Data_LAs.csv")
    checked = 0
    for row in exported:
        if {row["sex"].lower(), row["age_group"].lower()} != {"total"}:
            continue
        group = row["drug_group"].replace("&", "and")
        breakdown = "" if group == "Total" else group
        for column, indicator in VIEWIT.items():
            key = (indicator, "E09000003", row["ReportingPeriod"], "Persons", breakdown)
            if row[column] != "NULL":
                assert float(held[key]["value"]) == float(row[column]), key
                checked += 1
    assert checked == sum(key[0].startswith("ndtms_") for key in held)
