"""Areas of one's own have figures and no place on a map: pages say so and draw the others."""

from pathlib import Path

import duckdb
import pytest

from cdof_core.ingest.schema import create_tables
from cdof_core.store.snapshot import SCHEMA_VERSION, attach_statement
from tests.pages.conftest import Open
from tests.pages.shown_charts import described

CODES = [f"E069900{number:02d}" for number in range(1, 7)]
MEASURE = "deaths_drug_misuse_3y_rate"


def make(path: Path, shipped: Path, *, placed: int) -> Path:
    """Six invented authorities with a rate each, the first of them with a hexagon."""
    with duckdb.connect(path) as connection:
        create_tables(connection)
        connection.execute(attach_statement(shipped))
        connection.execute(
            "INSERT INTO indicator SELECT * FROM snap.indicator WHERE indicator_id = ?", [MEASURE]
        )
        connection.execute("INSERT INTO dataset SELECT * FROM snap.dataset")
        connection.execute("INSERT INTO group_scheme SELECT * FROM snap.group_scheme")
        places = [(code, f"Invented {at}", "upper_tier") for at, code in enumerate(CODES, start=1)]
        for code, name, level in (*places, ("E92000001", "England", "country")):
            connection.execute(
                "INSERT INTO area (area_code, name, level, authority_type, region_code, "
                "police_force_code, note) VALUES (?, ?, ?, '', '', '', '')",
                [code, name, level],
            )
        for number, code in enumerate(CODES[:placed]):
            connection.execute(
                "INSERT INTO area_hexagon VALUES (?, ?, 0, ?, 0)", [code, number, number * 1.0]
            )
        connection.execute(
            "INSERT INTO observation SELECT * REPLACE (unnest(?) AS area_code) "
            "FROM (SELECT * FROM snap.observation WHERE indicator_id = ? "
            "AND area_code = 'E06000055' AND sex = 'Persons' AND value IS NOT NULL "
            "ORDER BY period_end DESC LIMIT 1)",
            [CODES, MEASURE],
        )
        connection.execute(
            "INSERT INTO snapshot VALUES (?, 'own', ?, TIMESTAMP '2026-11-21')",
            [f"own {placed}", SCHEMA_VERSION],
        )
    return path


def said(app) -> str:
    return "\n".join(str(one.value) for one in [*app.info, *app.caption, *app.markdown])


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("map", {}),
        ("map", {"colour": "value", "cluster": "hexagons"}),
        ("indicator", {}),
        ("story", {}),
    ],
)
def test_no_map_is_said_where_no_area_has_a_place(
    page: str, parameters: dict[str, str], tmp_path: Path, snapshot_path: Path, open_app: Open
) -> None:
    path = make(tmp_path / "own.duckdb", snapshot_path, placed=0)
    app = open_app(path, page, area=CODES[0], indicator=MEASURE, **parameters)
    assert not app.exception
    assert not app.error
    if page != "story":
        assert "There is no map for these areas" in said(app)


@pytest.mark.parametrize("page", ["map", "indicator"])
def test_areas_without_a_place_are_counted_and_the_others_drawn(
    page: str, tmp_path: Path, snapshot_path: Path, open_app: Open
) -> None:
    path = make(tmp_path / "own.duckdb", snapshot_path, placed=4)
    app = open_app(path, page, area=CODES[5], indicator=MEASURE)
    assert not app.exception
    assert "2 areas have no place on the map and are only in the table." in said(app)
    assert described(app)["chart_map"].startswith("Map of 4 authorities")
