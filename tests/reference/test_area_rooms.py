"""What must hold of areas and groups wherever the figures come from."""

import tomllib
from pathlib import Path

import pytest

from tests.reference.rooms import DATA, read_room, read_table

GROUP_ROOMS = [
    "clusters-ons",
    "deprivation-imd",
    "neighbours-dfe-2025",
    "neighbours-ons",
    "regions-ons",
]


def levels() -> dict[str, str]:
    return {row["area_code"]: row["level"] for row in read_room("areas-ons", "area")}


@pytest.mark.parametrize("room", GROUP_ROOMS)
def test_only_today_s_authorities_are_members(room: str) -> None:
    level_of = levels()
    rows = read_room(room, "area_group_member")
    assert {level_of[row["area_code"]] for row in rows} == {"upper_tier"}
    assert [row for row in rows if row["owner_code"] == row["area_code"]] == []


def test_every_authority_lies_in_one_region_and_one_decile() -> None:
    upper_tier = sorted(code for code, level in levels().items() if level == "upper_tier")
    assert len(upper_tier) == 153
    for room, scheme in [
        ("regions-ons", "region"),
        ("deprivation-imd", "imd2019"),
        ("deprivation-imd", "imd2025"),
    ]:
        rows = read_room(room, "area_group_member")
        assert sorted(r["area_code"] for r in rows if r["scheme"] == scheme) == upper_tier


# ONS, mid-2020 and mid-2022 population estimates, England, all ages, as first published.
@pytest.mark.parametrize(("reference", "persons"), [("mid-2020", 56550138), ("mid-2022", 57106398)])
def test_england_s_population_is_the_published_one(reference: str, persons: int) -> None:
    held = {
        (row["area_code"], row["reference"], row["age"]): int(row["persons"])
        for row in read_room("populations-ons", "area_population")
    }
    assert held["E92000001", reference, "All ages"] == persons


def test_rutland_has_no_demographic_neighbours() -> None:
    # The publisher's twenty are districts or lie outside England.
    rows = read_room("neighbours-ons", "area_group_member")
    owners = {row["owner_code"] for row in rows if row["scheme"] == "ons_demographic"}
    assert "E06000017" not in owners
    assert len(owners) == 152


def test_cumbria_stands_beside_its_successors_as_a_former_area() -> None:
    level_of = levels()
    rates = read_room("deaths-ons-local-2021", "observation")
    cumbria = [row for row in rates if row["area_code"] == "E10000006"]
    assert level_of["E10000006"] == "legacy"
    assert len(cumbria) == 4 * 19
    successors = [
        row
        for row in rates
        if row["area_code"] in {"E06000063", "E06000064"}
        and row["indicator_id"].endswith("_3y_rate")
    ]
    assert {(row["value"], row["flag"]) for row in successors} == {("", "not_published")}


def test_rooms_name_a_publisher_and_never_a_copy() -> None:
    described = [tomllib.loads(path.read_text("utf-8")) for path in DATA.glob("*/dataset.toml")]
    assert described
    for room in described:
        assert room["publisher"]
        assert room["attribution"] or room["collection"] != "current"
        assert "github" not in str(room).lower()


def test_centroids_carry_the_ordnance_survey_notice() -> None:
    room = tomllib.loads((DATA / "areas-ons" / "dataset.toml").read_text("utf-8"))
    assert "Contains OS data © Crown copyright and database right" in room["attribution"]


@pytest.mark.parametrize("path", sorted(DATA.glob("areas-ons/*.csv")), ids=lambda path: path.stem)
def test_rows_are_sorted_by_their_first_column(path: Path) -> None:
    first = [next(iter(row.values())) for row in read_table(path)]
    assert first == sorted(first)
