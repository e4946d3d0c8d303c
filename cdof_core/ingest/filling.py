"""Fills an empty database from the catalogue, or says everything that is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from cdof_core.domain import AreaLevel, DataError
from cdof_core.domain.progress import Progress
from cdof_core.ingest.cartogram import place_hexagons
from cdof_core.ingest.catalogue import read_catalogue
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.checks import broken_rules, repeated_keys, run_checks
from cdof_core.ingest.derive import complete_observations
from cdof_core.ingest.derived_rates import derive_rates, read_derived_rates
from cdof_core.ingest.imported_rooms import OBSERVATIONS, read_record
from cdof_core.ingest.problems import raise_if_any
from cdof_core.ingest.schema import QUERIES, Table, create_tables, read_tables
from cdof_core.ingest.text_files import without_source

OBSERVATION_ORDER = (
    "indicator_id, area_code, period_start, period_end, "
    "sex, age, breakdown_type, breakdown, vintage"
)
CENTROID_COLUMNS = ("area_code", "name", "region_code", "easting", "northing")
# Fewer make no map; the catalogue of a test may hold so few.
FEWEST_AREAS = 4


def fill_tables(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    tell: Progress,
    imported: Sequence[Path] = (),
) -> list[DataError]:
    """Create every table and fill all but `snapshot`.

    Args:
        connection: An empty database.
        data_dir: The catalogue's folder.
        tell: Called with the share done (0 to 1) and what is being done.
        imported: Folders of imported rooms, older ones first: a newer figure takes the place of an
            older one of the same indicator, area, period, sex, age, breakdown and vintage.

    Returns:
        Findings to look at that do not stand in the way of publishing.

    Raises:
        CatalogueError: The catalogue cannot be published.
    """
    create_tables(connection)
    tables = read_tables(connection)
    tell(0.05, "Reading the catalogue")
    catalogue, contradictions = _read_completed(data_dir, tables, imported)

    tell(0.25, "Filling the tables")
    _insert_all(connection, catalogue, tables)
    if imported:
        tell(0.3, "Adding what was imported")
        _add_observations(connection, tables["observation"], imported)

    tell(0.35, "Checking")
    findings = run_checks(connection, catalogue)
    raise_if_any(findings.problems)
    latest = (QUERIES / "build" / "latest.sql").read_text(encoding="utf-8")
    connection.sql(latest).insert_into("latest")

    tell(0.4, "Laying out the hexagon map")
    _fill_hexagons(connection, catalogue["area"])
    return contradictions + findings.warnings


def _read_completed(
    data_dir: Path, tables: dict[str, Table], imported: Sequence[Path]
) -> tuple[dict[str, pd.DataFrame], list[DataError]]:
    """Return every table as it will stand, and the values that contradict their own parts."""
    problems: list[DataError] = []
    catalogue = read_catalogue(data_dir, tables, problems, imported)
    rates = read_derived_rates(data_dir, problems)
    raise_if_any(problems)
    derived = derive_rates(rates, catalogue, problems)
    raise_if_any(problems)
    stated = pd.concat([catalogue["observation"], derived], ignore_index=True)
    completed = complete_observations(stated, catalogue["indicator"])
    catalogue["observation"] = completed.observations
    return catalogue, _contradictions(completed.contradicted)


def _insert_all(
    connection: duckdb.DuckDBPyConnection,
    catalogue: dict[str, pd.DataFrame],
    tables: dict[str, Table],
) -> None:
    problems: list[DataError] = []
    for name, rows in catalogue.items():
        problems += repeated_keys(rows, tables[name])
        problems += broken_rules(connection, rows, tables[name])
    raise_if_any(problems)
    for name, rows in catalogue.items():
        _insert(connection, rows, tables[name])


def _add_observations(
    connection: duckdb.DuckDBPyConnection, table: Table, imported: Sequence[Path]
) -> None:
    """Add imported figures and sort all anew, newer ones in the place of older ones."""
    names = table.column_names
    gathered = connection.table("observation").project("*, 0 AS import_order")
    for order, folder in enumerate(imported, start=1):
        dataset_id = connection.execute(
            "SELECT $dataset_id AS dataset_id", {"dataset_id": read_record(folder).dataset_id}
        ).df()
        rows = connection.read_parquet(str(folder / OBSERVATIONS))
        columns = ", ".join(name for name in names if name != "dataset_id")
        with_dataset = rows.project(columns).cross(connection.from_df(dataset_id))
        ordered = with_dataset.project(", ".join(names) + f", {order} AS import_order")
        gathered = gathered.union(ordered)
    newest = gathered.project(
        f"*, max(import_order) OVER (PARTITION BY {OBSERVATION_ORDER}) AS newest"
    ).filter("import_order = newest")
    newest.project(", ".join(names)).create("observation_gathered")
    connection.execute("DELETE FROM observation")
    try:
        connection.table("observation_gathered").order(OBSERVATION_ORDER).insert_into("observation")
    except duckdb.ConstraintException as error:
        reason = str(error).split("\n", maxsplit=1)[0]
        raise DataError(
            file="imports", expectation=f"An imported figure breaks a rule of the tables: {reason}"
        ) from error
    connection.execute("DROP TABLE observation_gathered")


def _fill_hexagons(connection: duckdb.DuckDBPyConnection, areas: pd.DataFrame) -> None:
    authorities = areas[areas["level"] == AreaLevel.UPPER_TIER.value]
    if len(authorities) >= FEWEST_AREAS:
        placed = place_hexagons(authorities[list(CENTROID_COLUMNS)])
        connection.from_df(placed.hexagons).order("area_code").insert_into("area_hexagon")


def _contradictions(rows: pd.DataFrame) -> list[DataError]:
    return [
        DataError(
            file=str(row[SOURCE_FILE]),
            row=int(row[SOURCE_LINE]),
            value=str(row["value"]),
            expectation="The value lies outside the limits of its own numerator and denominator; "
            "it is published without limits.",
        )
        for _, row in rows.iterrows()
    ]


def _insert(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, table: Table) -> None:
    if rows.empty:
        return
    relation = connection.from_df(without_source(rows))
    order = OBSERVATION_ORDER if table.name == "observation" else ", ".join(table.key)
    relation.order(order).insert_into(table.name)
