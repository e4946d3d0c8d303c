"""Reads the figures of an own table: numbers, marks in their places, decimal commas."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.ingest.findings import Sieve, as_found, each
from cdof_core.ingest.own_table.decimal_commas import (
    columns_of_decimal_commas,
    may_be_thousands,
    with_decimal_points,
)
from cdof_core.ingest.own_table.fields import NUMBERS, Field
from cdof_core.ingest.own_table.mapping import TableMapping
from cdof_core.ingest.own_table.percents import HAS_SIGN
from cdof_core.ingest.own_table.spreading import column, is_blank_column
from cdof_core.ingest.sources.cells import read_cell

_COLUMN_OF: Final = {
    Field.COUNT: "numerator",
    Field.DENOMINATOR: "denominator",
    Field.VALUE: "value",
    Field.LOWER: "lower95",
    Field.UPPER: "upper95",
}
_WHOLE: Final = (Field.COUNT, Field.DENOMINATOR)
_NOT_PUBLISHED: Final = "not_published"


def read_numbers(
    cells: pd.DataFrame, mapping: TableMapping, sieve: Sieve, rows: dict[str, pd.Series]
) -> None:
    """Read the figures of every row, and what stands in their places.

    Args:
        cells: The table, one row a figure.
        mapping: How its columns are read.
        sieve: Receives the cells that are neither numbers nor marks.
        rows: Receives the columns of figures, `flag` and `annotation`.
    """
    flag = pd.Series("", index=cells.index, dtype="str")
    written = {wanted: column(cells, mapping, wanted) for wanted in (*NUMBERS, Field.TARGET)}
    of_commas = columns_of_decimal_commas(written, whole=_WHOLE)
    for wanted, as_written in written.items():
        name = _COLUMN_OF.get(wanted, wanted.value)
        given = as_written
        if wanted in of_commas:
            given = with_decimal_points(as_written)
            sieve.warn(
                given.ne(as_written) & as_written.notna(),
                rule="decimal commas",
                column=mapping.heading_of(wanted),
                values=as_written,
                expected="Numbers of this column have decimal commas: 12,5 is read as 12.5, "
                "12,345 as 12.345 and 1.234 as 1,234.",
                remedy="Write decimal points if that is wrong.",
            )
        elif wanted in _WHOLE:
            sieve.refuse(
                each(given, may_be_thousands).astype("bool"),
                rule="numbers",
                column=mapping.heading_of(wanted),
                values=as_written,
                expected="This may be thousands written with a point, or a fraction; counts are "
                "whole.",
                remedy="Write 1204 or 1,204 for twelve hundred and four; a column of fractions is "
                "a value, not a count.",
            )
        numbers, marks, strange, signs = _numbers(given)
        rows[name] = numbers
        if wanted is Field.VALUE:
            rows[HAS_SIGN] = signs
        sieve.refuse(
            strange,
            rule="numbers",
            column=mapping.heading_of(wanted),
            values=as_written,
            expected="This is neither a number nor a known mark.",
            remedy="Write a number, or *, c, :, [x] or <5 where it is not shown.",
        )
        if wanted in _WHOLE:
            sieve.warn(
                signs,
                rule="units",
                column=mapping.heading_of(wanted),
                values=as_written,
                expected="A count has a percent sign; 12% is read as 12.",
                remedy="Say that the column is a value, if it holds percentages.",
            )
        if wanted is Field.COUNT:
            sieve.warn(
                (sieve.reasons == "") & numbers.notna() & (numbers % 1 != 0),
                rule="whole counts",
                column=mapping.heading_of(wanted),
                values=as_written,
                expected="A count is a whole number.",
                remedy="Say that the column is a value, if it holds rates or percentages.",
            )
        if wanted in (Field.COUNT, Field.VALUE):
            flag = flag.mask((flag == "") & (marks != ""), marks)
    rows["annotation"] = each(column(cells, mapping, Field.ANNOTATION), as_found).astype("str")
    is_gap = rows["value"].isna() & (rows["numerator"].isna() | (flag != ""))
    rows["flag"] = flag.mask(is_gap & (flag == ""), _NOT_PUBLISHED)
    hidden = rows["flag"].isin(["suppressed", "withheld"]) & rows["value"].isna()
    for name in ("lower95", "upper95"):
        rows[name] = rows[name].mask(hidden)


def _numbers(given: pd.Series) -> tuple[pd.Series, pd.Series, pd.Series, pd.Series]:
    """Return numbers, the flags of marks, whether a cell is neither, and has a percent sign."""
    codes, different = pd.factorize(given, use_na_sentinel=False)
    known = pd.to_numeric(pd.Series(different), errors="coerce").to_numpy("float64")
    known = np.where(np.isfinite(known), known, np.nan)
    numbers = pd.Series(known[codes], index=given.index)
    odd = numbers.isna()
    if odd.any():
        odd.loc[odd] = ~is_blank_column(given[odd])
    flags = pd.Series("", index=given.index, dtype="str")
    strange = pd.Series(data=False, index=given.index)
    signs = strange
    if odd.any():
        signs = odd & each(given[odd], lambda cell: "%" in str(cell)).reindex(
            given.index, fill_value=False
        )
        read = [read_cell(cell) for cell in given[odd]]
        there = given.index[odd]
        found = [np.nan if one.number is None else one.number for one in read]
        numbers = numbers.where(~odd, pd.Series(found, index=there, dtype="float64"))
        flags = flags.where(~odd, pd.Series([one.flag for one in read], index=there, dtype="str"))
        strange = odd & pd.Series([not one.is_understood for one in read], index=there).reindex(
            given.index, fill_value=False
        )
    return numbers, flags, strange, signs
