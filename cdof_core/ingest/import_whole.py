"""Rules over the whole of an import: totals, jumps, duplicates and the like."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import duckdb
import pandas as pd

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.findings import Sieve
from cdof_core.ingest.imported import SOURCE_SHEET, Problem, Severity
from cdof_core.ingest.known import Known
from cdof_core.ingest.schema import QUERIES


@dataclass(frozen=True, slots=True)
class _WholeCheck:
    """A query of `queries/checks_of_imports`.

    Attributes:
        stem: Its file, and the rule's name.
        expected: What should hold.
        remedy: What to do.
        blocks: Whether rows found are set aside and block publishing.
    """

    stem: str
    expected: str
    remedy: str
    blocks: bool = False


WHOLE_CHECKS: Final = (
    _WholeCheck(
        "duplicates",
        "This figure stands more than once.",
        "Keep one of them, or give each its vintage.",
        blocks=True,
    ),
    _WholeCheck(
        "labels",
        "Within an indicator a period label must always mean the same days.",
        "Give the periods different labels.",
        blocks=True,
    ),
    _WholeCheck(
        "values",
        "The value does not follow from count and denominator.",
        "Check the three, and the unit.",
    ),
    _WholeCheck(
        "totals",
        "Persons are not the sum of females and males.",
        "Say in a note why, or correct it.",
    ),
    _WholeCheck(
        "parts",
        "The total does not equal its parts.",
        "Say in a note what the parts leave out, or correct it.",
    ),
    _WholeCheck(
        "england",
        "England is not the sum of its authorities.",
        "Look for an area that is missing or counted twice.",
    ),
    _WholeCheck(
        "jumps",
        "The figure jumps by more than six standard deviations of the changes before and after.",
        "Look for a slip of the decimal point, or mark the break with an annotation.",
    ),
    _WholeCheck(
        "vintages",
        "Figures of several methods or editions stand together.",
        "They are kept apart and never joined into one series; check that this is meant.",
    ),
    _WholeCheck(
        "overlaps",
        "Periods overlap, so figures are counted twice over time.",
        "Calendar and financial years are best kept in different indicators.",
    ),
)


def check_whole(sieve: Sieve, known: Known) -> None:
    """Add what the rules on the whole table find."""
    kept = sieve.kept()
    if kept.empty:
        return
    with duckdb.connect(":memory:") as connection:
        connection.register("given", kept.assign(row_id=kept.index))
        # Whole numbers are grouped in a fraction of the time that seven texts take.
        connection.execute(
            "CREATE TABLE incoming AS SELECT *, hash(indicator_id, area_code, sex, age, "
            "breakdown_type, breakdown, vintage) AS series_id FROM given"
        )
        connection.register("given_area", known.areas[["area_code", "level"]])
        connection.execute("CREATE TABLE area AS SELECT * FROM given_area")
        for check in WHOLE_CHECKS:
            query = (QUERIES / "checks_of_imports" / f"{check.stem}.sql").read_text("utf-8")
            found = connection.execute(query).df()
            if len(found):
                sieve.problems.append(_as_problem(check, found))
                if check.blocks:
                    _leave_out(sieve, found, check)


def _as_problem(check: _WholeCheck, found: pd.DataFrame) -> Problem:
    first: Mapping[Any, Any] = found.iloc[0].to_dict()
    return Problem(
        severity=Severity.ERROR if check.blocks else Severity.WARNING,
        rule=check.stem,
        file=str(first[SOURCE_FILE]),
        sheet=str(first[SOURCE_SHEET]),
        row=int(first[SOURCE_LINE]),
        value=str(first["found"]),
        expected=check.expected,
        remedy=check.remedy,
        count=len(found),
        left_out=len(found) if check.stem == "duplicates" else 0,
    )


def _leave_out(sieve: Sieve, found: pd.DataFrame, check: _WholeCheck) -> None:
    if check.stem != "duplicates":
        return
    rows = sieve.rows
    sieve.reasons.loc[rows.index.isin(found["row_id"])] = check.expected
