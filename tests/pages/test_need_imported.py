"""Coverage of opiates and crack beside other areas, once a user has brought the figures in.

Twenty invented authorities of one region, read from an export of indicator 93517 by the importer:
area n has 1,000 users, of whom 400 + 10 n are not in treatment.
"""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from cdof_core.ingest.schema import create_tables
from cdof_core.ingest.sources.fingertips import read
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import open_file
from cdof_core.store.snapshot import SCHEMA_VERSION, attach_statement
from tests.pages.conftest import Open
from tests.pages.shown_charts import described
from tests.pages.shown_tables import rows_of, tables

CODES = [f"E069900{number:02d}" for number in range(1, 21)]
HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,"
    "Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,Compared to Regions (statistical) value or "
    "percentiles,Time period Sortable,New data,Compared to goal"
)


@pytest.fixture
def imported_snapshot(tmp_path: Path, snapshot_path: Path) -> Path:
    """A snapshot of invented areas with the export's figures and the real catalogue's words."""
    path = tmp_path / "imported.duckdb"
    names = {code: f"Invented {number}" for number, code in enumerate(CODES, start=1)}
    with duckdb.connect(path) as connection:
        create_tables(connection)
        connection.execute(attach_statement(snapshot_path))
        connection.execute(
            "INSERT INTO indicator SELECT * FROM snap.indicator "
            "WHERE indicator_id = 'opiate_unmet_need'"
        )
        connection.execute(
            "INSERT INTO dataset SELECT * FROM snap.dataset "
            "WHERE dataset_id = 'unmet-need-ohid-fingertips'"
        )
        connection.execute("INSERT INTO group_scheme SELECT * FROM snap.group_scheme")
        for code, name, level in (
            *((code, name, "upper_tier") for code, name in names.items()),
            ("E12000099", "Testland", "region"),
            ("E92000001", "England", "country"),
        ):
            region = "E12000099" if level == "upper_tier" else ""
            connection.execute(
                "INSERT INTO area (area_code, name, level, authority_type, region_code, "
                "police_force_code, note) VALUES (?, ?, ?, '', ?, '', '')",
                [code, name, level, region],
            )
        for number, code in enumerate(CODES):
            connection.execute(
                "INSERT INTO area_hexagon VALUES (?, ?, 0, ?, 0)", [code, number, number * 1.0]
            )
        for rank, code in enumerate(CODES[1:12], start=1):
            connection.execute(
                "INSERT INTO area_group_member VALUES ('dfe', ?, 'neighbours', ?, ?, ?, 'Close')",
                [CODES[0], CODES[0], code, rank],
            )
        figures = _figures(tmp_path, names)
        figures = figures.assign(dataset_id="unmet-need-ohid-fingertips")
        columns = [row[0] for row in connection.execute("DESCRIBE observation").fetchall()]
        connection.from_df(figures[columns]).insert_into("observation")
        connection.execute(
            "INSERT INTO snapshot VALUES ('imported', 'imported', ?, TIMESTAMP '2026-11-21')",
            [SCHEMA_VERSION],
        )
    return path


def _figures(folder: Path, names: dict[str, str]) -> pd.DataFrame:
    lines = [HEADER]
    for number, (code, name) in enumerate(names.items(), start=1):
        share = 40 + number
        lines.append(
            f"93517,Not in treatment,E92000001,England,{code},{name},Counties & UAs,Persons,"
            f"15-64 yrs,,,2023/24,{share},{share - 5},{share + 5},,,{share * 10},1000,,,,,"
            "20230000,,"
        )
    export = folder / "93517.csv"
    export.write_text("\n".join(lines), encoding="utf-8")
    places = Places(names=names, levels={}, same={}, parts={}, counties={}, forces={})
    return read(open_file(export), places).observations


def said(app) -> str:
    elements = [*app.title, *app.header, *app.caption, *app.markdown, *app.info]
    return "\n".join(str(element.value) for element in elements)


def drawn(app) -> dict[str, str]:
    """Alternative text of the charts on the page by their keys."""
    return {key.removeprefix("chart_"): text for key, text in described(app).items()}


PICTURES = {
    # picture -> what its description says
    "ranking": "Bar chart of 12 areas ranked by",
    # (410 + ... + 520) / 12,000 = 46.5% not in treatment
    "funnel": "Funnel plot of 12 areas around 53.5%. Invented 1 59.0%",
    # Every authority with a figure, whatever the group.
    "map": "Map of 20 authorities by",
}


@pytest.mark.parametrize("picture", PICTURES)
def test_rank_funnel_and_map_are_of_opiates_and_crack(
    picture: str, imported_snapshot: Path, open_app: Open
) -> None:
    app = open_app(imported_snapshot, "unmet_need", area=CODES[0], picture=picture, below="areas")
    assert not app.exception
    shown = drawn(app)
    assert shown[f"coverage_{picture}"].startswith(PICTURES[picture])
    assert {f"coverage_{name}" for name in PICTURES} & set(shown) == {f"coverage_{picture}"}
    text = said(app)
    # 410 of 1,000 not in treatment, the fewest of it and its eleven neighbours.
    assert "Invented 1 is number 1 of 12" in text
    assert "41.0% not in treatment in 2023/24; lowest is first." in text
    assert "Alcohol is shown instead" not in text


@pytest.fixture
def newer_snapshot(imported_snapshot: Path) -> Path:
    """The same, with figures of the next year for three of the twenty authorities."""
    with duckdb.connect(imported_snapshot) as connection:
        connection.execute(
            "INSERT INTO observation SELECT * REPLACE ('2024/25' AS period_label, "
            "DATE '2024-04-01' AS period_start, DATE '2025-03-31' AS period_end) "
            "FROM observation WHERE area_code = ANY(?)",
            [CODES[:3]],
        )
        connection.execute("UPDATE snapshot SET content_hash = 'newer'")
    return imported_snapshot


def test_a_year_with_too_few_authorities_is_not_ranked(
    newer_snapshot: Path, open_app: Open
) -> None:
    app = open_app(newer_snapshot, "unmet_need", area=CODES[0], below="areas")
    text = said(app)
    assert "Invented 1, 2024/25: 410 of an estimated 1,000" in text
    assert (
        "Areas are compared in 2023/24: for 2024/25 fewer than 15 authorities have a figure of "
        in text
    )
    assert "Invented 1 is number 1 of 12" in text
    assert "41.0% not in treatment in 2023/24" in text


def scenarios(app) -> dict[str, list[str]]:
    (found,) = [item for item in tables(app) if item["caption"].startswith("Scenarios for")]
    return {row[0].split(".")[0]: row for row in rows_of(found)}


def test_an_area_can_aim_for_its_groups_quartile_and_its_regions_average(
    imported_snapshot: Path, open_app: Open
) -> None:
    shown = scenarios(open_app(imported_snapshot, "unmet_need", area=CODES[11]))
    # Area 12: 520 of 1,000 not in treatment. Region: (410 + ... + 600) / 20,000 = 50.5% not.
    region = next(row for name, row in shown.items() if name.startswith("Reach the region"))
    assert "49.5%" in region[0]
    assert region[2] == "15"  # 495 - 480
    shown = scenarios(open_app(imported_snapshot, "unmet_need", area=CODES[0], benchmark="region"))
    quartile = next(row for name, row in shown.items() if name.startswith("Reach the group"))
    # Neighbours 2 to 12 cover 58 to 48%; (11 - 1) x 0.75 + 1 = 8.5 in order of size: 55.5%.
    assert "55.5%" in quartile[0]
    assert quartile[2] == "0"
