"""A snapshot of ten million rows of invented areas, to see that pages stay quick when data grow.

Run `python -m benchmarks.big_snapshot PATH [--rows 10000000]`, then
start the explorer with `CDOF_SNAPSHOT=PATH`. Measures, groups and hexagons are those of the
catalogue; areas have codes and names of their own, and every figure is drawn from a formula.
England has no figure: nothing invented stands under the name of a real place.
"""

import argparse
from pathlib import Path

import duckdb

from cdof_core.ingest.schema import create_tables
from cdof_core.store.snapshot import SCHEMA_VERSION, current_snapshot

ROOT = Path(__file__).resolve().parents[1]
ROWS = 10_000_000
YEARS = 20
LAST_YEAR = 2024
REAL_CODE = "^E(0[6-9]|10|12)"
COPIED = ("group_scheme", "area_group_member", "area_hexagon", "outcome", "measure")
COPIED += ("measure_indicator", "glossary", "indicator", "dataset")
CODES = ("area_code", "region_code", "owner_code", "group_id")

FIGURES = """
INSERT INTO observation BY NAME
WITH place AS (
    SELECT area_code, row_number() OVER (ORDER BY area_code) AS number
    FROM area WHERE level = 'upper_tier'
),
measured AS (
    SELECT indicator_id, multiplier, value_kind, row_number() OVER (ORDER BY indicator_id) AS number
    FROM indicator WHERE profile AND collection = 'current'
),
drawn AS (
    SELECT
        measured.indicator_id, place.area_code, years.year, sexes.sex, parts.part,
        measured.multiplier, measured.value_kind,
        50000 + 4000 * place.number AS denominator,
        round((50000 + 4000 * place.number) * (0.002 + 0.001 * abs(sin(
            place.number * 1.7 + measured.number * 3.1 + years.year * 0.2 + parts.part
        )))) AS numerator
    FROM measured
    CROSS JOIN place
    CROSS JOIN (SELECT unnest(range($first, $last + 1)) AS year) AS years
    CROSS JOIN (SELECT unnest(['Persons', 'Female', 'Male']) AS sex) AS sexes
    CROSS JOIN (SELECT unnest(range(0, $parts)) AS part) AS parts
),
valued AS (
    SELECT *,
        CASE WHEN value_kind IN ('count', 'estimate', 'money') THEN numerator
             ELSE numerator / denominator * multiplier END AS value
    FROM drawn
)
SELECT
    indicator_id, area_code, sex,
    make_date(year, 1, 1) AS period_start, make_date(year, 12, 31) AS period_end,
    CAST(year AS VARCHAR) AS period_label, 'calendar' AS period_kind, 'All ages' AS age,
    CASE WHEN part = 0 THEN '' ELSE 'invented' END AS breakdown_type,
    CASE WHEN part = 0 THEN '' ELSE 'part ' || part END AS breakdown,
    numerator, denominator, value,
    value * 0.9 AS lower95, value * 1.1 AS upper95, value * 0.85 AS lower998,
    value * 1.15 AS upper998, 'computed' AS limits_basis, 'computed' AS value_basis, '' AS flag,
    '' AS vintage, 'invented' AS dataset_id, 'invented' AS table_name, '' AS note
FROM valued
ORDER BY indicator_id, area_code, period_start, sex, breakdown
"""


def main() -> None:
    """Write the snapshot and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    asked = parser.parse_args()
    source = current_snapshot().path
    building = asked.path.with_suffix(".building")
    building.unlink(missing_ok=True)
    with duckdb.connect(building) as connection:
        create_tables(connection)
        connection.execute(f"ATTACH '{source}' AS real (READ_ONLY)")
        invent(connection, rows=asked.rows)
        found = connection.execute("SELECT count(*) FROM observation").fetchone()
        connection.execute("DETACH real")
    building.replace(asked.path)
    size = asked.path.stat().st_size / 1e6
    print(f"{asked.path}: {found[0] if found else 0:,} rows, {size:.0f} MB")


def invent(connection: duckdb.DuckDBPyConnection, *, rows: int) -> None:
    """Fill the tables: the catalogue's, with other codes, and figures from a formula."""
    connection.execute(
        f"CREATE MACRO invented(code) AS regexp_replace(code, '{REAL_CODE}', 'X\\1')"
    )
    # The positions of real places stay behind: nothing shows them.
    connection.execute(
        "INSERT INTO area BY NAME SELECT * EXCLUDE (rank) REPLACE ("
        "invented(area_code) AS area_code, invented(region_code) AS region_code, "
        "'' AS police_force_code, '' AS note, NULL AS latitude, NULL AS longitude, "
        "CASE WHEN level = 'country' THEN name ELSE 'Invented ' || rank END AS name) FROM ("
        "SELECT *, lpad(CAST(row_number() OVER (ORDER BY area_code) AS VARCHAR), 3, '0') AS rank "
        "FROM real.area WHERE level IN ('upper_tier', 'region', 'country'))"
    )
    for table in COPIED:
        columns = [row[0] for row in connection.execute(f"DESCRIBE real.{table}").fetchall()]
        said = [f"invented({name}) AS {name}" for name in columns if name in CODES]
        replaced = f" REPLACE ({', '.join(said)})" if said else ""
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT *{replaced} FROM real.{table}"  # noqa: S608
        )
    connection.execute(
        "INSERT INTO dataset BY NAME SELECT * REPLACE ('invented' AS dataset_id, "
        "'Nobody' AS publisher, 'Invented figures' AS publication, '' AS url, "
        "'computed' AS strength, '' AS caveats) FROM dataset LIMIT 1"
    )
    connection.execute(
        "INSERT INTO area_population BY NAME SELECT area_code, 'mid-2022' AS reference, "
        "2022 AS year, 'All ages' AS age, 200000 AS persons, 'invented' AS dataset_id "
        "FROM area WHERE level = 'upper_tier'"
    )
    counted = connection.execute(
        "SELECT (SELECT count(*) FROM indicator WHERE profile AND collection = 'current') "
        "* (SELECT count(*) FROM area WHERE level = 'upper_tier')"
    ).fetchone()
    each = (counted[0] if counted else 1) * YEARS * 3
    connection.execute(
        FIGURES,
        {
            "first": LAST_YEAR - YEARS + 1,
            "last": LAST_YEAR,
            "parts": max(1, -(-rows // each)),
        },
    )
    latest = (ROOT / "queries/build/latest.sql").read_text(encoding="utf-8")
    connection.execute(f"INSERT INTO latest BY NAME {latest}")
    connection.execute(
        "INSERT INTO snapshot VALUES ('invented', 'invented', ?, TIMESTAMP '2026-01-01 00:00:00')",
        [SCHEMA_VERSION],
    )


if __name__ == "__main__":
    main()
