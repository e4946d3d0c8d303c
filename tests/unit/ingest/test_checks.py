"""Every check finds its fault, names the file and the line, and passes a sound catalogue."""

import pytest

from cdof_core.ingest.build import build_snapshot
from cdof_core.ingest.checks import CHECKS
from cdof_core.ingest.problems import CatalogueError
from cdof_core.ingest.schema import QUERIES
from tests.tiny_catalogue import append, replace

OBSERVATION = "figures/observation.csv"
# check -> file, line added to it, line number
FAULTS = {
    "observation_duplicates": (
        OBSERVATION,
        "offences,E06990001,2022-01-01,2022-12-31,2022,calendar,,,,51,",
        7,
    ),
    "observation_codes": (
        OBSERVATION,
        "offences,E99999999,2022-01-01,2022-12-31,2022,calendar,,,,50,",
        7,
    ),
    "observation_collections": (
        OBSERVATION,
        "printed_share,E06990002,2020-01-01,2020-12-31,2020,calendar,,,,50,",
        7,
    ),
    "observation_proportions": (
        "printed_case/observation_more.csv",
        "indicator_id,area_code,period_start,period_end,period_label,period_kind,numerator,"
        "denominator,value\n"
        "printed_share,E06990002,2020-01-01,2020-12-31,2020,calendar,9,8,100",
        2,
    ),
    "observation_periods": (
        OBSERVATION,
        "offences,E06990002,2022-04-01,2023-03-31,2022,calendar,,,,50,",
        7,
    ),
    "measure_outcomes": ("framework/measure.csv", "H7,hope,7,headline,Hope,no_judgement,local", 3),
    "measure_indicator_codes": ("framework/measure_indicator.csv", "H6,hope,proxy", 3),
    "area_codes": ("places/area.csv", "E06990005,Misty,upper_tier,E12000001,", 9),
    "area_population_codes": ("places/area_population.csv", "E1,mid-2022,2022,All ages,5", 4),
    "area_age_sex_codes": (
        "places/area_age_sex.csv",
        "area_code,reference,year,sex,age_from,age_to,people\nE1,mid-2022,2022,Male,85,,5",
        2,
    ),
    "area_ethnicity_codes": ("places/area_ethnicity.csv", "E1,census-2021,White,5,5", 3),
    "area_group_members": (
        "places/area_group_member.csv",
        "region,E12000099,Testland,,E06990009,,",
        5,
    ),
    "annotation_codes": ("figures/annotation.csv", "a2,hope,,2021-06-01,event,Hope,false", 3),
    "target_codes": ("printed_case/target.csv", "t2,hope,E06990001,10,at_most,Hope", 3),
}
ALSO_TESTED = {"indicator_outcomes", "indicator_without_figures", "observation_values"}


def expectation_of(stem: str) -> str:
    return next(check.expectation for check in CHECKS if check.stem == stem)


def add(catalogue, file, line):
    (catalogue / file).touch()
    append(catalogue, file, line)


def test_every_check_has_its_query_and_its_test():
    stems = [check.stem for check in CHECKS]
    assert sorted(stems) == sorted(path.stem for path in (QUERIES / "checks").glob("*.sql"))
    assert set(stems) == FAULTS.keys() | ALSO_TESTED


def test_a_sound_catalogue_passes_without_a_warning(catalogue, tmp_path):
    assert build_snapshot(catalogue, tmp_path / "cdof.duckdb").warnings == ()


@pytest.mark.parametrize("stem", FAULTS)
def test_a_fault_is_found_where_it_stands(catalogue, tmp_path, stem):
    file, line, row = FAULTS[stem]
    add(catalogue, file, line)
    with pytest.raises(CatalogueError) as caught:
        build_snapshot(catalogue, tmp_path / "cdof.duckdb")
    found = {(error.file, error.row, error.expectation) for error in caught.value.problems}
    assert found == {(f"data/{file}", row, expectation_of(stem))}
    assert not (tmp_path / "cdof.duckdb").exists()


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("places/area_group_member.csv", "unheard_of,x,X,,E06990001,,"),
        ("places/area_group_member.csv", "dfe,E06990009,X,E06990009,E06990001,1,Close"),
        ("places/area_group_member.csv", "region,x,X,,E12000099,,"),
    ],
)
def test_groups_hold_authorities_of_declared_schemes_only(catalogue, tmp_path, file, line):
    append(catalogue, file, line)
    with pytest.raises(CatalogueError, match="upper-tier"):
        build_snapshot(catalogue, tmp_path / "cdof.duckdb")


