"""Checks of the whole catalogue that no single row can answer, one query each."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from cdof_core.domain import DataError
from cdof_core.ingest.cells import SOURCE, SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.schema import QUERIES, Table


@dataclass(frozen=True, slots=True)
class Check:
    """A query of `queries/checks` that returns what is wrong.

    Attributes:
        stem: Its file.
        table: Table whose catalogue rows are at fault.
        expectation: What should hold, and how to mend it.
        blocks: Whether a finding stops the build; otherwise it is a warning.
    """

    stem: str
    table: str
    expectation: str
    blocks: bool = True


CHECKS = (
    Check(
        "observation_duplicates",
        "observation",
        "A figure may stand in the catalogue once; take one out, or give each its vintage.",
    ),
    Check(
        "observation_codes",
        "observation",
        "Indicator and area must be declared, in catalogue/indicators and in area.csv.",
    ),
    Check(
        "observation_collections",
        "observation",
        "Figures of a reference case belong to indicators of the same collection only.",
    ),
    Check(
        "observation_proportions",
        "observation",
        "A proportion's numerator cannot be above its denominator; flag a printed error as one.",
    ),
    Check(
        "observation_periods",
        "observation",
        "Within an indicator a period label must always mean the same days.",
    ),
    Check(
        "observation_values",
        "observation",
        "The value does not follow from numerator and denominator.",
        blocks=False,
    ),
    Check(
        "indicator_outcomes",
        "indicator",
        "A headline or supporting indicator needs an outcome that outcome.csv declares.",
    ),
    Check("indicator_without_figures", "indicator", "No figure belongs to it.", blocks=False),
    Check("measure_outcomes", "measure", "The outcome must be declared in outcome.csv."),
    Check(
        "measure_indicator_codes",
        "measure_indicator",
        "Both the measure and the indicator must be declared.",
    ),
    Check("area_codes", "area", "Region and police force must be areas of area.csv of that level."),
    Check("area_population_codes", "area_population", "The area must be declared in area.csv."),
    Check("area_age_sex_codes", "area_age_sex", "The area must be declared in area.csv."),
    Check("area_ethnicity_codes", "area_ethnicity", "The area must be declared in area.csv."),
    Check(
        "area_group_members",
        "area_group_member",
        "Members and owners must be upper-tier authorities, and group_scheme.csv must declare "
        "the scheme.",
    ),
    Check("annotation_codes", "annotation", "Indicator and area must be declared."),
    Check("target_codes", "target", "Indicator and area must be declared."),
)


class Findings(NamedTuple):
    """What the checks found.

    Attributes:
        problems: Findings that stop the build.
        warnings: Findings to look at.
    """

    problems: list[DataError]
    warnings: list[DataError]


def run_checks(
    connection: duckdb.DuckDBPyConnection, catalogue: dict[str, pd.DataFrame]
) -> Findings:
    """Run every check against the filled tables.

    Args:
        connection: The new snapshot, all tables but `latest` and `snapshot` filled.
        catalogue: The tables as read, with their source columns, to name file and line.

    Returns:
        The findings, in the order of the checks.
    """
    found = Findings([], [])
    for check in CHECKS:
        query = (QUERIES / "checks" / f"{check.stem}.sql").read_text(encoding="utf-8")
        errors = _as_errors(check, connection.execute(query).df(), catalogue[check.table])
        (found.problems if check.blocks else found.warnings).extend(errors)
    return found


def repeated_keys(rows: pd.DataFrame, table: Table) -> list[DataError]:
    """Return an error for every row whose key an earlier row has.

    Args:
        rows: Typed rows with their source columns.
        table: Their table; one without a key has no such rows.
    """
    if not table.key:
        return []
    again = rows[rows.duplicated(list(table.key))]
    return [
        DataError(
            file=str(row[SOURCE_FILE]),
            row=int(row[SOURCE_LINE]),
            value=", ".join(str(row[name]) for name in table.key),
            expectation=f"No two rows of {table.name} may share {', '.join(table.key)}.",
        )
        for _, row in again.iterrows()
    ]


def broken_rules(
    connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, table: Table
) -> list[DataError]:
    """Return an error for every row that breaks a rule of its table's definition.

    Args:
        connection: Any connection.
        rows: Typed rows with their source columns.
        table: Their table.
    """
    if rows.empty or not table.rules:
        return []
    # One pass over a sound table; only the rows that break some rule are asked which.
    broken = connection.from_df(rows).filter(f"NOT ({' AND '.join(table.rules)})").df()
    if broken.empty:
        return []
    relation = connection.from_df(broken)
    errors: list[DataError] = []
    for rule in table.rules:
        found = relation.filter(f"NOT {rule}").df()
        names = [name for name in table.column_names if name in _words(rule)]
        errors.extend(
            DataError(
                file=str(row[SOURCE_FILE]),
                row=int(row[SOURCE_LINE]),
                value=", ".join(f"{name} {_shown(row[name])}" for name in names),
                expectation=f"The table asks for {rule}.",
            )
            for _, row in found.iterrows()
        )
    return errors


def _words(rule: str) -> set[str]:
    return set(
        "".join(letter if letter.isalnum() or letter == "_" else " " for letter in rule).split()
    )


def _as_errors(check: Check, found: pd.DataFrame, rows: pd.DataFrame) -> list[DataError]:
    """Return one error for each finding, at the last catalogue row that agrees with it."""
    shared = [name for name in found.columns if name in rows.columns]
    places = rows[[*shared, *SOURCE]].drop_duplicates(shared, keep="last")
    located = found.merge(places, how="left", on=shared)
    errors: list[DataError] = []
    for row in located.to_dict("records"):
        file, line = row.pop(SOURCE_FILE), row.pop(SOURCE_LINE)
        errors.append(
            DataError(
                file="data/" if pd.isna(file) else str(file),
                row=None if pd.isna(line) else int(line),
                value=", ".join(_shown(cell) for cell in row.values() if cell != ""),
                expectation=check.expectation,
            )
        )
    return errors


def _shown(cell: Any) -> str:  # noqa: ANN401 - whatever a table may hold
    """Return a cell for a message: days without their midnight, missing and '' as empty."""
    if pd.isna(cell) or cell == "":
        return "empty"
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
