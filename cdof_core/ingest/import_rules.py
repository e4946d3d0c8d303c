"""What every imported figure must be by itself, declared once and checked on all rows at once."""

import math
from typing import Final

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from cdof_core.domain import PeriodKind
from cdof_core.domain.sex import SEXES
from cdof_core.ingest.derive import NEVER_COMPUTED, PRINTED_IN_ERROR
from cdof_core.ingest.findings import Sieve

FLAGS: Final = (
    "",
    "suppressed",
    "withheld",
    "unreliable",
    "estimated",
    "not_comparable",
    "not_published",
    "misprint",
    "suspect",
)
_ROUNDING: Final = 1e-9
_LARGEST_PERCENTAGE: Final = 100


def _ordered(lower: str, upper: str, *, rule: str, expected: str) -> pa.Check:
    def holds(rows: pd.DataFrame) -> pd.Series:
        return ~(rows[lower] > rows[upper] + _ROUNDING)

    return pa.Check(holds, name=rule, error=expected)


def _parts(rows: pd.DataFrame) -> pd.Series:
    is_share = (rows["value_kind"] == "proportion") & ~rows["flag"].isin(PRINTED_IN_ERROR)
    return ~(is_share & (rows["numerator"] > rows["denominator"]))


def _percentage(rows: pd.DataFrame) -> pd.Series:
    is_share = (rows["value_kind"] == "proportion") & (rows["unit"] == "%")
    return ~(is_share & ((rows["value"] > _LARGEST_PERCENTAGE) | (rows["value"] < 0)))


def _figure(rows: pd.DataFrame) -> pd.Series:
    return rows["value"].notna() | rows["numerator"].notna() | rows["flag"].isin(NEVER_COMPUTED)


def _reckoned(rows: pd.DataFrame) -> pd.Series:
    """Whether a figure that is not printed can be worked out from what is."""
    is_open = rows["value"].isna() & rows["numerator"].notna()
    is_open &= ~rows["flag"].isin(NEVER_COMPUTED) & (rows["value_kind"] != "count")
    return ~(is_open & ~(rows["denominator"] > 0))


def _not_negative(rows: pd.Series) -> pd.Series:
    return ~(rows < 0)


_NEGATIVE: Final = "A count or denominator cannot be negative."

ROW_RULES: Final = pa.DataFrameSchema(
    columns={
        "numerator": pa.Column(
            float,
            pa.Check(_not_negative, name="counts", error=_NEGATIVE),
            nullable=True,
        ),
        "denominator": pa.Column(
            float,
            pa.Check(_not_negative, name="counts", error=_NEGATIVE),
            nullable=True,
        ),
        "sex": pa.Column(
            None,
            pa.Check.isin(SEXES, name="sex", error="A sex is Persons, Female or Male."),
        ),
        "flag": pa.Column(
            None,
            pa.Check.isin(FLAGS, name="flags", error=f"A flag is one of {', '.join(FLAGS[1:])}."),
        ),
        "period_kind": pa.Column(
            None,
            pa.Check.isin(
                [kind.value for kind in PeriodKind],
                name="periods",
                error=f"A period is {', '.join(kind.value for kind in PeriodKind)}.",
            ),
        ),
    },
    checks=[
        _ordered(
            "period_start",
            "period_end",
            rule="periods",
            expected="A period cannot end before it starts.",
        ),
        _ordered(
            "lower95",
            "value",
            rule="limits",
            expected="The value cannot lie below its lower limit.",
        ),
        _ordered(
            "value",
            "upper95",
            rule="limits",
            expected="The value cannot lie above its upper limit.",
        ),
        pa.Check(
            _parts,
            name="proportions",
            error="The count of a proportion cannot be above its denominator.",
        ),
        pa.Check(_percentage, name="units", error="A percentage lies between 0 and 100."),
        pa.Check(
            _figure,
            name="figures",
            error="A row needs a value, a count, or a mark for why there is none.",
        ),
        pa.Check(
            _reckoned,
            name="lone counts",
            error="A count alone gives no rate, percentage or ratio: the value is missing, or a "
            "denominator above 0. A column of rates is a value, not a count.",
        ),
    ],
)
"""Columns `value_kind` and `unit` are those of each row's indicator."""

REMEDY: Final = "Correct the row, or leave it out."
_SHOWN: Final = {
    "limits": ("value", "lower95", "upper95"),
    "proportions": ("numerator", "denominator"),
    "units": ("value",),
    "lone counts": ("numerator", "denominator"),
    "periods": ("period_start", "period_end"),
}


def sieve_rows(sieve: Sieve) -> None:
    """Set aside every row that breaks a rule by itself.

    Args:
        sieve: Rows of observations with `value_kind` and `unit`.
    """
    rows = sieve.rows
    try:
        ROW_RULES.validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as error:
        for broken in error.schema_errors:
            _set_aside(sieve, broken)


def _set_aside(sieve: Sieve, broken: pandera.errors.SchemaError) -> None:
    rows = sieve.rows
    cases = broken.failure_cases
    index = cases["index"].dropna().unique() if isinstance(cases, pd.DataFrame) else []
    wrong = pd.Series(rows.index.isin(index), index=rows.index)
    rule = str(getattr(broken.check, "name", None) or "rows")
    column = str(broken.schema.name or "") if broken.column_name else ""
    shown = [column] if column else list(_SHOWN.get(rule, ()))
    found = rows.loc[wrong, shown].apply(_words, axis=1) if shown and wrong.any() else None
    values = None if found is None else found.reindex(rows.index, fill_value="")
    sieve.refuse(
        wrong,
        rule=rule,
        column=column,
        values=values,
        expected=str(getattr(broken.check, "error", None) or broken),
        remedy=REMEDY,
    )


def _words(row: "pd.Series[str]") -> str:
    return ", ".join(f"{name} {_word(cell)}" for name, cell in row.items())


def _word(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    return "none" if isinstance(cell, float) and math.isnan(cell) else str(cell)