@pytest.mark.parametrize("outcome", ["", "hope"])
def test_an_indicator_of_the_framework_needs_an_outcome(catalogue, tmp_path, outcome):
    file = "catalogue/indicators/all.toml"
    replace(catalogue, file, 'outcome_id = "deaths"', f'outcome_id = "{outcome}"')
    with pytest.raises(CatalogueError) as caught:
        build_snapshot(catalogue, tmp_path / "cdof.duckdb")
    # Each entry of the tiny catalogue takes 15 lines and a blank one.
    assert [problem.row for problem in caught.value.problems] == [1, 17, 33]


def test_a_context_indicator_needs_none(catalogue, tmp_path):
    file = "catalogue/indicators/all.toml"
    replace(catalogue, file, 'outcome_id = "deaths"', 'outcome_id = ""')
    replace(catalogue, file, 'role = "headline"', 'role = "context"')
    build_snapshot(catalogue, tmp_path / "cdof.duckdb")


def test_a_printed_error_may_be_impossible_when_it_is_flagged(catalogue, tmp_path):
    file, line, _ = FAULTS["observation_proportions"]
    add(catalogue, file, line.replace(",value", ",value,flag").replace(",100", ",100,misprint"))
    build_snapshot(catalogue, tmp_path / "cdof.duckdb")


def test_a_value_that_does_not_follow_from_its_parts_is_a_warning(catalogue, tmp_path):
    # 12 / 50,000 × 1,000 = 0.24: inside its limits, but neither 0.2 nor 0.3
    replace(catalogue, OBSERVATION, ",12,50000,0.2,", ",12,50000,0.4,")
    (warning,) = build_snapshot(catalogue, tmp_path / "cdof.duckdb").warnings
    assert (warning.file, warning.row) == (f"data/{OBSERVATION}", 4)
    assert "does not follow" in warning.expectation


def test_a_value_far_from_its_parts_is_published_without_limits(catalogue, tmp_path):
    replace(catalogue, OBSERVATION, ",12,50000,0.2,", ",12,50000,24,")
    warnings = build_snapshot(catalogue, tmp_path / "cdof.duckdb").warnings
    assert {warning.row for warning in warnings} == {4}
    assert "without limits" in " ".join(warning.expectation for warning in warnings)


def test_an_indicator_without_figures_is_a_warning(catalogue, tmp_path):
    replace(catalogue, OBSERVATION, "offences,", "deaths_rate,")
    replace(catalogue, OBSERVATION, "calendar,,,,50,", "calendar,Male,,,50,")
    (warning,) = build_snapshot(catalogue, tmp_path / "cdof.duckdb").warnings
    assert warning.value == "offences"


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        (",12,50000,0.2,", ",12,50000,0.2,secret", "flag secret"),
        ("2021-12-31,2021,calendar,Persons", "2020-12-31,2021,calendar,Persons", "2020-12-31"),
        ("2021,calendar,Persons", "2021,lunar,Persons", "period_kind lunar"),
        (",50,\n", ",,\n", "value empty, flag empty"),
        (",12,50000,0.2,", ",-1,50000,0.2,", "numerator -1"),
    ],
)
def test_a_row_that_breaks_a_table_s_rule_is_named(catalogue, tmp_path, old, new, value):
    replace(catalogue, OBSERVATION, old, new)
    with pytest.raises(CatalogueError) as caught:
        build_snapshot(catalogue, tmp_path / "cdof.duckdb")
    (problem,) = caught.value.problems
    assert value in problem.value
    assert problem.file == f"data/{OBSERVATION}"


def test_a_repeated_key_is_named(catalogue, tmp_path):
    append(catalogue, "places/area.csv", "E06990001,Twice,upper_tier,,")
    with pytest.raises(CatalogueError, match=r"area\.csv, line 9: found 'E06990001'"):
        build_snapshot(catalogue, tmp_path / "cdof.duckdb")
