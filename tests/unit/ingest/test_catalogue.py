"""What the build supplies where a room leaves it out, and what it refuses to read."""

import hashlib

import pytest

from cdof_core.ingest.problems import CatalogueError
from tests.tiny_catalogue import append, replace, write


def test_sex_age_and_table_are_supplied(build):
    rows = build("observation")
    assert set(rows["sex"]) == {"Persons"}
    assert set(rows["age"]) == {"All ages"}
    assert set(rows["table_name"]) == {"Table 1"}


def test_a_room_names_the_table_of_an_indicator(catalogue, build):
    append(catalogue, "figures/dataset.toml", '[tables]\noffences = "Table C2"')
    tables = build("observation").set_index("indicator_id")["table_name"]
    assert tables["offences"] == "Table C2"
    assert set(tables["deaths_rate"]) == {"Table 1"}


def test_a_row_s_own_cell_wins_over_the_room_s(catalogue, build):
    replace(catalogue, "figures/observation.csv", "numerator", "table_name,numerator")
    replace(catalogue, "figures/observation.csv", "calendar,", "calendar,,")
    replace(catalogue, "figures/observation.csv", "calendar,,Persons,", "calendar,Female,Table 9,")
    rows = build("observation").set_index(["area_code", "indicator_id"])
    england = rows.loc[("E92000001", "deaths_rate")]
    assert (england["sex"], england["table_name"]) == ("Female", "Table 9")


def test_a_room_supplies_a_column_that_its_files_leave_out(catalogue, build):
    append(
        catalogue,
        "printed_case/dataset.toml",
        '[observation_defaults]\nvalue_basis = "as_printed"\nage = "18+"',
    )
    printed = build("observation").set_index("indicator_id").loc["printed_share"]
    assert (printed["value_basis"], printed["age"]) == ("as_printed", "18+")


def test_a_table_may_stand_in_several_files(catalogue, build):
    write(catalogue, "places/area_more.csv", "area_code,name,level\nE06990008,Formerton,legacy\n")
    assert "E06990008" in set(build("area")["area_code"])


def test_a_dataset_knows_its_room_its_rows_and_its_checksum(catalogue, build):
    dataset = build("dataset").set_index("dataset_id").loc["figures"]
    digest = hashlib.sha256()
    for name in ("dataset.toml", "annotation.csv", "observation.csv"):
        digest.update(name.encode() + b"\0" + (catalogue / "figures" / name).read_bytes() + b"\0")
    assert dataset["publisher"] == "Office for Invented Statistics"
    assert dataset["row_count"] == 6  # five figures and an annotation
    assert dataset["checksum"] == digest.hexdigest()


def test_a_folder_without_a_description_is_refused(catalogue, build):
    (catalogue / "figures" / "dataset.toml").unlink()
    with pytest.raises(CatalogueError, match=r"data/figures/dataset\.toml\. Every room needs"):
        build("area")


@pytest.mark.parametrize("name", ["deaths.csv", "snapshot.csv", "area_hexagon.csv", "dataset.csv"])
def test_a_file_named_after_no_table_of_the_catalogue_is_refused(catalogue, build, name):
    write(catalogue, f"figures/{name}", "area_code\nE1\n")
    with pytest.raises(CatalogueError, match=rf"data/figures/{name}.*named after the table"):
        build("area")


def test_a_file_fills_the_table_with_the_longest_fitting_name(catalogue, build):
    write(
        catalogue,
        "places/area_population_older.csv",
        "area_code,reference,year,age,persons\nE06990001,mid-2020,2020,All ages,19000\n",
    )
    assert set(build("area_population")["reference"]) == {"mid-2020", "mid-2022"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('curator = "me"', r"found 'curator'\. Known keys: attribution"),
        ('[observation_defaults]\nsexes = "Male"', r"found 'sexes'\. Known keys: age"),
        ("[[", "not valid TOML"),
    ],
)
def test_a_description_with_a_fault_is_refused(catalogue, build, text, said):
    append(catalogue, "figures/dataset.toml", text)
    with pytest.raises(CatalogueError, match=said):
        build("area")


def test_the_room_s_name_is_its_dataset_and_stands_in_no_file(catalogue, build):
    replace(catalogue, "figures/observation.csv", "flag", "dataset_id")
    with pytest.raises(CatalogueError, match="line 1: found 'dataset_id'"):
        build("area")


def test_all_problems_are_told_at_once(catalogue, build):
    append(catalogue, "places/area.csv", "E06990005,Misty,upper_tier,E12000099")
    append(catalogue, "figures/annotation.csv", "a2,deaths_rate,,soon,event,Later,perhaps")
    with pytest.raises(CatalogueError) as caught:
        build("area")
    found = [(problem.file, problem.value) for problem in caught.value.problems]
    assert sorted(found) == [
        ("data/figures/annotation.csv", "perhaps"),
        ("data/figures/annotation.csv", "soon"),
        ("data/places/area.csv", ""),
    ]
