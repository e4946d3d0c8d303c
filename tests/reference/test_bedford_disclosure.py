"""What the Bedford chapter's printed tables give away, and that protection closes it.

The chapter hides counts below 3. Table 8 gives away the borough's deaths of 2011 and, if the
borough is part of the county, those in the rest of the county in four years; Table 11 gives away
that at least one of its four hidden cells is 0.
"""

import re

import pytest

from cdof_core.disclosure import (
    Attack,
    CellStatus,
    attack_tables,
    find_rule,
    make_table,
    protect_tables,
    read_relation,
)
from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.tables import Table
from tests.reference.rooms import read_room

SEED = find_rule("seed")
AREAS = {"X-BEDFORDSHIRE": "Bedfordshire", "E06000055": "Bedford", "E12000006": "East of England"}
NESTED = [
    read_relation("Bedfordshire > Bedford"),
    read_relation("East of England > Bedfordshire"),
]
TITLES = {"2009-11": "Deaths 2009-11"}


def printed(row):
    """The cell as it stands in the chapter."""
    return re.match(r"printed as ([^;]*)", row["note"])[1]


def rows_of(indicator_id):
    room = read_room("reference-bedford-jsna", "observation")
    return [row for row in room if row["indicator_id"] == indicator_id]


@pytest.fixture(scope="module")
def table_8() -> Table:
    cells = {
        (row["period_label"], AREAS[row["area_code"]]): printed(row)
        for row in rows_of("bedford_drug_deaths")
    }
    years = sorted({year for year, _ in cells})
    return make_table(
        "Table 8",
        rows=[TITLES.get(year, year) for year in years],
        columns=list(AREAS.values()),
        values=[[cells[year, area] for area in AREAS.values()] for year in years],
    )


@pytest.fixture(scope="module")
def table_11() -> Table:
    cells = {
        row["breakdown"] or "Grand total": printed(row)
        for row in rows_of("bedford_hospital_spells")
    }
    return make_table(
        "Table 11",
        rows=list(cells),
        columns=["Bedford"],
        values=[[cell] for cell in cells.values()],
    )


def told(attack: Attack) -> dict[str, tuple[int, int | None]]:
    return {
        leak.name.removeprefix("Table 8: ").removesuffix(" (not printed)"): (
            leak.lowest,
            leak.highest,
        )
        for leak in attack.cells
        if leak.is_leak
    }


def test_the_total_gives_the_borough_s_deaths_of_2011_away(table_8):
    # 9 - 3 - 6
    assert told(attack_tables([table_8], SEED)) == {"2011 / Bedford": (0, 0)}


def test_the_county_less_the_borough_gives_four_years_away(table_8):
    # 7 - 5, 5 - 3, 6 - 5, 7 - 6
    rest = {"2003": 2, "2004": 2, "2006": 1, "2010": 1}
    assert told(attack_tables([table_8], SEED, NESTED)) == {
        "2011 / Bedford": (0, 0),
        **{f"Bedfordshire less Bedford / {year}": (n, n) for year, n in rest.items()},
    }


def test_four_hidden_cells_that_add_up_to_3_give_a_zero_away(table_11):
    attack = attack_tables([table_11], SEED)
    assert told(attack) == {}
    assert [len(group.cells) for group in attack.groups] == [4]


@pytest.mark.parametrize(
    ("name", "relations"), [("table_8", []), ("table_8", NESTED), ("table_11", [])]
)
def test_protection_closes_what_was_open(name, relations: list[Relation], request):
    table = request.getfixturevalue(name)
    assert attack_tables([table], SEED, relations).leaks
    made = protect_tables([table], SEED, relations)
    attack = attack_tables(made.tables, SEED, relations)
    assert attack.leaks == ()
    hidden = [cell for cell in attack.cells if cell.labels]
    assert {cell.status for cell in hidden} == {CellStatus.PROTECTED}
    # What is still shown stands as printed, totals among it.
    kept = [
        (old.printed, new.printed)
        for old, new in zip(table.cells, made.tables[0].cells, strict=True)
        if new.printed.count is not None
    ]
    assert all(old == new for old, new in kept)
    assert {"9", "345"} & {new.text for _, new in kept}


def test_the_least_is_hidden_to_close_table_11(table_11):
    # One more cell shares the 3 that are left; the shortest count will do.
    made = protect_tables([table_11], SEED)
    hidden = [cell for cell in made.tables[0].cells if cell.printed.count is None]
    assert len(hidden) == 5
    assert made.cost == made.least_cost == 11


def test_every_year_of_the_rest_of_the_county_is_out_of_reach(table_8):
    made = protect_tables([table_8], SEED, NESTED)
    attack = attack_tables(made.tables, SEED, NESTED)
    rest = [cell for cell in attack.cells if cell.name.startswith("Table 8: Bedfordshire less")]
    assert len(rest) == 12
    for cell in rest:
        covers = cell.lowest == 0 and (cell.highest is None or cell.highest >= 2)
        assert covers or cell.lowest > 2
