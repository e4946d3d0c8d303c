"""The rooms of areas, populations and groups hold what the source tables hold."""

from pathlib import Path

import pytest

from tests.reference.rooms import Row, as_number, read_room, read_table

POPULATIONS = {
    "pop_mid2020": ("mid-2020", "All ages"),
    "pop_mid2020_15_64": ("mid-2020", "15-64"),
    "pop_mid2020_16_59": ("mid-2020", "16-59"),
    "pop_mid2020_18plus": ("mid-2020", "18+"),
    "pop_census2021": ("census-2021", "All ages"),
    "pop_mid2022": ("mid-2022", "All ages"),
    "pop_mid2022_15_64": ("mid-2022", "15-64"),
    "pop_mid2022_16_59": ("mid-2022", "16-59"),
    "pop_mid2022_18plus": ("mid-2022", "18+"),
}
AREA_CELLS = {
    "name": "utla_name",
    "region_code": "region_code",
    "latitude": "lat",
    "longitude": "long",
    "easting": "bng_e",
    "northing": "bng_n",
    "imd2019_score": "imd2019_average_score",
    "imd2025_score": "imd2025_average_score",
}
ONS_MODELS = {
    "ONS global": "ons_global",
    "ONS economic": "ons_economic",
    "ONS demographic": "ons_demographic",
}


@pytest.fixture(scope="module")
def facts(reference_dir: Path) -> Path:
    return reference_dir / "facts"


@pytest.fixture(scope="module")
def authorities(facts: Path) -> tuple[Row, ...]:
    return read_table(facts / "utla.csv")


def members(room: str, scheme: str) -> list[Row]:
    return [row for row in read_room(room, "area_group_member") if row["scheme"] == scheme]


def test_authorities_are_the_source_s(authorities: tuple[Row, ...], facts: Path) -> None:
    held = {row["area_code"]: row for row in read_room("areas-ons", "area")}
    forces = {
        row["utla_code"]: row["force_code"] for row in read_table(facts / "utla_police_force.csv")
    }
    upper_tier = {code for code, row in held.items() if row["level"] == "upper_tier"}
    assert upper_tier == {row["utla_code"] for row in authorities}
    for row in authorities:
        own = held[row["utla_code"]]
        assert {name: own[name] for name in AREA_CELLS} == {
            name: row[source] for name, source in AREA_CELLS.items()
        }
        assert own["police_force_code"] == forces[row["utla_code"]]


def test_populations_are_the_source_s_and_their_sums(authorities: tuple[Row, ...]) -> None:
    held = {
        (row["area_code"], row["reference"], row["age"]): int(row["persons"])
        for row in read_room("populations-ons", "area_population")
    }
    expected: dict[tuple[str, str, str], int] = {}
    for row in authorities:
        for column, (reference, age) in POPULATIONS.items():
            for code in (row["utla_code"], row["region_code"], "E92000001"):
                key = (code, reference, age)
                expected[key] = expected.get(key, 0) + int(row[column])
    assert held == expected


def test_every_code_change_is_accounted_for(facts: Path) -> None:
    held = {
        (row["old_code"], row["new_code"], row["effective"])
        for row in read_room("areas-ons", "area_change")
    }
    changes = read_table(facts / "la_changes.csv")
    # Area types of a website are no areas; the room's caveats name them.
    wanted = [row for row in changes if row["change"] != "area type"]
    assert len(changes) - len(wanted) == 5
    assert {(row["old_code"], row["new_code"], row["effective"]) for row in wanted} == held
    assert len(read_room("areas-ons", "area_change")) == len(wanted)


def test_dfe_neighbours_are_the_source_s(facts: Path) -> None:
    wanted = {
        (row["utla_code"], row["neighbour_code"], row["rank"], row["closeness"])
        for row in read_table(facts / "neighbours_dfe_2025.csv")
    }
    held = members("neighbours-dfe-2025", "dfe")
    assert len(held) == 1530
    assert {(m["owner_code"], m["area_code"], m["rank"], m["closeness"]) for m in held} == wanted


@pytest.mark.parametrize("model", ONS_MODELS)
def test_english_ons_neighbours_keep_their_rank(facts: Path, model: str) -> None:
    published = [row for row in read_table(facts / "neighbours_ons.csv") if row["model"] == model]
    wanted = {
        (row["utla_code"], row["neighbour_code"], row["rank"])
        for row in published
        if row["neighbour_is_england_utla"] == "True"
    }
    held = members("neighbours-ons", ONS_MODELS[model])
    assert {(row["owner_code"], row["area_code"], row["rank"]) for row in held} == wanted
    left_out = f"{len(published) - len(wanted):,}"
    described = {
        row["scheme"]: row["description"] for row in read_room("neighbours-ons", "group_scheme")
    }
    assert left_out in described[ONS_MODELS[model]]


@pytest.mark.parametrize("column", list(ONS_MODELS.values()))
def test_clusters_are_the_source_s(facts: Path, column: str) -> None:
    wanted = {
        (row["utla_code"], row[column])
        for row in read_table(facts / "clusters_ons.csv")
        if row[column] != "[x]"
    }
    held = members("clusters-ons", column.replace("ons_", "ons_cluster_"))
    assert {(row["area_code"], row["group_id"]) for row in held} == wanted


def test_deciles_of_2019_are_the_given_ones(authorities: tuple[Row, ...]) -> None:
    given = {row["utla_code"]: row["imd2019_decile_derived_1_most_deprived"] for row in authorities}
    held = members("deprivation-imd", "imd2019")
    assert {row["area_code"]: row["group_id"] for row in held} == given


def test_deciles_of_2025_follow_their_scores(authorities: tuple[Row, ...]) -> None:
    score = {row["utla_code"]: float(row["imd2025_average_score"]) for row in authorities}
    decile = {
        row["area_code"]: int(row["group_id"]) for row in members("deprivation-imd", "imd2025")
    }
    ordered = sorted(score, key=score.__getitem__, reverse=True)
    assert [decile[code] for code in ordered] == sorted(decile.values())
    sizes = [list(decile.values()).count(number) for number in range(1, 11)]
    assert sum(sizes) == 153
    assert set(sizes) == {15, 16}


def test_ethnic_groups_are_the_source_s(facts: Path) -> None:
    wanted = {
        (row["utla_code"], row["ethnic_group"], row["people"])
        for row in read_table(facts / "ethnicity_2021.csv")
    }
    held = read_room("ethnicity-census-2021", "area_ethnicity")
    assert len(held) == 765
    assert {(row["area_code"], row["ethnic_group"], row["people"]) for row in held} == wanted
    earlier = {
        (row["area_code"], row["ethnic_group"]): as_number(row["share_percent"])
        for row in read_table(facts / "ethnicity_2011_reference.csv")
    }
    shares = read_room("ethnicity-census-2011", "area_ethnicity")
    assert {
        (row["area_code"], row["ethnic_group"]): as_number(row["share_percent"]) for row in shares
    } == earlier
