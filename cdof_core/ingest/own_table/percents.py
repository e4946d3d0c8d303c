"""Per cents that are not what they seem: fractions among them, and signs against the unit."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from cdof_core.ingest.cells import SOURCE_LINE
from cdof_core.ingest.findings import Sieve, each
from cdof_core.ingest.own_table.units import PERCENT, unit_of

HAS_SIGN: Final = "has_percent_sign"
"""Column: whether a figure was written with a percent sign."""

UNIT: Final = "unit"
"""Column: what a row's own unit is."""

_FEWEST_FRACTIONS: Final = 2
_ROWS_NAMED: Final = 10


def warn_of_percents(rows: pd.DataFrame, units: Mapping[str, str], sieve: Sieve) -> None:
    """Point out per cents that may be a hundred times too small, or no per cents at all.

    Args:
        rows: Rows with the measure's name as `indicator_id`, `HAS_SIGN` and `UNIT`.
        units: Unit of each measure.
        sieve: Receives the warnings.
    """
    told = rows[rows["value"].notna()]
    unit = told["indicator_id"].map(units)
    _warn_of_fractions(told[unit == PERCENT], sieve)
    _warn_of_fractions_among_percents(told, sieve)
    _warn_of_other_units(told, unit, sieve)


def _warn_of_fractions(told: pd.DataFrame, sieve: Sieve) -> None:
    """Point at percentages that are all of 0 to 1: spreadsheets keep 80% as 0.8."""
    of_measure = told.groupby("indicator_id")["value"]
    small = (of_measure.transform("max") <= 1) & (of_measure.transform("min") >= 0)
    several = of_measure.transform("nunique") > _FEWEST_FRACTIONS
    sieve.warn(
        _everywhere(small & several, sieve),
        rule="fractions",
        column="value",
        values=sieve.rows["value"],
        expected="Every percentage of this measure is between 0 and 1.",
        remedy="Where the sheet shows 80% and keeps 0.8, multiply the column by 100.",
    )


def _warn_of_fractions_among_percents(told: pd.DataFrame, sieve: Sieve) -> None:
    """Point at 0.12 among 12% and 15%: it is read as 0.12, a hundredth of what may be meant."""
    signs = told[HAS_SIGN]
    if not signs.any():
        return
    beside = signs.groupby(told["indicator_id"]).transform("any")
    odd = beside & ~signs & told["value"].between(0, 1, inclusive="neither")
    sieve.warn(
        _everywhere(odd, sieve),
        rule="fractions",
        column="value",
        values=sieve.rows["value"],
        expected=f"A fraction stands among per cents and is read as it is, 0.12 as 0.12%: "
        f"{_named(told[odd])}.",
        remedy="Write 12% where 0.12 means it.",
    )


def _warn_of_other_units(told: pd.DataFrame, unit: pd.Series, sieve: Sieve) -> None:
    """Point at percent signs, or units of their own, of figures that are read in another unit."""
    against = told[HAS_SIGN] & (unit != PERCENT)
    for name in unit[against].unique():
        odd = against & (unit == name)
        sieve.warn(
            _everywhere(odd, sieve),
            rule="units",
            column="value",
            values=sieve.rows["value"],
            expected=f"A figure with a percent sign is read as {name or 'a plain number'}: "
            f"{_named(told[odd])}.",
            remedy="Say in what the figures are, or give per cents and rates as two measures.",
        )
    own = each(told[UNIT], _plain_unit)
    other = own.ne("") & own.ne(unit) & each(unit, _plain_unit).ne("")
    for name in unit[other].unique():
        odd = other & (unit == name)
        sieve.warn(
            _everywhere(odd, sieve),
            rule="units",
            column="unit",
            values=sieve.rows[UNIT],
            expected=f"A figure of another unit is read as {name}: {_named(told[odd])}.",
            remedy="Give figures of two units as two measures.",
        )


def _plain_unit(text: str) -> str:
    found = unit_of(text)
    return found[0] if found else ""


def _everywhere(odd: pd.Series, sieve: Sieve) -> pd.Series:
    return odd.reindex(sieve.rows.index, fill_value=False)


def _named(rows: pd.DataFrame) -> str:
    """Name the rows as the user's program counts them, the first ten of many."""
    lines = rows[SOURCE_LINE].drop_duplicates().tolist()
    more = f" and {len(lines) - _ROWS_NAMED:,} more" if len(lines) > _ROWS_NAMED else ""
    return f"row{'s' * (len(lines) > 1)} {', '.join(map(str, lines[:_ROWS_NAMED]))}{more}"
